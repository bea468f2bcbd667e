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


TEMPLATES = ("{}", "opens {} {}")


def asked(matter: Matter, *values: object) -> Question:
    return Question(matter, TEMPLATES, (*values, *[None] * (2 - len(values))), 0)


def end(word: str | None = None) -> Question:
    return asked(Matter.END, word)


def test_probabilities_are_logistic() -> None:
    assert JUDGE.probability(asked(Matter.CLAUSE)) == 0.5
    sure = asked(Matter.CLAUSE, "sure", ("that", True))
    assert JUDGE.probability(sure) == pytest.approx(0.982, abs=1e-3)
    assert JUDGE.probability(asked(Matter.CLAUSE, "never")) == 0.0
    assert JUDGE.probability(asked(Matter.PAIR, "sure")) == 0.5


def test_weights_are_found_by_the_names_of_features() -> None:
    judge = LinearJudge({Matter.CLAUSE: {"opens that True": 3.0, "opens that False": -3.0}})
    yes, no = (asked(Matter.CLAUSE, None, ("that", told)) for told in (True, False))
    assert yes.features == ("opens that True",)
    assert judge.probability(yes) == pytest.approx(0.953, abs=1e-3)
    assert judge.probability(no) == pytest.approx(0.047, abs=1e-3)


def test_words_without_end_take_no_memory_without_end() -> None:
    judge = LinearJudge({Matter.CLAUSE: {"sure": 4.0}})
    for number in range(10_000):
        judge.probability(asked(Matter.CLAUSE, f"word {number}", (number, number)))
    assert sum(len(table) for tables in judge._tables.values() for table in tables) < 5_000
    assert judge.probability(asked(Matter.CLAUSE, "sure")) == pytest.approx(0.982, abs=1e-3)


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
