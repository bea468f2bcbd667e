"""What is asked of a terminal and heard from it, on a pseudo-terminal of our own."""

from __future__ import annotations

import os
import pty
from collections.abc import Iterator
from time import monotonic

import pytest

from summit_tui.terminal.identity import Family
from summit_tui.terminal.questions import Questions

KONSOLE = b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[?8;0$y\x1b[>1;115;0c\x1b[?62;1;4c"


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a terminal: what a program has, and what the person is at."""
    person, program = pty.openpty()
    yield program, person
    os.close(program)
    os.close(person)


def test_answers_that_are_there_count_though_the_time_is_over(terminal: tuple[int, int]) -> None:
    program, person = terminal
    with Questions.ask({}, program, program) as questions:
        os.write(person, KONSOLE + b"j")
        found = questions.answers(timeout=0.0)
        assert (found.family, found.answered) == (Family.KONSOLE, True)
        assert questions.typed == b"j"


def test_a_silent_terminal_is_waited_for_until_the_time_is_over(terminal: tuple[int, int]) -> None:
    program, _ = terminal
    with Questions.ask({}, program, program) as questions:
        begun = monotonic()
        assert not questions.answers(timeout=0.05).answered
        assert monotonic() - begun < 1
