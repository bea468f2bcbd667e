from __future__ import annotations

from summit_tui.bidi import Direction
from summit_tui.model import ArticleState
from summit_tui.session import Session
from tests.support.editing import do, document, make_quote, put_caret


def test_the_first_edit_begins_an_article(session: Session) -> None:
    assert session.article.state is ArticleState.NEW
    make_quote(session, "لن نرفع الرسوم هذا العام")
    assert session.article.state is ArticleState.BEGUN
    do(session, "edit.undo")
    assert session.article.state is ArticleState.NEW


def test_an_article_is_marked_as_annotated_and_as_begun_again(session: Session) -> None:
    assert session.run("article.annotated").key == "The article is marked as annotated."
    assert session.article.state is ArticleState.ANNOTATED
    make_quote(session, "لن نرفع الرسوم هذا العام")
    assert session.article.state is ArticleState.ANNOTATED
    assert session.run("article.annotated").key == "The article is marked as begun."
    assert document(session)["articles"][0]["state"] == "begun"


def test_turning_a_paragraph_round_is_nothing_that_is_saved(session: Session) -> None:
    put_caret(session, "ونقلت CNN")
    paragraph = session.layout.paragraph_at(session.selection.caret)
    assert session.layout.direction(paragraph) is Direction.RTL
    do(session, "article.turn_paragraph")
    assert session.layout.direction(paragraph) is Direction.LTR
    session.resize(30, 10)
    assert session.layout.direction(paragraph) is Direction.LTR
    do(session, "article.turn_paragraph")
    assert session.layout.direction(paragraph) is Direction.RTL
    assert not session.store.history


def test_a_turned_paragraph_is_still_turned_when_its_article_is_opened_again(session: Session) -> None:
    put_caret(session, "ونقلت CNN")
    do(session, "article.turn_paragraph")
    turned = session.layout.turned
    session.open_entry(session.entries[0])
    assert session.layout.turned == turned != frozenset()
