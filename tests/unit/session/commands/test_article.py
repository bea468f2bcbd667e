from __future__ import annotations

from summit_tui.model import ArticleState
from summit_tui.session import Session
from tests.support.editing import do, document, make_quote


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
