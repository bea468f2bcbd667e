"""What a session learns from decisions, and how it is forgotten."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.model import (
    Attribution,
    Change,
    Cue,
    Edit,
    Origin,
    Quote,
    QuoteType,
    Span,
    Status,
)
from summit_tui.session import Session, open_session
from summit_tui.session.review.decided import decided_in
from summit_tui.session.review.forgetting import FORGET, lesson_command
from summit_tui.session.review.learning import Learning
from summit_tui.session.review.lessons import WORDS, backed, moved, named
from summit_tui.session.review.queue import Order
from summit_tui.suggest.learning import NOTHING, Part, Verdict
from tests.support.editing import do, span_of, warned
from tests.support.sessions import fixed_author, paths_in, session_on_text

HEADINGS = 70
TEXT = "وزير الري: «لا خوف على السدود»\nقال وزير الري سليم الراوي إن السدود امتلأت هذا العام.\n" + "".join(
    f"السد رقم {number}\nوأضاف أن السد رقم {number} ممتلئ.\n" for number in range(HEADINGS)
)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return session_on_text(tmp_path, TEXT)


def suggestion(session: Session, name: str, words: str, score: float = 0.9) -> Quote:
    return Quote(
        id=name,
        article=session.article.id,
        type=QuoteType.INDIRECT,
        content=(span_of(session.text, words),),
        attribution=Attribution.EXPLICIT,
        status=Status.SUGGESTED,
        by="rules",
        origin=Origin("rule", "clause", score),
    )


def headings(session: Session, count: int = HEADINGS) -> list[Quote]:
    return [suggestion(session, f"h-{number}", f"السد رقم {number}\n") for number in range(count)]


def bodies(session: Session, count: int = HEADINGS) -> list[Quote]:
    return [suggestion(session, f"b-{number}", f"أن السد رقم {number} ممتلئ") for number in range(count)]


def decide(session: Session, quotes: Iterable[Quote], status: Status) -> None:
    """Decides on each in an edit of its own, as one does on what wasn't saved before."""
    for quote in quotes:
        decided = replace(quote, status=status, by="me")
        session.change("review.decide", [Change(None, quote), Change(quote, decided)])


def score(session: Session, quote: Quote) -> float:
    session.proposals.learning.wait()
    score = session.proposals.learning.rescored([quote], session.text).score(quote)
    assert score is not None
    return score


def test_nothing_is_learned_without_decisions(session: Session) -> None:
    quote = headings(session)[0]
    session.change("review.suggest", [Change(None, quote)])
    assert session.proposals.learning.wait() is NOTHING
    assert score(session, quote) == 0.9


def test_rejections_lower_what_is_alike_and_little_else(session: Session) -> None:
    *known, next_one = headings(session)
    *good, other = bodies(session)
    decide(session, known, Status.REJECTED)
    decide(session, good, Status.ACCEPTED)
    assert score(session, next_one) < 0.25
    assert score(session, other) > 0.8


def test_few_decisions_change_little(session: Session) -> None:
    decide(session, headings(session, 2), Status.REJECTED)
    assert 0.6 < score(session, headings(session)[5]) < 0.9


def test_what_is_practically_always_rejected_is_held_back_and_can_be_seen(session: Session) -> None:
    *known, next_one = headings(session)
    decide(session, known, Status.REJECTED)
    other = bodies(session)[0]
    decide(session, bodies(session)[1:], Status.ACCEPTED)
    session.proposals.learning.wait()
    rescored = session.proposals.learning.rescored([next_one, other], session.text)
    assert rescored.held == {next_one.id}
    session.proposals.learning.showing_held = True
    assert session.proposals.learning.rescored([next_one, other], session.text) == rescored._replace(
        held=frozenset()
    )


def test_undo_takes_back_what_was_learned(session: Session) -> None:
    decide(session, headings(session, 1), Status.REJECTED)
    quote = headings(session)[3]
    lowered = score(session, quote)
    assert lowered < 0.9
    session.undo()
    assert score(session, quote) == 0.9
    session.redo()
    assert score(session, quote) == lowered


