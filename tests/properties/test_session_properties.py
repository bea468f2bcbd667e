"""Whatever is done in a session can be taken back, replayed and exported, and no cluster is ever split."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summit_tui.model import (
    Attribution,
    Change,
    EditConflictError,
    Project,
    Quote,
    QuoteType,
    Span,
    Status,
    UndoStacks,
    merged,
)
from summit_tui.session import Selection, Session, exported, motion
from summit_tui.session.commands.topic import new_topic
from summit_tui.session.layout import ArticleLayout
from summit_tui.session.review.found import FoundPart
from summit_tui.session.review.queue import same_content
from summit_tui.suggest import SpeakerChoice
from summit_tui.suggest.suggestions import Reason, SuggestedQuote
from tests.support.editing import assert_spans_are_text
from tests.support.sessions import session_on_text
from tests.support.suggesting import found, save_suggestions

NEWS = (
    "البلدية تفتتح الحديقة\n"
    "قال رئيس البلدية نادر عبيد إن الحديقة «ستكون للجميع» ابتداء من 1 أيار. وأضاف: «لا رسوم».\n"
    "\n"
    "وردت العضوة سناء الخطيب بأن 30% من المَبْلَغ لم يُصرف، بحسب BBC News.\n"
)

MOVES = [
    "move.left",
    "move.right",
    "move.up",
    "move.down",
    "move.next_word",
    "move.previous_word",
    "move.word_left",
    "move.next_sentence",
    "move.previous_paragraph",
    "move.page_down",
    "move.line_start",
    "move.line_end",
    "move.next_quote",
    "move.previous_quote",
    "select.left",
    "select.up",
    "select.word_left",
    "select.line_end",
    "select.grow",
    "select.shrink",
    "select.toggle",
    "select.other_end",
    "select.none",
]
EDITS = [
    "quote.make",
    "quote.edges",
    "quote.cue",
    "quote.mention",
    "quote.type",
    "quote.attribution",
    "quote.unsure",
    "quote.delete",
    "quote.no_cue",
    "quote.no_mention",
    "quote.no_speaker",
    "review.accept",
    "review.reject",
    "article.annotated",
]
QUEUE = ["review.next", "review.previous", "review.order", "review.show"]

Step = tuple[str, object]
names = st.sampled_from(["نادر عبيد", "سناء الخطيب", "ريم"])
notes = st.text(st.sampled_from("نص \n\u2028😀e\u0301"), max_size=6)
places = st.integers(0, len(NEWS))
steps: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.sampled_from([*MOVES, *EDITS]), st.none()),
    st.tuples(st.sampled_from(EDITS[:5]), st.none()),
    st.tuples(st.sampled_from(EDITS[5:10]), st.none()),
    st.tuples(st.sampled_from(EDITS[10:]), st.none()),
    st.tuples(st.just("select"), st.tuples(places, places)),
    st.tuples(st.just("quote"), st.tuples(places, places)),
    st.tuples(st.just("speaker"), st.tuples(names, st.booleans())),
    st.tuples(st.just("note"), notes),
    st.tuples(st.sampled_from(["topic.quote_numbered", "topic.article_numbered"]), st.integers(1, 6)),
    st.tuples(st.just("own topic"), names),
    st.tuples(st.just("suggest"), st.tuples(places, places)),
    st.tuples(st.just("find"), st.tuples(places, places, names, st.sampled_from([0.2, 0.6, 0.9]))),
    st.tuples(st.sampled_from([*QUEUE, "review.accept", "review.reject", "review.next"]), st.none()),
    st.tuples(st.just("reject topic"), st.integers(1, 5)),
    st.tuples(st.just("run again"), st.none()),
    st.tuples(st.just("interrupt"), st.tuples(places, places)),
    st.tuples(st.sampled_from(["edit.undo", "edit.undo", "edit.redo"]), st.none()),
)
scripts = st.lists(steps, min_size=4, max_size=25)


@contextmanager
def session_on(text: str) -> Iterator[Session]:
    with tempfile.TemporaryDirectory() as folder:
        session = session_on_text(Path(folder), text)
        session.proposals.learns = False  # it learns in a thread, and may then show less
        try:
            yield session
        finally:
            session.close()


def take(session: Session, step: Step) -> None:
    """Does what ``step`` says; what a command refuses is left."""
    name, value = step
    if name in OTHER_STEPS:
        OTHER_STEPS[name](session, value)
    else:
        message = session.run(name, *([] if value is None else [value]))
        assert message is None or message.key


def make(session: Session, ends: tuple[int, int]) -> None:
    session.select(Selection(*ends))
    session.run("quote.make")


def name_speaker(session: Session, value: tuple[str, bool]) -> None:
    name, adding = value
    known = [known for known in session.project.speakers.values() if known.name.ar == name]
    choice = SpeakerChoice(known[0].id if known else None, name, 1.0)
    session.run("quote.speaker", [choice], adding=adding)


OTHER_STEPS: dict[str, Callable[[Session, Any], object]] = {
    "select": lambda session, ends: session.select(Selection(*ends)),
    "quote": make,
    "speaker": name_speaker,
    "note": lambda session, note: session.run("quote.note", note),
    "own topic": lambda session, name: session.run("topic.article", new_topic(session, name)),
    "suggest": lambda session, ends: suggest(session, *sorted(ends)),
    "find": lambda session, value: find(session, *value),
    "reject topic": lambda session, number: session.run("topic.reject", session.topics[number - 1]),
    "run again": lambda session, _: run_again(session),
    "interrupt": lambda session, ends: interrupt(session, *sorted(ends)),
}


def begin(session: Session) -> None:
    """Makes a quote and takes suggestions in, so that there is something to work on."""
    find(session, NEWS.index("إن الحديقة"), NEWS.index(" ابتداء"), "نادر عبيد", 0.7)
    find(session, NEWS.index("BBC"), NEWS.index(".\n", NEWS.index("BBC")), "ريم", 0.8)
    suggest(session, NEWS.index("بأن"), NEWS.index("، بحسب"))
    take(session, ("quote", (NEWS.index("لا رسوم"), NEWS.index("».\n\n"))))
    assert session.quote is not None


def suggest(session: Session, start: int, end: int) -> None:
    if start == end:
        return
    quote = Quote(
        session.new_id(),
        session.article.id,
        QuoteType.INDIRECT,
        (Span(start, end),),
        status=Status.SUGGESTED,
        by="rules",
    )
    save_suggestions(session, [quote], [])


def find(session: Session, one: int, other: int, name: str, score: float) -> None:
    """As if a run of the suggester had found this and the topics there are."""
    start, end = sorted((one, other))
    if start == end:
        return
    why = Reason("clause")
    quote = SuggestedQuote(
        QuoteType.INDIRECT,
        (Span(start, end),),
        None,
        None,
        Attribution.EXPLICIT,
        (SpeakerChoice(None, name, 1.0),),
        why,
        score,
    )
    run = session.reviewing.pending.begin()
    session.proposals.take(run, found(session, quote, topics={"iran": score, "cyber": score}))


def run_again(session: Session) -> None:
    """As if the article were opened anew, and a run found the same."""
    former = session.reviewing.pending
    session.reviewing.begin()
    again = FoundPart(
        tuple(former.quotes.values()), tuple(former.speakers.values()), tuple(former.tags.values())
    )
    session.proposals.take(session.reviewing.pending.begin(), again)


def interrupt(session: Session, start: int, end: int) -> None:
    """Gives the present quote a further fragment, as a script may."""
    if session.quote is not None and start < end:
        content = merged([*session.quote.content, Span(start, end)])
        session.change("script", [session.revise(session.quote, content=content)])


def everything(session: Session) -> tuple[Project, bytes]:
    return Project.of(session.project.entities()), exported(session, "all")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scripts)
def test_undo_and_redo_lead_through_the_same_states_and_bytes(script: list[Step]) -> None:
    with session_on(NEWS) as session:
        begin(session)
        for step in script:
            take(session, step)
        session.run("select.none")  # undo would first leave what is being chosen
        last = everything(session)
        states = [last]
        count = len(session.undo_stacks.done)
        for _ in range(count):
            assert not session.run("edit.undo").warning
            states.append(everything(session))
        assert session.run("edit.undo").warning
        assert session.project.quotes == {}
        assert session.project.speakers == {}
        for state in reversed(states[:-1]):
            assert not session.run("edit.redo").warning
            assert everything(session) == state
        assert everything(session) == last


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scripts, steps)
def test_undo_after_any_one_step_is_the_identity(script: list[Step], last: Step) -> None:
    with session_on(NEWS) as session:
        begin(session)
        for step in script:
            take(session, step)
        before, edits = everything(session), len(session.store.history)
        undone, shown = list(session.undo_stacks.undone), session.quotes
        take(session, last)
        made = session.store.history[edits:]
        assert len(made) <= 1
        if not made:
            assert everything(session) == before
            return
        session.run("select.none")  # undo would first leave what is being chosen
        back = "edit.redo" if made[0].undoes else "edit.undo"
        assert not session.run(back).warning
        assert everything(session) == before
        assert session.quotes == shown
        if made[0].undoes or made[0].redoes:
            assert session.undo_stacks.undone == undone


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scripts)
def test_a_project_is_the_replay_of_its_history_also_when_opened_again(script: list[Step]) -> None:
    with session_on(NEWS) as session:
        begin(session)
        for step in script:
            take(session, step)
        replayed = Project()
        for edit in session.store.history:
            replayed.apply(edit.changes)
        assert replayed == session.project
        assert UndoStacks.of(session.store.history) == session.undo_stacks
        state = everything(session)
        session.close()
        again = session_on_text(session.place.root, NEWS, seed=2)
        assert everything(again) == state
        assert again.undo_stacks == session.undo_stacks
        again.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scripts)
def test_every_exported_span_is_its_text_and_every_reference_is_there(script: list[Step]) -> None:
    with session_on(NEWS) as session:
        begin(session)
        for step in script:
            take(session, step)
        for status in ("all", "accepted"):
            whole = json.loads(exported(session, status))
            assert_spans_are_text(whole)
            speakers = {speaker["id"] for speaker in whole["speakers"]}
            topics = {topic["id"] for topic in whole["topics"]}
            for article in whole["articles"]:
                assert {tag["id"] for tag in article["topics"]} <= topics
                for quote in article["quotes"]:
                    assert set(quote["speakers"]) <= speakers
                    assert set(quote["topics"]) <= topics


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scripts)
def test_the_queue_holds_what_nobody_decided_on_and_nothing_else(script: list[Step]) -> None:
    with session_on(NEWS) as session:
        begin(session)
        for step in script:
            take(session, step)
            check_queue(session)
        decided = {quote.id for quote in session.project.quotes.values()}
        shown = session.quotes
        run_again(session)
        assert session.quotes == shown
        assert not decided & {quote.id for quote in session.suggestions if quote not in shown}


def check_queue(session: Session) -> None:
    """What has to hold of suggestions at any time."""
    quotes, suggestions = session.quotes, session.suggestions
    assert [quote.order for quote in quotes] == sorted(quote.order for quote in quotes)
    assert len({quote.id for quote in quotes}) == len(quotes)
    known = list(session.project.quotes.values())
    decided = [quote for quote in known if quote.status is not Status.SUGGESTED]
    accepted = [quote for quote in decided if quote.status is Status.ACCEPTED]
    assert [quote for quote in quotes if quote.status is Status.ACCEPTED] == sorted(
        accepted, key=lambda quote: quote.order
    )
    for suggestion in suggestions:
        hull = (suggestion.start, suggestion.end)
        assert all((quote.id, (quote.start, quote.end)) != (suggestion.id, hull) for quote in decided)
        assert all((quote.start, quote.end) != hull for quote in decided)
        assert not any(same_content(suggestion, quote) for quote in accepted)
        assert set(suggestion.speakers) <= session.speakers.keys()
        assert suggestion.status is Status.SUGGESTED
    if not session.reviewing.shown:
        assert suggestions == []
        assert session.suggested_topics == {}
    held = {tag.id for tag in session.article.topics if tag.status is not Status.SUGGESTED}
    assert not held & session.suggested_topics.keys()
    assert session.quote is None or session.quote in quotes
    assert session.task is None or session.find(session.task.quote) is not None


pieces = st.sampled_from(
    [
        "قال ",
        "الوزيرُ ",
        "نَعَمْ",
        "لا",
        "لأن ",
        "ـ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "«",
        "»",
        '"',
        ". ",
        "، ",
        "NATO ",
        "e\u0301",
        "2021 ",
        "12.5%",
        "😀",
        "👨\u200d👩\u200d👧",
        "\u200f",
        "\u200c",
        "\u202b",
        "\u064b",
        "中文",
        "\t",
    ]
)
BLANKS = " \t\n\u200f\u200c\u202b"
texts = st.lists(pieces, min_size=1, max_size=24).map("".join).filter(lambda text: text.strip(BLANKS))


def edges(text: str) -> set[int]:
    return {0, len(text), *(match.start() for match in regex.finditer(r"\X", text))}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.data())
def test_no_selection_and_no_quote_ever_splits_a_cluster(text: str, data: st.DataObject) -> None:
    with session_on(text) as session:
        assert session.text == text
        allowed = edges(text)
        offsets = st.integers(0, len(text))
        session.resize(data.draw(st.integers(1, 30)), 5)
        session.select(Selection(data.draw(offsets), data.draw(offsets)))
        assert {session.selection.anchor, session.selection.caret} <= allowed
        for move in data.draw(st.lists(st.sampled_from(MOVES), max_size=12)):
            session.run(move)
            assert {session.selection.anchor, session.selection.caret} <= allowed, move
        session.run("quote.make")
        for quote in session.quotes:
            assert all({span.start, span.end} <= allowed for span in quote.content)
            clusters = regex.findall(r"\X", quote.content[0].of(text))
            assert clusters[0].strip(BLANKS)
            assert clusters[-1].strip(BLANKS)


@settings(max_examples=150, deadline=None)
@given(texts, st.integers(1, 40))
def test_left_and_right_come_by_every_stop_once_in_any_text(text: str, width: int) -> None:
    layout = ArticleLayout(text, width)

    def walk(offset: int, step: motion.Motion) -> list[int]:
        path = [offset]
        while (there := step(layout, path[-1])) != path[-1]:
            path.append(there)
            assert len(path) <= len(text) + 1, "the caret goes round"
        return path

    first = walk(motion.line_start(layout, 0), motion.right)[-1]
    path = walk(first, motion.left)
    assert len(set(path)) == len(path)
    assert set(path) <= edges(text)
    assert walk(path[-1], motion.right) == path[::-1]
    rows = [layout.row_of(offset) for offset in path]
    assert rows == sorted(rows, reverse=not layout.right_to_left)
    for one, other in pairwise(path):
        if layout.row_of(one) == layout.row_of(other):
            assert motion.column_of(layout, other) <= motion.column_of(layout, one)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.integers(1, 40), st.booleans())
def test_no_movement_sticks_before_the_end_of_any_text(text: str, width: int, selecting: bool) -> None:
    with session_on(text) as session:
        session.resize(width, 3)
        for forward, back in [
            ("next_word", "previous_word"),
            ("next_sentence", "previous_sentence"),
            ("next_paragraph", "previous_paragraph"),
            ("down", "up"),
        ]:
            for command, start, end in [(forward, 0, len(text)), (back, len(text), 0)]:
                session.select(Selection.at(start))
                session.selecting = selecting
                before = None
                while session.selection.caret != before:
                    before = session.selection.caret
                    session.run(f"move.{command}")
                    assert session.selection.caret == before or (before < session.selection.caret) == (
                        start < end
                    )
                if not text[min(before, end) : max(before, end)].strip(BLANKS):
                    continue
                assert before == end, command


@settings(max_examples=100, deadline=None)
@given(texts, st.integers(1, 40), st.data())
def test_every_motion_ends_on_an_edge_of_a_cluster_in_any_text(
    text: str, width: int, data: st.DataObject
) -> None:
    layout = ArticleLayout(text, width)
    allowed = edges(text)
    offset = data.draw(st.sampled_from(sorted(allowed)))
    column = data.draw(st.integers(0, width))
    rows = data.draw(st.integers(1, 9))
    there = [
        motion.up(layout, offset, column, rows),
        motion.down(layout, offset, column, rows),
        motion.line_start(layout, offset),
        motion.line_end(layout, offset),
        motion.at_cell(layout, data.draw(st.integers(-2, layout.rows + 2)), column),
        motion.next_sentence(layout, offset),
        motion.previous_sentence(layout, offset),
        motion.next_paragraph(layout, offset),
        motion.previous_paragraph(layout, offset),
    ]
    assert set(there) <= allowed
    assert layout.row_of(there[2]) == layout.row_of(there[3]) == layout.row_of(offset)


def test_a_change_that_does_not_fit_changes_nothing() -> None:
    with session_on(NEWS) as session:
        session.select(Selection(0, 8))
        session.run("quote.make")
        quote = session.quote
        assert quote is not None
        before = everything(session)
        stale = replace(quote, note="قديم")
        try:
            session.change("script", [Change(None, new_topic(session, "ن")), Change(stale, None)])
        except EditConflictError:
            assert everything(session) == before
        else:
            raise AssertionError("an edit of a state that never was is taken")
