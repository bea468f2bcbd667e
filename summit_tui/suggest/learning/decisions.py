"""What a person decided on a suggestion, as far as there is something to learn from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of a suggestion."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Part(StrEnum):
    """A part of a suggestion that can be wrong; the words are catalogue keys."""

    TYPE = "type"
    SPEAKER = "speaker"
    CUE = "cue"
    EDGES = "edges"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a suggestion with these traits, to which its suggester gave ``score`` (0 to 1).

    ``wrong`` are the parts that were corrected; empty unless the verdict is ``CORRECTED``.
    """

    traits: tuple[str, ...]
    score: float
    verdict: Verdict
    wrong: frozenset[Part] = frozenset()

    @property
    def credit(self) -> float:
        """How right the suggestion was, in 0 to 1: a corrected one was half right."""
        return _CREDITS[self.verdict]


_CREDITS = {Verdict.ACCEPTED: 1.0, Verdict.CORRECTED: 0.5, Verdict.REJECTED: 0.0}
