"""Stretches of an article's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of an article's text, in Unicode code points.

    Raises ``ValueError`` unless ``0 <= start <= end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that the span covers in ``text``."""
        return text[self.start : self.end]

    def covers(self, offset: int) -> bool:
        """Whether the code point at ``offset`` lies in the span."""
        return self.start <= offset < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies within this span (edges may be shared)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans`` without the empty ones, in text order, those that touch or overlap made one."""
    result: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)
