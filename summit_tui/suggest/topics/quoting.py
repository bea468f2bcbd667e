"""How sure it is that a quote deals with a topic, from the topic's words in it and right before it.

The probabilities are shares of quotes of annotated articles that were judged to deal with the topic, 14 to 28
of each kind. Where the article doesn't deal with a topic, a word of it in a quote was right three times in
ten: too seldom to be suggested.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from summit_tui.model import Span
from summit_tui.suggest.topics.judging import SURE_ENOUGH
from summit_tui.suggest.topics.matching import Hit
from summit_tui.suggest.topics.sentences import sentence_ends
from summit_tui.suggest.topics.terms import Strength

_SEVERAL_WORDS, _ONE_STRONG, _ONLY_WEAK, _ONLY_BEFORE = 0.97, 0.93, 0.8, 0.8
_FARTHEST = 300
"""Code points before a quote in which its sentence may say what it is about."""


def quote_probability(
    text: str, content: Sequence[Span], hits: Sequence[Hit], article: float
) -> tuple[float, list[Hit]]:
    """How likely the quote is about the topic, and the words that say so.

    ``hits`` are the topic's in the whole article, in text order, ``article`` how sure it is that the article
    deals with it.
    """
    if article < SURE_ENOUGH:
        return 0.0, []
    within = [hit for span in content for hit in _within(span, hits)]
    if any(hit.term.strength is Strength.STRONG for hit in within):
        return _SEVERAL_WORDS if len(within) > 1 else _ONE_STRONG, within
    if within:
        return _ONLY_WEAK, within
    before = Span(_sentence_start(text, content[0].start), content[0].start)
    around = [hit for hit in _within(before, hits) if hit.term.strength is Strength.STRONG]
    return (_ONLY_BEFORE, around) if around else (0.0, [])


def _within(span: Span, hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits that ``span`` holds whole; a long article has thousands, of which these are looked up."""
    for index in range(bisect_left(hits, span.start, key=_start), len(hits)):
        if hits[index].span.start >= span.end:
            return
        if hits[index].span.end <= span.end:
            yield hits[index]


def _start(hit: Hit) -> int:
    return hit.span.start


def _sentence_start(text: str, offset: int) -> int:
    ends = sentence_ends(text)
    index = bisect_right(ends, offset)
    return max(ends[index - 1] if index else 0, offset - _FARTHEST, 0)
