"""Texts of any characters, folded so that each character is one cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from summit_tui.bidi import tables
from summit_tui.bidi.cells import cluster_cells
from summit_tui.bidi.clusters import CLUSTER
from summit_tui.bidi.properties import KIND
from summit_tui.bidi.shaping import LAM, LAM_ALEF_FORMS
from summit_tui.bidi.spaces import FILLER

_PLACEHOLDER = "\ufffc"
_ZERO_WIDTH_SPACE = "\u200b"
_PIECE = re.compile(f"(?:ox*+(?![NjmyzS]))+|{CLUSTER.pattern}")
_ALEFS = "".join(LAM_ALEF_FORMS)
# What decides about breaks, and the second half of a ligature.
_KEPT = re.compile(f"[\t{tables.CLOSING_SET}{tables.INFIX_SET}{tables.OPENING_SET}0-9{_ALEFS}]")
# A control parts the two letters, and then they are no ligature; in the folded text it would be one.
_PARTED_LAM_ALEF = re.compile(
    f"{LAM}[{tables.DIACRITIC_SET}]*[^{tables.USUAL_SET}{tables.DIACRITIC_SET}]+[{_ALEFS}]"
)


class CellFold(NamedTuple):
    """A text of one cell a character, but for diacritics on letters and lam-alefs, which are left.

    ``places`` are offsets into ``text`` from which on the offset in the whole text is the one in ``offsets``
    plus the distance.
    """

    text: str
    places: list[int]
    offsets: list[int]

    def offset(self, place: int) -> int:
        """The offset in the whole text of ``place``, and of clusters without a cell before it."""
        index = bisect_right(self.places, place) - 1
        return self.offsets[index] + place - self.places[index]


def one_cell_each(text: str) -> CellFold | None:
    """Folds a text; none for one that breaks at other places than white space, or parts a lam-alef."""
    kinds = text.translate(KIND)
    if "w" in kinds or _ZERO_WIDTH_SPACE in text or _PARTED_LAM_ALEF.search(text) is not None:
        return None
    parts: list[str] = []
    places, offsets = [0], [0]
    length = 0
    for match in _PIECE.finditer(kinds):
        start, end = match.span()
        if kinds[start] == "o" and not kinds[start:end].strip("ox"):
            parts.append(text[start:end])
            length += end - start
            continue
        width = cluster_cells(text[start:end], kinds[start:end])[1]
        if width:
            char = text[start]
            parts.append((char if width == 1 and _KEPT.match(char) else _PLACEHOLDER) + FILLER * (width - 1))
            length += width
            places.append(length)
            offsets.append(end)
        else:
            places.append(length + 1)
            offsets.append(end + 1)
    return CellFold("".join(parts), places, offsets)
