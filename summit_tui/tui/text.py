"""Drawing laid-out text: the one way in which text reaches the screen.

Everything shown, Arabic or not, is laid out by ``bidi`` and becomes a strip here, so that no letter
is ever sent in logical order or unshaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from summit_tui.bidi import Direction, Line, Paragraph, lay_out

ELLIPSIS = "…"

MOST_SHOWN = 2000
"""Code points of a text that are laid out for one line: no screen is as wide, and longer ones take long."""


class Piece(NamedTuple):
    """Some text in one style, kept together."""

    text: str
    style: Style


class Paint(NamedTuple):
    """A style for the cells ``[start, end)`` of a line, over what is there."""

    start: int
    end: int
    style: Style


@lru_cache(maxsize=2048)
def fitted(text: str, width: int, direction: Direction | None = None) -> Line:
    """``text`` on one line of ``width`` cells, cut with an ellipsis where it is longer.

    White space that isn't a space is shown as one.
    """
    whole = " ".join(text.split())
    text = whole[:MOST_SHOWN]
    paragraph = Paragraph.resolve(text, direction)
    line = lay_out(paragraph, 0, len(text), max(width, 1))
    if len(text) == len(whole) and _cells(line) <= width:
        return line
    cut = text[: longest_prefix(line, width - 1)].rstrip() + ELLIPSIS
    return lay_out(Paragraph.resolve(cut, paragraph.direction), 0, len(cut), max(width, 1))


def _cells(line: Line) -> int:
    return sum(glyph.width for glyph in line.glyphs)


def longest_prefix(line: Line, cells: int) -> int:
    """How many of the line's code points, from its logical start on, fit into ``cells``."""
    for glyph in sorted(line.glyphs, key=lambda glyph: glyph.start):
        cells -= glyph.width
        if cells < 0:
            return glyph.start
    return line.end


def line_strip(
    line: Line, base: Style, paints: Iterable[Paint] = (), *, first: int = 0, last: int | None = None
) -> Strip:
    """The cells ``[first, last)`` of ``line``, all of them by default; later paints lie over earlier ones.

    A strip is never cropped afterwards: Textual would measure its text anew, and loading the tables for
    that takes longer than drawing the first screen.
    """
    last = line.width if last is None else last
    styles = [base] * max(line.width, last)
    for paint in paints:
        for cell in range(max(paint.start, 0), min(paint.end, line.width)):
            styles[cell] = styles[cell] + paint.style
    cells = [" "] * (last - first)
    for glyph in line.glyphs:
        if first <= glyph.column and glyph.column + glyph.width <= last:
            place = glyph.column - first
            cells[place] = glyph.text
            cells[place + 1 : place + glyph.width] = [""] * (glyph.width - 1)
    return Strip(_segments(cells, styles[first:last]), last - first)


def _segments(cells: list[str], styles: list[Style]) -> Iterator[Segment]:
    """Runs of cells that look the same, each a segment."""
    place = 0
    for style, run in groupby(styles):
        length = sum(1 for _ in run)
        yield Segment("".join(cells[place : place + length]), style)
        place += length


@lru_cache(maxsize=2048)
def cells_of(text: str) -> int:
    """How many cells ``text`` takes on one line, its outer spaces included.

    What is beyond ``MOST_SHOWN`` code points is counted a cell each.
    """
    core = text.strip(" ")[:MOST_SHOWN]
    line = lay_out(Paragraph.resolve(core, None), 0, len(core), max(2 * len(core), 1))
    return _cells(line) + len(text) - len(core)


def placed_strip(text: str, width: int, style: Style, *, right_to_left: bool) -> Strip:
    """``text`` on one line of ``width`` cells, in the interface's direction and at the side it begins on."""
    inner = tight_strip(text, width, style, right_to_left=right_to_left)
    blank = _blank(width - inner.cell_length, style)
    return Strip.join([blank, inner] if right_to_left else [inner, blank])


def tight_strip(text: str, width: int, style: Style, *, right_to_left: bool) -> Strip:
    """``text`` in as many cells as it takes, ``width`` at the most; its outer spaces are left out."""
    line = fitted(text, width, Direction.RTL if right_to_left else Direction.LTR)
    if not line.glyphs:
        return Strip([], 0)
    first = min(glyph.column for glyph in line.glyphs)
    last = max(glyph.column + glyph.width for glyph in line.glyphs)
    return line_strip(line, style, first=first, last=last)


def pieces_strip(pieces: Sequence[Piece], width: int, base: Style, *, right_to_left: bool) -> Strip:
    """``pieces`` one after another from the interface's side, cut at ``width`` cells.

    Spaces at a piece's ends are kept. What doesn't fit is left out from the first such piece on.
    """
    strips: list[Strip] = []
    left = width
    for piece in pieces:
        if left <= 0:
            break
        for strip in _piece_strips(piece, left, base, right_to_left=right_to_left):
            strips.append(strip)
            left -= strip.cell_length
    if left > 0:
        strips.append(_blank(left, base))
    if right_to_left:
        strips.reverse()
    return Strip.join(strips)


def _piece_strips(piece: Piece, room: int, base: Style, *, right_to_left: bool) -> list[Strip]:
    style = base + piece.style
    core = piece.text.strip(" ")
    before = min(len(piece.text) - len(piece.text.lstrip(" ")), room)
    if not core:
        return [_blank(before, style)] if before else []
    after = len(piece.text) - len(piece.text.rstrip(" "))
    strips = [_blank(before, style)] if before else []
    room -= before
    if room > 0:
        strips.append(tight_strip(core, room, style, right_to_left=right_to_left))
        room -= strips[-1].cell_length
    if after and room > 0:
        strips.append(_blank(min(after, room), style))
    return strips


def _blank(cells: int, style: Style) -> Strip:
    return Strip([Segment(" " * cells, style)], cells)
