"""What is said below a heading, found by the heading's words: most of them stand in what it is taken from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from math import floor

from summit_tui.arabic import folded, without_article
from summit_tui.model import Quote, Span

_SAME_WORDS = 0.8
"""Which part of a heading's words has to be in a quote for the heading to be taken from it."""
_SIGNS = ".,،؛:؟!\"'«»“”()"

_Words = frozenset[str]


class SaidBelow:
    """The quotes of ``text`` by a speaker, in text order, each with the words in it."""

    def __init__(self, text: str, quotes: Sequence[Quote]) -> None:
        self._text = text
        self._quotes = [quote for quote in quotes if quote.speakers]
        self._starts = [quote.start for quote in self._quotes]

    def first(self, heading: Span) -> Quote | None:
        """The first quote below ``heading``."""
        index = bisect_right(self._starts, heading.end)
        return self._quotes[index] if index < len(self._quotes) else None

    def same(self, heading: Span) -> Quote | None:
        """The quote below that has the most of the heading's words, the first of several; None if no most."""
        words = _words_of(heading.of(self._text))
        first, best, most = bisect_right(self._starts, heading.end), None, 0.0
        for index in self._that_may(words):
            share = _share(words, self._words[index])
            if index >= first and share >= _SAME_WORDS and share > most:
                best, most = self._quotes[index], share
        return best

    def _that_may(self, words: _Words) -> list[int]:
        """The quotes that can have enough of ``words``: no quote has that has none of the rarest ones."""
        rarest_first = sorted(words, key=lambda word: (len(self._having.get(word, ())), word))
        may_miss = len(words) - floor(_SAME_WORDS * len(words))
        having = (self._having.get(word, ()) for word in rarest_first[: may_miss + 1])
        return sorted({index for indexes in having for index in indexes})

    @cached_property
    def _words(self) -> list[_Words]:
        return [_words_of(self._text[quote.start : quote.end]) for quote in self._quotes]

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        """The quotes that have a word, by their indexes."""
        having: dict[str, list[int]] = {}
        for index, words in enumerate(self._words):
            for word in words:
                having.setdefault(word, []).append(index)
        return having


def is_said_in(heading: str, below: str) -> bool:
    """Whether most of the words of a heading are among those of the text ``below`` it."""
    return _share(_words_of(heading), _words_of(below)) >= _SAME_WORDS


def _words_of(written: str) -> _Words:
    """The words of a stretch of text, folded, without definite articles."""
    words = (without_article(folded(word.strip(_SIGNS))) for word in written.split())
    return frozenset(word for word in words if word)


def _share(words: _Words, others: _Words) -> float:
    """Which part of ``words`` is among ``others``, in 0 to 1."""
    return len(words & others) / len(words) if words else 0.0
