"""The linear model that answers the questions of the walk: a weight for each feature, read from a file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import getitem
from pathlib import Path

from summit_tui.suggest.finding.judging import Question, Templates, filled

CALIBRATION = "calibration"
WEIGHTS = Path(__file__).parent / "weights.json"
_MOST_KEPT = 2_000
"""Values whose weight a template remembers: most words come again soon."""


class LinearJudge:
    """Logistic regression for each matter; ``weights`` by matter and feature, "" the constant."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self.weights = weights
        self._constants = {matter: own.get("", 0.0) for matter, own in weights.items()}
        self._tables: dict[tuple[str, Templates], tuple[_Table, ...]] = {}

    def probability(self, question: Question) -> float:
        """How likely it is so, in 0 to 1."""
        asked = (question.matter, question.templates)
        tables = self._tables.get(asked) or self._tables_of(*asked)
        constant = self._constants.get(question.matter, 0.0)
        return _logistic(sum(map(getitem, tables, question.values), constant))

    def choice(self, questions: Sequence[Question]) -> tuple[int, float]:
        """The likeliest place, each one being reached only where none before it was taken."""
        best, likeliest, left = len(questions) - 1, 0.0, 1.0
        for index, question in enumerate(questions):
            here = self.probability(question) if index + 1 < len(questions) else 1.0
            if left * here > likeliest:
                best, likeliest = index, left * here
            left *= 1 - here
            if left <= likeliest:
                # No later place can be likelier.
                break
        return best, likeliest

    def certainty(self, probability: float) -> float:
        """How often content that comes out with ``probability`` is right, as measured on unseen articles."""
        scale = self.weights.get(CALIBRATION, {})
        held = min(max(probability, 0.001), 0.999)
        return _logistic(scale.get("slope", 1.0) * math.log(held / (1 - held)) + scale.get("", 0.0))

    def _tables_of(self, matter: str, templates: Templates) -> tuple[_Table, ...]:
        weights = self.weights.get(matter, {})
        self._tables[matter, templates] = tables = tuple(_Table(template, weights) for template in templates)
        return tables


class _Table(dict[object, float]):
    """The weights of one template by value, filled as values are met.

    So a feature's name is written out only for values that weren't met lately, and weights are summed up
    without any code of ours running for each.
    """

    def __init__(self, template: str, weights: Mapping[str, float]) -> None:
        super().__init__({None: 0.0})
        self._template = template
        self._weights = weights
        before, place, self._behind = template.partition("{}")
        self._before = before if place and "{}" not in self._behind else None

    def __missing__(self, value: object) -> float:
        if len(self) > _MOST_KEPT:
            self.clear()
        if value is None:
            name = ""
        elif self._before is not None and isinstance(value, str):
            name = self._before + value + self._behind
        else:
            name = filled(self._template, value)
        self[value] = weight = self._weights.get(name, 0.0) if name else 0.0
        return weight


def _logistic(total: float) -> float:
    if total < -30:
        return 0.0
    return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=1)
def trained_judge() -> LinearJudge:
    """The model that comes with the package, read on first use."""
    return read_judge(WEIGHTS)


def read_judge(path: Path) -> LinearJudge:
    """The model whose weights the file at ``path`` has."""
    return LinearJudge(json.loads(path.read_text(encoding="utf-8")))
