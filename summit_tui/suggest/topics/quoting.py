"""How sure it is that a quote deals with a topic, from the topic's words in it and right around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summit_tui.model import Span
from summit_tui.suggest.topics.judging import SURE_ENOUGH
from summit_tui.suggest.topics.matching import Hit
from summit_tui.suggest.topics.terms import Strength

_SENTENCE_END = re.compile(r"[.!?؟…](?=\s)|\n")
_FARTHEST = 300
"""Code points before a quote in which its sentence may say what it is about."""


def quote_probability(
    text: str, content: Sequence[Span], hits: Sequence[Hit], article: float
) -> tuple[float, list[Hit]]:
    """How likely the quote is about the topic, and the words that say so.

    ``hits`` are the topic's in the whole article, ``article`` how sure it is that the article deals with it.
    """
    within = [hit for hit in hits if any(_covers(span, hit.span) for span in content)]
    strong = [hit for hit in within if hit.term.strength is Strength.STRONG]
    dealt_with = article >= SURE_ENOUGH
    if strong:
        return (0.95 if len(within) > 1 else 0.9 if dealt_with else 0.7), within
    if within and dealt_with:
        return 0.7, within
    before = Span(_sentence_start(text, content[0].start), content[0].start)
    around = [hit for hit in hits if _covers(before, hit.span) and hit.term.strength is Strength.STRONG]
    if around and dealt_with:
        return 0.6, around
    return 0.0, []


def _covers(span: Span, other: Span) -> bool:
    return span.start <= other.start and other.end <= span.end


def _sentence_start(text: str, offset: int) -> int:
    lowest = max(0, offset - _FARTHEST)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, lowest, offset)]
    return ends[-1] if ends else lowest
