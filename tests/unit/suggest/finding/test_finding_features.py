"""The features that are asked about have names, the same as the weights were trained for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from summit_tui.suggest.finding.features.words import Scale
from summit_tui.suggest.finding.judging import Matter, Question, filled
from summit_tui.suggest.finding.model import trained_judge
from tests.support.finding import quotes_in

SEED = Path(__file__).parents[4] / "seeds" / "summit-2021.txt"
TEXT = """القحماني: الخطة جاهزة وسنبدأ غدا
قالت الوزيرة هيام الدرعاوي إن "الخطة جاهزة"، مؤكدة أن فواز القحماني قال إنه "موافق عليها تماما".
وبحسب الهيئة، بدأ العمل أمس. وتوقف العمل اليوم وفقا لمصدر في الهيئة.
وأعلن المدير: (لن نتوقف قبل أن ننتهي من كل شيء). و"المنار" قناة محلية.
"""


class Recorder:
    """Asks the package's model and keeps the questions."""

    def __init__(self) -> None:
        self.judge = trained_judge()
        self.asked: dict[Matter, list[Question]] = defaultdict(list)

    def probability(self, question: Question) -> float:
        self.asked[question.matter].append(question)
        return self.judge.probability(question)

    def choice(self, questions: Sequence[Question]) -> tuple[int, float]:
        self.asked[Matter.END].extend(questions[:-1])
        return self.judge.choice(questions)

    def certainty(self, probability: float) -> float:
        return self.judge.certainty(probability)


@pytest.fixture(scope="module")
def asked() -> dict[Matter, list[Question]]:
    recorder = Recorder()
    for text in (TEXT, SEED.read_text(encoding="utf-8")):
        quotes_in(text, (), recorder)
    return recorder.asked


def test_each_kind_of_question_is_asked(asked: dict[Matter, list[Question]]) -> None:
    assert set(asked) == set(Matter)


@pytest.mark.parametrize("matter", list(Matter))
def test_questions_of_a_matter_have_the_same_templates_and_a_value_for_each(
    asked: dict[Matter, list[Question]], matter: Matter
) -> None:
    questions = asked[matter]
    assert len({question.templates for question in questions}) == 1
    assert {len(question.values) for question in questions} == {len(questions[0].templates)}
    for question in questions:
        names = question.features
        assert len(names) == sum(value is not None for value in question.values)
        assert not any("{" in name or "None" in name for name in names)


@pytest.mark.parametrize("matter", list(Matter))
def test_every_weight_is_that_of_a_feature_that_can_be_asked_about(
    asked: dict[Matter, list[Question]], matter: Matter
) -> None:
    patterns = [re.escape(template).replace(r"\{\}", ".*") for template in asked[matter][0].templates]
    possible = re.compile("|".join(patterns))
    weights = trained_judge().weights[matter]
    assert [name for name in weights if name and not possible.fullmatch(name)] == []


@pytest.mark.parametrize("matter", list(Matter))
def test_the_probability_is_that_of_the_sum_of_the_weights_by_name(
    asked: dict[Matter, list[Question]], matter: Matter
) -> None:
    weights = trained_judge().weights[matter]
    likely = [
        (
            sum(weights.get(name, 0.0) for name in ("", *question.features)),
            trained_judge().probability(question),
        )
        for question in asked[matter]
    ]
    likely.sort()
    assert [probability for _, probability in likely] == sorted(probability for _, probability in likely)
    assert all((total > 0) == (probability > 0.5) for total, probability in likely if abs(total) > 1e-9)


def test_names_are_templates_filled_in() -> None:
    assert filled("previous {}", "قال") == "previous قال"
    assert filled("size {} near {}", ("3", True)) == "size 3 near True"
    assert filled("no cue", True) == "no cue"


def test_sizes_are_the_first_edge_that_is_not_exceeded() -> None:
    size = Scale(-1, 0, 2, 5)
    assert [size(number) for number in (-7, -1, 0, 1, 2, 3, 5, 6)] == [
        "-1",
        "-1",
        "0",
        "2",
        "2",
        "5",
        "5",
        "more",
    ]
