"""The doctor as an app of its own: one screen, no session, nothing opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from summit_tui.config.assets import asset_folder
from summit_tui.i18n import Catalogue
from summit_tui.terminal.identity import Terminal
from summit_tui.terminal.treatment import Wish, treatment_for
from summit_tui.terminal.wishes import Said, Wishes
from summit_tui.tui.base import TerminalApp
from summit_tui.tui.doctor.screen import DoctorScreen
from summit_tui.tui.terminal import hidden_colours

if TYPE_CHECKING:
    from summit_tui.session.tiers.available import TierState
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
        tiers: Sequence[TierState] = (),
        questions: Questions | None = None,
        said: Said | None = None,
    ) -> None:
        """As ``DoctorScreen`` takes them; ``questions`` are those that ``terminal`` was asked.

        ``said`` tells of the wishes for another terminal, where late answers make it known as such.
        """
        super().__init__(
            asset_folder("styles") / "doctor.tcss",
            terminal=terminal,
            treatment=treatment_for(terminal, wishes.decided[0]),
            questions=questions,
        )
        self._said = said
        self._page = DoctorScreen(catalogue, terminal, wishes, keep, self.apply_treatment, tiers)

    def get_default_screen(self) -> DoctorScreen:
        """The page."""
        return self._page

    def heard_late(self) -> None:
        """Tells what is known of the terminal by what it has answered after the app took the screen."""
        super().heard_late()
        self._page.hear(self.terminal, self._said.about(self.terminal) if self._said else self._page.wishes)

    def tell_how_to_leave(self) -> None:
        """In the page's status line."""
        self._page.tell_how_to_leave()


def run(
    catalogue: Catalogue,
    terminal: Terminal,
    wishes: Wishes,
    keep: Callable[[Wish], None],
    tiers: Sequence[TierState],
    questions: Questions,
    said: Said,
) -> int:
    """Runs the doctor until it is left, and returns the exit status. Its arguments are ``DoctorApp``'s.

    Raises what nothing in the app caught, after the terminal was given back.
    """
    os.environ.update(hidden_colours(os.environ))
    return DoctorApp(catalogue, terminal, wishes, keep, tiers, questions, said).run_to_its_end()