def test_forgetting_gives_the_scores_as_they_were_and_can_be_undone(session: Session) -> None:
    decide(session, headings(session, 20), Status.REJECTED)
    quote = headings(session)[30]
    lowered = score(session, quote)
    edit = session.change(FORGET, [])
    assert edit.changes == ()
    assert score(session, quote) == 0.9
    assert session.undo() is edit
    assert score(session, quote) == lowered
    session.redo()
    decide(session, headings(session)[20:22], Status.REJECTED)
    assert lowered < score(session, quote) < 0.9


def test_one_lesson_is_forgotten(session: Session) -> None:
    decide(session, headings(session, 20), Status.REJECTED)
    decide(session, bodies(session, 20), Status.ACCEPTED)
    body, heading = bodies(session)[30], headings(session)[30]
    session.change(lesson_command("place:heading"), [])
    learned = session.proposals.learning.wait()
    assert learned.count == 20
    assert "place:heading" not in learned.weights
    assert score(session, heading) > 0.9
    assert score(session, body) > 0.9
    decide(session, headings(session)[20:22], Status.REJECTED)
    assert session.proposals.learning.wait().count == 22


def test_what_was_learned_and_forgotten_travels_with_the_project(session: Session, tmp_path: Path) -> None:
    decide(session, headings(session, 20), Status.REJECTED)
    quote = headings(session)[30]
    lowered = score(session, quote)
    session.close()
    again = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author(2))
    assert score(again, quote) == lowered
    again.change(FORGET, [])
    again.close()
    again = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author(3))
    assert score(again, quote) == 0.9
    again.undo()
    assert score(again, quote) == lowered
    again.close()


def test_the_switch(session: Session) -> None:
    decide(session, headings(session, 20), Status.REJECTED)
    quote = headings(session)[30]
    session.change("review.suggest", [Change(None, quote)])
    session.proposals.learning.wait()

    def rated() -> float | None:
        return session.reviewing.score(next(iter(session.suggestions)))

    lowered = rated()
    assert lowered is not None
    assert lowered < 0.9
    do(session, "learning.toggle")
    assert rated() == 0.9
    assert session.proposals.held == 0
    do(session, "learning.toggle")
    assert rated() == lowered


def test_the_queue_goes_by_what_was_learned(session: Session) -> None:
    known = headings(session)
    decide(session, known[:-2], Status.REJECTED)
    decide(session, bodies(session)[:-1], Status.ACCEPTED)
    low = replace(known[-2], origin=Origin("rule", "clause", 0.95))
    held = replace(known[-1], origin=Origin("rule", "clause", 0.7))
    high = replace(bodies(session)[-1], origin=Origin("rule", "clause", 0.8))
    session.change("review.suggest", [Change(None, quote) for quote in (low, high, held)])
    session.reviewing.order = Order.SURE
    session.proposals.learning.wait()
    assert [quote.id for quote in session.suggestions] == [low.id, high.id]
    assert session.proposals.held == 1
    ranked = sorted(session.suggestions, key=session.reviewing.place)
    assert [quote.id for quote in ranked] == [high.id, low.id]
    session.proposals.learns = False
    session.reviewing.refresh()
    ranked = sorted(session.suggestions, key=session.reviewing.place)
    assert [quote.id for quote in ranked] == [low.id, high.id, held.id]


def test_what_is_decided_on_is_what_was_suggested(session: Session) -> None:
    quote, other = headings(session, 2)
    decide(session, [quote], Status.REJECTED)
    session.change("review.suggest", [Change(None, other)])
    session.proposals.learning.wait()
    assert session.reviewing.score(session.suggestions[0]) != 0.9
    session.visit(session.suggestions[0])
    session.run("review.reject")
    assert [one.first.origin for one in decided_in(session.undo_stacks.done)] == [quote.origin] * 2


