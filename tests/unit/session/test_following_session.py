"""A session on a project that another process writes to: it reads, follows, and takes over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summit_tui.session import Session, exported, open_session
from summit_tui.session.drafts import keep_typed
from summit_tui.session.revising.making import prepared
from summit_tui.store import ProjectHeldError, ReadOnlyError
from tests.support.editing import do, files_in, make_quote, select_words
from tests.support.sessions import fixed_author, paths_in

TEXT = "قال الطبيب فراس النجار: «اللقاح متوفر»، وأضاف أن المستشفى لن يغلق أبوابه.\n"
WORDS, OTHER = "اللقاح متوفر", "أن المستشفى لن يغلق أبوابه"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "أخبار"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    (folder / "two.txt").write_text("مقال ثان.\nقالت سلمى: «نعم».\n", "utf-8")
    return folder


def opened(folder: Path, seed: int, **more: object) -> Session:
    return open_session(folder, paths=paths_in(folder.parent / "home"), author=fixed_author(seed), **more)


@pytest.fixture
def writer(folder: Path) -> Iterator[Session]:
    session = opened(folder, 1)
    make_quote(session, WORDS)
    yield session
    session.close()


@pytest.fixture
def reader(writer: Session, folder: Path) -> Iterator[Session]:
    session = opened(folder, 2, follows=True)
    yield session
    session.close()


def test_who_holds_the_project_is_known_and_nothing_is_told_as_a_fault(reader: Session) -> None:
    assert reader.home.held_by is not None
    assert reader.home.held_by.holder is not None
    assert (reader.read_only, reader.follows, reader.warnings) == (True, True, [])


def test_without_the_wish_to_follow_it_is_refused(writer: Session, folder: Path) -> None:
    with pytest.raises(ProjectHeldError):
        opened(folder, 2)


def test_what_the_other_does_is_seen(writer: Session, reader: Session) -> None:
    assert not reader.follow()
    make_quote(writer, OTHER)
    do(writer, "quote.note", "راجع")
    assert reader.follow()
    assert exported(reader, "all") == exported(writer, "all")
    assert [quote.note for quote in reader.quotes] == ["", "راجع"]
    reader.visit(reader.quotes[0])
    writer.visit(writer.quotes[0])
    do(writer, "quote.delete")
    assert reader.follow()
    assert reader.quote is None
    do(writer, "edit.undo")
    assert reader.follow()
    assert reader.undo_stacks == writer.undo_stacks


def test_a_new_text_and_a_new_article_are_seen(writer: Session, reader: Session, folder: Path) -> None:
    (folder / "one.txt").write_text(f"تصحيح.\n{TEXT}", "utf-8")
    writer.run("article.open", next(one for one in writer.entries if one.file == "one.txt"))
    do(writer, "revision.make", prepared(writer))
    assert reader.follow()
    assert reader.text == writer.text
    writer.open_entry(next(entry for entry in writer.entries if entry.file == "two.txt"))
    make_quote(writer, "نعم")
    assert reader.follow()
    assert [entry.file for entry in reader.entries] == ["one.txt", "two.txt"]


def test_the_reader_changes_nothing(writer: Session, reader: Session, folder: Path) -> None:
    before = files_in(folder)
    select_words(reader, OTHER)
    holder = str(reader.home.held_by.holder.pid)
    for waits in (False, True):
        reader.home.waits = waits
        told = reader.run("quote.make")
        assert told.warning
        assert holder in str(told)
        assert ("waits until" in str(told)) is waits
        assert holder in str(reader.run("edit.undo"))
        reader.visit(reader.quotes[0])
        assert holder in str(reader.run("quote.note", "ملاحظة"))
        select_words(reader, OTHER)
    assert files_in(folder) == before
    with pytest.raises(ReadOnlyError):
        reader.store.add_text("نص")


def test_it_takes_over_when_the_project_is_free(writer: Session, reader: Session, folder: Path) -> None:
    with pytest.raises(ProjectHeldError):
        reader.take_over()
    assert reader.read_only
    make_quote(writer, OTHER)
    writer.close()
    assert reader.take_over() == []
    assert (reader.read_only, reader.home.held_by, len(reader.quotes)) == (False, None, 2)
    reader.visit(reader.quotes[1])
    do(reader, "quote.note", "بعد")
    do(reader, "edit.undo")
    do(reader, "edit.undo")
    assert len(reader.quotes) == 1
    reader.close()
    again = opened(folder, 3)
    assert len(again.quotes) == 1
    again.close()


def test_what_was_begun_on_a_quote_that_goes_is_left(writer: Session, reader: Session) -> None:
    reader.visit(reader.quotes[0])
    do(reader, "quote.edges")
    writer.visit(writer.quotes[0])
    do(writer, "quote.unsure")
    assert reader.follow()
    assert reader.task is not None
    do(writer, "quote.delete")
    assert reader.follow()
    assert reader.task is None
    do(reader, "move.next_word")


def test_who_waits_goes_on_elsewhere_and_stays_there(
    writer: Session, reader: Session, folder: Path, tmp_path: Path
) -> None:
    reader.home.waits = True
    keep_typed(reader, reader.quotes[0], "نصف ملاحظة")
    there = tmp_path / "هناك"
    assert not reader.run("project.save_elsewhere", there).warning
    assert (reader.home.held_by, reader.home.reopen, reader.home.waits, reader.follows) == (
        None,
        None,
        False,
        False,
    )
    make_quote(reader, OTHER)
    make_quote(writer, "المستشفى")
    writer.close()
    assert not reader.follow()
    assert reader.store.path == there / ".summit"
    assert [quote.content[0].of(reader.text) for quote in reader.quotes] == [WORDS, OTHER]
    reader.close()
    again = opened(there, 3, project_dir=there)
    assert [draft.note for draft in again.drafts.all()] == ["نصف ملاحظة"]
    again.close()
    before = opened(folder, 4)
    assert before.drafts.all() == []
    before.close()


def test_a_writer_follows_nothing(writer: Session) -> None:
    make_quote(writer, OTHER)
    assert not writer.follow()
    assert not writer.read_only
    make_quote(writer, "المستشفى")
    assert len(writer.quotes) == 3


def test_a_new_text_that_can_not_be_read_is_told_and_the_rest_is_there(
    writer: Session, reader: Session, folder: Path
) -> None:
    (folder / "one.txt").write_text(f"تصحيح.\n{TEXT}", "utf-8")
    writer.run("article.open", next(one for one in writer.entries if one.file == "one.txt"))
    do(writer, "revision.make", prepared(writer))
    text = next((folder / ".summit" / "texts").glob(f"{writer.article.sha256}*"))
    text.rename(text.with_name("aside"))
    assert reader.follow()
    assert writer.article.sha256 in str(reader.news())
    assert reader.news() is None
    assert (reader.text, reader.follow()) == (TEXT, False)
    writer.close()
    (told,) = reader.take_over()
    assert writer.article.sha256 in str(told)
    assert not reader.read_only
    text.with_name("aside").rename(text)
    do(reader, "edit.undo")
    do(reader, "edit.redo")
    assert reader.text == writer.text
