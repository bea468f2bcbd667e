"""What a suggestion is like, in short names: what is learned is learned of these.

A trait is a kind and a value, ``cue:قال``. The kinds and values that a person is told of have their words
in the interface; each is a property that a person can see in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from summit_tui.arabic import Pair, pairs_in, words
from summit_tui.arabic.headings import is_heading
from summit_tui.arabic.paragraph_index import ParagraphIndex
from summit_tui.model import Attribution, Quote, Span

EVERY = "every:suggestion"
"""The trait of every suggestion: how often the person accepts any."""

LENGTHS = (("very short", 3), ("short", 8), ("medium", 20), ("long", 40))
"""Classes of length, with the most words that each has; what is longer is very long."""
USUAL_LENGTH = "medium"

_MOST_WORDS = 60
_OPENERS = {
    '"': "straight",
    "''": "doubled",
    "‘‘": "doubled",
    "«": "angle",
    "»": "angle",
    "‹": "angle",
    "“": "curly",
    "”": "curly",
    "„": "curly",
    "‟": "curly",
    "'": "single",
    "‘": "single",
    "’": "single",
}
_CHARACTERS_A_WORD = 12
_BLANK = re.compile(r"\s*")


def traits(quote: Quote, text: str) -> tuple[str, ...]:
    """The traits of ``quote``, a suggestion for the article with ``text``, in a fixed order."""
    return tuple(_traits(quote, text))


def _traits(quote: Quote, text: str) -> Iterator[str]:
    content = Span(quote.start, quote.end)
    style, nested = _quotation(text, content)
    lemma = quote.cue.lemma or quote.cue.span.of(text) if quote.cue is not None else ""
    yield EVERY
    yield f"type:{quote.type.value}"
    yield f"cue:{lemma}"
    if quote.origin is not None:
        yield f"rule:{quote.origin.name}"
    # The usual is no trait: what is learned of it is learned of every suggestion.
    if quote.attribution is not Attribution.EXPLICIT:
        yield f"attribution:{quote.attribution.value}"
    if len(quote.speakers) != 1:
        yield f"speakers:{'several' if quote.speakers else 'none'}"
    if (length := _length(text, content)) != USUAL_LENGTH:
        yield f"length:{length}"
    if _in_heading(text, content.start):
        yield "place:heading"
    if nested:
        yield "place:nested"
    if style:
        yield f"marks:{style}"
        if not lemma:
            yield "marks:without cue"


def _length(text: str, content: Span) -> str:
    # Counting the words of a very long stretch tells nothing more.
    end = min(content.end, content.start + _MOST_WORDS * _CHARACTERS_A_WORD)
    count = len(words(text[content.start : end]))
    return next((name for name, most in LENGTHS if count <= most), "very long")


def _in_heading(text: str, offset: int) -> bool:
    paragraph = _paragraphs(text).at(offset)
    return is_heading(paragraph.of(text), first=paragraph.end > _first_letter(text))


@lru_cache(maxsize=16)
def _paragraphs(text: str) -> ParagraphIndex:
    return ParagraphIndex(text)


@lru_cache(maxsize=16)
def _first_letter(text: str) -> int:
    """Where what isn't blank begins."""
    return len(text) - len(text.lstrip())


def _quotation(text: str, content: Span) -> tuple[str, bool]:
    """The style of the quotation marks of ``content``, and whether it stands within another's."""
    style, depth = "", 0
    for pair in _pairs(text, _paragraphs(text).at(content.start)).around(content.start):
        if _BLANK.fullmatch(text, pair.inner.start, content.start):
            style = _OPENERS.get(text[pair.outer.start : pair.inner.start], "other")
        elif pair.inner.end >= content.end:
            depth += 1
    return style, depth > 0


class _Pairs:
    """The pairs of quotation marks of a paragraph, found by what they hold."""

    def __init__(self, pairs: list[Pair]) -> None:
        self._pairs = pairs
        self._starts = [pair.inner.start for pair in pairs]
        self._reached = list(accumulate((pair.inner.end for pair in pairs), max))

    def around(self, offset: int) -> list[Pair]:
        """The pairs whose inside holds ``offset``, outer ones first."""
        found = []
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and self._reached[index] > offset:
            if self._pairs[index].inner.end > offset:
                found.append(self._pairs[index])
            index -= 1
        return found[::-1]


@lru_cache(maxsize=16)
def _pairs(text: str, paragraph: Span) -> _Pairs:
    return _Pairs(pairs_in(text, paragraph))
