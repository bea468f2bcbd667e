"""Glyphs, what one visual position of a line shows, and the runs of one level that they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summit_tui.bidi.paragraph import Direction


class Glyph(NamedTuple):
    """What one visual position of a line shows: a grapheme cluster, or a lam-alef of two.

    A named tuple, since a screen of them is made at a time. ``column`` is the leftmost cell, 0 the line's
    left edge; ``width`` the number of cells, 1 or 2 (more for signs such as U+06DD, with a cell each, that
    stand before a character in one cluster). ``text`` is what is sent: the shaped and mirrored character and
    its diacritics, never a control, a bidi control or a joiner. ``start`` and ``end`` are the code points of
    the paragraph that it covers, whole clusters. ``halves`` are the offsets at which a caret can stop in it:
    ``(start,)``, or those of lam and alef.
    """

    column: int
    width: int
    text: str
    start: int
    end: int
    halves: tuple[int, ...]


class Cell(NamedTuple):
    """A glyph before it has its place: as ``Glyph``, in logical order."""

    width: int
    text: str
    start: int
    end: int
    halves: tuple[int, ...]


class Run(NamedTuple):
    """Glyphs that stand side by side and are read in one direction: a level run of UAX #9 (BD7) on its line.

    ``level`` is the embedding level; its cells are ``[first_cell, last_cell)``, what it shows is
    ``[start, end)``, in code points of the paragraph. ``glyphs`` stand from left to right.
    """

    level: int
    first_cell: int
    last_cell: int
    start: int
    end: int
    glyphs: tuple[Glyph, ...]

    @property
    def direction(self) -> Direction:
        """Right to left at odd levels."""
        return Direction.RTL if self.level & 1 else Direction.LTR


def visual_runs(logical: Sequence[Glyph], levels: Sequence[int]) -> tuple[Run, ...]:
    """The runs of a line from left to right, given its glyphs in logical order and the level of each."""
    stretches: list[list[int]] = []
    for index in sorted(range(len(logical)), key=lambda index: logical[index].column):
        level = levels[index]
        before = index + 1 if level & 1 else index - 1
        # Two stretches of one level may stand side by side in the order of the level between them, which no
        # glyph need have: the contents of two isolates, one right after the other.
        if stretches and stretches[-1][-1] == before and levels[before] == level:
            stretches[-1].append(index)
        else:
            stretches.append([index])
    return tuple(
        _run(levels[stretch[0]], tuple(logical[index] for index in stretch)) for stretch in stretches
    )


def _run(level: int, glyphs: tuple[Glyph, ...]) -> Run:
    first, last = (glyphs[-1], glyphs[0]) if level & 1 else (glyphs[0], glyphs[-1])
    return Run(level, glyphs[0].column, glyphs[-1].column + glyphs[-1].width, first.start, last.end, glyphs)
