"""What holds for what is learned from any decisions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summit_tui.suggest.learning import NOTHING, Decision, Verdict, learn

TRAITS = ["every:suggestion", "type:direct", "type:mixed", "cue:", "cue:قال", "place:heading", "rule:colon"]
scores = st.floats(0, 1)
trait_sets = st.lists(st.sampled_from(TRAITS), unique=True, max_size=5).map(
    lambda chosen: tuple(sorted(chosen))
)
decisions = st.builds(Decision, trait_sets, scores, st.sampled_from(list(Verdict)))
# People decide alike on what is alike, again and again.
series = st.tuples(decisions, st.integers(1, 80)).map(lambda drawn: [drawn[0]] * drawn[1])
several = st.lists(series, max_size=8).map(lambda parts: [one for part in parts for one in part])


@given(several, trait_sets, scores, scores)
def test_scores_stay_scores_and_keep_their_order(made, traits, one, other):
    learned = learn(made)
    lower, higher = sorted((one, other))
    assert 0 <= learned.score(traits, lower) <= learned.score(traits, higher) <= 1
    if higher - lower > 1e-6:
        assert learned.score(traits, lower) < learned.score(traits, higher)


@given(several)
def test_what_is_held_back_was_practically_always_rejected(made):
    learned = learn(made)
    below = [one for one in made if learned.score(one.traits, one.score) < learned.threshold]
    rejected = sum(one.verdict is Verdict.REJECTED for one in below)
    assert not below or rejected >= max(52, 0.95 * len(below))


@given(several, trait_sets, scores)
def test_a_further_rejection_never_raises_and_an_acceptance_never_lowers(made, traits, score):
    before = learn(made).score(traits, score)
    for verdict, sign in ((Verdict.REJECTED, -1), (Verdict.ACCEPTED, 1)):
        after = learn([*made, Decision(traits, score, verdict)]).score(traits, score)
        assert (after - before) * sign > -0.01


@given(several)
def test_each_decision_stands_behind_each_of_its_traits(made):
    learned = learn(made)
    assert learned.count == len(made)
    for trait, lesson in learned.tallies.items():
        assert lesson.count == sum(trait in one.traits for one in made)


@given(trait_sets, scores)
def test_without_decisions_scores_are_as_they_are(traits, score):
    assert NOTHING.score(traits, score) == score
