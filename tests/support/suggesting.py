"""Suggestions for tests: by the words of the article, or by the real suggester."""

from __future__ import annotations

from dataclasses import replace

from textual.pilot import Pilot

from summit_tui.model import Attribution, Change, Cue, Quote, QuoteType, Span, Speaker
from summit_tui.session import Session
from summit_tui.session.proposed import SUGGEST, proposed
from summit_tui.session.review.found import FoundPart
from summit_tui.session.review.running import finding
from summit_tui.suggest.people.speakers import SpeakerChoice
from summit_tui.suggest.suggestions import Reason, SuggestedQuote, SuggestedTopic, Suggestions, Tier
from tests.support.driving import main_screen, settle, until
from tests.support.editing import span_of


def suggested_quote(
    session: Session,
    words: str,
    *speakers: str,
    score: float = 0.8,
    cue: str | None = None,
    kind: QuoteType = QuoteType.DIRECT,
    rule: str = "quotation marks",
    topics: tuple[str, ...] = (),
) -> SuggestedQuote:
    """What a suggester says of ``words``; ``speakers`` are names that nobody knows yet."""
    content: Span = span_of(session.text, words)
    span = span_of(session.text, cue) if cue is not None else None
    reason = Reason(rule, (span,) if span is not None else (), Tier.RULES)
    return SuggestedQuote(
        kind,
        (content,),
        Cue(span, cue) if span is not None else None,
        None,
        Attribution.EXPLICIT,
        tuple(SpeakerChoice(None, name, 1.0) for name in speakers),
        reason,
        score,
        tuple(SuggestedTopic(topic, reason, score) for topic in topics),
    )


def found(session: Session, *quotes: SuggestedQuote, topics: dict[str, float] | None = None) -> FoundPart:
    """A part of what a run finds, as the session takes it."""
    reason = Reason("topic")
    tags = tuple(SuggestedTopic(topic, reason, score) for topic, score in (topics or {}).items())
    article = replace(session.article, topics=())
    values = proposed(article, session.text, Suggestions(quotes, tags))
    by_place = {quote.content: quote.reason for quote in quotes}
    reasons = {quote.id: by_place[quote.content] for quote in values.quotes}
    return FoundPart(values.quotes, values.speakers, values.article.topics, reasons, Tier.RULES)


def suggest(session: Session, *quotes: SuggestedQuote, topics: dict[str, float] | None = None) -> None:
    """As if a run had found these, and come to its end."""
    session.proposals.take(session.reviewing.pending.begin(), found(session, *quotes, topics=topics))


def save_suggestions(session: Session, quotes: list[Quote], speakers: list[Speaker]) -> None:
    """As if ``quotes`` had been suggested and saved on an earlier day, with the speakers that they bring."""
    known = session.project.speakers
    made = [Change(None, speaker) for speaker in speakers if speaker.id not in known]
    session.change(SUGGEST, [*made, *(Change(None, quote) for quote in quotes)])


def run_suggester(session: Session) -> None:
    """Runs the real suggester over the article that is open."""
    session.proposals.take(session.reviewing.pending.begin(), *finding(session.proposals.request()))


async def looked_through(pilot: Pilot) -> None:
    """Waits until the run over the article that is open has come to its end and is on the screen."""
    pending = main_screen(pilot.app).session.reviewing.pending
    await until(pilot, lambda: pending.tier is not None and not pending.running, "the suggestions")
    await settle(pilot)