def test_it_is_told_when_something_was_learned(session: Session) -> None:
    heard: list[int] = []
    session.proposals.heard = lambda: heard.append(1)
    decide(session, headings(session, 1), Status.REJECTED)
    session.proposals.learning.wait()
    assert heard


def test_decisions_on_an_article_whose_text_is_gone_are_passed_over(session: Session) -> None:
    decide(session, headings(session, 3), Status.REJECTED)
    (text,) = (session.store.path / "texts").iterdir()
    text.unlink()
    assert session.proposals.learning.wait() is NOTHING


CUE = Cue(Span(0, 3), "قال")


@pytest.mark.parametrize(
    ("corrected", "wrong"),
    [
        ({}, set()),
        ({"type": QuoteType.DIRECT}, {Part.TYPE}),
        ({"speakers": ("s-9",)}, {Part.SPEAKER}),
        ({"cue": CUE}, {Part.CUE}),
        ({"content": (Span(1, 3),)}, {Part.EDGES}),
        ({"type": QuoteType.DIRECT, "content": (Span(1, 3),)}, {Part.TYPE, Part.EDGES}),
        ({"note": "a note", "topics": ("t-1",)}, set()),
    ],
)
def test_what_was_wrong_is_told_from_the_edits(session: Session, corrected: dict, wrong: set[Part]) -> None:
    quote = headings(session)[0]
    accepted = replace(quote, status=Status.ACCEPTED)
    session.change("test", [Change(None, quote)])
    session.change("test", [Change(quote, accepted)])
    session.change("test", [Change(accepted, replace(accepted, **corrected, updated="now"))])
    (decided,) = decided_in(session.undo_stacks.done)
    assert decided.first == quote
    assert decided.wrong == wrong
    assert decided.verdict is (Verdict.CORRECTED if wrong else Verdict.ACCEPTED)


def test_what_a_person_made_and_what_nobody_decided_on_teaches_nothing(session: Session) -> None:
    pending, own = headings(session, 2)
    own = replace(own, status=Status.ACCEPTED, origin=None)
    session.change("test", [Change(None, pending), Change(None, own)])
    session.change("test", [Change(own, None)])
    assert decided_in(session.undo_stacks.done) == []


def test_who_deletes_a_suggestion_rejects_it(session: Session) -> None:
    quote = headings(session)[0]
    session.change("test", [Change(None, quote)])
    session.change("test", [Change(quote, None)])
    (decided,) = decided_in(session.undo_stacks.done)
    assert decided.verdict is Verdict.REJECTED


def test_a_decision_that_is_changed_counts_as_it_is_in_the_end(session: Session) -> None:
    quote = headings(session)[0]
    decide(session, [quote], Status.REJECTED)
    rejected = session.project.quotes[quote.id]
    session.change("test", [Change(rejected, replace(rejected, status=Status.ACCEPTED))])
    (decided,) = decided_in(session.undo_stacks.done)
    assert decided.verdict is Verdict.ACCEPTED
    accepted = session.project.quotes[quote.id]
    session.change("test", [Change(accepted, replace(accepted, status=Status.SUGGESTED))])
    assert decided_in(session.undo_stacks.done) == []


# The commands.


def test_all_is_forgotten_by_a_command_that_undo_takes_back(session: Session) -> None:
    assert warned(session, "learning.forget", True).startswith("Nothing was learned")
    decide(session, headings(session, 20), Status.REJECTED)
    quote = headings(session)[30]
    lowered = score(session, quote)
    do(session, "learning.forget", False)
    assert score(session, quote) == lowered
    do(session, "learning.forget", True)
    assert score(session, quote) == 0.9
    message = session.run("edit.undo")
    assert message is not None
    assert "Forget what was learned" in str(message)
    assert score(session, quote) == lowered


def test_a_lesson_is_forgotten_by_a_command_that_undo_names(session: Session) -> None:
    decide(session, headings(session, 20), Status.REJECTED)
    message = session.run("learning.lesson", "place:heading")
    assert "Quotes in headings" in str(message)
    assert session.proposals.learning.wait().count == 0
    assert "What was learned" in str(session.run("edit.undo"))
    assert session.proposals.learning.wait().count == 20


