"""Logistic regression on sparse traits: few decisions change little, many that agree change much.

What is learned is added, in log-odds, to the suggester's own score, and each trait's weight is held near
zero by a Gaussian prior. The weights that are likeliest then are found one after the other, round and
round, as in Genkin, Lewis and Madigan, "Large-Scale Bayesian Logistic Regression for Text Categorization"
(Technometrics 49, 2007); there is exactly one such set, whatever the order of the decisions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from summit_tui.suggest.learning.decisions import Decision

_PRIOR = 10.0
"""How strongly each weight is held near zero, in decisions that are at odds with their score."""

_LONGEST_STEP = 0.5
"""In log-odds. Within it the curvature grows at most by e^½, so that a Newton step never leads uphill."""

_SMALL_STEP = 1e-3
_MOST_ROUNDS = 100

_EDGE = 0.001
"""Scores are squeezed that far from 0 and 1: what a suggester is sure of can still be learned otherwise."""

_STEPS_A_UNIT = 10
"""Scores that are within a tenth of each other in log-odds are fitted as one."""


def log_odds(score: float) -> float:
    """The log-odds of ``score`` (0 to 1), which grow with it, also at its ends."""
    inner = _EDGE + (1 - 2 * _EDGE) * score
    return math.log(inner / (1 - inner))


def probability(margin: float) -> float:
    """The probability whose log-odds are ``margin``."""
    if margin >= 0:
        return 1 / (1 + math.exp(-margin))
    odds = math.exp(margin)
    return odds / (1 + odds)


def fitted_weights(decisions: Iterable[Decision]) -> Mapping[str, float]:
    """The weight of each trait in log-odds; none for a trait that no decision has."""
    return _Fit(decisions).weights()


class _Fit:
    """Groups of decisions that are alike, and how far the weights found so far move each."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        counts: dict[tuple[tuple[str, ...], int], list[float]] = {}
        for decision in decisions:
            alike = decision.traits, round(log_odds(decision.score) * _STEPS_A_UNIT)
            group = counts.setdefault(alike, [0.0, 0.0])
            group[0] += 1
            group[1] += decision.credit
        self.sizes = [size for size, _ in counts.values()]
        self.credited = [credit for _, credit in counts.values()]
        self.margins = [step / _STEPS_A_UNIT for _, step in counts]
        self.members: dict[str, list[int]] = {}
        for place, (traits, _) in enumerate(counts):
            for trait in traits:
                self.members.setdefault(trait, []).append(place)

    def weights(self) -> dict[str, float]:
        weights = dict.fromkeys(sorted(self.members), 0.0)
        for _ in range(_MOST_ROUNDS):
            longest = 0.0
            for trait, weight in weights.items():
                step = self._step(trait, weight)
                weights[trait] = weight + step
                longest = max(longest, abs(step))
            if longest < _SMALL_STEP:
                break
        return weights

    def _step(self, trait: str, weight: float) -> float:
        """The Newton step for one weight, which is taken at once in all groups with the trait."""
        members, margins, sizes, credited = self.members[trait], self.margins, self.sizes, self.credited
        slope, curvature = -_PRIOR * weight, _PRIOR
        exp = math.exp
        for place in members:
            likely = 1 / (1 + exp(-margins[place]))
            size = sizes[place]
            slope += credited[place] - size * likely
            curvature += size * likely * (1 - likely)
        step = min(max(slope / curvature, -_LONGEST_STEP), _LONGEST_STEP)
        for place in members:
            margins[place] += step
        return step
