"""Suggestions of an article: what is pending beside what is saved, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.model import Attribution, Name, Quote, QuoteType, Speaker, Status, SummitError
from summit_tui.session import Selection, Session, open_session
from summit_tui.session.commands.review import NONE_LEFT
from summit_tui.session.review.queue import Order, following, place_of, to_decide
from summit_tui.suggest import SpeakerChoice
from tests.support.editing import (
    assert_spans_are_text,
    do,
    document,
    files_in,
    make_quote,
    put_caret,
    select_words,
    warned,
)
from tests.support.sessions import fixed_author, paths_in, session_on_text
from tests.support.suggesting import found, run_suggester, save_suggestions, suggest, suggested_quote

SPEECH = "لن نرفع الرسوم هذا العام"
CLAUSE = "إن الميناء سيستقبل 40 سفينة في الشهر"
FIGURES = "الأرقام مبالغ فيها"
MINISTER, MEMBER = "سالم الدوري", "هدى الناصري"


@pytest.fixture
def suggested(session: Session) -> Session:
    """Three suggestions, in text order with the scores 0.7, 0.9 and 0.8, by two new speakers."""
    suggest(
        session,
        suggested_quote(
            session, CLAUSE, MINISTER, score=0.7, cue="قال", kind=QuoteType.INDIRECT, rule="clause"
        ),
        suggested_quote(session, SPEECH, MINISTER, score=0.9, cue="وأضاف", topics=("iran",)),
        suggested_quote(session, FIGURES, MEMBER, score=0.8),
    )
    return session


def words(session: Session, quotes: list[Quote]) -> list[str]:
    return [session.text[quote.start : quote.end] for quote in quotes]


def here(session: Session) -> str:
    """The words of the present quote."""
    assert session.quote is not None
    return session.text[session.quote.start : session.quote.end]


def names(session: Session) -> list[str]:
    return sorted(speaker.name.ar for speaker in session.project.speakers.values())


# Looking.


def test_looking_at_suggestions_writes_nothing_and_leaves_all_as_it_is(
    session: Session, tmp_path: Path
) -> None:
    select_words(session, "سفينة")
    before, selection = files_in(tmp_path), session.selection
    run_suggester(session)
    assert len(session.suggestions) >= 2
    assert (session.selection, session.focus, session.task) == (selection, None, None)
    assert (session.store.history, session.project.quotes) == ([], {})
    assert files_in(tmp_path) == before
    assert document(session)["articles"] == []


def test_suggestions_stand_among_the_quotes_in_text_order(suggested: Session) -> None:
    mine = make_quote(suggested, "هدى الناصري")
    assert words(suggested, suggested.quotes) == [CLAUSE, SPEECH, "هدى الناصري", FIGURES]
    assert words(suggested, suggested.suggestions) == [CLAUSE, SPEECH, FIGURES]
    suggested.select(Selection.at(0))
    suggested.focus = None
    visited = []
    for _ in range(4):
        do(suggested, "move.next_quote")
        visited.append(here(suggested))
    assert visited == [CLAUSE, SPEECH, "هدى الناصري", FIGURES]
    assert mine.id in suggested.project.quotes


def test_why_and_how_sure_is_known(suggested: Session) -> None:
    quote = suggested.suggestions[0]
    reason = suggested.proposals.reason(quote.id)
    assert reason is not None
    assert (reason.rule, [span.of(suggested.text) for span in reason.words]) == ("clause", ["قال"])
    assert suggested.reviewing.score(quote) == 0.7
    assert suggested.proposals.reason("nobody") is None


def test_what_comes_for_an_article_that_was_left_is_dropped(suggested: Session) -> None:
    part, former = found(suggested, suggested_quote(suggested, "ردود")), suggested.reviewing.pending.begin()
    suggested.open_entry(suggested.entries[0])
    assert suggested.suggestions == []
    suggested.proposals.take(former, part)
    assert suggested.suggestions == []


# Deciding.


def test_accepting_adds_the_quote_with_its_speaker_in_one_edit_and_goes_on(suggested: Session) -> None:
    do(suggested, "review.next")
    do(suggested, "review.accept")
    (edit,) = suggested.undo_stacks.done
    assert edit.command == "review.accept"
    (accepted,) = suggested.project.quotes.values()
    assert (accepted.status, accepted.by, accepted.article) == (
        Status.ACCEPTED,
        "tester",
        suggested.article.id,
    )
    assert accepted.origin is not None
    assert (accepted.origin.name, accepted.origin.score) == ("clause", 0.7)
    assert accepted.created is not None
    assert accepted.created <= (accepted.updated or "")
    assert names(suggested) == [MINISTER]
    assert here(suggested) == SPEECH
    assert words(suggested, suggested.suggestions) == [SPEECH, FIGURES]
    whole = document(suggested, "accepted")
    assert assert_spans_are_text(whole) == 2
    assert whole["articles"][0]["quotes"][0]["speakers"] == [whole["speakers"][0]["id"]]


def test_the_next_of_the_same_speaker_does_not_bring_them_again(suggested: Session) -> None:
    do(suggested, "review.next")
    do(suggested, "review.accept")
    do(suggested, "review.accept")
    assert names(suggested) == [MINISTER]
    one, other = suggested.project.quotes.values()
    assert one.speakers == other.speakers
    assert other.topics == ("iran",)


def test_rejecting_keeps_it_as_rejected_without_its_new_speaker(suggested: Session) -> None:
    do(suggested, "review.next")
    do(suggested, "review.reject")
    (rejected,) = suggested.project.quotes.values()
    assert (rejected.status, rejected.by, rejected.speakers) == (Status.REJECTED, "tester", ())
    assert names(suggested) == []
    assert here(suggested) == SPEECH


def test_after_the_last_one_there_are_none_left(suggested: Session) -> None:
    do(suggested, "review.next")
    told = [suggested.run(command) for command in ("review.accept", "review.reject", "review.accept")]
    assert [message and message.key for message in told] == [None, None, NONE_LEFT]
    assert not told[-1].warning
    assert suggested.suggestions == []
    assert warned(suggested, "review.accept") == NONE_LEFT


def test_with_no_suggestion_chosen_deciding_only_goes_to_one(suggested: Session) -> None:
    put_caret(suggested, "هدى")
    do(suggested, "review.accept")
    assert here(suggested) == FIGURES
    assert suggested.store.history == []


@pytest.mark.parametrize("command", ["review.accept", "review.reject"])
def test_undo_takes_a_decision_back_to_the_suggestion_and_redo_brings_it(
    suggested: Session, command: str
) -> None:
    do(suggested, "review.next")
    before, pending = document(suggested), suggested.suggestions
    do(suggested, command)
    after = document(suggested)
    do(suggested, "edit.undo")
    assert (here(suggested), suggested.suggestions) == (CLAUSE, pending)
    assert document(suggested)["articles"][0]["quotes"] == []
    assert (document(suggested)["speakers"], before["articles"]) == ([], [])
    do(suggested, "edit.redo")
    assert document(suggested) == after
    assert words(suggested, suggested.suggestions) == [SPEECH, FIGURES]


def test_a_decision_holds_in_the_next_run_and_on_the_next_day(suggested: Session, tmp_path: Path) -> None:
    do(suggested, "review.next")
    do(suggested, "review.accept")
    do(suggested, "review.reject")
    suggested.close()
    again = session_on_text(tmp_path, suggested.text, seed=2)
    suggest(
        again,
        suggested_quote(again, CLAUSE, MINISTER, kind=QuoteType.INDIRECT),
        suggested_quote(again, SPEECH, kind=QuoteType.MIXED),
        suggested_quote(again, FIGURES),
    )
    assert words(again, again.suggestions) == [FIGURES]
    again.close()


# The order of the queue.


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.TEXT, [CLAUSE, SPEECH, FIGURES, CLAUSE]),
        (Order.SURE, [SPEECH, FIGURES, CLAUSE, SPEECH]),
        (Order.DOUBTFUL, [CLAUSE, FIGURES, SPEECH, CLAUSE]),
    ],
)
def test_the_queue_goes_in_its_order_and_round_and_back(
    suggested: Session, order: Order, expected: list[str]
) -> None:
    suggested.reviewing.order = order
    forth = []
    for _ in expected:
        do(suggested, "review.next")
        forth.append(here(suggested))
    assert forth == expected
    back = []
    for _ in expected[1:]:
        do(suggested, "review.previous")
        back.append(here(suggested))
    assert back == expected[-2::-1]


def test_deciding_goes_on_in_the_order_of_the_queue(suggested: Session) -> None:
    do(suggested, "review.order")
    assert suggested.reviewing.order is Order.SURE
    gone = []
    do(suggested, "review.next")
    for _ in range(3):
        gone.append(here(suggested))
        suggested.run("review.accept")
    assert gone == [SPEECH, FIGURES, CLAUSE]


def test_another_order_begins_with_its_first_one(suggested: Session) -> None:
    do(suggested, "review.next")
    do(suggested, "review.next")
    assert here(suggested) == SPEECH
    do(suggested, "review.order")
    assert here(suggested) == SPEECH
    assert suggested.run("review.next") is None
    assert here(suggested) == SPEECH
    do(suggested, "review.next")
    assert here(suggested) == FIGURES
    do(suggested, "review.order")
    do(suggested, "review.accept")
    assert here(suggested) == CLAUSE


def test_the_order_goes_round(session: Session) -> None:
    orders = []
    for _ in range(3):
        do(session, "review.order")
        orders.append(session.reviewing.order)
    assert orders == [Order.SURE, Order.DOUBTFUL, Order.TEXT]


def test_in_text_order_the_queue_goes_on_from_the_caret(suggested: Session) -> None:
    put_caret(suggested, "وردت")
    do(suggested, "review.next")
    assert here(suggested) == FIGURES
    suggested.focus = None
    put_caret(suggested, "وردت")
    do(suggested, "review.previous")
    assert here(suggested) == SPEECH


def test_one_that_was_skipped_comes_round_again(suggested: Session) -> None:
    do(suggested, "review.next")
    do(suggested, "review.next")
    for _ in range(2):
        do(suggested, "review.accept")
    assert here(suggested) == CLAUSE
    message = suggested.run("review.next")
    assert message is not None
    assert message.key == "This is the only suggestion left."


def test_a_queue_by_itself() -> None:
    assert following({}, None, 1) is None
    quote = Quote("q", "a", QuoteType.DIRECT, ())
    assert {order: place_of_score(quote, order) for order in Order} == {
        Order.TEXT: 0.0,
        Order.SURE: -0.5,
        Order.DOUBTFUL: 0.5,
    }


def place_of_score(quote: Quote, order: Order) -> float:
    from summit_tui.model import Span

    somewhere = Quote(quote.id, quote.article, quote.type, (Span(1, 2),))
    return place_of(somewhere, order, None)[0]


# What hides a suggestion.


def test_one_with_other_edges_than_an_accepted_quote_is_not_shown(suggested: Session) -> None:
    mine = make_quote(suggested, "وأضاف: «لن نرفع الرسوم هذا")
    assert words(suggested, suggested.suggestions) == [CLAUSE, FIGURES]
    suggested.run("quote.delete")
    assert mine.id not in suggested.project.quotes
    assert words(suggested, suggested.suggestions) == [CLAUSE, SPEECH, FIGURES]


def test_a_short_quote_within_a_suggestion_leaves_it(suggested: Session) -> None:
    make_quote(suggested, "40 سفينة")
    assert words(suggested, suggested.suggestions) == [CLAUSE, SPEECH, FIGURES]


def test_one_that_is_saved_counts_for_the_pending_one(suggested: Session) -> None:
    part = found(suggested, suggested_quote(suggested, SPEECH, MINISTER))
    save_suggestions(suggested, list(part.quotes), list(part.speakers))
    assert words(suggested, suggested.suggestions) == [CLAUSE, SPEECH, FIGURES]
    saved = suggested.suggestions[1]
    assert saved is suggested.project.quotes[saved.id]
    suggested.visit(saved)
    do(suggested, "review.accept")
    assert [change.before for change in suggested.undo_stacks.done[-1].changes] == [saved]


def test_to_decide_leaves_out_what_is_known_by_its_id(suggested: Session) -> None:
    quotes = suggested.suggestions
    assert to_decide(quotes[:1], quotes) == quotes


# Correcting is accepting.


CORRECTIONS: dict[str, Callable[[Session], object]] = {
    "type": lambda session: do(session, "quote.type"),
    "attribution": lambda session: do(session, "quote.attribution"),
    "note": lambda session: do(session, "quote.note", "من البيان"),
    "unsure": lambda session: do(session, "quote.unsure"),
    "no cue": lambda session: do(session, "quote.no_cue"),
    "no speaker": lambda session: do(session, "quote.no_speaker"),
    "other speaker": lambda session: do(session, "quote.speaker", [SpeakerChoice(None, MEMBER, 1.0)]),
    "topic": lambda session: do(session, "topic.quote_numbered", 1),
    "edges": lambda session: _move_edge(session),
    "cue": lambda session: _choose(session, "quote.cue", "وزير"),
    "mention": lambda session: _choose(session, "quote.mention", "وزير النقل سالم الدوري"),
}


def _move_edge(session: Session) -> None:
    do(session, "quote.edges")
    do(session, "move.previous_word")
    do(session, "quote.make")


def _choose(session: Session, command: str, chosen: str) -> None:
    do(session, command)
    select_words(session, chosen)
    do(session, "quote.make")


@pytest.mark.parametrize("correction", CORRECTIONS)
def test_a_correction_accepts_the_suggestion_in_the_same_edit(suggested: Session, correction: str) -> None:
    do(suggested, "review.next")
    suggestion = suggested.quote
    CORRECTIONS[correction](suggested)
    assert len(suggested.undo_stacks.done) == 1
    quote = suggested.quote
    assert quote is not None
    assert (quote.id, quote.status, quote.by) == (suggestion.id, Status.ACCEPTED, "tester")
    assert quote != suggestion
    assert set(quote.speakers) <= suggested.project.speakers.keys()
    assert len(suggested.suggestions) == 2
    assert_spans_are_text(document(suggested))
    do(suggested, "edit.undo")
    assert suggested.quote == suggestion
    assert len(suggested.suggestions) == 3
    assert suggested.project.speakers == {}


def test_the_history_tells_what_was_suggested(suggested: Session) -> None:
    do(suggested, "review.next")
    suggestion = suggested.quote
    do(suggested, "quote.type")
    (edit,) = suggested.undo_stacks.done
    quotes = [change for change in edit.changes if isinstance(change.entity, Quote)]
    assert [(change.before, change.after) for change in quotes] == [
        (None, suggestion),
        (suggestion, suggested.quote),
    ]


def test_picking_the_speaker_that_is_suggested_accepts(suggested: Session) -> None:
    do(suggested, "review.next")
    (speaker,) = suggested.quote.speakers
    do(suggested, "quote.speaker", [SpeakerChoice(speaker, MINISTER, 1.0)])
    assert suggested.quote.status is Status.ACCEPTED
    assert names(suggested) == [MINISTER]


def test_a_correction_that_changes_nothing_accepts_nothing(suggested: Session) -> None:
    do(suggested, "review.next")
    do(suggested, "quote.note", "")
    do(suggested, "quote.edges")
    do(suggested, "quote.make")
    assert suggested.quote.status is Status.SUGGESTED
    assert suggested.store.history == []


def test_making_a_quote_of_suggested_words_accepts_the_suggestion(suggested: Session) -> None:
    quote = make_quote(suggested, CLAUSE)
    assert (quote.status, quote.origin.name) == (Status.ACCEPTED, "clause")
    assert names(suggested) == [MINISTER]
    assert suggested.undo_stacks.done[-1].command == "quote.make"
    select_words(suggested, CLAUSE)
    assert warned(suggested, "quote.make") == "These words are a quote already."


def test_deleting_a_suggestion_rejects_it_and_goes_on(suggested: Session) -> None:
    do(suggested, "review.next")
    do(suggested, "quote.delete")
    assert [quote.status for quote in suggested.project.quotes.values()] == [Status.REJECTED]
    assert here(suggested) == SPEECH


def test_a_quote_that_was_suggested_and_is_deleted_later_is_not_suggested_again(suggested: Session) -> None:
    do(suggested, "review.next")
    do(suggested, "review.accept")
    do(suggested, "move.previous_quote")
    do(suggested, "quote.delete")
    assert words(suggested, suggested.quotes) == [SPEECH, FIGURES]
    assert document(suggested, "accepted")["articles"][0]["quotes"] == []
    do(suggested, "edit.undo")
    assert suggested.quote.status is Status.ACCEPTED


def test_a_speaker_whom_the_person_named_meanwhile_is_the_one_of_the_suggestions(suggested: Session) -> None:
    make_quote(suggested, "NATO Road")
    do(suggested, "quote.speaker", [SpeakerChoice(None, "سَالم الدوري", 1.0)])
    (known,) = suggested.project.speakers
    assert [quote.speakers for quote in suggested.suggestions[:2]] == [(known,), (known,)]
    put_caret(suggested, "قال")
    suggested.focus = None
    do(suggested, "review.next")
    do(suggested, "review.accept")
    assert list(suggested.project.speakers) == [known]
    do(suggested, "edit.undo")
    do(suggested, "edit.redo")
    assert list(suggested.project.speakers) == [known]


def test_the_speakers_of_suggestions_can_be_chosen_for_other_quotes(suggested: Session) -> None:
    offered = {speaker.name.ar: one for one, speaker in suggested.speakers.items()}
    assert offered.keys() == {MINISTER, MEMBER}
    assert suggested.project.speakers == {}
    make_quote(suggested, "NATO Road")
    do(suggested, "quote.speaker", [SpeakerChoice(offered[MEMBER], MEMBER, 1.0)])
    assert names(suggested) == [MEMBER]
    assert suggested.quote.speakers == (offered[MEMBER],)


# Showing and hiding.


def test_hidden_suggestions_are_out_of_every_way_and_kept(suggested: Session) -> None:
    make_quote(suggested, "NATO Road")
    do(suggested, "review.next")
    do(suggested, "review.show")
    assert (words(suggested, suggested.quotes), suggested.quote) == (["NATO Road"], None)
    assert suggested.suggested_topics == {}
    assert warned(suggested, "review.next") == "Suggestions are hidden. F8 shows them."
    do(suggested, "review.show")
    assert len(suggested.suggestions) == 3


def test_hiding_them_leaves_what_was_being_chosen_for_one(suggested: Session) -> None:
    do(suggested, "review.next")
    do(suggested, "quote.cue")
    assert suggested.task is not None
    do(suggested, "review.show")
    assert (suggested.task, suggested.focus) == (None, None)


def test_a_suggestion_that_comes_while_something_is_chosen_leaves_it(session: Session) -> None:
    quote = make_quote(session, SPEECH)
    do(session, "quote.edges")
    task, selection = session.task, session.selection
    suggest(session, suggested_quote(session, CLAUSE), suggested_quote(session, SPEECH, MINISTER))
    assert (session.task, session.selection, session.focus) == (task, selection, quote.id)
    assert words(session, session.suggestions) == [CLAUSE]
    do(session, "quote.make")
    assert session.task is None


def test_while_a_run_goes_on_there_may_be_more_to_come(session: Session) -> None:
    session.reviewing.pending.running = True
    assert warned(session, "review.next") == "No suggestion yet: they are still being looked for."


# Reading only.


def test_in_a_read_only_session_one_may_look_and_not_decide(session: Session, tmp_path: Path) -> None:
    make_quote(session, "NATO Road")
    session.close()
    looked_at = open_session(
        tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2), read_only=True
    )
    suggest(looked_at, suggested_quote(looked_at, CLAUSE, MINISTER), topics={"iran": 0.8})
    before = files_in(tmp_path)
    do(looked_at, "review.next")
    assert here(looked_at) == CLAUSE
    for command in ("review.accept", "review.reject", "quote.type", "quote.delete"):
        assert "read" in warned(looked_at, command).lower()
        assert here(looked_at) == CLAUSE
        assert looked_at.quote.status is Status.SUGGESTED
    topic = next(topic for topic in looked_at.topics if topic.id == "iran")
    assert "read" in warned(looked_at, "topic.reject", topic).lower()
    assert files_in(tmp_path) == before
    looked_at.close()


# Topics of the article.


@pytest.fixture
def with_topics(session: Session) -> Session:
    suggest(session, topics={"iran": 0.9, "cyber": 0.6, "nothing-known": 0.9})
    return session


def tags(session: Session) -> dict[str, Status]:
    return {tag.id: tag.status for tag in session.article.topics}


def number_of(session: Session, topic: str) -> int:
    return [one.id for one in session.topics].index(topic) + 1


def test_topics_are_suggested_for_the_article(with_topics: Session) -> None:
    assert {one: tag.score for one, tag in with_topics.suggested_topics.items()} == {
        "iran": 0.9,
        "cyber": 0.6,
    }
    assert (tags(with_topics), with_topics.store.history) == ({}, [])


def test_a_suggested_topic_is_accepted_by_its_number_and_its_score_is_kept(with_topics: Session) -> None:
    do(with_topics, "topic.article_numbered", number_of(with_topics, "iran"))
    assert tags(with_topics) == {"iran": Status.ACCEPTED}
    (tag,) = with_topics.article.topics
    assert (tag.by, tag.score) == ("tester", 0.9)
    assert list(with_topics.suggested_topics) == ["cyber"]
    do(with_topics, "edit.undo")
    assert set(with_topics.suggested_topics) == {"iran", "cyber"}


def test_a_rejected_topic_is_kept_as_rejected_and_can_still_be_tagged(with_topics: Session) -> None:
    cyber = next(topic for topic in with_topics.topics if topic.id == "cyber")
    do(with_topics, "topic.reject", cyber)
    assert tags(with_topics) == {"cyber": Status.REJECTED}
    assert list(with_topics.suggested_topics) == ["iran"]
    assert warned(with_topics, "topic.reject", cyber) == "This topic isn't suggested for the article."
    assert (
        document(with_topics, "accepted")["articles"] == []
        or not document(with_topics, "accepted")["articles"][0]["topics"]
    )
    do(with_topics, "topic.article", cyber)
    assert tags(with_topics) == {"cyber": Status.ACCEPTED}


def test_a_tag_that_was_suggested_and_is_taken_away_is_not_suggested_again(with_topics: Session) -> None:
    number = number_of(with_topics, "iran")
    do(with_topics, "topic.article_numbered", number)
    do(with_topics, "topic.article_numbered", number)
    assert tags(with_topics) == {"iran": Status.REJECTED}
    assert list(with_topics.suggested_topics) == ["cyber"]
    other = number_of(with_topics, "ukraine")
    do(with_topics, "topic.article_numbered", other)
    do(with_topics, "topic.article_numbered", other)
    assert tags(with_topics) == {"iran": Status.REJECTED}


# What a project and a run together could get wrong.


def test_an_edit_that_cannot_be_saved_leaves_the_suggestion_pending(
    suggested: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(suggested, "review.next")

    def full(_edit: object) -> None:
        raise SummitError("The disk is full.")

    monkeypatch.setattr(suggested.store, "commit", full)
    assert warned(suggested, "review.accept") == "The disk is full."
    assert here(suggested) == CLAUSE
    assert suggested.project.quotes == {}
    monkeypatch.undo()
    do(suggested, "review.accept")
    assert len(suggested.project.quotes) == 1


def test_a_quote_of_a_script_may_name_a_pending_speaker(suggested: Session) -> None:
    member = next(one for one, speaker in suggested.speakers.items() if speaker.name.ar == MEMBER)
    quote = make_quote(suggested, "NATO Road")
    suggested.change("script", [suggested.revise(quote, addressee=member, attribution=Attribution.UNKNOWN)])
    assert suggested.project.speakers[member] == Speaker(member, Name(MEMBER))


def test_the_seed_of_the_app_is_reviewed_from_beginning_to_end(tmp_path: Path) -> None:
    from summit_tui.config.assets import seed_article

    session = session_on_text(tmp_path, seed_article().read_text("utf-8"))
    run_suggester(session)
    count = len(session.suggestions)
    assert count >= 25
    do(session, "review.next")
    for _ in range(count):
        do(session, "review.accept")
    assert session.suggestions == []
    assert len(document(session, "accepted")["articles"][0]["quotes"]) == count
    run_suggester(session)
    assert session.suggestions == []
    for _ in range(count):
        do(session, "edit.undo")
    assert len(session.suggestions) == count
    session.close()
