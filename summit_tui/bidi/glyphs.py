"""Glyphs: what one visual position of a line shows."""

from __future__ import annotations

from typing import NamedTuple


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
