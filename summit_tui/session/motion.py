"""Where the caret goes. Pure functions from an offset to an offset over a laid-out article.

Left and right are the screen's: the caret goes to the grapheme cluster drawn there. Next and
previous are the text's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from summit_tui import arabic
from summit_tui.bidi import Direction, Line
from summit_tui.session.layout import ArticleLayout

Motion = Callable[[ArticleLayout, int], int]


def left(layout: ArticleLayout, offset: int) -> int:
    """The caret stop one to the left on the screen; over the line's edge, the line that follows."""
    return _beside(layout, offset, -1)


def right(layout: ArticleLayout, offset: int) -> int:
    """The caret stop one to the right on the screen; over the line's edge, the line before."""
    return _beside(layout, offset, 1)


def up(layout: ArticleLayout, offset: int, column: int, rows: int = 1) -> int:
    """The caret stop ``rows`` text rows higher, nearest to the cell ``column``."""
    return _vertically(layout, offset, column, -rows)


def down(layout: ArticleLayout, offset: int, column: int, rows: int = 1) -> int:
    """The caret stop ``rows`` text rows lower, nearest to the cell ``column``."""
    return _vertically(layout, offset, column, rows)


def column_of(layout: ArticleLayout, offset: int) -> int:
    """The cell in which the caret stands when it is at ``offset``."""
    laid = layout.line(layout.row_of(offset))
    if laid is None:
        return 0
    start, line = laid
    return line.caret_column(offset - start)


def at_cell(layout: ArticleLayout, row: int, column: int) -> int:
    """The caret stop for a click on a cell; on a separating row, the end of the line above it."""
    row = min(max(row, 0), layout.rows - 1)
    laid = layout.line(row)
    if laid is None:
        laid = layout.line(row - 1)
        assert laid is not None
        return laid[0] + laid[1].end
    start, line = laid
    offset = line.offset_at(column)
    if offset >= line.end and not layout.is_last_of_paragraph(row):
        return start + (line.stops[-1] if line.stops else line.start)
    return start + offset


def after(layout: ArticleLayout, offset: int) -> int:
    """The caret stop that follows ``offset`` in the text's order, or the end of the text."""
    return arabic.next_grapheme(layout.text, offset)


def line_start(layout: ArticleLayout, offset: int) -> int:
    """The first caret stop, in the text's order, of the line that ``offset`` is on."""
    stops = _logical_stops(layout, layout.row_of(offset))
    return stops[0]


def line_end(layout: ArticleLayout, offset: int) -> int:
    """The last caret stop, in the text's order, of the line that ``offset`` is on."""
    stops = _logical_stops(layout, layout.row_of(offset))
    return stops[-1]


def next_word(layout: ArticleLayout, offset: int) -> int:
    """The start of the next word, or the end of the text."""
    return arabic.next_word_start(layout.text, offset)


def previous_word(layout: ArticleLayout, offset: int) -> int:
    """The start of the word before, or the start of the text."""
    return arabic.previous_word_start(layout.text, offset)


def next_sentence(layout: ArticleLayout, offset: int) -> int:
    """The start of the next sentence, or the end of the text."""
    return arabic.next_sentence(layout.text, offset)


def previous_sentence(layout: ArticleLayout, offset: int) -> int:
    """The start of this sentence or, from there, of the one before."""
    return arabic.previous_sentence(layout.text, offset)


def next_paragraph(layout: ArticleLayout, offset: int) -> int:
    """The start of the next paragraph that isn't blank, or the end of the text."""
    return arabic.next_paragraph(layout.text, offset)


def previous_paragraph(layout: ArticleLayout, offset: int) -> int:
    """The start of this paragraph or, from there, of the one before that isn't blank."""
    return arabic.previous_paragraph(layout.text, offset)


def text_start(layout: ArticleLayout, offset: int) -> int:  # noqa: ARG001 - a motion like the others
    """The start of the article."""
    return 0


def text_end(layout: ArticleLayout, offset: int) -> int:  # noqa: ARG001 - a motion like the others
    """The end of the article."""
    return len(layout.text)


def _beside(layout: ArticleLayout, offset: int, step: int) -> int:
    row = layout.row_of(offset)
    stops = _visual_stops(layout, row)
    place = stops.index(_stop_at(layout, row, offset)) + step
    if 0 <= place < len(stops):
        return stops[place]
    forward = (step < 0) == (_row_direction(layout, row) is Direction.RTL)
    other = _text_row(layout, row, 1 if forward else -1)
    if other is None:
        return offset
    logical = _logical_stops(layout, other)
    return logical[0] if forward else logical[-1]


def _stop_at(layout: ArticleLayout, row: int, offset: int) -> int:
    """The row's caret stop at ``offset``, or the last one before it (in a wrap's hanging space)."""
    stops = _logical_stops(layout, row)
    return max((stop for stop in stops if stop <= offset), default=stops[0])


def _visual_stops(layout: ArticleLayout, row: int) -> list[int]:
    """The row's caret stops from left to right."""
    laid = layout.line(row)
    assert laid is not None
    start, line = laid
    stops = [start + stop for stop in chain.from_iterable(_glyph_stops(line))]
    if layout.is_last_of_paragraph(row):
        end = start + line.end
        stops = [end, *stops] if line.direction is Direction.RTL else [*stops, end]
    return stops or [start + line.start]


def _glyph_stops(line: Line) -> list[Sequence[int]]:
    # A ligature is always read from right to left, and its second half stands left of the first.
    return [glyph.halves[::-1] for glyph in line.glyphs]


def _logical_stops(layout: ArticleLayout, row: int) -> list[int]:
    return sorted(_visual_stops(layout, row))


def _row_direction(layout: ArticleLayout, row: int) -> Direction:
    laid = layout.line(row)
    assert laid is not None
    return laid[1].direction


def _text_row(layout: ArticleLayout, row: int, step: int) -> int | None:
    """The nearest row with text after (``step`` 1) or before (-1) ``row``; ``None`` past the ends."""
    row += step
    while 0 <= row < layout.rows:
        if layout.paragraph_of_row(row) is not None:
            return row
        row += step
    return None


def _vertically(layout: ArticleLayout, offset: int, column: int, rows: int) -> int:
    row = layout.row_of(offset)
    step = 1 if rows > 0 else -1
    if abs(rows) > 1:
        target = min(max(row + rows, 0), layout.rows - 1)
        if layout.paragraph_of_row(target) is None:
            target -= step
    else:
        found = _text_row(layout, row, step)
        if found is None:
            return line_end(layout, offset) if step > 0 else line_start(layout, offset)
        target = found
    return at_cell(layout, target, column)
