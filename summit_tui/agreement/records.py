"""What is compared: the records of an article, without ids, authors and times."""

from __future__ import annotations

from dataclasses import dataclass

from summit_tui.arabic import name_words
from summit_tui.model import QuoteType, Span


@dataclass(frozen=True, slots=True)
class Record:
    """One attributed content.

    ``speakers`` holds for each speaker all names that they go by, the chief one first.
    """

    type: QuoteType
    content: tuple[Span, ...]
    cue: Span | None = None
    speakers: tuple[tuple[str, ...], ...] = ()

    @property
    def hull(self) -> Span:
        """From the first start to the last end."""
        return Span(self.content[0].start, self.content[-1].end)

    @property
    def length(self) -> int:
        """How many code points the fragments hold together."""
        return sum(len(span) for span in self.content)

    def shared(self, other: Record) -> int:
        """How many code points the fragments of both have in common."""
        return sum(
            max(0, min(one.end, two.end) - max(one.start, two.start))
            for one in self.content
            for two in other.content
        )


@dataclass(frozen=True, slots=True)
class Annotation:
    """One reading of an article: what somebody, or some suggester, found in its text.

    ``records`` stand in text order; ``topics`` are ids.
    """

    text: str
    records: tuple[Record, ...] = ()
    topics: frozenset[str] = frozenset()


def same_name(one: str, other: str) -> bool:
    """Whether the words of one name are among those of the other.

    Diacritics, hamza forms, the definite article and the like make no difference; a title in one of them
    does none either.
    """
    words, others = set(name_words(one)), set(name_words(other))
    return bool(words and others) and (words <= others or others <= words)


def same_speakers(expected: Record, found: Record) -> bool:
    """Whether every speaker of ``expected`` goes, by their chief name, by some name in ``found``."""
    return all(
        any(same_name(names[0], name) for speaker in found.speakers for name in speaker)
        for names in expected.speakers
    )
