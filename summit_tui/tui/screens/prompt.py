"""Asking for one line of text."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from summit_tui.i18n import Catalogue
from summit_tui.tui.editing import harmless
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.line_input import LineInput


class Prompt(Dialog[str]):
    """A title, an input, a hint. Enter answers with the text, also with an empty one.

    Where ``escape_keeps``, Escape does so, too: what was written is lost on no key. ``typed`` was typed
    over ``value`` before, as the last step that can be taken back. Where ``proposed``, ``value`` is selected:
    what is typed takes its place. ``unanswered`` is told what stands there when the app ends without an
    answer, as with its terminal.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        title: str,
        hint: str,
        value: str = "",
        *,
        typed: str | None = None,
        escape_keeps: bool = False,
        proposed: bool = False,
        unanswered: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__(catalogue)
        self._typed = typed
        self._proposed = proposed
        self._unanswered: Callable[[str], None] | None = unanswered
        self._escape_keeps = escape_keeps
        self._title_text = title
        self._hint = hint
        self._input = LineInput(value, id="answer", right_to_left=catalogue.right_to_left)

    def compose(self) -> ComposeResult:
        """The three lines of the box."""
        mirrored = self.catalogue.right_to_left
        with Vertical(id="dialog", classes="small"):
            yield Bar(id="dialog-title", right_to_left=mirrored, raised=True)
            yield self._input
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#dialog-title", Bar).show([BarPiece(self._title_text, "bar.strong")])
        self.query_one("#dialog-hint", Bar).show([BarPiece(self._hint, "bar.dim")])
        if self._typed is not None:
            self._input.set_value(harmless(self._typed))
        if self._proposed:
            self._input.select_all()
        self._input.focus()

    def on_unmount(self) -> None:
        """Tells what was typed where nobody was there any more to answer."""
        if self._unanswered is not None:
            self._unanswered(self._input.value)

    def action_leave(self) -> None:
        """Leaves, with the text or without."""
        self._answer(self._input.value if self._escape_keeps else None)

    def on_line_input_submitted(self, event: LineInput.Submitted) -> None:
        """Answers."""
        self._answer(event.value)

    def _answer(self, answer: str | None) -> None:
        self._unanswered = None
        self.dismiss(answer)
