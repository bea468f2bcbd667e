from __future__ import annotations

from collections.abc import Callable

import pytest

from summit_tui.model import Attribution, Quote, QuoteType
from summit_tui.session import Selection, Session
from summit_tui.session.commands.quote import name_from_selection, speaker_choices
from summit_tui.session.session import NO_QUOTE
from summit_tui.session.tasks import TaskKind
from summit_tui.suggest import SpeakerChoice
from tests.support.editing import (
    assert_spans_are_text,
    do,
    document,
    make_quote,
    put_caret,
    select_words,
    selected,
    span_of,
    warned,
)

SPEECH = "لن نرفع الرسوم هذا العام"
CLAUSE = "إن الميناء سيستقبل 40 سفينة في الشهر"


@pytest.fixture
def quote(session: Session) -> Quote:
    return make_quote(session, SPEECH)


def edits(session: Session) -> list[str]:
    return [edit.command for edit in session.store.history]


# Making


def test_a_quote_is_made_of_the_selection_with_what_the_text_says_of_it(session: Session) -> None:
    select_words(session, SPEECH)
    assert session.run("quote.make").key == "Quote made."
    quote = session.quote
    text = session.text
    assert quote.content == (span_of(text, SPEECH),)
    assert quote.type is QuoteType.DIRECT
    assert quote.cue.span.of(text) == "وأضاف"
    assert quote.cue.lemma == "أضاف"
    assert (quote.by, quote.created, quote.updated) == ("tester", quote.created, quote.created)
    assert session.selection.empty
    assert session.selection.caret == quote.start


@pytest.mark.parametrize(
    ("drawn", "kept"),
    [
        ("«لن نرفع الرسوم هذا العام»", SPEECH),
        (" «لن نرفع الرسوم هذا العام»", SPEECH),
        (" إن الميناء سيستقبل ", "إن الميناء سيستقبل"),
        ("«لن نرفع", "«لن نرفع"),
        ("وأضاف: «لن نرفع الرسوم هذا العام»", "وأضاف: «لن نرفع الرسوم هذا العام»"),
    ],
)
def test_blanks_and_a_whole_pair_of_quotation_marks_fall_away(
    session: Session, drawn: str, kept: str
) -> None:
    assert make_quote(session, drawn).content[0].of(session.text) == kept


def test_a_selection_drawn_backwards_is_the_same(session: Session) -> None:
    span = select_words(session, SPEECH)
    session.select(Selection(span.end, span.start))
    do(session, "quote.make")
    assert session.quote.content == (span,)


def test_nothing_selected_makes_nothing(session: Session) -> None:
    put_caret(session, "ردود")
    assert warned(session, "quote.make").startswith("Nothing is selected.")
    assert session.store.history == []


def test_the_same_words_are_one_quote(session: Session, quote: Quote) -> None:
    select_words(session, f"«{SPEECH}»")
    assert warned(session, "quote.make") == "These words are a quote already."
    assert session.quotes == [quote]


def test_quotes_nest_and_overlap(session: Session) -> None:
    outer = make_quote(session, CLAUSE)
    inner = make_quote(session, "سيستقبل 40 سفينة")
    across = make_quote(session, "سفينة في الشهر. وأضاف")
    assert session.quotes == [outer, inner, across]
    whole = document(session)
    assert [quote["id"] for quote in whole["articles"][0]["quotes"]] == [outer.id, inner.id, across.id]
    assert assert_spans_are_text(whole) >= 3


# The speaker


def named(session: Session) -> list[str]:
    return [session.project.speakers[speaker].name.ar for speaker in session.quote.speakers]


def test_the_likely_speaker_comes_first_and_is_made_when_chosen(session: Session, quote: Quote) -> None:
    choices = speaker_choices(session, quote)
    assert [choice.name for choice in choices[0]] == ["سالم الدوري"]
    assert choices[0][0].speaker_id is None
    do(session, "quote.speaker", choices[0])
    assert named(session) == ["سالم الدوري"]


def test_a_known_speaker_is_offered_and_not_made_again(session: Session, quote: Quote) -> None:
    do(session, "quote.speaker", speaker_choices(session, quote)[0])
    other = make_quote(session, CLAUSE)
    choices = speaker_choices(session, other)
    known = session.project.speakers[quote_of(session, quote).speakers[0]]
    assert [choice.speaker_id for choice in choices[0]] == [known.id]
    do(session, "quote.speaker", choices[0])
    assert session.quote.speakers == (known.id,)
    assert len(session.project.speakers) == 1


def quote_of(session: Session, quote: Quote) -> Quote:
    return session.project.quotes[quote.id]


def test_a_speaker_is_made_from_what_was_typed(session: Session, quote: Quote) -> None:
    do(session, "quote.speaker", [SpeakerChoice(None, "منال شاهين", 1.0)])
    assert named(session) == ["منال شاهين"]
    assert edits(session)[-1] == "quote.speaker"


