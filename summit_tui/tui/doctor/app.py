"""The doctor as an app of its own: one screen, no session, nothing opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from summit_tui.config.assets import asset_folder
from summit_tui.i18n import Catalogue
from summit_tui.terminal.identity import Terminal
from summit_tui.terminal.treatment import Wish, treatment_for
from summit_tui.terminal.wishes import Wishes
from summit_tui.tui.base import TerminalApp
from summit_tui.tui.doctor.screen import DoctorScreen
from summit_tui.tui.terminal import hidden_colours

if TYPE_CHECKING:
    from summit_tui.terminal.questions import Questions


class DoctorApp(TerminalApp):
    """Shows the doctor's page in the look that the app itself would have."""

    TITLE = "summit doctor"

    def __init__(
        self,
        catalogue: Catalogue,
        terminal: Terminal,
        wishes: Wishes,
        keep: Callable[[Wish], None],
        questions: Questions | None = None,
    ) -> None:
        """As ``DoctorScreen`` takes them; ``questions`` are those that ``terminal`` was asked."""
        super().__init__(
            asset_folder("styles") / "doctor.tcss",
            terminal=terminal,
            treatment=treatment_for(terminal, wishes.decided[0]),
            questions=questions,
        )
        self._page = DoctorScreen(catalogue, terminal, wishes, keep, self.apply_treatment)

    def get_default_screen(self) -> DoctorScreen:
        """The page."""
        return self._page

    def tell_how_to_leave(self) -> None:
        """In the page's status line."""
        self._page.tell_how_to_leave()


def run(
    catalogue: Catalogue,
    terminal: Terminal,
    wishes: Wishes,
    keep: Callable[[Wish], None],
    questions: Questions | None = None,
) -> int:
    """Runs the doctor until it is left, and returns the exit status.

    Raises what nothing in the app caught, after the terminal was given back.
    """
    os.environ.update(hidden_colours(os.environ))
    return DoctorApp(catalogue, terminal, wishes, keep, questions).run_to_its_end()
