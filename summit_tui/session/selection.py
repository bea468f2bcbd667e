"""What is selected: an anchor and a caret, both offsets into the article's text."""

from __future__ import annotations

from typing import NamedTuple

from summit_tui import arabic
from summit_tui.model import Span


class Selection(NamedTuple):
    """A selection from ``anchor`` to ``caret``, in either order; empty where the two are equal.

    Both are code point offsets at which a grapheme cluster begins, or the end of the text.
    """

    anchor: int
    caret: int

    @classmethod
    def at(cls, offset: int) -> Selection:
        """The empty selection at ``offset``."""
        return cls(offset, offset)

    @classmethod
    def over(cls, span: Span) -> Selection:
        """The selection of ``span``, the caret at its end."""
        return cls(span.start, span.end)

    @classmethod
    def between(cls, pressed: Span, reached: Span) -> Selection:
        """What dragging from ``pressed`` to ``reached`` selects: all that is read from the one to the other.

        Both are spans of what a cell shows, and both are in it, whichever way the dragging goes.
        """
        if reached.start < pressed.start:
            return cls(pressed.end, reached.start)
        return cls(pressed.start, reached.end)

    @property
    def span(self) -> Span:
        """What is selected, in text order."""
        return Span(min(self.anchor, self.caret), max(self.anchor, self.caret))

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.caret

    def moved(self, caret: int, *, extend: bool) -> Selection:
        """The selection after the caret went to ``caret``, the anchor kept when it extends."""
        return Selection(self.anchor if extend else caret, caret)

    def snapped(self, text: str) -> Selection:
        """The selection widened so that it splits no grapheme cluster of ``text``."""
        span = self.span
        if self.empty:
            return Selection.at(arabic.snap(text, Span(span.start, span.start)).start)
        snapped = arabic.snap(text, span)
        if self.anchor <= self.caret:
            return Selection(snapped.start, snapped.end)
        return Selection(snapped.end, snapped.start)
