"""Every edit has a title that a person understands."""

from __future__ import annotations

import pytest

from summit_tui.model import Message
from summit_tui.model.history import GROUNDWORK
from summit_tui.session.commands import SESSION_COMMANDS
from summit_tui.session.history.shortening import COMMAND as SHORTEN
from summit_tui.session.mending import MEND, TIDY
from summit_tui.session.proposed import SUGGEST
from summit_tui.session.restoring import COMMAND as RESTORE
from summit_tui.session.review.forgetting import FORGET, FORGET_ALIAS, lesson_command
from summit_tui.session.titles import edit_title

MADE = [
    SUGGEST,
    RESTORE,
    SHORTEN,
    MEND,
    TIDY,
    FORGET,
    FORGET_ALIAS,
    lesson_command("cue:قال"),
    *sorted(GROUNDWORK),
]


@pytest.mark.parametrize("command", MADE)
def test_no_id_of_a_command_is_shown(command: str) -> None:
    assert isinstance(edit_title(command, SESSION_COMMANDS), Message)


def test_a_command_of_the_session_has_its_own_title() -> None:
    assert edit_title("quote.note", SESSION_COMMANDS) == Message.of(SESSION_COMMANDS["quote.note"].title)


def test_what_nobody_knows_is_named_as_it_is() -> None:
    assert edit_title("desk.merge", SESSION_COMMANDS) == "desk.merge"
