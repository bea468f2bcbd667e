"""Answers are taken out of what a terminal sends, however it is cut; what is left was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summit_tui.terminal.answers import AnswerFilter

NAME, ORDER, SECOND, FIRST = b"\x1bP>|VTE(7006)\x1b\\", b"\x1b[8;2$y", b"\x1b[>65;7006;1c", b"\x1b[?61;1;21c"
TYPED = [b"a", b"\x1b", b"\x1b[A", b"\x1b[1;5D", b"c", "ض".encode(), b"\x1b[200~\x1b[201~", b"\x1bOP", b"12"]


def test_answers_are_read() -> None:
    heard = AnswerFilter()
    assert heard.feed(NAME + ORDER + SECOND) == b""
    assert not heard.answers.complete
    assert heard.feed(FIRST) == b""
    answers = heard.answers
    assert (answers.version, answers.order_mode) == ("VTE(7006)", 2)
    assert (answers.secondary, answers.primary) == ([(65, 7006, 1)], [(61, 1, 21)])
    assert answers.complete


def test_screen_answers_for_itself_first() -> None:
    heard = AnswerFilter()
    heard.feed(b"\x1b[>83;40900;0c" + FIRST)
    assert not heard.answers.complete
    heard.feed(FIRST)
    assert heard.answers.complete


def test_escape_by_itself_is_let_go_when_nothing_follows() -> None:
    heard = AnswerFilter()
    assert heard.feed(b"x\x1b") == b"x"
    assert heard.undecided
    assert heard.let_go() == b"\x1b"
    assert not heard.undecided
    assert heard.let_go() == b""


def test_an_answers_beginning_is_never_let_go() -> None:
    heard = AnswerFilter()
    assert heard.feed(NAME[:9]) == b""
    assert heard.let_go() == b""
    assert heard.feed(NAME[9:] + b"q") == b"q"


@given(st.lists(st.sampled_from([NAME, ORDER, SECOND, FIRST, *TYPED]), max_size=12), st.data())
def test_cut_anywhere_what_was_typed_comes_out_whole(parts: list[bytes], data: st.DataObject) -> None:
    sent = b"".join(parts)
    heard, typed = AnswerFilter(), b""
    while sent:
        size = data.draw(st.integers(1, len(sent)))
        typed += heard.feed(sent[:size])
        sent = sent[size:]
    typed += heard.let_go()
    assert typed == b"".join(part for part in parts if part in TYPED)
