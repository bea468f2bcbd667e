"""Some lines of text above the sheet, broken for the width."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from summit_tui.bidi import Direction, lay_out_text
from summit_tui.tui.looks import look
from summit_tui.tui.text import line_strip
from summit_tui.tui.widgets.bar import BarPiece


class Notes(Widget):
    """Paragraphs one below the other, with a cell of air at both sides; as high as they need."""

    def __init__(self, notes: Sequence[BarPiece], *, right_to_left: bool) -> None:
        super().__init__(id="notes")
        self._notes = tuple(notes)
        self._direction = Direction.RTL if right_to_left else Direction.LTR

    def show(self, notes: Sequence[BarPiece]) -> None:
        """Shows other paragraphs."""
        if tuple(notes) != self._notes:
            self._notes = tuple(notes)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own form
        """The rows that the paragraphs take in ``width`` cells."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[Strip]:
        room = max(width - 2, 1)
        air = Strip.blank(1, look("bar.text"))
        return [
            Strip.join([air, line_strip(line, look("bar.text") + look(note.look)), air])
            for note in self._notes
            for line in lay_out_text(note.text, room, self._direction)
        ]

    def render_line(self, y: int) -> Strip:
        """A row of a paragraph."""
        rows = self._rows(self.size.width)
        return rows[y] if y < len(rows) else Strip.blank(self.size.width, look("bar.text"))
