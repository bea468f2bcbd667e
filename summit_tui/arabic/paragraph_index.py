"""The paragraphs of a text, found again and again: each by bisection, however long they and the text are."""

from __future__ import annotations

import re
from bisect import bisect_right

from summit_tui.arabic.characters import PARAGRAPH_SEPARATORS
from summit_tui.model import Span

_SEPARATOR = re.compile("[" + "".join(PARAGRAPH_SEPARATORS) + "]")


class ParagraphIndex:
    """Where the paragraphs of a text begin and end; offsets are its code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _SEPARATOR.finditer(text))]
        self._length = len(text)

    def at(self, offset: int) -> Span:
        """The paragraph that holds ``offset``, without its separator, as ``paragraph_at`` finds it."""
        index = bisect_right(self._starts, max(0, offset))
        end = self._starts[index] - 1 if index < len(self._starts) else self._length
        return Span(self._starts[index - 1], end)
