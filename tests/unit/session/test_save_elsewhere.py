"""Where a project can't be written any more, it is saved in another place, with what could not be saved."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Change, Status
from summit_tui.session import Session, exported, open_session
from summit_tui.session.revising.making import prepared
from summit_tui.store import JournalDatabase, ProjectStore, StoreError
from summit_tui.store.journal import Journal, NotSyncedError, NotWrittenError
from tests.support.editing import do, files_in, make_quote, select_words, warned
from tests.support.sessions import fixed_author, paths_in
from tests.support.suggesting import suggest, suggested_quote

TEXT = "قال الطبيب فراس النجار: «اللقاح متوفر»، وأضاف أن المستشفى لن يغلق أبوابه.\n"
WORDS, OTHER = "اللقاح متوفر", "أن المستشفى لن يغلق أبوابه"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "أخبار"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    (folder / "two.txt").write_text("مقال ثان.\nقالت سلمى: «نعم».\n", "utf-8")
    return folder


def opened(folder: Path, seed: int = 2) -> Session:
    return open_session(folder, paths=paths_in(folder.parent / "home"), author=fixed_author(seed))


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    session = opened(folder, 1)
    session.open_entry(next(entry for entry in session.entries if entry.file == "two.txt"))
    make_quote(session, "نعم")
    session.run("article.open", next(entry for entry in session.entries if entry.file == "one.txt"))
    make_quote(session, WORDS)
    yield session
    session.close()


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[type[OSError] | None], None]:
    """``failing(NotWrittenError)`` lets every edit fail so, ``failing(None)`` mends it."""
    append, kind = Journal.append, [None]

    def maybe(journal: Journal, line: bytes) -> None:
        if kind[0] is not None:
            raise kind[0](OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        append(journal, line)

    monkeypatch.setattr(Journal, "append", maybe)

    def switch(to: type[OSError] | None) -> None:
        kind[0] = to

    return switch


@pytest.mark.parametrize("kind", [NotWrittenError, NotSyncedError])
def test_all_is_there_with_what_could_not_be_saved(
    session: Session, folder: Path, tmp_path: Path, failing: Callable, kind: type[OSError]
) -> None:
    failing(kind)
    assert "{reason}" in warned(session, "quote.note", "ملاحظة لم تُحفظ")
    assert (session.quote.note, len(session.unsaved)) == ("", 1)
    before, history = exported(session, "all"), list(session.store.history)
    there = tmp_path / "قرص آخر" / "مشروع"
    failing(None)
    message = session.run("project.save_elsewhere", str(there))
    assert not message.warning
    assert str(there) in str(message)
    assert session.store.path == there / ".summit"
    assert (len(session.unsaved), session.quote.note, session.read_only) == (0, "ملاحظة لم تُحفظ", False)
    do(session, "edit.undo")
    assert json.loads(exported(session, "all")) == json.loads(before)
    assert list(session.store.history)[: len(history)] == history
    do(session, "edit.undo")
    assert len(session.quotes) == 0
    session.close()
    again = opened(there)
    assert {article.source.file for article in again.project.articles.values()} == {"one.txt", "two.txt"}
    assert again.store.mended == []
    for entry in again.entries:
        again.open_entry(entry)
    again.close()
    with ProjectStore.open(folder, read_only=True) as old:
        assert list(old.history) == history


def test_a_drive_that_was_removed(session: Session, folder: Path, tmp_path: Path) -> None:
    """Files, texts and history can't be read any more; what was in memory is saved."""
    known = exported(session, "all")
    shutil.rmtree(folder)
    assert session.run("quote.unsure").warning
    there = tmp_path / "هنا"
    message = session.run("project.save_elsewhere", there)
    assert message.warning
    assert "history" in str(message)
    assert session.quote.unsure
    do(session, "edit.undo")
    assert exported(session, "all") == known
    assert session.run("edit.undo").warning
    session.close()
    again = opened(there)
    assert len(again.project.quotes) == 2
    again.close()


