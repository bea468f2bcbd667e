"""What is known of terminals without asking them."""

from __future__ import annotations

import pytest
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver

from summit_tui.tui.hangup import ending_with_its_terminal
from summit_tui.tui.terminal import hidden_colours, treating


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}, True),
        ({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(331)"}, True),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(330)"}, False),
        ({"TERM": "xterm"}, False),
        ({"TERM": "tmux-256color", "XTERM_VERSION": "XTerm(379)"}, False),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)", "COLORTERM": ""}, False),
        ({}, False),
    ],
    ids=["xterm", "first that can", "last that can't", "another", "tmux inside", "the person's word", "none"],
)
def test_colours_that_xterm_hides(environment: dict[str, str], shown: bool):
    assert hidden_colours(environment) == ({"COLORTERM": "truecolor"} if shown else {})


def test_other_drivers_are_not_watched():
    assert ending_with_its_terminal(HeadlessDriver) is HeadlessDriver


def test_the_driver_that_was_chosen_stays_underneath():
    class Chosen(LinuxDriver):
        pass

    wrapped = ending_with_its_terminal(treating(Chosen))
    assert issubclass(wrapped, Chosen)
    assert issubclass(wrapped, Driver)
