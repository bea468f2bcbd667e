"""Rows of cells in columns: each cell a paragraph of its own, cut where it is too long.

Laid out as one paragraph, a row's fields would change places as soon as an Arabic one stands beside a
number. Cells are laid out one by one and put side by side, from the interface's side on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from summit_tui.bidi import Direction, base_direction
from summit_tui.tui.text import cells_of, fitted, line_strip

ASCENDING, DESCENDING = "▲", "▼"


class Side(Enum):
    """Where in its column a cell stands."""

    START = auto()
    """At the side where the interface's lines begin."""
    END = auto()
    """At the other one, as numbers do that are to be compared."""
    OWN = auto()
    """At the side where the cell's own text begins."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in cells and where cells stand in it.

    Without a ``width`` it takes what the others leave, together with all such columns, but not less than
    ``least`` cells.
    """

    title: str
    width: int | None = None
    side: Side = Side.START
    least: int = 12


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column rows are sorted, counted from 0, for the sign in its title."""

    column: int
    descending: bool = False


@dataclass(frozen=True, slots=True)
class RowCells:
    """One line of a row in a list with columns: a cell for each, and the looks of the first ones."""

    cells: tuple[str, ...]
    looks: tuple[str, ...] = ()

    def look(self, column: int) -> str:
        """The look of the cell in ``column``."""
        return self.looks[column] if column < len(self.looks) else "rows.text"


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns from the interface's side on, with ``separator`` between them.

    Where there is no room for all, columns of a fixed width are given up, from the last one on.
    """

    columns: tuple[Column, ...]
    right_to_left: bool
    separator: str = "  "
    sorting: Sorting | None = None

    def widths(self, width: int) -> list[int]:
        """The cells of each column in ``width`` cells; 0 for one that is given up."""
        gap = cells_of(self.separator)
        shown = [column.least if column.width is None else column.width for column in self.columns]

        def left() -> int:
            return width - sum(shown) - gap * (sum(map(bool, shown)) - 1)

        for place in reversed(range(1, len(shown))):
            if left() < 0 and self.columns[place].width is not None:
                shown[place] = 0
        elastic = [place for place, column in enumerate(self.columns) if column.width is None]
        room, shares = left(), len(elastic)
        for number, place in enumerate(elastic):
            share = room * (number + 1) // shares - room * number // shares
            shown[place] = max(shown[place] + share, 0)
        for place, own in enumerate(shown):
            if left() < 0:  # even what is left is too wide
                shown[place] = max(own + left(), 0)
        return shown

    def header(self, width: int, style: Style) -> Strip:
        """The line of titles, with the sign of the sorting."""
        titles = [
            f"{column.title} {self._sign}" if self.sorting and self.sorting.column == place else column.title
            for place, column in enumerate(self.columns)
        ]
        return self.strip(tuple(titles), width, lambda _: style, style)

    @property
    def _sign(self) -> str:
        return DESCENDING if self.sorting and self.sorting.descending else ASCENDING

    def strip(
        self, cells: tuple[str, ...], width: int, style_of: Callable[[int], Style], base: Style
    ) -> Strip:
        """A row of ``cells`` in ``width`` cells, each in the style of its column; missing ones are empty."""
        parts: list[Strip] = []
        for place, text, own in self._shown(cells, width):
            if parts:
                parts.append(_blank(self.separator, base))
            parts.append(self._cell(text, own, self.columns[place].side, style_of(place)))
        left = width - sum(part.cell_length for part in parts)
        if left > 0:
            parts.append(_blank(" " * left, base))
        return Strip.join(parts[::-1] if self.right_to_left else parts)

    def _shown(self, cells: tuple[str, ...], width: int) -> Iterator[tuple[int, str, int]]:
        """Number, text and width of the columns that are shown."""
        texts = [*cells, *[""] * len(self.columns)]
        return (
            (place, text, own)
            for place, (text, own) in enumerate(zip(texts, self.widths(width), strict=False))
            if own
        )

    def _cell(self, text: str, width: int, side: Side, style: Style) -> Strip:
        own = base_direction(text, Direction.RTL if self.right_to_left else Direction.LTR)
        line = fitted(text, width, own)
        at_right = {
            Side.START: self.right_to_left,
            Side.END: not self.right_to_left,
            Side.OWN: own is Direction.RTL,
        }[side]
        inner = line_strip(line, style, first=line.first_cell, last=line.last_cell)
        blank = _blank(" " * (width - inner.cell_length), style)
        return Strip.join([blank, inner] if at_right else [inner, blank])

    def column_at(self, cell: int, width: int) -> int | None:
        """The number of the column in the cell ``cell`` from the left, none between columns."""
        place = width - 1 - cell if self.right_to_left else cell
        gap = cells_of(self.separator)
        for number, own in enumerate(self.widths(width)):
            if own and 0 <= place < own:
                return number
            place -= own + gap if own else 0
        return None


def _blank(text: str, style: Style) -> Strip:
    return Strip([Segment(text, style)], len(text)) if text else Strip([], 0)
