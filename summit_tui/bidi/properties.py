"""Character properties as tables for ``str.translate``: one letter a code point.

The letters:

* ``BIDI``: L, R, A (AL), E (EN), S (ES), T (ET), N (AN), C (CS), M (NSM), b (BN), B, s (S), W (WS), O (ON),
and the
  controls l (LRE), r (RLE), d (LRO), e (RLO), f (PDF), i (LRI), j (RLI), k (FSI), p (PDI), of UAX #9.
* ``KIND``: how a code point takes part in grapheme clusters and cells, see ``summit_tui.bidi.clusters``.
* ``JOINING``: U, R, L, D, C, T, the Joining_Type of Unicode's ArabicShaping.txt.
"""

from __future__ import annotations

from bisect import bisect_right

from summit_tui.bidi import tables


class Property(dict[int, str]):
    """The letter of each code point; looked up in the ranges once, then kept.

    What is kept is at most one entry for each code point that was met.
    """

    def __init__(self, starts: tuple[int, ...], letters: str) -> None:
        super().__init__()
        self._starts = starts
        self._letters = letters

    def __missing__(self, codepoint: int) -> str:
        letter = self[codepoint] = self._letters[bisect_right(self._starts, codepoint) - 1]
        return letter


BIDI = Property(tables.BIDI_STARTS, tables.BIDI_LETTERS)
KIND = Property(tables.KIND_STARTS, tables.KIND_LETTERS)
JOINING = Property(tables.JOINING_STARTS, tables.JOINING_LETTERS)


def bidi_classes(text: str) -> bytes:
    """The bidi class of each code point, as the ASCII letters of ``BIDI``."""
    return text.translate(BIDI).encode("ascii")