def test_a_speaker_is_made_from_the_selected_mention(session: Session, quote: Quote) -> None:
    assert name_from_selection(session) is None
    select_words(session, "وزير النقل سالم الدوري ")
    name = name_from_selection(session)
    assert name == "سالم الدوري"
    do(session, "quote.speaker", [SpeakerChoice(None, name, 1.0)])
    assert named(session) == ["سالم الدوري"]


def test_two_speak_together(session: Session, quote: Quote) -> None:
    two = (SpeakerChoice(None, "سالم الدوري", 1.0), SpeakerChoice(None, "هدى الناصري", 1.0))
    do(session, "quote.speaker", two)
    assert named(session) == ["سالم الدوري", "هدى الناصري"]


def test_one_is_added_to_the_other_and_none_twice(session: Session, quote: Quote) -> None:
    do(session, "quote.speaker", [SpeakerChoice(None, "سالم الدوري", 1.0)])
    first = session.quote.speakers[0]
    do(session, "quote.speaker", [SpeakerChoice(None, "هدى الناصري", 1.0)], adding=True)
    assert named(session) == ["سالم الدوري", "هدى الناصري"]
    before = edits(session)
    do(session, "quote.speaker", [SpeakerChoice(first, "سالم الدوري", 1.0)], adding=True)
    assert edits(session) == before
    do(session, "quote.speaker", [SpeakerChoice(first, "سالم الدوري", 1.0)])
    assert named(session) == ["سالم الدوري"]


def test_attribution_becomes_known_with_a_speaker_and_stays_when_it_goes(
    open_on: Callable[..., Session],
) -> None:
    session = open_on("«كل شيء ممكن».\n")
    quote = make_quote(session, "كل شيء ممكن")
    assert quote.attribution is Attribution.UNKNOWN
    do(session, "quote.speaker", [SpeakerChoice(None, "رنا العطار", 1.0)])
    assert session.quote.attribution is Attribution.IMPLICIT
    do(session, "quote.no_speaker")
    assert session.quote.attribution is Attribution.IMPLICIT
    assert session.quote.speakers == ()


def test_attribution_stays_when_the_speaker_is_chosen_anew(session: Session, quote: Quote) -> None:
    assert quote.attribution is Attribution.ANAPHORIC
    do(session, "quote.speaker", [SpeakerChoice(None, "رنا العطار", 1.0)])
    do(session, "quote.no_speaker")
    do(session, "quote.speaker", [SpeakerChoice(None, "هدى الناصري", 1.0)])
    assert session.quote.attribution is Attribution.ANAPHORIC


def test_all_known_speakers_are_offered_once(session: Session, quote: Quote) -> None:
    for name in ("منال شاهين", "رنا العطار", "هدى الناصري"):
        do(session, "quote.speaker", [SpeakerChoice(None, name, 1.0)])
    single = [choices[0].speaker_id for choices in speaker_choices(session, quote) if len(choices) == 1]
    known = [speaker for speaker in single if speaker]
    assert sorted(known) == sorted(session.project.speakers)


# Type, attribution, note, unsure


def test_the_type_goes_round(session: Session, quote: Quote) -> None:
    types = []
    for _ in range(3):
        do(session, "quote.type")
        types.append(session.quote.type.value)
    assert types == ["indirect", "mixed", "direct"]


def test_the_attribution_goes_round(session: Session, quote: Quote) -> None:
    seen = [quote.attribution.value]
    for _ in range(4):
        do(session, "quote.attribution")
        seen.append(session.quote.attribution.value)
    assert seen[0] == seen[4]
    assert set(seen) == {"explicit", "anaphoric", "implicit", "unknown"}


def test_a_note_is_written_changed_and_taken_away(session: Session, quote: Quote) -> None:
    do(session, "quote.note", "راجع التسجيل")
    assert session.quote.note == "راجع التسجيل"
    before = edits(session)
    do(session, "quote.note", "راجع التسجيل")
    assert edits(session) == before
    do(session, "quote.note", "")
    assert session.quote.note == ""


def test_unsure_and_sure_again(session: Session, quote: Quote) -> None:
    do(session, "quote.unsure")
    assert session.quote.unsure
    do(session, "quote.unsure")
    assert not session.quote.unsure


def test_a_change_renews_the_time_of_updating_alone(session: Session, quote: Quote) -> None:
    do(session, "quote.unsure")
    assert session.quote.created == quote.created
    assert session.quote.updated > quote.updated


def test_a_deleted_quote_is_gone_and_comes_back(session: Session, quote: Quote) -> None:
    message = session.run("quote.delete")
    assert message.key == "Quote deleted. Press u to bring it back."
    assert (session.quotes, session.quote) == ([], None)
    do(session, "edit.undo")
    assert session.quotes == [quote]
    assert session.quote == quote


