"""The queue of suggestions: which of them are still to be decided, and in what order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from types import MappingProxyType
from typing import Final, NamedTuple

from summit_tui.model import Quote, Span, Status

SAME_CONTENT: Final = 0.4
"""The part of the longer of two contents that both have to cover to be the same one, as in the measure."""


class Order(StrEnum):
    """In what order suggestions are gone through."""

    TEXT = "text"
    SURE = "sure"
    DOUBTFUL = "doubtful"


class Rating(NamedTuple):
    """How likely suggestions are to be accepted, in 0 to 1, by their ids; ``held`` aren't even shown."""

    scores: Mapping[str, float] = MappingProxyType({})
    held: frozenset[str] = frozenset()

    def score(self, quote: Quote) -> float | None:
        """The score of a suggestion, else what its suggester said; ``None`` where nobody did."""
        own = quote.origin.score if quote.origin is not None else None
        return self.scores.get(quote.id, own)


UNRATED: Final = Rating()

Place = tuple[float, int, int, str]
"""Where a suggestion stands in the queue; comparable with that of another one in the same order."""


def place_of(quote: Quote, order: Order, score: float | None) -> Place:
    """Where ``quote`` with that ``score`` stands in a queue, also when it was decided already.

    One without a score counts as neither sure nor doubtful.
    """
    score = 0.5 if score is None else score
    by = {Order.TEXT: 0.0, Order.SURE: -score, Order.DOUBTFUL: score}[order]
    return (by, *quote.order)


def following(queue: Mapping[str, Place], place: Place | None, step: int) -> str | None:
    """Which of ``queue``, places by ids, comes after (``step`` 1) or before (-1) ``place``, and round.

    Without a place it is the first one, or the last. The one that stands at ``place`` itself comes last.
    """
    places = [(own, quote) for quote, own in queue.items()]
    beyond = []
    if place is not None:
        beyond = [one for one in places if (one[0] > place if step > 0 else one[0] < place)]
    found = (min if step > 0 else max)(beyond or places, default=None)
    return None if found is None else found[1]


def to_decide(known: Sequence[Quote], pending: Iterable[Quote]) -> list[Quote]:
    """The suggestions of an article that nobody has decided on: those saved in it, then the pending ones.

    ``known`` are the article's quotes in the project. Of two for the same stretch, the saved one counts.
    """
    saved = [quote for quote in known if quote.status is Status.SUGGESTED]
    ids = {quote.id for quote in known}
    hulls = {(quote.start, quote.end) for quote in saved}
    new = [quote for quote in pending if quote.id not in ids and (quote.start, quote.end) not in hulls]
    return undecided([*saved, *new], known)


def undecided(quotes: Iterable[Quote], known: Iterable[Quote]) -> list[Quote]:
    """Those of ``quotes``, suggested in an article, that nothing in ``known`` speaks against.

    ``known`` are the article's quotes. Left out is what was decided: the id of an accepted or rejected
    quote, the same stretch of text, or a content that is for the most part an accepted one's.
    """
    decided = [quote for quote in known if quote.status is not Status.SUGGESTED]
    ids = {quote.id for quote in decided}
    hulls = {(quote.start, quote.end) for quote in decided}
    accepted = _InText(quote for quote in decided if quote.status is Status.ACCEPTED)
    return [
        quote
        for quote in quotes
        if quote.id not in ids
        and (quote.start, quote.end) not in hulls
        and not any(same_content(quote, other) for other in accepted.touching(quote))
    ]


class _InText:
    """Quotes by where they stand, so that those near another one are found without going through all."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self._quotes = sorted(quotes, key=lambda quote: quote.start)
        self._starts = [quote.start for quote in self._quotes]
        # A long quote may reach beyond those that begin within it.
        self._reached = list(accumulate((quote.end for quote in self._quotes), max))

    def touching(self, quote: Quote) -> Iterator[Quote]:
        """Those between whose start and end there is a part of ``quote``."""
        for place in reversed(range(bisect_left(self._starts, quote.end))):
            if self._reached[place] <= quote.start:
                return
            if self._quotes[place].end > quote.start:
                yield self._quotes[place]


def same_content(one: Quote, other: Quote) -> bool:
    """Whether two quotes of an article share so much that they are the same words with other edges.

    A quote within a longer one, such as speech within speech, isn't.
    """
    if one.start >= other.end or other.start >= one.end:
        return False
    shared = sum(
        max(0, min(first.end, second.end) - max(first.start, second.start))
        for first in one.content
        for second in other.content
    )
    return shared >= SAME_CONTENT * max(_length(one.content), _length(other.content))


def _length(content: tuple[Span, ...]) -> int:
    return sum(map(len, content))
