"""What every app of ours has: hooks into the driver, the colours, an end without a traceback."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.driver import Driver

from summit_tui.terminal.identity import UNKNOWN, Terminal
from summit_tui.terminal.treatment import HARMLESS, Treatment
from summit_tui.tui.hangup import ending_with_its_terminal
from summit_tui.tui.keyboard import listening
from summit_tui.tui.notices import LaidOutNotices
from summit_tui.tui.styles import style_sheets, tokens
from summit_tui.tui.terminal import TreatingDriver, treating
from summit_tui.tui.turns import KeysInTurn

if TYPE_CHECKING:
    from summit_tui.terminal.questions import Questions


class TerminalApp(LaidOutNotices, KeysInTurn):
    """An app whose lines the terminal leaves alone, and that ends with it."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self,
        *sheets: PurePath,
        terminal: Terminal = UNKNOWN,
        treatment: Treatment = HARMLESS,
        questions: Questions | None = None,
    ) -> None:
        """``sheets`` are style sheets of this app alone; ``questions`` those that ``terminal`` was asked."""
        super().__init__(css_path=[*style_sheets(), *sheets])
        self.terminal = terminal
        self.treatment = treatment
        self.questions = questions

    def get_driver_class(self) -> type[Driver]:
        """The driver that Textual chooses, taught to treat the terminal, to listen to it, to end with it."""
        return ending_with_its_terminal(listening(treating(super().get_driver_class())))

    def apply_treatment(self, treatment: Treatment) -> None:
        """Treats the terminal differently from here on, and draws everything anew."""
        self.treatment = treatment
        if isinstance(self._driver, TreatingDriver):
            self._driver.treat(treatment)
        self.refresh(layout=True)

    def heard_late(self) -> None:
        """The terminal has answered after the app took the screen."""
        if self.questions is not None:
            self.terminal = self.questions.terminal()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that the style sheets name."""
        return tokens()

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Textual's picture of the screen, in the screen's order."""
        from summit_tui.tui.pictures import in_screen_order  # loaded for the rare picture

        return in_screen_order(super().export_screenshot(title=title, simplify=simplify))

    def action_help_quit(self) -> None:
        """Tells how to leave when Ctrl+C is pressed; Textual's own notice is in no catalogue."""
        self.tell_how_to_leave()

    def tell_how_to_leave(self) -> None:
        """Names the keys that leave, where the app tells of things."""
        raise NotImplementedError

    def _fatal_error(self) -> None:
        """Ends the app without Textual's traceback: ``run_to_its_end`` raises the exception."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Prints nothing, for the same reason."""

    def run_to_its_end(self) -> int:
        """Runs the app until it is left, and returns the exit status.

        Where the terminal died or a signal asked to end, the status is 128 + signal. Raises what nothing in
        the app caught, after the terminal was given back.
        """
        status = self.run()
        if self._exception is not None:
            raise self._exception
        return (self.return_code or 0) if status is None else status
