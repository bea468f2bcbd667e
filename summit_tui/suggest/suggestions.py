"""What a suggester finds in an article, and what every suggester is: an article in, suggestions out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from summit_tui.model import Attribution, Cue, Message, QuoteType, Span, Speaker, Topic
from summit_tui.suggest.people.speakers import SpeakerChoice


class Tier(StrEnum):
    """What a suggestion rests on: rules over words, morphology, or a neural model."""

    RULES = "A"
    MORPHOLOGY = "B"
    NEURAL = "C"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is suggested: the rule's name, the words that fired it, and the tier."""

    rule: str
    words: tuple[Span, ...] = ()
    tier: Tier = Tier.RULES


@dataclass(frozen=True, slots=True)
class SuggestedTopic:
    """A topic, by its id, that the article or the quote deals with.

    ``score`` in 0 to 1 is the probability that a person agrees.
    """

    topic: str
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True)
class SuggestedQuote:
    """A quote that nobody has decided on yet.

    ``content`` are its fragments in text order, ``speakers`` those who say it together: one, seldom two,
    none where the text names nobody. ``score`` in 0 to 1 is the probability that a person accepts it.
    """

    type: QuoteType
    content: tuple[Span, ...]
    cue: Cue | None
    mention: Span | None
    attribution: Attribution
    speakers: tuple[SpeakerChoice, ...]
    reason: Reason
    score: float
    topics: tuple[SuggestedTopic, ...] = ()

    @property
    def start(self) -> int:
        """Where the content begins, in code points of the article."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that was found in an article; quotes by their start, the longer one first.

    ``notices`` tell the person what couldn't be done; what was found stands without it.
    """

    quotes: tuple[SuggestedQuote, ...] = ()
    topics: tuple[SuggestedTopic, ...] = ()
    notices: tuple[Message, ...] = ()


class Suggester(Protocol):
    """Finds quotes and topics in an article's text.

    ``speakers`` are those that the project knows. ``topics`` are those to look for, each with its terms
    (``summit_tui.session.lexicons`` gives those that come with the app theirs).
    """

    def suggest(
        self, text: str, speakers: Sequence[Speaker] = (), topics: Sequence[Topic] = ()
    ) -> Suggestions:
        """What is found in ``text``; offsets are its code points."""
        ...
