from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import pytest

from summit_tui.model import SummitError
from summit_tui.session import Session, open_session
from summit_tui.session.session import NO_QUOTE
from tests.support.editing import do, document, make_quote, put_caret, warned
from tests.support.sessions import fixed_author, paths_in

ONE = "عاد المسافرون\nقال السائق بلال حمدان: «الطريق آمن».\n"
TWO = "وقالت الشرطية نجوى عزام: «أغلقنا المدخل».\n"

_seeds = count(1000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ONE, "utf-8")
    (folder / "b.txt").write_text(TWO, "utf-8")
    return folder


def opened(path: Path) -> Session:
    home = path.parent / "home"
    return open_session(path, paths=paths_in(home), author=fixed_author(next(_seeds)))


@pytest.fixture
def annotated(folder: Path) -> Path:
    session = opened(folder)
    make_quote(session, "الطريق آمن")
    session.close()
    return folder


def told(session: Session) -> list[tuple[str, dict[str, object]]]:
    return [(warning.key, dict(warning.values)) for warning in session.warnings]


def test_a_known_article_is_listed_by_its_title(annotated: Path) -> None:
    session = opened(annotated)
    assert [entry.title for entry in session.entries] == ["عاد المسافرون", "b.txt"]
    assert session.article.title == "عاد المسافرون"
    session.close()


def test_a_file_that_was_moved_keeps_its_annotations(annotated: Path) -> None:
    (annotated / "old").mkdir()
    shutil.move(annotated / "a.txt", annotated / "old" / "c.txt")
    session = opened(annotated / "old" / "c.txt")
    assert [quote.content[0].of(session.text) for quote in session.quotes] == ["الطريق آمن"]
    ((_key, values),) = told(session)
    assert values == {"file": "old/c.txt", "old": "a.txt"}
    assert session.article.source.file == "old/c.txt"
    session.close()


@pytest.mark.parametrize(
    "first_edit", ["topic.article_numbered", "article.annotated", "quote.unsure"], ids=str
)
def test_the_first_edit_writes_where_a_moved_file_is(annotated: Path, first_edit: str) -> None:
    (annotated / "a.txt").rename(annotated / "c.txt")
    session = opened(annotated / "c.txt")
    session.visit(session.quotes[0])
    do(session, first_edit, *([2] if first_edit.endswith("numbered") else []))
    assert session.store.history[-2].command == "article.move"
    (article,) = document(session)["articles"]
    assert (article["source"]["file"], len(article["quotes"])) == ("c.txt", 1)
    session.close()
    session = opened(annotated)
    assert [entry.file for entry in session.entries] == ["b.txt", "c.txt"]
    assert session.warnings == []
    session.close()


def test_a_moved_article_that_is_only_read_stays_where_it_was(annotated: Path) -> None:
    (annotated / "a.txt").rename(annotated / "c.txt")
    session = opened(annotated / "c.txt")
    session.run("move.end")
    session.close()
    session = opened(annotated)
    assert [entry.file for entry in session.entries] == ["a.txt", "b.txt", "c.txt"]
    session.close()


def test_a_copy_of_an_annotated_file_is_an_article_of_its_own(annotated: Path) -> None:
    shutil.copy(annotated / "a.txt", annotated / "c.txt")
    session = opened(annotated / "c.txt")
    assert session.quotes == []
    make_quote(session, "الطريق آمن")
    articles = document(session)["articles"]
    assert [article["source"]["file"] for article in articles] == ["a.txt", "c.txt"]
    assert articles[0]["sha256"] == articles[1]["sha256"]
    assert articles[0]["id"] != articles[1]["id"]
    session.close()


def test_a_file_that_changed_is_shown_as_it_was_annotated(annotated: Path) -> None:
    (annotated / "a.txt").write_text("كلام آخر " + ONE, "utf-8")
    session = opened(annotated / "a.txt")
    assert session.text == ONE
    ((key, values),) = told(session)
    assert values == {"file": "a.txt"}
    assert "has changed on the disk" in key
    make_quote(session, "بلال حمدان")
    assert document(session)["articles"][0]["text"] == ONE
    session.close()


@pytest.mark.parametrize("content", [None, b"\0\1\2" * 40], ids=["gone", "binary"])
def test_a_file_that_cannot_be_read_any_more_is_shown_as_it_was(
    annotated: Path, content: bytes | None
) -> None:
    (annotated / "a.txt").unlink()
    if content is not None:
        (annotated / "a.txt").write_bytes(content)
    session = opened(annotated)
    do(session, "article.open", session.entries[1])
    session.run("article.open", session.entries[0])
    assert session.text == ONE
    assert [key for key, _ in told(session)] == [
        "{file} can't be read any more; this is the text that was annotated."
    ]
    session.close()


def test_opening_another_article_begins_at_its_start_with_nothing_chosen(folder: Path) -> None:
    session = opened(folder)
    make_quote(session, "الطريق آمن")
    do(session, "quote.edges")
    do(session, "article.open", session.entries[1])
    assert session.text == TWO
    assert (session.selection.caret, session.selection.empty) == (0, True)
    assert session.quote is None
    assert session.task is None
    assert session.quotes == []
    assert warned(session, "quote.unsure") == NO_QUOTE
    make_quote(session, "أغلقنا المدخل")
    do(session, "article.open", session.entries[0])
    assert [quote.content[0].of(session.text) for quote in session.quotes] == ["الطريق آمن"]
    assert [len(article["quotes"]) for article in document(session)["articles"]] == [1, 1]
    session.close()


def test_an_article_that_cannot_be_opened_leaves_the_present_one(folder: Path) -> None:
    session = opened(folder)
    put_caret(session, "السائق")
    caret = session.selection
    (folder / "b.txt").write_bytes(b"\0" * 60)
    assert "{file}" in warned(session, "article.open", session.entries[1]).replace("{path}", "{file}")
    assert session.text == ONE
    assert session.selection == caret
    with pytest.raises(SummitError):
        session.open_entry(session.entries[1])
    session.close()


def test_how_a_file_was_read_is_told_when_it_is_opened(folder: Path) -> None:
    (folder / "b.txt").write_bytes(TWO.encode("cp1256"))
    session = opened(folder)
    assert session.warnings == []
    message = session.run("article.open", session.entries[1])
    assert message.warning
    assert "windows-1256" in message.key
    assert session.text == TWO
    session.close()


def test_undo_goes_to_the_article_whose_edit_it_takes_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قالت رنا العطار: «أغلقنا المدخل».\n", "utf-8")
    (tmp_path / "b.txt").write_text("قال سامر خوري: «لن نعود».\n", "utf-8")
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    make_quote(session, "أغلقنا المدخل")
    do(session, "article.open", session.entries[1])
    assert session.article.source.file == "b.txt"
    do(session, "edit.undo")
    assert session.article.source.file == "a.txt"
    assert session.quotes == []
    do(session, "edit.redo")
    assert session.quote is not None
    session.close()


def test_a_list_of_articles_knows_titles_from_the_first_edit_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("المدخل مغلق\nقالت رنا العطار: «أغلقنا المدخل».\n", "utf-8")
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    assert [entry.title for entry in session.entries] == ["a.txt"]
    make_quote(session, "أغلقنا المدخل")
    assert [entry.title for entry in session.entries] == ["المدخل مغلق"]
    session.close()


def test_a_topic_of_ones_own_begins_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قالت رنا العطار: «أغلقنا المدخل».\n", "utf-8")
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    do(session, "topic.add", "المياه")
    assert session.project.articles == {}
    assert len(session.project.topics) == 6
    session.close()