def test_what_is_held_back_is_shown_by_a_command_and_hidden_again(session: Session) -> None:
    known = headings(session)
    decide(session, known[:-1], Status.REJECTED)
    decide(session, bodies(session), Status.ACCEPTED)
    session.change("review.suggest", [Change(None, known[-1])])
    session.proposals.learning.wait()
    assert session.suggestions == []
    assert session.proposals.held == 1
    message = session.run("learning.held")
    assert dict(message.values)["count"] == 1
    assert [quote.id for quote in session.suggestions] == [known[-1].id]
    assert session.proposals.held == 0
    message = session.run("learning.held")
    assert dict(message.values)["count"] == 1
    assert session.suggestions == []
    assert dict(session.run("review.next").values) == {"count": 1}
    session.reviewing.shown = False
    assert session.proposals.held == 0


def test_each_lesson_has_words(session: Session) -> None:
    decide(session, headings(session, 20), Status.REJECTED)
    corrected = replace(bodies(session)[0], cue=CUE)
    session.change("test", [Change(None, corrected)])
    accepted = replace(corrected, status=Status.ACCEPTED, cue=None, type=QuoteType.DIRECT)
    session.change("test", [Change(corrected, accepted)])
    learned = session.proposals.learning.wait()
    told = [str(named(lesson.trait)) for lesson in learned.lessons()]
    assert "Quotes in headings" in told
    assert len(set(told)) == len(told)
    by_trait = learned.tallies
    assert [str(one) for one in backed(by_trait["cue:قال"])] == [
        "accepted 0 of 1",
        "corrected 1",
        "type wrong 1",
        "cue wrong 1",
    ]
    assert [str(one) for one in backed(by_trait["place:heading"])] == ["accepted 0 of 20", "rejected 20"]
    assert str(moved(by_trait["place:heading"])) == "ranked lower"
    assert str(named("cue:قال")) == "Quotes with the cue قال"
    assert str(named("marks:angle")) == "Words in «…»"
    assert str(named("rule:something new")) == "Suggestions of the kind something new"


def test_lessons_with_words_of_their_own_are_of_traits_that_there_are() -> None:
    kinds = {"every", "type", "cue", "rule", "attribution", "speakers", "length", "place", "marks"}
    assert {trait.partition(":")[0] for trait in WORDS} <= kinds


def test_ten_thousand_decisions_are_read_and_learned_in_a_second_and_one_more_at_once() -> None:
    text = TEXT
    contents = [span_of(text, f"أن السد رقم {number} ممتلئ") for number in range(HEADINGS)]
    cues = [Cue(Span(0, 4), f"cue {number}") for number in range(100)]

    def edit(number: int) -> Edit:
        quote = Quote(
            id=f"q-{number}",
            article=f"a-{number // 40}",
            type=list(QuoteType)[number % 3],
            content=(contents[number % HEADINGS],),
            cue=cues[number * 7 % 100],
            status=Status.SUGGESTED,
            origin=Origin("rule", "clause", number * 31 % 1000 / 1000),
        )
        status = Status.REJECTED if number % 5 == 0 else Status.ACCEPTED
        changes = (Change(None, quote), Change(quote, replace(quote, status=status)))
        return Edit(f"e-{number}", "me", "2026-11-24T15:00:00Z", "review.accept", changes)

    edits = [edit(number) for number in range(10_000)]
    learning = Learning(lambda: edits, lambda _: text)
    # The process's own time, in which the thread's is: what else the machine does is none of the matter.
    start = time.process_time()
    assert learning.wait().count == 10_000
    assert time.process_time() - start < 1.5
    edits.append(edit(10_000))
    start = time.process_time()
    learning.refresh()
    assert time.process_time() - start < 0.05
    assert learning.wait().count == 10_001
    assert time.process_time() - start < 1
