"""One line of pieces: the title line, the status line, the line of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from summit_tui.tui.looks import look
from summit_tui.tui.text import Piece, cells_of, pieces_strip


class BarPiece(NamedTuple):
    """Some text in the bar, in the look of that name."""

    text: str
    look: str = "bar.plain"


class Bar(Widget):
    """A line with pieces from its near side on, and others at its far side."""

    def __init__(self, *, id: str, right_to_left: bool, raised: bool = False) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._right_to_left = right_to_left
        self._raised = raised
        self._near: tuple[BarPiece, ...] = ()
        self._far: tuple[BarPiece, ...] = ()

    def show(self, near: Sequence[BarPiece], far: Sequence[BarPiece] = ()) -> None:
        """Shows ``near`` from the interface's side on and ``far`` at the other end, which has precedence."""
        shown = (tuple(near), tuple(far))
        if shown != (self._near, self._far):
            self._near, self._far = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The bar's line."""
        width = self.size.width
        base = self._base
        if y:
            return Strip.blank(width, base)
        far_width = min(sum(cells_of(piece.text) for piece in self._far), width)
        far = self._strip_of(self._far, far_width)
        near = self._strip_of(self._near, width - far_width)
        return Strip.join([far, near] if self._right_to_left else [near, far])

    @property
    def _base(self) -> Style:
        return look("bar.text") + look("bar.raised") if self._raised else look("bar.text")

    def _strip_of(self, pieces: Sequence[BarPiece], width: int) -> Strip:
        base = self._base
        styled = [Piece(piece.text, look(piece.look)) for piece in pieces]
        return pieces_strip(styled, width, base, right_to_left=self._right_to_left)