def test_texts_that_can_not_be_read_are_counted(folder: Path, tmp_path: Path) -> None:
    session = opened(folder, 1)
    session.open_entry(next(entry for entry in session.entries if entry.file == "two.txt"))
    make_quote(session, "نعم")
    session.close()
    session = opened(folder)
    make_quote(session, WORDS)
    shutil.rmtree(folder)
    message = session.run("project.save_elsewhere", tmp_path / "هنا")
    assert message.warning
    assert "could not be read: 1" in str(message)
    assert len(session.project.quotes) == 2
    session.close()


@pytest.mark.parametrize("tries", [1, 3])
def test_what_was_done_again_is_not_done_twice(session: Session, failing: Callable, tries: int) -> None:
    failing(NotWrittenError)
    for _ in range(tries):
        session.run("quote.unsure")
        session.select(session.selection)
        select_words(session, OTHER)
        session.run("quote.make")
        session.visit(session.quotes[0])
    assert len(session.unsaved) == 2 * tries
    failing(None)
    make_quote(session, OTHER)
    assert (len(session.quotes), len(session.unsaved)) == (2, tries)
    do(session, "project.save_unsaved", True)
    assert session.quotes[0].unsure
    assert (len(session.quotes), len(session.unsaved)) == (2, 0)
    assert [edit.command for edit in session.store.history][-2:] == ["quote.make", "quote.unsure"]


def test_what_went_another_way_meanwhile_is_let_go(session: Session, failing: Callable) -> None:
    failing(NotWrittenError)
    session.run("quote.note", "لم تُحفظ")
    failing(None)
    do(session, "quote.delete")
    assert (len(session.unsaved), session.quotes) == (0, [])


def test_a_reader_keeps_nothing_to_be_saved(session: Session, folder: Path) -> None:
    session.close()
    reader = open_session(folder, paths=paths_in(folder.parent / "home"), read_only=True)
    reader.visit(reader.quotes[0])
    assert reader.run("quote.unsure").warning
    assert not reader.unsaved
    reader.close()


def test_a_project_that_was_never_saved_begins_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(folder, 1)
    with monkeypatch.context() as patch:
        patch.setattr(
            Disk, "make_folder", lambda *_: (_ for _ in ()).throw(OSError(errno.EROFS, "read-only"))
        )
        select_words(session, WORDS)
        assert session.run("quote.make").warning
    there = tmp_path / "هنا"
    assert not session.run("project.save_elsewhere", there).warning
    assert len(session.quotes) == 1
    session.close()
    again = opened(there)
    assert len(again.project.quotes) == 1
    again.close()
    assert not (folder / ".summit").exists()


def test_a_json_file_is_an_export_and_the_project_stays(session: Session, tmp_path: Path) -> None:
    path = session.store.path
    message = session.run("project.save_elsewhere", tmp_path / "all.json")
    assert "Exported" in str(message)
    assert (tmp_path / "all.json").read_bytes() == exported(session, "all")
    assert session.store.path == path
    assert warned(session, "project.save_elsewhere", tmp_path / "all.json")


