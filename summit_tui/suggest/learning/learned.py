"""What was learned from decisions: other scores, what is held back, and lessons that a person can read."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from summit_tui.suggest.learning.decisions import Decision, Part, Verdict
from summit_tui.suggest.learning.fitting import fitted_weights, log_odds, probability

_MOST_ACCEPTED = 0.05
"""Of what is held back the person would accept at most this part, as far as the decisions show."""

_DEVIATIONS = 1.645
"""How surely they show it: one-sided, 95 %. It takes 52 rejections in a row."""

_HIGHEST_THRESHOLD = 0.3
"""A suggestion that is likelier than that is never held back."""

_LEAST_WEIGHT = 0.1
"""In log-odds. What moves scores by less is no lesson: it shifts a score of 0.5 by 0.025."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned of suggestions with one trait, from how many decisions.

    ``weight`` is by how much it moves their scores, in log-odds; below 0 they are ranked lower.
    """

    trait: str
    weight: float
    accepted: int
    corrected: int
    rejected: int
    wrong: Mapping[Part, int]

    @property
    def count(self) -> int:
        """How many decisions stand behind it."""
        return self.accepted + self.corrected + self.rejected


@dataclass(frozen=True, slots=True)
class Learned:
    """A model of what a person accepts. ``weights`` are in log-odds, by traits.

    What gets a score below ``threshold`` the person practically always rejects. ``count`` is the number of
    decisions behind all.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    threshold: float = 0.0
    count: int = 0
    tallies: Mapping[str, Lesson] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def score(self, traits: Sequence[str], score: float) -> float:
        """How likely the person is to accept a suggestion with these traits, in 0 to 1.

        ``score`` is the suggester's own. Among suggestions with equal traits it keeps their order, and
        where nothing was learned of any trait it stays what it is.
        """
        shift = sum(self.weights.get(trait, 0.0) for trait in traits)
        return probability(log_odds(score) + shift) if shift else score

    def lessons(self) -> tuple[Lesson, ...]:
        """What moves scores most, first; traits of which nothing to speak of was learned are left out."""
        felt = [lesson for lesson in self.tallies.values() if abs(lesson.weight) >= _LEAST_WEIGHT]
        return tuple(sorted(felt, key=lambda lesson: (-abs(lesson.weight), lesson.trait)))


NOTHING = Learned()
"""What is known before the first decision."""


def learn(decisions: Iterable[Decision]) -> Learned:
    """What ``decisions`` teach; their order makes no difference."""
    decisions = tuple(decisions)
    if not decisions:
        return NOTHING
    weights = fitted_weights(decisions)
    unbounded = Learned(weights)
    scored = [(unbounded.score(decision.traits, decision.score), decision) for decision in decisions]
    rejections = [(score, decision.verdict is Verdict.REJECTED) for score, decision in scored]
    return Learned(weights, _threshold(rejections), len(decisions), _tallies(decisions, weights))


def _threshold(rejections: Iterable[tuple[float, bool]]) -> float:
    """The highest score below which practically everything was rejected; 0 where there is none."""
    threshold = 0.0
    accepted = count = 0
    ranked = sorted(entry for entry in rejections if entry[0] < _HIGHEST_THRESHOLD)
    for score, alike in groupby(ranked, key=itemgetter(0)):
        verdicts = [is_rejected for _, is_rejected in alike]
        count += len(verdicts)
        accepted += verdicts.count(False)
        if _at_most(accepted, count) <= _MOST_ACCEPTED:
            threshold = math.nextafter(score, 1)
    return threshold


def _at_most(hits: int, count: int) -> float:
    """The upper end of the Wilson interval of a share (Wilson, JASA 22, 1927)."""
    share, squared = hits / count, _DEVIATIONS**2
    middle = share + squared / (2 * count)
    spread = _DEVIATIONS * math.sqrt(share * (1 - share) / count + squared / (4 * count**2))
    return (middle + spread) / (1 + squared / count)


def _tallies(decisions: Iterable[Decision], weights: Mapping[str, float]) -> Mapping[str, Lesson]:
    verdicts: dict[str, Counter[Verdict]] = {trait: Counter() for trait in weights}
    wrong: dict[str, Counter[Part]] = {trait: Counter() for trait in weights}
    for decision in decisions:
        for trait in decision.traits:
            verdicts[trait][decision.verdict] += 1
            wrong[trait].update(decision.wrong)
    return MappingProxyType(
        {
            trait: Lesson(
                trait,
                weight,
                verdicts[trait][Verdict.ACCEPTED],
                verdicts[trait][Verdict.CORRECTED],
                verdicts[trait][Verdict.REJECTED],
                MappingProxyType(wrong[trait]),
            )
            for trait, weight in weights.items()
        }
    )
