"""Why something is suggested and how sure it is, in words."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from summit_tui.i18n import N_, Catalogue
from summit_tui.i18n.terms import RULES
from summit_tui.model import Quote, Span
from summit_tui.session import Session
from summit_tui.tui.speech import isolated

TIERS = MappingProxyType({"A": N_("rules"), "B": N_("rules and morphology"), "C": N_("neural model")})
"""What suggestions rest on, by the values of ``Tier``; that class comes with the suggester."""


def percentage(score: float | None) -> str:
    """A score in 0 to 1 as whole percents; nothing is sure and nothing impossible before it is decided."""
    return "" if score is None else f"{min(max(round(100 * score), 1), 99)}%"


def tier_name(tier: str, catalogue: Catalogue) -> str:
    """What suggestions of that tier rest on."""
    return catalogue.text(TIERS[tier])


def why(session: Session, quote: Quote, catalogue: Catalogue) -> Iterator[str]:
    """Why ``quote`` is suggested: what it rests on, how sure that is, the rule, the words that fired it."""
    reason = session.proposals.reason(quote.id)
    tier = tier_name(reason.tier, catalogue) if reason is not None else catalogue.text("saved")
    score = percentage(session.reviewing.score(quote))
    if score:
        yield catalogue.text("suggestion {score} ({tier})", score=score, tier=tier)
    else:
        yield catalogue.text("suggestion ({tier})", tier=tier)
    rule = rule_name(session, quote)
    if rule:
        words = isolated(" … ".join(span.of(session.text) for span in fired(session, quote)))
        told = catalogue.text(RULES.get(rule, rule))
        yield catalogue.text("{rule}: {words}", rule=told, words=words) if words else told


def rule_name(session: Session, quote: Quote) -> str:
    """The name of the rule that proposed ``quote``; empty where nobody wrote it down."""
    reason = session.proposals.reason(quote.id)
    if reason is not None:
        return reason.rule
    return quote.origin.name if quote.origin is not None else ""


def fired(session: Session, quote: Quote) -> tuple[Span, ...]:
    """The words for which ``quote`` is suggested; of one from an earlier day, its cue."""
    reason = session.proposals.reason(quote.id)
    if reason is not None:
        return reason.words
    return () if quote.cue is None else (quote.cue.span,)