def test_places_that_can_not_be_are_refused(session: Session, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    before = files_in(tmp_path)
    for path in (folder, folder / ".summit", tmp_path / "file", tmp_path / "file" / "in it", "", "a\0b"):
        assert session.run("project.save_elsewhere", path).warning
        assert session.store.path == folder / ".summit"
    assert files_in(tmp_path) == before


def test_writing_that_fails_there_leaves_nothing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "هنا"
    there.mkdir()
    real = Disk.sync
    for turn in range(1, 60):
        calls = iter(range(1, 1000))

        def fail(disk: Disk, descriptor: int, calls: Iterator[int] = calls, turn: int = turn) -> None:
            if next(calls) == turn:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            real(disk, descriptor)

        with monkeypatch.context() as patch:
            patch.setattr(Disk, "sync", fail)
            message = session.run("project.save_elsewhere", there)
        if not message.warning:
            break
        assert list(there.iterdir()) == []
        assert not session.read_only
    else:
        raise AssertionError("it never succeeds")
    assert turn > 3
    assert session.store.path == there / ".summit"


def test_edits_go_on_in_memory_order(session: Session, failing: Callable) -> None:
    """Two edits of one note that could not be saved: what was typed last counts, and undo goes back."""
    failing(NotWrittenError)
    quote = session.quote
    for note in ("أولى", "ثانية"):
        with pytest.raises(Exception, match="could not be saved"):
            session.change("quote.note", [Change(quote, replace(quote, note=note))])
    failing(None)
    do(session, "quote.unsure")
    assert (session.quote.note, session.quote.unsure, len(session.unsaved)) == ("", True, 2)
    do(session, "project.save_unsaved", True)
    assert (session.quote.note, session.quote.unsure, len(session.unsaved)) == ("ثانية", True, 0)
    do(session, "edit.undo")
    assert session.quote.note == "أولى"


def test_a_project_of_a_newer_version_is_not_copied(session: Session, folder: Path, tmp_path: Path) -> None:
    session.close()
    path = folder / ".summit" / "project.json"
    with JournalDatabase(path) as database:
        extra = {**database.storage.keeper.extra, "schema": 99}
        with database.storage.transaction("another version", extra):
            pass
    newer = opened(folder)
    assert newer.read_only
    assert "newer version" in warned(newer, "project.save_elsewhere", tmp_path / "هنا")
    assert not (tmp_path / "هنا").exists()
    newer.close()


def test_an_accepted_suggestion_is_made_with_all_that_it_brings(folder: Path, failing: Callable) -> None:
    session = opened(folder)
    suggest(
        session,
        suggested_quote(session, WORDS, "فراس النجار"),
        suggested_quote(session, OTHER, "فراس النجار"),
    )
    failing(NotWrittenError)
    for quote in session.suggestions:
        session.visit(quote)
        assert warned(session, "review.accept")
    failing(None)
    assert (session.project.quotes, len(session.unsaved)) == ({}, 2)
    do(session, "project.save_unsaved", True)
    assert [quote.status for quote in session.project.quotes.values()] == [Status.ACCEPTED] * 2
    assert [speaker.name.ar for speaker in session.project.speakers.values()] == ["فراس النجار"]
    assert session.suggestions == []
    session.close()


def test_an_accepted_suggestion_that_is_accepted_again_is_made_once(folder: Path, failing: Callable) -> None:
    session = opened(folder)
    suggest(session, suggested_quote(session, WORDS, "فراس النجار"))
    failing(NotWrittenError)
    session.visit(session.suggestions[0])
    assert warned(session, "review.accept")
    failing(None)
    do(session, "review.accept")
    assert (len(session.project.quotes), len(session.unsaved)) == (1, 0)
    session.close()


def test_an_edit_of_an_article_that_is_not_open_any_more_is_made_in_that(
    folder: Path, failing: Callable
) -> None:
    session = opened(folder)
    failing(NotWrittenError)
    select_words(session, WORDS)
    assert warned(session, "quote.make")
    session.open_entry(next(entry for entry in session.entries if entry.file == "two.txt"))
    failing(None)
    do(session, "project.save_unsaved", True)
    (article,) = session.project.articles.values()
    assert article.source.file == "one.txt"
    assert [quote.article for quote in session.project.quotes.values()] == [article.id]
    assert [entry.article for entry in session.entries] == [article.id, None]
    session.close()


def test_what_fails_when_the_edit_is_saved_is_told_and_not_kept_to_be_saved(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "one.txt").write_text(f"تصحيح.\n{TEXT}", "utf-8")
    revision = prepared(session)
    before = len(session.store.history)

    def lost(store: ProjectStore, sha256: str) -> str:
        raise StoreError("The text {hash} is missing.", hash=sha256)

    with monkeypatch.context() as patch:
        patch.setattr(ProjectStore, "text", lost)
        assert "is missing" in warned(session, "revision.make", revision)
    assert (len(session.store.history), len(session.unsaved)) == (before + 1, 0)
    assert session.news() is None
