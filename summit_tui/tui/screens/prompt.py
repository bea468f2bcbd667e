"""Asking for one line of text."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from summit_tui.i18n import Catalogue
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.line_input import LineInput


class Prompt(Dialog[str]):
    """A title, an input, a hint. Enter answers with the text, also with an empty one.

    Where ``escape_keeps``, Escape does so, too: what was written is lost on no key.
    """

    def __init__(
        self, catalogue: Catalogue, title: str, hint: str, value: str = "", *, escape_keeps: bool = False
    ) -> None:
        super().__init__(catalogue)
        self._escape_keeps = escape_keeps
        self._title_text = title
        self._hint = hint
        self._value = value

    def compose(self) -> ComposeResult:
        """The three lines of the box."""
        mirrored = self.catalogue.right_to_left
        with Vertical(id="dialog", classes="small"):
            yield Bar(id="dialog-title", right_to_left=mirrored, raised=True)
            yield LineInput(self._value, id="answer", right_to_left=mirrored)
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#dialog-title", Bar).show([BarPiece(self._title_text, "bar.strong")])
        self.query_one("#dialog-hint", Bar).show([BarPiece(self._hint, "bar.dim")])
        self.query_one(LineInput).focus()

    def action_leave(self) -> None:
        """Leaves, with the text or without."""
        self.dismiss(self.query_one(LineInput).value if self._escape_keeps else None)

    def on_line_input_submitted(self, event: LineInput.Submitted) -> None:
        """Answers."""
        self.dismiss(event.value)
