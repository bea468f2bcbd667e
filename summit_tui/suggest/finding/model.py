"""The linear model that answers the questions of the walk: a weight for each feature, read from a file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from summit_tui.suggest.finding.judging import Question

CALIBRATION = "calibration"
WEIGHTS = Path(__file__).parent / "weights.json"


class LinearJudge:
    """Logistic regression for each matter; ``weights`` by matter and feature, "" the constant."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self.weights = weights

    def probability(self, question: Question) -> float:
        """How likely it is so, in 0 to 1."""
        weights = self.weights.get(question.matter, {})
        total = weights.get("", 0.0)
        for feature in question.features:
            total += weights.get(feature, 0.0)
        return _logistic(total)

    def choice(self, questions: Sequence[Question]) -> tuple[int, float]:
        """The likeliest place, each one being reached only where none before it was taken."""
        best, likeliest, left = len(questions) - 1, 0.0, 1.0
        for index, question in enumerate(questions):
            here = self.probability(question) if index + 1 < len(questions) else 1.0
            if left * here > likeliest:
                best, likeliest = index, left * here
            left *= 1 - here
        return best, likeliest

    def certainty(self, probability: float) -> float:
        """How often content that comes out with ``probability`` is right, as measured on unseen articles."""
        scale = self.weights.get(CALIBRATION, {})
        held = min(max(probability, 0.001), 0.999)
        return _logistic(scale.get("slope", 1.0) * math.log(held / (1 - held)) + scale.get("", 0.0))


def _logistic(total: float) -> float:
    if total < -30:
        return 0.0
    return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=1)
def trained_judge() -> LinearJudge:
    """The model that comes with the package, read on first use."""
    return LinearJudge(json.loads(WEIGHTS.read_text(encoding="utf-8")))
