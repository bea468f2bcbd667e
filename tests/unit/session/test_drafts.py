"""Notes that were typed and not saved: kept, offered again, and gone once they are saved or given up."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from summit_tui.model import Quote
from summit_tui.session import Session, open_session
from summit_tui.session.drafts import Draft, Drafts, drafts_of, keep_typed
from summit_tui.store import ProjectStore, StoreError
from tests.support.editing import do, make_quote, warned
from tests.support.sessions import fixed_author, paths_in, session_on_text

ARTICLE = "افتتاح سوق النجارين\nقال التاجر منير الحلاق: «السوق لأهل المدينة كلهم».\n"
WORDS = "السوق لأهل المدينة كلهم"
NOTE = "نصف ملاحظة\u2028كتبت على عجل"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return session_on_text(tmp_path, ARTICLE)


def again(session: Session, tmp_path: Path, name: str = "article.txt") -> Session:
    session.close()
    return open_session(tmp_path / name, paths=paths_in(tmp_path / "home"), author=fixed_author(2))


def quote_of(session: Session) -> Quote:
    assert session.quote is not None
    return session.quote


def test_a_note_is_offered_again_at_the_next_start_on_its_quote(session: Session, tmp_path: Path) -> None:
    keep_typed(session, make_quote(session, WORDS), NOTE)
    session = again(session, tmp_path)
    quote = quote_of(session)
    draft = session.drafts.of(quote)
    assert draft is not None
    assert draft.note == NOTE
    assert quote.note == ""
    assert "press ; to go on with it" in str(session.warnings[0])
    assert WORDS[:20] in str(session.warnings[0])
    assert session.selection.caret == quote.start


@pytest.mark.parametrize("answer", [NOTE, ""], ids=["saved", "given up"])
def test_it_is_gone_once_it_is_saved_or_given_up(session: Session, tmp_path: Path, answer: str) -> None:
    keep_typed(session, make_quote(session, WORDS), NOTE)
    session = again(session, tmp_path)
    do(session, "quote.note", answer)
    assert quote_of(session).note == answer
    assert list((tmp_path / "home" / "state" / "drafts").iterdir()) == []
    session = again(session, tmp_path)
    assert session.warnings == []
    assert session.quote is None


def test_one_that_was_saved_in_the_meantime_is_not_offered(session: Session, tmp_path: Path) -> None:
    quote = make_quote(session, WORDS)
    do(session, "quote.note", NOTE)
    session.drafts.keep(Draft(quote.id, session.article.id, "", WORDS, NOTE))
    session = again(session, tmp_path)
    assert session.warnings == []
    assert session.drafts.all() == []


def test_typing_nothing_new_keeps_nothing(session: Session, tmp_path: Path) -> None:
    keep_typed(session, make_quote(session, WORDS), "")
    assert session.drafts.all() == []
    assert not (tmp_path / "home" / "state").exists()


def test_a_note_that_cannot_be_saved_is_kept(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quote(session, WORDS)

    def full(*_: object) -> None:
        raise StoreError("{path} could not be saved: No space left on device.", path="project.json")

    with monkeypatch.context() as patched:
        patched.setattr(ProjectStore, "commit", full)
        assert "What was typed is kept" in warned(session, "quote.note", NOTE)
    assert quote_of(session).note == ""
    session = again(session, tmp_path)
    draft = session.drafts.of(quote_of(session))
    assert draft is not None
    assert draft.note == NOTE


def test_where_no_draft_can_be_written_it_lasts_as_long_as_the_program(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way", "utf-8")
    drafts = drafts_of(tmp_path / ".summit", tmp_path / "state" / "drafts")
    drafts.keep(Draft("q-1", "a-1", "عنوان", WORDS, NOTE))
    assert [draft.note for draft in drafts.all()] == [NOTE]


def test_one_of_another_article_is_told_and_offered_there(session: Session, tmp_path: Path) -> None:
    keep_typed(session, make_quote(session, WORDS), NOTE)
    (tmp_path / "other.txt").write_text("خبر آخر\nقال: «نعم».\n", "utf-8")
    session = again(session, tmp_path, "other.txt")
    assert "A note in “افتتاح سوق النجارين” isn't saved yet" in str(session.warnings[0])
    assert session.quote is None
    entry = next(entry for entry in session.entries if entry.file == "article.txt")
    assert "press ; to go on" in warned(session, "article.open", entry)
    assert quote_of(session).content[0].of(session.text) == WORDS


def test_one_of_a_quote_that_is_deleted_is_not_offered_and_comes_back_with_it(
    session: Session, tmp_path: Path
) -> None:
    keep_typed(session, make_quote(session, WORDS), NOTE)
    session = again(session, tmp_path)
    do(session, "quote.delete")
    assert session.drafts.all() == []
    do(session, "edit.undo")
    assert [draft.note for draft in session.drafts.all()] == [NOTE]
    do(session, "edit.redo")
    session = again(session, tmp_path)
    assert session.warnings == []


def test_one_of_a_quote_that_isnt_placed_in_a_new_text_stays(session: Session, tmp_path: Path) -> None:
    keep_typed(session, make_quote(session, WORDS), NOTE)
    session.close()
    (tmp_path / "article.txt").write_text("افتتاح سوق النجارين\nلم يقل أحد شيئا.\n", "utf-8")
    session = open_session(
        tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2)
    )
    do(session, "revision.make")
    assert session.quotes == []
    assert [draft.note for draft in session.drafts.all()] == [NOTE]


def test_projects_have_drafts_of_their_own_and_windows_share_them(tmp_path: Path) -> None:
    first, second = (drafts_of(tmp_path / ".summit", tmp_path / "drafts") for _ in range(2))
    first.keep(Draft("q-1", "a-1", "", WORDS, NOTE))
    second.keep(Draft("q-2", "a-1", "", WORDS, NOTE))
    assert len(drafts_of(tmp_path / ".summit", tmp_path / "drafts").all()) == 2
    assert drafts_of(tmp_path / "b" / ".summit", tmp_path / "drafts").all() == []


def test_nobody_else_can_look_at_them(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        drafts_of(tmp_path / ".summit", tmp_path / "state" / "drafts").keep(Draft("q-1", "a-1", "", "", NOTE))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "state" / "drafts").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"{}",
        b"[3]",
        b'[{"quote": "q-1"}]',
        b'[{"quote": "q-1", "article": "a", "title": "", "words": "", "note": "\\ud800"}]',
        b"[" * 100_000,
        b'[{"quote": 1' + b"0" * 5000 + b"}]",
    ],
)
def test_a_damaged_file_holds_none_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "drafts.json"
    file.write_bytes(content)
    drafts = Drafts(file)
    assert drafts.all() == []
    drafts.keep(Draft("q-1", "a-1", "", WORDS, NOTE))
    assert json.loads(file.read_bytes())[0]["note"] == NOTE


def test_what_one_window_drops_another_one_does_not_bring_back(tmp_path: Path) -> None:
    first, second = (drafts_of(tmp_path / ".summit", tmp_path / "drafts") for _ in range(2))
    first.keep(Draft("q-1", "a-1", "", WORDS, NOTE))
    second.keep(Draft("q-2", "a-1", "", WORDS, NOTE))
    first.drop("q-1")
    second.keep(Draft("q-3", "a-1", "", WORDS, NOTE))
    for drafts in (second, drafts_of(tmp_path / ".summit", tmp_path / "drafts")):
        assert [draft.quote for draft in drafts.all()] == ["q-2", "q-3"]
    first.drop("q-2")
    assert [draft.quote for draft in first.all()] == ["q-3"]


def test_those_that_could_not_be_written_are_written_with_the_next_ones(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way", "utf-8")
    drafts = drafts_of(tmp_path / ".summit", tmp_path / "state" / "drafts")
    drafts.keep(Draft("q-1", "a-1", "", WORDS, NOTE))
    drafts.keep(Draft("q-2", "a-1", "", WORDS, NOTE))
    drafts.drop("q-1")
    assert [draft.quote for draft in drafts.all()] == ["q-2"]
    (tmp_path / "state").unlink()
    drafts.keep(Draft("q-3", "a-1", "", WORDS, NOTE))
    again = drafts_of(tmp_path / ".summit", tmp_path / "state" / "drafts")
    assert [draft.quote for draft in again.all()] == ["q-2", "q-3"]


def test_those_of_a_file_that_is_damaged_meanwhile_stay(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts" / "one.json")
    drafts.keep(Draft("q-1", "a-1", "", WORDS, NOTE))
    (tmp_path / "drafts" / "one.json").write_bytes(b"[{")
    drafts.keep(Draft("q-2", "a-1", "", WORDS, NOTE))
    assert [draft.quote for draft in Drafts(tmp_path / "drafts" / "one.json").all()] == ["q-1", "q-2"]


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "drafts.json"
    with file.open("wb") as opened:
        opened.truncate(1 << 33)

    def read(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr("summit_tui.session.drafts.read_file", read)
    assert Drafts(file).all() == []
