"""What decisions teach, and how much."""

from __future__ import annotations

import time
from random import Random

import pytest

from summit_tui.suggest.learning import NOTHING, Decision, Learned, Part, Verdict, learn

HEADLINE = ("every:suggestion", "type:direct", "cue:", "rule:colon", "place:heading")
CLAUSE = ("every:suggestion", "type:indirect", "cue:قال", "rule:clause")


def decisions(traits: tuple[str, ...], verdict: Verdict, count: int, score: float = 0.9) -> list[Decision]:
    return [Decision(traits, score, verdict)] * count


@pytest.mark.parametrize(
    ("count", "lowest", "highest"),
    [(0, 0.9, 0.9), (1, 0.8, 0.899), (3, 0.65, 0.8), (10, 0.3, 0.5), (100, 0.0, 0.1)],
)
def test_few_decisions_change_little_and_many_that_agree_much(
    count: int, lowest: float, highest: float
) -> None:
    assert lowest <= learn(decisions(HEADLINE, Verdict.REJECTED, count)).score(HEADLINE, 0.9) <= highest


def test_acceptances_raise() -> None:
    learned = learn(decisions(CLAUSE, Verdict.ACCEPTED, 100, 0.5))
    assert learned.score(CLAUSE, 0.5) > 0.9


def test_what_came_out_as_it_was_scored_teaches_nothing() -> None:
    as_scored = [
        *decisions(CLAUSE, Verdict.ACCEPTED, 90, 0.9),
        *decisions(CLAUSE, Verdict.REJECTED, 10, 0.9),
    ]
    assert learn(as_scored).score(CLAUSE, 0.9) == pytest.approx(0.9, abs=0.01)


def test_what_has_none_of_the_traits_keeps_its_score() -> None:
    learned = learn(decisions(("cue:ذكر",), Verdict.REJECTED, 50))
    assert learned.score(("cue:قال",), 0.7) == 0.7
    assert learned.score(("cue:ذكر",), 0.7) < 0.2


def test_blame_falls_on_what_tells_rejected_from_accepted() -> None:
    learned = learn(
        [
            *decisions(HEADLINE, Verdict.REJECTED, 60),
            *decisions((*CLAUSE, "type:direct"), Verdict.ACCEPTED, 60),
        ]
    )
    weights = learned.weights
    assert weights["place:heading"] < -0.8
    assert weights["every:suggestion"] > 0.6 * weights["place:heading"]
    assert weights["rule:clause"] > 0


def test_a_corrected_one_counts_half() -> None:
    by_verdict = {
        verdict: learn(decisions(CLAUSE, verdict, 30, 0.8)).score(CLAUSE, 0.8) for verdict in Verdict
    }
    assert by_verdict[Verdict.REJECTED] < by_verdict[Verdict.CORRECTED] < by_verdict[Verdict.ACCEPTED]
    assert by_verdict[Verdict.CORRECTED] > 0.5


def test_the_order_of_decisions_makes_no_difference() -> None:
    mixed = [
        *decisions(HEADLINE, Verdict.REJECTED, 9),
        *decisions(CLAUSE, Verdict.ACCEPTED, 20),
        *decisions(HEADLINE, Verdict.ACCEPTED, 2),
    ]
    shuffled = mixed[:]
    Random(5).shuffle(shuffled)
    for traits in (HEADLINE, CLAUSE):
        assert learn(mixed).score(traits, 0.8) == pytest.approx(learn(shuffled).score(traits, 0.8), abs=1e-3)


def test_what_a_suggester_is_sure_of_can_be_learned_otherwise() -> None:
    learned = learn(decisions(HEADLINE, Verdict.REJECTED, 300, 1.0))
    assert learned.score(HEADLINE, 1.0) < 0.2


@pytest.mark.parametrize(
    ("rejected", "accepted", "holds"),
    [(51, 0, False), (200, 0, True), (200, 3, True), (60, 30, False), (0, 200, False)],
)
def test_only_what_is_practically_always_rejected_is_held_back(
    rejected: int, accepted: int, holds: bool
) -> None:
    learned = learn(
        [
            *decisions(HEADLINE, Verdict.REJECTED, rejected, 0.5),
            *decisions(HEADLINE, Verdict.ACCEPTED, accepted, 0.5),
            *decisions(CLAUSE, Verdict.ACCEPTED, 100),
        ]
    )
    assert (learned.score(HEADLINE, 0.5) < learned.threshold) is holds
    assert learned.score(CLAUSE, 0.9) > learned.threshold
    assert learned.threshold < 0.31


def test_corrections_are_no_rejections() -> None:
    learned = learn(
        [*decisions(HEADLINE, Verdict.REJECTED, 60, 0.05), *decisions(CLAUSE, Verdict.CORRECTED, 60, 0.05)]
    )
    assert learned.score(HEADLINE, 0.05) < learned.threshold <= learned.score(CLAUSE, 0.05)


def test_lessons_tell_what_stands_behind_them() -> None:
    edges = Decision(HEADLINE, 0.9, Verdict.CORRECTED, frozenset({Part.EDGES, Part.TYPE}))
    learned = learn(
        [
            *decisions(HEADLINE, Verdict.REJECTED, 29),
            *decisions(HEADLINE, Verdict.ACCEPTED, 2),
            edges,
            *decisions(CLAUSE, Verdict.ACCEPTED, 40),
        ]
    )
    lesson = next(lesson for lesson in learned.lessons() if lesson.trait == "place:heading")
    assert (lesson.accepted, lesson.corrected, lesson.rejected, lesson.count) == (2, 1, 29, 32)
    assert dict(lesson.wrong) == {Part.EDGES: 1, Part.TYPE: 1}
    assert lesson.weight < -0.5
    assert learned.count == 72
    felt = [abs(lesson.weight) for lesson in learned.lessons()]
    assert felt == sorted(felt, reverse=True)
    assert min(felt) >= 0.1


def test_nothing_is_known_before_the_first_decision() -> None:
    assert learn([]) is NOTHING
    assert Learned() == NOTHING
    assert NOTHING.lessons() == ()
    assert NOTHING.score(CLAUSE, 0.37) == 0.37


def test_ten_thousand_decisions_are_learned_in_under_a_second() -> None:
    random = Random(3)
    cues = [f"cue:{number}" for number in range(120)]
    rules = [f"rule:{number}" for number in range(8)]
    many = []
    for _ in range(10_000):
        traits = ["every:suggestion", random.choice(cues), random.choice(rules)]
        traits += [trait for trait in CLAUSE + HEADLINE if trait not in traits and random.random() < 0.3]
        score = random.random()
        verdict = Verdict.ACCEPTED if random.random() < score else Verdict.REJECTED
        many.append(Decision(tuple(sorted(set(traits))), score, verdict))
    # The process's own time: what else the machine does is none of the matter.
    best = min(_seconds(many) for _ in range(2))
    assert best < 1


def _seconds(many: list[Decision]) -> float:
    start = time.process_time()
    assert learn(many).count == len(many)
    return time.process_time() - start
