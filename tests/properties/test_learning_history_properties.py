"""What is learned follows from the edits that count, whatever was decided, taken back and forgotten."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from summit_tui.model import Change, Cue, Edit, Origin, Quote, QuoteType, Span, Status, UndoStacks
from summit_tui.session.review.forgetting import FORGET, lesson_command
from summit_tui.session.review.learning import Learning
from summit_tui.suggest.learning import NOTHING, Learned

TEXT = "السدود ممتلئة\nقال الوزير إن «السدود» ممتلئة، وأضاف أن الماء يكفي كل المدن هذا العام.\n"
CONTENTS = ((0, 13), (27, 33), (24, 42), (49, 78))
quotes = st.builds(
    Quote,
    id=st.just(""),
    article=st.just("a"),
    type=st.sampled_from(QuoteType),
    content=st.sampled_from(CONTENTS).map(lambda ends: (Span(*ends),)),
    cue=st.sampled_from((None, Cue(Span(14, 17), "قال"))),
    speakers=st.sampled_from(((), ("s",))),
    status=st.just(Status.SUGGESTED),
    origin=st.builds(Origin, st.just("rule"), st.sampled_from(("clause", "colon")), st.floats(0, 1)),
)
corrections = st.sampled_from(
    ({}, {"type": QuoteType.MIXED}, {"content": (Span(0, 6),)}, {"cue": None}, {"speakers": ("t",)})
)
TRAITS = ("place:heading", "type:direct", "cue:قال", "every:suggestion")
actions = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), quotes, st.sampled_from(list(Status)[1:]), corrections),
        st.tuples(st.just("forget")),
        st.tuples(st.just("forget lesson"), st.sampled_from(TRAITS)),
        st.tuples(st.sampled_from(("undo", "redo"))),
    ),
    max_size=25,
)


class Project:
    """Edits, as a session makes them, and what is learned from them."""

    def __init__(self) -> None:
        self.stacks = UndoStacks()
        self.learning = Learning(lambda: self.stacks.done, {"a": TEXT}.__getitem__)
        self._numbers = count()

    def make(self, command: str, *changes: Change, **links: str) -> None:
        self.stacks.follow(
            Edit(f"e-{next(self._numbers)}", "me", "2026-11-24T15:00:00Z", command, changes, **links)
        )

    def act(self, kind: str, *what) -> None:
        match kind:
            case "decide":
                quote, status, correction = what
                quote = replace(quote, id=f"q-{next(self._numbers)}")
                later = replace(quote, status=status, **(correction if status is Status.ACCEPTED else {}))
                self.make("review.decide", Change(None, quote), Change(quote, later))
            case "forget":
                self.make(FORGET)
            case "forget lesson":
                self.make(lesson_command(*what))
            case "undo" if self.stacks.done:
                self.make("edit.undo", undoes=self.stacks.done[-1].id)
            case "redo" if self.stacks.undone:
                self.make("edit.redo", redoes=self.stacks.undone[-1].id)

    @property
    def learned(self) -> Learned:
        return self.learning.wait()


@settings(deadline=None)
@given(actions)
def test_undo_brings_back_what_was_learned_then_and_redo_what_came_after(done):
    project, told = Project(), []
    for action in done:
        project.act(*action)
    while project.stacks.done:
        told.append(project.learned)
        project.act("undo")
    assert project.learned is NOTHING
    while told:
        project.act("redo")
        assert project.learned == told.pop()


@settings(deadline=None)
@given(actions, quotes)
def test_forgetting_gives_the_scores_as_they_were_and_undo_the_learned_ones(done, quote):
    project = Project()
    for action in done:
        project.act(*action)
    before = project.learned
    rated = project.learning.rescored([quote], TEXT).score(quote)
    project.act("forget")
    assert project.learned is NOTHING
    assert project.learning.rescored([quote], TEXT).score(quote) == quote.origin.score
    project.act("undo")
    assert project.learned == before
    assert project.learning.rescored([quote], TEXT).score(quote) == rated


@settings(deadline=None)
@given(actions, st.sampled_from(TRAITS))
def test_a_forgotten_lesson_has_nothing_behind_it(done, trait):
    project = Project()
    for action in done:
        project.act(*action)
    before = project.learned
    lost = before.tallies[trait].count if trait in before.tallies else 0
    project.act("forget lesson", trait)
    after = project.learned
    assert trait not in after.weights
    assert after.count == before.count - lost
    project.act("undo")
    assert project.learned == before


@settings(deadline=None)
@given(actions)
def test_one_who_opens_the_project_anew_learns_the_same(done):
    project = Project()
    for action in done:
        project.act(*action)
        project.learning.refresh()
    anew = Learning(lambda: project.stacks.done, {"a": TEXT}.__getitem__)
    assert anew.wait() == project.learned
