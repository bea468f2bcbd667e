"""What there is to save where a project can't be written, or nothing was written yet."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Status
from summit_tui.session import Session, kept, open_session
from summit_tui.session.revising.making import prepared
from summit_tui.store.journal import Journal, NotWrittenError
from summit_tui.suggest import SpeakerChoice
from tests.support.editing import do, make_quote, select_words, warned
from tests.support.sessions import fixed_author, paths_in
from tests.support.suggesting import suggest, suggested_quote

WORDS, OTHER = "البئر جافة", "الحفر يبدأ غدا"
TEXT = f"قالت المهندسة رنا الخطيب: «{WORDS}»، وأضافت أن {OTHER}.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "أخبار"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    return folder


def opened(folder: Path, seed: int = 2) -> Session:
    return open_session(folder, paths=paths_in(folder.parent / "home"), author=fixed_author(seed))


def test_where_nothing_was_done_yet_the_project_is_there_all_the_same(folder: Path, tmp_path: Path) -> None:
    session = opened(folder, 1)
    there = tmp_path / "هنا"
    assert not session.run("project.save_elsewhere", there).warning
    assert (there / ".summit").is_dir()
    make_quote(session, WORDS)
    session.close()
    again = opened(there)
    assert len(again.project.quotes) == 1
    again.close()


def test_nothing_is_said_to_be_saved_where_it_can_not_be(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(folder, 1)
    with monkeypatch.context() as patch:
        patch.setattr(
            Disk, "make_folder", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOENT, "no such file"))
        )
        assert "no such file" in str(session.run("project.save_elsewhere", tmp_path / "هنا"))
    assert session.store.path == folder / ".summit"
    make_quote(session, WORDS)
    assert (folder / ".summit").is_dir()
    session.close()


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """``failing(True)`` lets every edit fail as on a full disk."""
    append, fails = Journal.append, [False]

    def maybe(journal: Journal, line: bytes) -> None:
        if fails[0]:
            raise NotWrittenError(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        append(journal, line)

    monkeypatch.setattr(Journal, "append", maybe)

    def switch(to: bool) -> None:
        fails[0] = to

    return switch


@pytest.fixture
def suggesting(folder: Path, failing: Callable) -> Iterator[Session]:
    """A session on a full disk with two suggestions, the first the present quote."""
    session = opened(folder)
    suggest(
        session,
        suggested_quote(session, WORDS, "رنا الخطيب"),
        suggested_quote(session, OTHER, "رنا الخطيب"),
    )
    session.visit(session.suggestions[0])
    failing(True)
    yield session
    session.close()


def saved_after_all(session: Session, failing: Callable, elsewhere: Path | None) -> None:
    failing(False)
    if elsewhere is None:
        do(session, "project.save_unsaved", True)
    else:
        do(session, "project.save_elsewhere", elsewhere)
    assert len(session.unsaved) == 0


@pytest.mark.parametrize("elsewhere", [False, True])
def test_all_that_was_done_to_a_suggestion_is_saved_after_all(
    suggesting: Session, failing: Callable, tmp_path: Path, elsewhere: bool
) -> None:
    quote = suggesting.quote
    for command, answers in (
        ("review.accept", ()),
        ("quote.unsure", ()),
        ("topic.quote_numbered", (3,)),
        ("topic.quote_numbered", (1,)),
        ("quote.type", ()),
        ("quote.note", ("تُراجع",)),
        ("quote.unsure", ()),
    ):
        assert warned(suggesting, command, *answers)
    assert len(suggesting.unsaved) == 7
    saved_after_all(suggesting, failing, tmp_path / "هنا" if elsewhere else None)
    saved = suggesting.project.quotes[quote.id]
    assert (saved.status, saved.unsure, saved.note, saved.type) == (
        Status.ACCEPTED,
        True,
        "تُراجع",
        "indirect",
    )
    assert saved.topics == (suggesting.topics[2].id, suggesting.topics[0].id)
    assert [suggesting.project.speakers[one].name.ar for one in saved.speakers] == ["رنا الخطيب"]
    (other,) = suggesting.suggestions
    assert other.id != quote.id


@pytest.mark.parametrize("decisions", [("accept", "reject"), ("reject", "accept")])
def test_what_was_decided_last_counts(
    suggesting: Session, failing: Callable, decisions: tuple[str, str]
) -> None:
    quote = suggesting.quote
    for decision in decisions:
        assert warned(suggesting, f"review.{decision}")
    saved_after_all(suggesting, failing, None)
    saved = suggesting.project.quotes[quote.id]
    accepted = decisions[1] == "accept"
    assert saved.status is (Status.ACCEPTED if accepted else Status.REJECTED)
    assert not accepted or suggesting.project.speakers[saved.speakers[0]].name.ar == "رنا الخطيب"


def test_an_edit_of_another_suggestion_leaves_it_to_be_saved(suggesting: Session, failing: Callable) -> None:
    quote = suggesting.quote
    assert warned(suggesting, "quote.note", "تُراجع")
    failing(False)
    suggesting.visit(suggesting.suggestions[1])
    do(suggesting, "review.accept")
    assert len(suggesting.unsaved) == 1
    do(suggesting, "project.save_unsaved", True)
    assert suggesting.project.quotes[quote.id].note == "تُراجع"
    assert len(suggesting.project.speakers) == 1


def test_what_does_not_fit_any_more_is_told(suggesting: Session, failing: Callable) -> None:
    quote = suggesting.quote
    assert warned(suggesting, "review.accept")
    failing(False)
    told = suggesting.run("review.reject")
    assert told is not None
    assert "let go: 1" in str(told)
    assert suggesting.project.quotes[quote.id].status is Status.REJECTED


def test_a_full_disk_while_saving_again_keeps_what_is_left(suggesting: Session, failing: Callable) -> None:
    assert warned(suggesting, "review.accept")
    assert warned(suggesting, "quote.note", "تُراجع")
    assert "{count}" in warned(suggesting, "project.save_unsaved", True)
    assert len(suggesting.unsaved) == 2


def test_a_new_speaker_is_made_once_where_two_edits_bring_one(folder: Path, failing: Callable) -> None:
    session = opened(folder)
    quotes = [make_quote(session, words) for words in (WORDS, OTHER)]
    failing(True)
    for quote in quotes:
        session.visit(quote)
        (choice,) = [SpeakerChoice(None, "رنا الخطيب", 1.0)]
        assert warned(session, "quote.speaker", (choice,))
    saved_after_all(session, failing, None)
    (speaker,) = session.project.speakers
    assert [quote.speakers for quote in session.quotes] == [(speaker,), (speaker,)]
    session.close()


def test_topics_of_an_article_that_is_in_no_project_yet_are_saved_after_all(
    folder: Path, failing: Callable
) -> None:
    session = opened(folder)
    failing(True)
    for topic in session.topics[:2]:
        assert warned(session, "topic.article", topic)
    saved_after_all(session, failing, None)
    (article,) = session.project.articles.values()
    assert [tag.id for tag in article.topics] == [topic.id for topic in session.topics[:2]]
    session.close()


def test_an_edit_for_another_text_of_the_article_is_not_made(folder: Path, failing: Callable) -> None:
    session = opened(folder)
    make_quote(session, WORDS)
    failing(True)
    select_words(session, OTHER)
    assert warned(session, "quote.make")
    failing(False)
    (folder / "one.txt").write_text(f"تصحيح.\n{TEXT}", "utf-8")
    revision = prepared(session)
    session.run("revision.make", revision)
    told = session.run("project.save_unsaved", True)
    assert told is not None
    assert (told.warning, dict(told.values)["count"]) == (True, 1)
    assert len(session.project.quotes) == 1
    session.close()


def kept_files(folder: Path) -> list[Path]:
    drafts = folder.parent / "home" / "state" / "drafts"
    return sorted(drafts.iterdir()) if drafts.exists() else []


def test_what_could_not_be_saved_is_offered_at_the_next_start(
    suggesting: Session, failing: Callable, folder: Path
) -> None:
    quote = suggesting.quote
    assert warned(suggesting, "review.accept")
    assert warned(suggesting, "quote.note", "تُراجع")
    assert suggesting.home.unsaved_are_kept
    suggesting.drafts.drop(quote.id)
    (file,) = kept_files(folder)
    assert file.parent.stat().st_mode & 0o77 == 0
    suggesting.close()
    failing(False)
    session = opened(folder)
    assert len(session.unsaved) == 2
    assert "are kept: 2" in str(session.warnings[0])
    do(session, "project.save_unsaved", True)
    saved = session.project.quotes[quote.id]
    assert (saved.status, saved.note) == (Status.ACCEPTED, "تُراجع")
    assert session.project.speakers
    session.close()
    assert kept_files(folder) == []
    session = opened(folder)
    assert (session.warnings, len(session.unsaved)) == ([], 0)
    session.close()


def test_what_was_let_go_is_not_offered(suggesting: Session, folder: Path) -> None:
    assert warned(suggesting, "review.accept")
    do(suggesting, "project.save_unsaved", False)
    assert kept_files(folder) == []


def test_what_was_saved_elsewhere_is_not_offered_in_the_old_place(
    suggesting: Session, failing: Callable, folder: Path, tmp_path: Path
) -> None:
    assert warned(suggesting, "review.accept")
    assert len(kept_files(folder)) == 1
    failing(False)
    do(suggesting, "project.save_elsewhere", tmp_path / "هنا")
    assert kept_files(folder) == []


def test_what_can_not_be_kept_either_is_known_not_to_be(
    suggesting: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(kept, "write_privately", full)
    assert warned(suggesting, "review.accept")
    assert (suggesting.home.unsaved_are_kept, len(suggesting.unsaved)) == (False, 1)
    assert kept_files(folder) == []


@pytest.mark.parametrize(
    "damage",
    [lambda content: content[: len(content) // 2], lambda content: content.replace(WORDS.encode(), b"x", 1)],
)
def test_a_damaged_file_of_them_is_no_fault(
    suggesting: Session, folder: Path, failing: Callable, damage: Callable[[bytes], bytes]
) -> None:
    assert warned(suggesting, "review.accept")
    suggesting.close()
    (file,) = kept_files(folder)
    file.write_bytes(damage(file.read_bytes()))
    failing(False)
    session = opened(folder)
    assert len(session.unsaved) == 0
    make_quote(session, OTHER)
    session.close()


def test_who_only_reads_is_offered_nothing(suggesting: Session, folder: Path) -> None:
    assert warned(suggesting, "review.accept")
    suggesting.close()
    reader = open_session(folder, paths=paths_in(folder.parent / "home"), read_only=True)
    assert len(reader.unsaved) == 0
    reader.close()
    assert len(kept_files(folder)) == 1
