"""One run over the open article after another: what goes, what stays, and that nothing comes and goes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.model import Change, Name, Quote, QuoteType, Speaker, Status, Topic
from summit_tui.session import Session, open_session
from summit_tui.session.commands.review import NONE_LEFT
from summit_tui.session.review.found import FoundPart
from summit_tui.session.review.pending import may_suggest_otherwise
from summit_tui.store.entities import EntityTable
from summit_tui.suggest import SpeakerChoice
from summit_tui.suggest.suggestions import Tier
from tests.support.editing import do, make_quote
from tests.support.sessions import fixed_author, paths_in
from tests.support.suggesting import found, save_suggestions, suggest, suggested_quote

SPEECH = "لن نرفع الرسوم هذا العام"
CLAUSE = "إن الميناء سيستقبل 40 سفينة في الشهر"
FIGURES = "الأرقام مبالغ فيها"
MINISTER, MEMBER = "سالم الدوري", "هدى الناصري"


@pytest.fixture
def suggested(session: Session) -> Session:
    """A run has come to its end: two quotes and a topic."""
    suggest(
        session,
        suggested_quote(session, CLAUSE, MINISTER, score=0.7, cue="قال", rule="clause"),
        suggested_quote(session, SPEECH, MINISTER, score=0.9, topics=("iran",)),
        topics={"iran": 0.8},
    )
    return session


def shown(session: Session) -> list[str]:
    return [session.text[quote.start : quote.end] for quote in session.suggestions]


def go_to(session: Session, words: str) -> Quote:
    quote = next(one for one in session.suggestions if session.text[one.start : one.end] == words)
    session.visit(quote)
    return quote


def test_what_a_later_run_does_not_find_goes_and_what_it_finds_counts(suggested: Session) -> None:
    former = suggested.suggestions
    suggest(
        suggested,
        suggested_quote(suggested, SPEECH, MEMBER, score=0.6, rule="colon"),
        suggested_quote(suggested, FIGURES),
        topics={"cyber": 0.9},
    )
    assert shown(suggested) == [SPEECH, FIGURES]
    again = suggested.suggestions[0]
    assert again.id == former[1].id
    assert (suggested.reviewing.score(again), again.topics) == (0.6, ())
    assert suggested.speakers[again.speakers[0]].name.ar == MEMBER
    assert suggested.proposals.reason(again.id).rule == "colon"
    assert suggested.proposals.reason(former[0].id) is None
    assert list(suggested.suggested_topics) == ["cyber"]
    assert suggested.proposals.reason("iran") is None


def test_while_a_later_run_goes_on_nothing_changes(suggested: Session) -> None:
    run = suggested.reviewing.pending.begin()
    before, version = suggested.quotes, suggested.reviewing.version
    suggested.proposals.take(run, found(suggested, suggested_quote(suggested, FIGURES)), running=True)
    suggested.proposals.take(run, found(suggested, suggested_quote(suggested, SPEECH)), running=True)
    assert suggested.reviewing.pending.running
    assert (suggested.quotes, suggested.reviewing.version) == (before, version)
    suggested.proposals.take(run)
    assert shown(suggested) == [SPEECH, FIGURES]
    assert not suggested.reviewing.pending.running
    assert suggested.reviewing.version != version


def test_what_the_first_run_finds_is_shown_at_once(session: Session) -> None:
    run = session.reviewing.pending.begin()
    session.proposals.take(run, found(session, suggested_quote(session, SPEECH)), running=True)
    assert shown(session) == [SPEECH]
    # It is given up for another one, which has told nothing yet.
    later = session.reviewing.pending.begin()
    assert shown(session) == [SPEECH]
    session.proposals.take(later, found(session, suggested_quote(session, CLAUSE)), running=True)
    assert shown(session) == [CLAUSE, SPEECH]
    session.proposals.take(later)
    assert shown(session) == [CLAUSE]


def test_what_comes_late_of_a_run_that_was_given_up_is_dropped(suggested: Session) -> None:
    former = suggested.reviewing.pending.begin()
    later = suggested.reviewing.pending.begin()
    suggested.proposals.take(former, found(suggested, suggested_quote(suggested, FIGURES)))
    assert shown(suggested) == [CLAUSE, SPEECH]
    assert suggested.reviewing.pending.running
    suggested.reviewing.pending.give_up(former)
    assert suggested.reviewing.pending.running
    suggested.reviewing.pending.give_up(later)
    assert not suggested.reviewing.pending.running


def test_the_tier_is_that_of_what_is_shown(suggested: Session) -> None:
    run = suggested.reviewing.pending.begin()
    suggested.proposals.take(run, FoundPart(tier=Tier.MORPHOLOGY), running=True)
    assert suggested.reviewing.pending.tier is Tier.RULES
    suggested.proposals.take(run)
    assert suggested.reviewing.pending.tier is Tier.MORPHOLOGY


def test_the_one_that_the_person_is_on_stays_until_they_leave_it(suggested: Session) -> None:
    quote = go_to(suggested, CLAUSE)
    do(suggested, "quote.edges")
    task, selection = suggested.task, suggested.selection
    suggest(suggested, suggested_quote(suggested, SPEECH), suggested_quote(suggested, FIGURES))
    assert suggested.quote == quote
    assert (suggested.task, suggested.selection) == (task, selection)
    assert suggested.proposals.reason(quote.id).rule == "clause"
    assert suggested.speakers[quote.speakers[0]].name.ar == MINISTER
    do(suggested, "review.next")
    assert shown(suggested) == [SPEECH, FIGURES]
    assert suggested.text[suggested.quote.start : suggested.quote.end] == SPEECH
    assert suggested.proposals.reason(quote.id) is None


def test_the_one_that_the_person_is_on_can_be_decided_after_all(suggested: Session) -> None:
    quote = go_to(suggested, CLAUSE)
    suggest(suggested, suggested_quote(suggested, SPEECH))
    do(suggested, "review.accept")
    assert suggested.project.quotes[quote.id].status is Status.ACCEPTED
    assert suggested.project.speakers[quote.speakers[0]].name.ar == MINISTER
    do(suggested, "edit.undo")
    assert shown(suggested) == [CLAUSE, SPEECH]
    suggest(suggested, suggested_quote(suggested, SPEECH))
    assert shown(suggested) == [CLAUSE, SPEECH]  # undo went there: the person is on it
    do(suggested, "review.next")
    assert shown(suggested) == [SPEECH]


def test_hiding_suggestions_leaves_the_one_that_is_only_there_for_the_person(suggested: Session) -> None:
    go_to(suggested, CLAUSE)
    suggest(suggested, suggested_quote(suggested, SPEECH))
    do(suggested, "review.show")
    do(suggested, "review.show")
    assert shown(suggested) == [SPEECH]


def test_undo_brings_a_decided_one_back_as_suggestion_that_a_later_run_does_not_find(
    suggested: Session,
) -> None:
    quote = go_to(suggested, CLAUSE)
    do(suggested, "review.accept")
    suggest(suggested, suggested_quote(suggested, SPEECH))
    assert suggested.project.quotes[quote.id].status is Status.ACCEPTED
    do(suggested, "edit.undo")
    assert quote in suggested.suggestions
    do(suggested, "edit.redo")
    assert suggested.project.quotes[quote.id].status is Status.ACCEPTED


def test_what_is_saved_stays_whatever_is_found(session: Session) -> None:
    part = found(session, suggested_quote(session, CLAUSE, MINISTER))
    save_suggestions(session, list(part.quotes), list(part.speakers))
    mine = make_quote(session, SPEECH)
    suggest(session, suggested_quote(session, FIGURES))
    suggest(session)
    assert shown(session) == [CLAUSE]
    assert mine in session.quotes


def test_the_last_one_that_is_decided_leaves_what_was_being_chosen(session: Session) -> None:
    for command in ("review.accept", "review.reject"):
        suggest(session, suggested_quote(session, SPEECH))
        go_to(session, SPEECH)
        do(session, "quote.edges")
        assert session.run(command).key == NONE_LEFT
        assert (session.task, session.selection.empty, session.selecting) == (None, True, False)
        do(session, "edit.undo")


def test_deciding_where_there_are_none_leaves_a_selection_alone(session: Session) -> None:
    suggest(session)
    do(session, "select.grow")
    selection = session.selection
    assert not selection.empty
    assert session.run("review.next").key == NONE_LEFT
    assert session.selection == selection


# What makes another run worth while.

TOPIC = Topic("t", Name("المياه"), terms=("ماء",))
PERSON = Speaker("s", Name("سالم الدوري"))


@pytest.mark.parametrize(
    ("before", "after", "otherwise"),
    [
        (TOPIC, replace(TOPIC, terms=("ماء", "سد")), True),
        (TOPIC, replace(TOPIC, terms=None), True),
        (TOPIC, replace(TOPIC, retired=True), True),
        (TOPIC, replace(TOPIC, name=Name("الماء")), False),
        (None, TOPIC, True),
        (TOPIC, None, True),
        (None, replace(TOPIC, terms=None), False),
        (None, replace(TOPIC, retired=True), False),
        (PERSON, replace(PERSON, aliases=("الوزير الدوري",)), True),
        (PERSON, replace(PERSON, name=Name("سالم الدوري", "Salem")), True),
        (PERSON, replace(PERSON, role="وزير"), False),
        (None, PERSON, False),
        (None, replace(PERSON, aliases=("الوزير الدوري",)), True),
        (None, Quote("q", "a", QuoteType.DIRECT, ()), False),
    ],
)
def test_what_may_be_suggested_otherwise_after_a_change(
    before: object, after: object, otherwise: bool
) -> None:
    assert may_suggest_otherwise(Change(before, after)) is otherwise


def test_a_lexicon_that_is_changed_or_changed_back_asks_for_another_run(session: Session) -> None:
    pending = session.reviewing.pending
    topic = session.topics[0]
    for command, *answers in (("topic.terms", topic, ["سد النهضة"]), ("edit.undo",), ("edit.redo",)):
        pending.outdated = False
        do(session, command, *answers)
        assert pending.outdated, command
    pending.begin()
    assert not pending.outdated


def test_a_speaker_who_is_only_named_asks_for_none(suggested: Session) -> None:
    suggested.reviewing.pending.outdated = False
    make_quote(suggested, FIGURES)
    do(suggested, "quote.speaker", [SpeakerChoice(None, MEMBER, 1.0)])
    assert not suggested.reviewing.pending.outdated


def test_deleting_a_quote_leaves_what_was_being_chosen_for_it(session: Session) -> None:
    make_quote(session, SPEECH)
    do(session, "quote.edges")
    do(session, "quote.delete")
    assert (session.task, session.selection.empty) == (None, True)


def test_what_a_run_is_given_is_gathered_without_reading_the_projects_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"مقال {name}.\nقال مسؤول: «نعم».\n", "utf-8")
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    quotes = []
    for entry in session.entries:
        session.open_entry(entry)
        quotes.append(make_quote(session, "نعم"))
        new = [Change(None, Speaker("official", Name("مسؤول")))] if len(quotes) == 1 else []
        session.change("test", [*new, session.revise(quotes[-1], speakers=("official",))])
    session.close()
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author(2))
    read: list[str] = []
    real = EntityTable.__getitem__

    def reading(table: EntityTable, name: str) -> object:
        read.append(name)
        return real(table, name)

    monkeypatch.setattr(EntityTable, "__getitem__", reading)
    request = session.proposals.request()
    assert not {quote.id for quote in quotes} & set(read)
    assert [speaker.id for speaker in request.speakers] == ["official"]
    assert {quote.id for quote in request.naming({"official"})} == {quote.id for quote in quotes}
    session.close()
