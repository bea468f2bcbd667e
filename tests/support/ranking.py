"""How well scores rank what was accepted before what wasn't, and how true they are."""

from __future__ import annotations

from collections.abc import Sequence

Scored = tuple[float, bool]
"""A score, and whether what got it was accepted."""


def average_precision(scored: Sequence[Scored]) -> float:
    """The precision at each accepted one, averaged: 1 where all of them come first."""
    hits, total = 0, 0.0
    for place, (_, accepted) in enumerate(sorted(scored, key=lambda one: -one[0]), 1):
        if accepted:
            hits += 1
            total += hits / place
    return total / hits if hits else 1.0


def brier_score(scored: Sequence[Scored]) -> float:
    """The mean square of what the scores are off by: 0 is best."""
    return sum((score - accepted) ** 2 for score, accepted in scored) / len(scored)