@pytest.mark.parametrize(
    "command",
    ["type", "cue", "mention", "attribution", "edges", "unsure", "delete", "no_cue", "no_mention"],
)
def test_without_a_quote_it_is_said(session: Session, command: str) -> None:
    assert warned(session, f"quote.{command}") == NO_QUOTE
    assert session.store.history == []


# Edges


def edges_of(session: Session) -> str:
    assert session.quote is not None
    return session.quote.content[0].of(session.text)


def test_the_end_moves_by_words(session: Session, quote: Quote) -> None:
    do(session, "quote.edges")
    assert selected(session) == SPEECH
    for _ in range(2):
        do(session, "move.previous_word")
    do(session, "quote.make")
    assert edges_of(session) == "لن نرفع الرسوم"
    assert session.task is None
    assert session.selection.empty


def test_the_start_moves_after_o(session: Session, quote: Quote) -> None:
    do(session, "quote.edges")
    do(session, "select.other_end")
    do(session, "move.previous_word")
    do(session, "quote.make")
    assert edges_of(session) == f"وأضاف: «{SPEECH}"
    do(session, "quote.edges")
    do(session, "select.other_end")
    do(session, "move.next_word")
    do(session, "quote.make")
    assert edges_of(session) == SPEECH


def test_edges_move_by_letters(session: Session, quote: Quote) -> None:
    do(session, "quote.edges")
    do(session, "move.left")
    do(session, "quote.make")
    assert edges_of(session) == SPEECH + "»"
    do(session, "quote.edges")
    do(session, "move.right")
    do(session, "move.right")
    do(session, "quote.make")
    assert edges_of(session) == SPEECH[:-1]


def test_edges_are_left_as_they_were_on_escape(session: Session, quote: Quote) -> None:
    before = edits(session)
    do(session, "quote.edges")
    do(session, "move.previous_word")
    do(session, "select.none")
    assert session.quote == quote
    assert edits(session) == before
    assert session.task is None


def test_edges_that_did_not_move_are_no_edit(session: Session, quote: Quote) -> None:
    before = edits(session)
    do(session, "quote.edges")
    do(session, "quote.make")
    assert edits(session) == before


def test_edges_with_nothing_between_them_leave_the_quote(session: Session, quote: Quote) -> None:
    do(session, "quote.edges")
    assert session.extending
    session.select(Selection.at(quote.start))
    assert warned(session, "quote.make") == "Nothing but spaces is left: the quote stays as it was."
    assert session.project.quotes[quote.id] == quote
    assert session.task is not None


def test_blanks_at_moved_edges_fall_away(session: Session, quote: Quote) -> None:
    do(session, "quote.edges")
    for _ in range(4):
        do(session, "move.right")
    do(session, "move.right")
    assert selected(session).endswith("هذا ")
    do(session, "quote.make")
    assert edges_of(session) == "لن نرفع الرسوم هذا"


INTERRUPTED = "قال المدرب رامي: «سنفوز غدا» وابتسم ثم «بإذن الله تعالى» وخرج من القاعة.\n"


@pytest.fixture
def interrupted(open_on: Callable[..., Session]) -> Session:
    session = open_on(INTERRUPTED)
    quote = make_quote(session, "سنفوز غدا")
    fragments = (quote.content[0], span_of(INTERRUPTED, "بإذن الله تعالى"))
    session.change("script", [session.revise(quote, content=fragments)])
    return session


def fragments(session: Session) -> list[str]:
    return [span.of(session.text) for span in session.quote.content]


def test_the_outer_edges_of_an_interrupted_quote_move(interrupted: Session) -> None:
    do(interrupted, "quote.edges")
    assert selected(interrupted).startswith("سنفوز غدا» وابتسم")
    do(interrupted, "move.previous_word")
    do(interrupted, "select.other_end")
    do(interrupted, "move.next_word")
    do(interrupted, "quote.make")
    assert fragments(interrupted) == ["غدا", "بإذن الله"]
    do(interrupted, "edit.undo")
    assert fragments(interrupted) == ["سنفوز غدا", "بإذن الله تعالى"]


def test_the_edges_of_an_interrupted_quote_do_not_cross_its_gap(interrupted: Session) -> None:
    do(interrupted, "quote.edges")
    for _ in range(5):
        do(interrupted, "move.previous_word")
    message = warned(interrupted, "quote.make")
    assert message == "The edges of an interrupted quote can't cross its gap."
    assert fragments(interrupted) == ["سنفوز غدا", "بإذن الله تعالى"]
    do(interrupted, "select.none")
    do(interrupted, "quote.edges")
    do(interrupted, "select.other_end")
    do(interrupted, "move.next_word")
    do(interrupted, "move.next_word")
    assert selected(interrupted).startswith("وابتسم")
    assert warned(interrupted, "quote.make") == message


