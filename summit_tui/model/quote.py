"""A quote: attributed content, as the annotation guide defines it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summit_tui.model.article import Status
from summit_tui.model.span import Span


class QuoteType(StrEnum):
    """Whose words: the speaker's, the reporter's, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Attribution(StrEnum):
    """How the text tells who speaks."""

    EXPLICIT = "explicit"
    ANAPHORIC = "anaphoric"
    IMPLICIT = "implicit"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cue:
    """The word that reports. ``lemma`` is its dictionary form, without a conjunction."""

    span: Span
    lemma: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Which rule or model proposed a quote; ``score`` in 0 to 1."""

    by: str
    name: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """One record of attributed content.

    ``content`` is one fragment or, for an interrupted quote, several: non-empty, disjoint, in
    text order. ``created`` and ``updated`` are UTC times as ``2026-11-24T15:00:00Z``. ``speakers``,
    ``topics`` and ``addressee`` are ids.
    """

    id: str
    article: str
    type: QuoteType
    content: tuple[Span, ...]
    cue: Cue | None = None
    speakers: tuple[str, ...] = ()
    mention: Span | None = None
    attribution: Attribution = Attribution.UNKNOWN
    addressee: str | None = None
    topics: tuple[str, ...] = ()
    note: str = ""
    unsure: bool = False
    status: Status = Status.ACCEPTED
    by: str = "user"
    created: str | None = None
    updated: str | None = None
    origin: Origin | None = None

    @property
    def start(self) -> int:
        """Code point offset at which the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Code point offset just after the content's last fragment."""
        return self.content[-1].end

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every stretch of text that the quote names: its content, its cue, its mention."""
        cue = () if self.cue is None else (self.cue.span,)
        mention = () if self.mention is None else (self.mention,)
        return (*self.content, *cue, *mention)

    @property
    def order(self) -> tuple[int, int, str]:
        """Sort key of quotes within an article: first start, last end, id."""
        return (self.start, self.end, self.id)
