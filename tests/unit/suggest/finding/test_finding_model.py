from __future__ import annotations

import pytest

from summit_tui.suggest.finding.judging import Matter, Question
from summit_tui.suggest.finding.model import CALIBRATION, LinearJudge, trained_judge

JUDGE = LinearJudge(
    {
        Matter.CLAUSE: {"": 0.0, "sure": 4.0, "never": -40.0},
        Matter.END: {"": -2.0, "stop": 4.0},
        CALIBRATION: {"": 0.5, "slope": 2.0},
    }
)


def end(*features: str) -> Question:
    return Question(Matter.END, features, 0)


def test_probabilities_are_logistic() -> None:
    assert JUDGE.probability(Question(Matter.CLAUSE, (), 0)) == 0.5
    assert JUDGE.probability(Question(Matter.CLAUSE, ("sure", "unknown"), 0)) == pytest.approx(
        0.982, abs=1e-3
    )
    assert JUDGE.probability(Question(Matter.CLAUSE, ("never",), 0)) == 0.0
    assert JUDGE.probability(Question(Matter.PAIR, ("sure",), 0)) == 0.5


def test_a_place_is_taken_where_none_before_it_was() -> None:
    assert JUDGE.choice([end(), end("stop"), end()])[0] == 1
    assert JUDGE.choice([end(), end(), end()])[0] == 2
    assert JUDGE.choice([end()]) == (0, 1.0)
    first, sure = JUDGE.choice([end("stop"), end("stop"), end()])
    assert first == 0
    assert sure == pytest.approx(0.881, abs=1e-3)


def test_certainty_grows_with_probability_and_stays_within_bounds() -> None:
    values = [JUDGE.certainty(step / 20) for step in range(21)]
    assert values == sorted(values)
    assert 0 < values[0] < values[-1] < 1


def test_the_package_has_a_model_for_every_matter() -> None:
    assert set(Matter) <= set(trained_judge().weights)