def test_an_interrupted_quote_is_chosen_by_its_fragments_alone(interrupted: Session) -> None:
    whole = interrupted.quote
    inner = make_quote(interrupted, "وابتسم ثم")
    put_caret(interrupted, "تعالى")
    assert interrupted.quote.id == whole.id
    put_caret(interrupted, "ثم")
    assert interrupted.quote.id == inner.id


# Cue and mention


@pytest.mark.parametrize(
    ("command", "kind"), [("quote.cue", TaskKind.CUE), ("quote.mention", TaskKind.MENTION)]
)
def test_choosing_begins_at_the_present_words(
    session: Session, quote: Quote, command: str, kind: TaskKind
) -> None:
    present = quote.cue.span if kind is TaskKind.CUE else quote.mention
    do(session, command)
    assert session.task.kind is kind
    assert session.selection.caret == present.start


def test_the_selected_words_become_the_cue(session: Session, quote: Quote) -> None:
    span = select_words(session, "قال", 0)
    do(session, "quote.cue")
    assert session.quote.cue.span == span
    assert session.quote.cue.lemma == "قال"
    assert session.selection.caret == quote.start


def test_the_cue_is_chosen_by_going_to_the_word(session: Session, quote: Quote) -> None:
    do(session, "quote.cue")
    put_caret(session, "قال")
    do(session, "quote.make")
    assert session.quote.cue.span.of(session.text) == "قال"
    assert session.task is None


def test_going_to_the_words_of_another_quote_does_not_choose_it(session: Session, quote: Quote) -> None:
    other = make_quote(session, CLAUSE)
    session.visit(quote)
    do(session, "quote.mention")
    put_caret(session, "الميناء سيستقبل")
    assert session.quote.id == quote.id
    do(session, "select.grow")
    message = session.run("quote.make")
    assert dict(message.values) == {"words": "الميناء"}
    assert session.project.quotes[quote.id].mention.of(session.text) == "الميناء"
    assert session.project.quotes[other.id] == other


def test_the_mention_may_be_several_words(session: Session, quote: Quote) -> None:
    do(session, "quote.mention")
    put_caret(session, "وزير النقل")
    do(session, "select.toggle")
    for _ in range(4):
        do(session, "move.next_word")
    do(session, "quote.make")
    assert session.quote.mention.of(session.text) == "وزير النقل سالم الدوري"
    assert_spans_are_text(document(session))


def test_the_selected_words_become_the_mention_without_blanks(session: Session, quote: Quote) -> None:
    select_words(session, " النائبة هدى الناصري ")
    message = session.run("quote.mention")
    assert message.key == "Mention: {words}"
    assert session.quote.mention.of(session.text) == "النائبة هدى الناصري"


def test_choosing_is_left_with_escape(session: Session, quote: Quote) -> None:
    for command in ("quote.cue", "quote.mention"):
        do(session, command)
        put_caret(session, "ردود")
        do(session, "select.none")
        assert session.task is None
    assert session.project.quotes[quote.id] == quote


def test_where_there_is_no_word_nothing_is_taken(session: Session, quote: Quote) -> None:
    do(session, "quote.cue")
    session.select(Selection.at(session.text.index("\n\n") + 1))
    assert warned(session, "quote.make") == "There is no word here to take."
    assert session.project.quotes[quote.id] == quote
    assert session.task is not None


def test_a_word_that_reports_nothing_is_a_cue_without_a_lemma(session: Session, quote: Quote) -> None:
    select_words(session, "البضائع")
    do(session, "quote.cue")
    assert session.quote.cue.lemma is None


def test_cue_and_mention_can_be_taken_away(session: Session, quote: Quote) -> None:
    assert quote.mention is not None
    do(session, "quote.no_cue")
    do(session, "quote.no_mention")
    assert (session.quote.cue, session.quote.mention) == (None, None)
    before = edits(session)
    do(session, "quote.no_cue")
    do(session, "quote.no_mention")
    assert edits(session) == before


def test_keeping_the_same_words_is_no_edit(session: Session, quote: Quote) -> None:
    before = edits(session)
    do(session, "quote.mention")
    do(session, "select.toggle")
    session.select(Selection.over(quote.mention))
    do(session, "quote.make")
    assert edits(session) == before


def test_the_cue_can_be_chosen_while_the_edges_are_moved(session: Session) -> None:
    quote = make_quote(session, "«لن نرفع الرسوم هذا العام»")
    do(session, "quote.edges")
    do(session, "quote.cue")
    assert session.task is not None
    assert session.task.kind is TaskKind.CUE
    assert session.project.quotes[quote.id].cue == quote.cue
