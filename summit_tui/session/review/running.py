"""Running a suggester over the article that is open. Needs no session, and so may run in any thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summit_tui.model import Article, Quote
from summit_tui.session.bulk.namesakes import speakers_for
from summit_tui.session.lexicons import with_terms
from summit_tui.session.proposed import proposed
from summit_tui.session.review.found import FoundPart, Request
from summit_tui.session.tiers.suggesters import AtOnce, best_suggester
from summit_tui.suggest.streaming import in_parts
from summit_tui.suggest.suggestions import Suggester, Suggestions, Tier


def finding(request: Request, suggester: Suggester | None = None) -> Iterator[FoundPart]:
    """What ``suggester``, by default the best one that is there, finds, part by part.

    The first part, which is empty, tells of the tier; a later one of another where the first can't be had.
    """
    suggester = suggester or best_suggester(at_once=AtOnce())
    yield FoundPart(tier=tier_of(suggester))
    article = replace(request.article, topics=())
    speakers = speakers_for(article.id, request.text, request.speakers, request.naming)
    for part in in_parts(suggester, request.text, speakers, with_terms(request.topics)):
        yield _found(article, request.text, part, tier_of(suggester))


def tier_of(suggester: Suggester) -> Tier:
    """What ``suggester`` rests on at its best: its ``tier``, or rules where it has none."""
    tier = getattr(suggester, "tier", Tier.RULES)
    return tier if isinstance(tier, Tier) else Tier.RULES


def _found(article: Article, text: str, part: Suggestions, tier: Tier) -> FoundPart:
    values = proposed(article, text, part)
    by_place = {(suggestion.type, suggestion.content): suggestion.reason for suggestion in part.quotes}
    reasons = {quote.id: by_place[key] for quote in values.quotes if (key := _key(quote)) in by_place}
    reasons.update((topic.topic, topic.reason) for topic in part.topics)
    return FoundPart(values.quotes, values.speakers, values.article.topics, reasons, tier, part.notices)


def _key(quote: Quote) -> tuple[object, object]:
    return quote.type, quote.content
