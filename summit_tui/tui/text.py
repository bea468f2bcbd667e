"""Drawing laid-out text: the one way in which text reaches the screen.

Everything shown, Arabic or not, is laid out by ``bidi`` and becomes a strip here, so that no letter
is ever sent in logical order or unshaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from summit_tui.bidi import Direction, Line, Paragraph, lay_out, wrap

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one style, kept together."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Paint:
    """A style for the cells ``[start, end)`` of a line, over what is there."""

    start: int
    end: int
    style: Style


@lru_cache(maxsize=2048)
def fitted(text: str, width: int, direction: Direction | None = None) -> Line:
    """``text`` on one line of ``width`` cells, cut with an ellipsis where it is longer.

    White space that isn't a space is shown as one.
    """
    text = " ".join(text.split())
    width = max(width, 1)
    lines = wrap(text, width)
    if len(lines) == 1:
        return lay_out(Paragraph.resolve(text, direction), 0, len(text), width)
    paragraph = Paragraph.resolve(text, direction)
    cut = (text[: _longest_prefix(text, width - 1)].rstrip() if width > 1 else "") + ELLIPSIS
    return lay_out(Paragraph.resolve(cut, paragraph.direction), 0, len(cut), width)


def _longest_prefix(text: str, width: int) -> int:
    """How many code points of ``text`` fit into ``width`` cells, words broken where need be."""
    breaks = wrap(text.replace(" ", "\u00a0"), width)
    return breaks[1] if len(breaks) > 1 else len(text)


def line_strip(line: Line, base: Style, paints: Iterable[Paint] = ()) -> Strip:
    """A strip of ``line.width`` cells that shows ``line``; later paints lie over earlier ones."""
    styles = [base] * line.width
    for paint in paints:
        for cell in range(max(paint.start, 0), min(paint.end, line.width)):
            styles[cell] = styles[cell] + paint.style
    segments: list[Segment] = []
    run: list[str] = []
    run_style = base
    column = 0

    def add(text: str, style: Style) -> None:
        nonlocal run, run_style
        if run and style is not run_style and style != run_style:
            segments.append(Segment("".join(run), run_style))
            run = []
        run_style = style
        run.append(text)

    for glyph in line.glyphs:
        while column < glyph.column:
            add(" ", styles[column])
            column += 1
        add(glyph.text, styles[column] if column < line.width else base)
        column += glyph.width
    while column < line.width:
        add(" ", styles[column])
        column += 1
    if run:
        segments.append(Segment("".join(run), run_style))
    return Strip(segments, max(column, line.width))


@lru_cache(maxsize=2048)
def cells_of(text: str) -> int:
    """How many cells ``text`` takes on one line, its outer spaces included."""
    core = text.strip(" ")
    line = lay_out(Paragraph.resolve(core, None), 0, len(core), max(2 * len(core), 1))
    return sum(glyph.width for glyph in line.glyphs) + len(text) - len(core)


def placed_strip(
    text: str, width: int, style: Style, *, right: bool, direction: Direction | None = None
) -> Strip:
    """``text`` on one line of ``width`` cells, at the right or the left edge whatever its direction."""
    inner = tight_strip(text, width, style, direction=direction)
    blank = _blank(width - inner.cell_length, style)
    return Strip.join([blank, inner] if right else [inner, blank])


def tight_strip(text: str, width: int, style: Style, *, direction: Direction | None = None) -> Strip:
    """``text`` in as many cells as it takes, ``width`` at the most; its outer spaces are left out."""
    line = fitted(text, width, direction)
    if not line.glyphs:
        return Strip([], 0)
    first = min(glyph.column for glyph in line.glyphs)
    last = max(glyph.column + glyph.width for glyph in line.glyphs)
    return line_strip(line, style).crop(first, last)


def pieces_strip(pieces: Sequence[Piece], width: int, base: Style, *, right_to_left: bool) -> Strip:
    """``pieces`` one after another from the interface's side, cut at ``width`` cells.

    Spaces at a piece's ends are kept. What doesn't fit is left out from the first such piece on.
    """
    direction = Direction.RTL if right_to_left else Direction.LTR
    strips: list[Strip] = []
    left = width
    for piece in pieces:
        if left <= 0:
            break
        for strip in _piece_strips(piece, left, base, direction):
            strips.append(strip)
            left -= strip.cell_length
    if left > 0:
        strips.append(_blank(left, base))
    if right_to_left:
        strips.reverse()
    return Strip.join(strips)


def _piece_strips(piece: Piece, room: int, base: Style, direction: Direction) -> list[Strip]:
    style = base + piece.style
    core = piece.text.strip(" ")
    before = min(len(piece.text) - len(piece.text.lstrip(" ")), room)
    if not core:
        return [_blank(before, style)] if before else []
    after = len(piece.text) - len(piece.text.rstrip(" "))
    strips = [_blank(before, style)] if before else []
    room -= before
    if room > 0:
        strips.append(tight_strip(core, room, style, direction=direction))
        room -= strips[-1].cell_length
    if after and room > 0:
        strips.append(_blank(min(after, room), style))
    return strips


def _blank(cells: int, style: Style) -> Strip:
    return Strip([Segment(" " * cells, style)], cells)
