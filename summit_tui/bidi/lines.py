"""Laid-out lines: visual order, cells, and the maps between code points and cells."""

from __future__ import annotations

from bisect import bisect_right

from summit_tui.bidi.drawing import draw
from summit_tui.bidi.glyphs import Cell, Glyph, Run, visual_runs
from summit_tui.bidi.paragraph import Direction, Paragraph
from summit_tui.bidi.reordering import visual_order
from summit_tui.bidi.spaces import is_space
from summit_tui.bidi.wrapping import wrap


class Line:
    """A line of a paragraph as it stands on the screen. Columns are cells from the left, offsets code points.

    ``start`` and ``end`` are the code points of the paragraph; ``content_end`` is where the white space
    begins that hangs over the end of a wrapped line, and has no cell (``end`` where there is none).
    ``direction`` is the base direction; ``width`` the number of cells that the line is laid out in: what was
    asked for, or more where the content doesn't fit. ``glyphs`` stand from left to right without gaps, from
    ``first_cell`` up to ``last_cell`` (half open; both are the edge where a line begins when it is empty).
    """

    __slots__ = (
        "_columns",
        "_levels",
        "_logical",
        "_starts",
        "content_end",
        "direction",
        "end",
        "first_cell",
        "glyphs",
        "last_cell",
        "start",
        "width",
    )

    def __init__(
        self,
        cells: list[Cell],
        levels: list[int],
        span: tuple[int, int],
        hanging: int,
        direction: Direction,
        width: int,
    ) -> None:
        used = sum([cell.width for cell in cells])
        self.start, self.end = span
        self.content_end = hanging
        self.direction = direction
        self.width = max(width, used)
        column = self.first_cell = self.width - used if direction is Direction.RTL else 0
        self.last_cell = self.first_cell + used
        glyphs: list[Glyph] = []
        logical: list[Glyph | None] = [None] * len(cells)
        for index in visual_order(levels, 1 if direction is Direction.RTL else 0):
            cell_width, text, start, end, halves = cells[index]
            if not cell_width:
                continue
            glyph = logical[index] = Glyph(column, cell_width, text, start, end, halves)
            glyphs.append(glyph)
            column += cell_width
        self.glyphs: tuple[Glyph, ...] = tuple(glyphs)
        self._levels = [level for level, glyph in zip(levels, logical, strict=True) if glyph is not None]
        self._logical = [glyph for glyph in logical if glyph is not None]
        self._starts = [glyph.start for glyph in self._logical]
        self._columns = [glyph.column for glyph in glyphs]

    def __repr__(self) -> str:
        return f"Line({self.start}, {self.end}, {self.direction}, width={self.width}, text={self.text!r})"

    @property
    def text(self) -> str:
        """What is drawn, from left to right, without the empty cells beside it."""
        return "".join([glyph.text for glyph in self.glyphs])

    @property
    def stops(self) -> tuple[int, ...]:
        """The offsets at which a caret stops, in logical order, without the line's end.

        There is one for each cluster that has a cell, the second half of a ligature included. Clusters
        without a cell are passed together with the one that follows: the stop is before them.
        """
        stops: list[int] = []
        passed = self.start
        for glyph in self._logical:
            stops.append(passed)
            stops.extend(glyph.halves[1:])
            passed = glyph.end
        return tuple(stops)

    @property
    def visual_stops(self) -> tuple[int, ...]:
        """The stops from left to right, as the arrow keys go through them.

        A ligature is read from right to left: its second half comes before its first.
        """
        first_stops = dict(
            zip(self._starts, [self.start, *[glyph.end for glyph in self._logical]], strict=False)
        )
        stops: list[int] = []
        for glyph in self.glyphs:
            stops.extend(glyph.halves[:0:-1])
            stops.append(first_stops[glyph.start])
        return tuple(stops)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The visual runs from left to right: stretches of cells that are read in one direction."""
        return visual_runs(self._logical, self._levels)

    def row(self) -> list[str]:
        """What each of the ``width`` cells holds: a space in empty ones, ``""`` right of a wide character."""
        cells = [" "] * self.width
        for glyph in self.glyphs:
            cells[glyph.column] = glyph.text
            for column in range(glyph.column + 1, glyph.column + glyph.width):
                cells[column] = ""
        return cells

    def columns_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """The half-open runs of cells, from left to right, that the code points ``[start, end)`` occupy.

        Each covered cluster brings all of its cells, either half of a ligature its whole cell.
        """
        found: list[tuple[int, int]] = []
        if start >= end or end <= self.start or start >= self.end:
            return found
        for column, width, _, first, last, _ in self.glyphs:
            if first < end and start < last:
                if found and found[-1][1] == column:
                    found[-1] = (found[-1][0], column + width)
                else:
                    found.append((column, column + width))
        return found

    def glyph_of(self, offset: int) -> Glyph | None:
        """The glyph that covers the code point at ``offset``, if it has one in this line."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._logical[index].end:
            return self._logical[index]
        return None

    def column_of(self, offset: int) -> int | None:
        """The leftmost cell of the glyph that covers the code point at ``offset``, if there is one."""
        glyph = self.glyph_of(offset)
        return None if glyph is None else glyph.column

    def caret_column(self, offset: int) -> int:
        """The cell in which a caret at ``offset`` is drawn.

        Before a cluster without a cell that is the cell of the next one that has one; at the line's end, the
        cell just past the content (left of it in a right-to-left line), or the last cell where there is no
        room.
        """
        index = self._index_from(offset)
        if index < len(self._logical):
            return self._logical[index].column
        if self.direction is Direction.RTL:
            return max(self.first_cell - 1, 0)
        return max(min(self.last_cell, self.width - 1), 0)

    def edge_of(self, offset: int) -> float:
        """The x of the leading edge of what stands at ``offset``, in cells; half a cell within a ligature.

        Cell ``c`` reaches from ``c`` to ``c + 1``. The leading edge is a cluster's right one where its level
        is odd.
        """
        index = self._index_from(offset)
        if index == len(self._logical):
            return self.first_cell if self.direction is Direction.RTL else self.last_cell
        glyph = self._logical[index]
        part = 0.0
        if offset in glyph.halves:
            part = glyph.width * glyph.halves.index(offset) / len(glyph.halves)
        return glyph.column + glyph.width - part if self._levels[index] & 1 else glyph.column + part

    def offset_at(self, column: int) -> int:
        """The offset for a click on a cell: the start of the cluster drawn there, a ligature's first letter.

        Beside the content it is ``start`` where the line begins, ``content_end`` where it ends.
        """
        return self.span_at(column)[0]

    def span_at(self, column: int) -> tuple[int, int]:
        """The code points of what is drawn in a cell, both letters of a ligature.

        Beside the content it is an empty range at ``start`` or ``content_end``.
        """
        if self.first_cell <= column < self.last_cell:
            glyph = self.glyphs[bisect_right(self._columns, column) - 1]
            return glyph.start, glyph.end
        before = (column >= self.last_cell) == (self.direction is Direction.RTL)
        offset = self.start if before and self.glyphs else self.content_end
        return offset, offset

    def _index_from(self, offset: int) -> int:
        """The logical index of the glyph that covers ``offset``, or of the next one."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self._logical[index].end else index + 1


def lay_out(paragraph: Paragraph, start: int, end: int, width: int) -> Line:
    """Lay the code points ``[start, end)`` of a paragraph out as one line, in ``width`` cells.

    Rules L1, L2 and L4 of UAX #9 work on the line, from the levels of the whole paragraph; letters are shaped
    as they stand in the whole paragraph. A right-to-left line stands at the right of the width, a
    left-to-right one at the left. White space at the end of a line after which the text goes on has no cell;
    at the end of the text it has cells as far as there is room. Raises ``ValueError`` unless ``0 <= start <=
    end <= len(paragraph.text)``.
    """
    text = paragraph.text
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"no line of the paragraph: {start}..{end}")
    levels = paragraph.line_levels(start, end)
    cells = draw(text, start, end, levels)
    content = _content_end(text, cells, start, end)
    if content < end:
        _drop_hanging(cells, content, 0 if end < len(text) else width)
    direction = paragraph.direction_at(start)
    cell_levels = [levels[cell.start - start] for cell in cells]
    hanging = content if end < len(text) else end
    return Line(cells, cell_levels, (start, end), hanging, direction, width)


def _content_end(text: str, cells: list[Cell], start: int, end: int) -> int:
    """Where the white space begins that ends a line; clusters without a cell are passed over."""
    for cell in reversed(cells):
        if cell.width and not is_space(text, cell.start, cell.end):
            return min(cell.end, end)
    return start


def _drop_hanging(cells: list[Cell], content: int, width: int) -> None:
    """Take the cells of trailing white space out: those beyond ``width`` cells of the line."""
    used = sum(cell.width for cell in cells)
    while cells and cells[-1].start >= content and used > width:
        used -= cells.pop().width


def lay_out_text(text: str, width: int, direction: Direction | None = None) -> list[Line]:
    """Resolve, wrap and lay out a text without line feeds: all of its lines, at least one."""
    paragraph = Paragraph.resolve(text, direction)
    starts = wrap(text, width)
    return [
        lay_out(paragraph, start, end, width)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    ]
