from __future__ import annotations

import pytest

from summit_tui.model import Span
from summit_tui.session import Selection, Session, mode_of
from tests.support.editing import put_caret, select_words


@pytest.mark.parametrize(("anchor", "caret"), [(3, 8), (8, 3)])
def test_its_span_is_in_text_order(anchor: int, caret: int) -> None:
    assert Selection(anchor, caret).span == Span(3, 8)
    assert not Selection(anchor, caret).empty


def test_moving_keeps_the_anchor_only_where_it_extends() -> None:
    assert Selection(2, 5).moved(9, extend=True) == Selection(2, 9)
    assert Selection(2, 5).moved(9, extend=False) == Selection(9, 9)


def test_it_is_widened_to_whole_clusters_in_its_own_order(open_on) -> None:
    session = open_on("نَعَمْ لا")
    session.select(Selection(1, 3))
    assert session.selection == Selection(0, 4)
    session.select(Selection(3, 1))
    assert session.selection == Selection(4, 0)
    session.select(Selection.at(3))
    assert session.selection == Selection(2, 2)


def test_it_stays_within_the_text(open_on) -> None:
    session = open_on("نعم")
    session.select(Selection(1, 99))
    assert session.selection == Selection(1, 3)


def test_the_mode_is_told(session: Session) -> None:
    assert mode_of(session) == "read"
    session.run("select.toggle")
    assert mode_of(session) == "select"
    session.run("select.toggle")
    select_words(session, "سالم الدوري")
    assert mode_of(session) == "select"
    session.run("quote.make")
    assert mode_of(session) == "read"
    for command, mode in [("quote.edges", "edges"), ("quote.cue", "cue"), ("quote.mention", "mention")]:
        session.run("select.none")
        session.run(command)
        assert mode_of(session) == mode
    session.run("select.none")
    put_caret(session, "قال")
    assert mode_of(session) == "read"
