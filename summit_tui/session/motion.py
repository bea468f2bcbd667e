"""Where the caret goes. Pure functions from an offset to an offset over a laid-out article.

Left and right are the screen's: the caret goes to the grapheme cluster drawn there, and over a line's
edge to the nearer edge of the next line that the article is read on in, so that a walk in one direction
comes by every stop once, whichever way its lines run. Next and previous are the text's.

The caret stands on a grapheme cluster, not between two, and its offset is where that cluster begins. So no
offset has two places where directions meet: at ``abc`` in an Arabic line the caret before ``a`` is on the
``a``, and the one behind ``c`` on what is read next, left of the ``a``. Only the end of the content has a
cell to itself, on the side to which the line runs. A bidi control has no cell, and is passed together with
the cluster behind it.
"""

from __future__ import annotations

from collections.abc import Callable

from summit_tui import arabic
from summit_tui.bidi import Direction
from summit_tui.model import Span
from summit_tui.session.layout import ArticleLayout

Motion = Callable[[ArticleLayout, int], int]


def left(layout: ArticleLayout, offset: int) -> int:
    """The caret stop one to the left on the screen; at the line's edge, the right edge of another line.

    That is the line that follows in an article of mostly right-to-left letters, else the one before.
    """
    return _beside(layout, offset, -1)


def right(layout: ArticleLayout, offset: int) -> int:
    """The caret stop one to the right on the screen; at the line's edge, the left edge of another line.

    That is the line before in an article of mostly right-to-left letters, else the one that follows.
    """
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
    return span_at_cell(layout, row, column).start


def span_at_cell(layout: ArticleLayout, row: int, column: int) -> Span:
    """What a cell shows, both letters of a ligature; without a letter there, an empty span at the stop.

    Clusters without a cell are left out before what is drawn, and taken in behind it. Rows outside of the
    article count as the nearest one.
    """
    row = min(max(row, 0), layout.rows - 1)
    laid = layout.line(row)
    if laid is None:
        laid = layout.line(row - 1)
        assert laid is not None
        end = laid[0] + laid[1].end
        return Span(end, end)
    start, line = laid
    first, last = line.span_at(column)
    if first >= line.end and not layout.is_last_of_paragraph(row):
        # The line breaks within a word: what is there begins the next row.
        stop = _logical_stops(layout, row)[-1]
        return Span(stop, after(layout, stop))
    if first == last:
        return Span(start + first, start + last)
    return Span(start + first, min(after(layout, start + last - 1), start + line.end))


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
    # By the line's own direction the caret would go to and fro for ever between lines of different ones.
    forward = (step < 0) == layout.right_to_left
    other = _text_row(layout, row, 1 if forward else -1)
    if other is None:
        return offset
    return _visual_stops(layout, other)[-1 if step < 0 else 0]


def _stop_at(layout: ArticleLayout, row: int, offset: int) -> int:
    """The row's caret stop at ``offset``, or the last one before it (within a wrap's hanging spaces)."""
    stops = _logical_stops(layout, row)
    return max((stop for stop in stops if stop <= offset), default=stops[0])


def _visual_stops(layout: ArticleLayout, row: int) -> list[int]:
    """The row's caret stops from left to right.

    The end of the content is one too, unless the line breaks within a word: what is there begins the next.
    """
    laid = layout.line(row)
    assert laid is not None
    start, line = laid
    stops = [start + stop for stop in line.visual_stops]
    last = layout.is_last_of_paragraph(row)
    if last or line.content_end < line.end:
        end = start + (line.end if last else line.content_end)
        stops = [end, *stops] if line.direction is Direction.RTL else [*stops, end]
    return stops or [start + line.start]


def _logical_stops(layout: ArticleLayout, row: int) -> list[int]:
    return sorted(_visual_stops(layout, row))


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
