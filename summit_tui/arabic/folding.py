"""The loose form in which words are compared, with a map back to the text they stand in.

Code point by code point: compatibility form (NFKC), then diacritics, tatweel and format characters
fall away, and letters that are written for one another become one: آأإٱ→ا, ىئی→ي, ؤ→و, ة→ه, ک→ك,
decimal digits 0-9, any space U+0020. camel-tools does the part that it covers.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from summit_tui.arabic.camel import normalize_letters
from summit_tui.arabic.characters import TATWEEL
from summit_tui.model import Span

_LETTERS = {"ئ": "ي", "ی": "ي", "ؤ": "و", "ک": "ك", "ٱ": "ا"}
_DROPPED = frozenset(("Mn", "Cf"))


class _FoldTable(dict[int, str]):
    """Code point to folded text, filled as code points are met; for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        folded = _folded_character(chr(code))
        self[code] = folded
        return folded


@lru_cache(maxsize=1)
def _table() -> _FoldTable:
    return _FoldTable()


class Folded:
    """A folded text that knows where in the original each of its characters comes from."""

    __slots__ = ("_edges", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = original.translate(_table())
        self._edges: list[int] | None = None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original of ``text[start:end]``, which must not be empty.

        A part of what one character became covers that character; the end takes in the diacritics
        that follow. Raises ``ValueError`` for offsets outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not in the folded text: {start}..{end}")
        edges = self._folded_edges()
        first, last = bisect_right(edges, start) - 1, bisect_right(edges, end - 1)
        while last < len(self.original) and unicodedata.category(self.original[last]) == "Mn":
            last += 1
        return first, last

    def find(self, needle: str) -> Iterator[Span]:
        """Where ``needle``, already folded, stands in the original, from the start on, no two overlapping."""
        position = self.text.find(needle) if needle else -1
        while position >= 0:
            yield Span(*self.original_span(position, position + len(needle)))
            position = self.text.find(needle, position + len(needle))

    def _folded_edges(self) -> list[int]:
        """For each original code point the folded length before it, and the whole length at the end."""
        if self._edges is None:
            table = _table()
            self._edges = [0, *accumulate(len(table[ord(character)]) for character in self.original)]
        return self._edges


def fold(text: str) -> Folded:
    """``text`` in the form in which words are compared."""
    return Folded(text)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """``fold(text).text`` for words and names: those that were asked for lately are kept."""
    return text.translate(_table())


def find(needle: str, haystack: str) -> list[Span]:
    """Where ``needle`` stands in ``haystack`` when both are folded, in the haystack's offsets."""
    wanted = folded(needle).strip()
    return list(fold(haystack).find(wanted)) if wanted else []


def _folded_character(character: str) -> str:
    letters = []
    for letter in unicodedata.normalize("NFKC", normalize_letters(character)):
        category = unicodedata.category(letter)
        if letter == TATWEEL or category in _DROPPED:
            continue
        if category == "Nd":
            letters.append(str(unicodedata.decimal(letter)))
        else:
            letters.append(" " if category == "Zs" else _LETTERS.get(letter, normalize_letters(letter)))
    return "".join(letters)
