from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from summit_tui.model import GROUNDWORK, ArticleState, Change, Name, Project, Speaker, UndoStacks
from summit_tui.session import Session, exported, open_session
from summit_tui.suggest import SpeakerChoice
from tests.support.editing import do, document, make_quote, put_caret, select_words, warned
from tests.support.sessions import fixed_author, paths_in


def work(session: Session) -> list[bytes]:
    """Does one of almost everything; the export after each edit."""
    states = []

    def after(command: str, *answers: object) -> None:
        do(session, command, *answers)
        states.append(exported(session, "all"))

    after("topic.article_numbered", 3)
    select_words(session, "لن نرفع الرسوم هذا العام")
    after("quote.make")
    after("quote.speaker", [SpeakerChoice(None, "سالم الدوري", 1.0)])
    after("topic.quote_numbered", 2)
    after("topic.quote_numbered", 2)
    after("quote.note", "كلام واضح")
    after("quote.unsure")
    after("quote.type")
    do(session, "quote.edges")
    do(session, "move.previous_word")
    after("quote.make")
    select_words(session, "الأرقام مبالغ فيها")
    after("quote.make")
    after("quote.speaker", [SpeakerChoice(None, "هدى الناصري", 1.0)])
    after("quote.attribution")
    after("quote.no_mention")
    after("quote.delete")
    after("topic.add", "النقل البحري")
    after("article.annotated")
    return states


def again(session: Session, tmp_path: Path, seed: int) -> Session:
    """The app closed and opened again on the same article."""
    session.close()
    path = session.place.path_of(session.article.source.file)
    return open_session(path, paths=paths_in(tmp_path / "home"), author=fixed_author(seed))


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after restarts"])
def test_everything_is_taken_back_and_brought_again_to_the_byte(
    session: Session, tmp_path: Path, restart: bool
) -> None:
    states = work(session)
    assert len(set(states)) == len(states), "every edit shows in the export"
    for seed, before in enumerate(reversed(states[:-1]), 100):
        if restart:
            session = again(session, tmp_path, seed)
        do(session, "edit.undo")
        assert exported(session, "all") == before
    do(session, "edit.undo")
    assert document(session)["articles"][0]["state"] == "new"
    assert warned(session, "edit.undo") == "There is nothing to undo."
    for seed, after in enumerate(states, 200):
        if restart:
            session = again(session, tmp_path, seed)
        do(session, "edit.redo")
        assert exported(session, "all") == after
    assert warned(session, "edit.redo") == "There is nothing to redo."
    session.close()


def test_undo_goes_on_over_what_was_done_after_an_undo(session: Session) -> None:
    make_quote(session, "لن نرفع الرسوم هذا العام")
    one = exported(session)
    do(session, "quote.unsure")
    do(session, "edit.undo")
    do(session, "quote.note", "ملاحظة")
    assert warned(session, "edit.redo") == "There is nothing to redo."
    do(session, "edit.undo")
    assert exported(session) == one
    do(session, "edit.redo")
    assert session.quote.note == "ملاحظة"


def test_undo_goes_to_the_quote_and_says_what_it_took_back(session: Session) -> None:
    first = make_quote(session, "لن نرفع الرسوم هذا العام")
    do(session, "quote.unsure")
    make_quote(session, "الأرقام مبالغ فيها")
    do(session, "edit.undo")
    message = session.run("edit.undo")
    assert message.key == "Undone: {command}"
    assert dict(message.values)["command"].key == session.commands["quote.unsure"].title
    assert session.quote.id == first.id
    assert session.selection.caret == first.start
    message = session.run("edit.redo")
    assert message.key == "Redone: {command}"
    assert session.quote.unsure


def test_undo_of_a_new_quote_leaves_none_chosen(session: Session) -> None:
    make_quote(session, "لن نرفع الرسوم هذا العام")
    do(session, "edit.undo")
    assert session.quote is None
    assert session.quotes == []
    do(session, "edit.redo")
    assert session.quote is not None


def test_undo_leaves_a_choice_that_was_under_way(session: Session) -> None:
    make_quote(session, "لن نرفع الرسوم هذا العام")
    do(session, "quote.unsure")
    do(session, "quote.edges")
    do(session, "edit.undo")
    assert session.task is None


def test_undo_first_takes_back_what_is_under_way(session: Session) -> None:
    quote = make_quote(session, "لن نرفع الرسوم هذا العام")
    do(session, "quote.edges")
    do(session, "move.previous_word")
    do(session, "edit.undo")
    assert session.task is None
    assert session.selection.empty
    assert session.quotes == [quote]
    do(session, "edit.undo")
    assert session.quotes == []


def test_a_new_speaker_goes_with_the_edit_that_made_it(session: Session) -> None:
    make_quote(session, "لن نرفع الرسوم هذا العام")
    do(session, "quote.speaker", [SpeakerChoice(None, "سالم الدوري", 1.0)])
    do(session, "edit.undo")
    assert session.project.speakers == {}
    do(session, "edit.redo")
    assert [speaker.name.ar for speaker in session.project.speakers.values()] == ["سالم الدوري"]


def test_topics_that_came_with_the_app_and_the_article_stay(session: Session) -> None:
    do(session, "topic.article_numbered", 1)
    do(session, "edit.undo")
    assert len(session.project.topics) == 5
    assert session.article.state is ArticleState.NEW
    assert {edit.command for edit in session.store.history[:2]} == {"project.begin", "article.add"}
    assert {"project.begin", "article.add"} < GROUNDWORK


def test_edits_of_two_articles_are_taken_back_in_their_order(
    open_on: Callable[..., Session], tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text("وقالت الخبيرة ريم صالح: «انتهى الأمر».\n", "utf-8")
    open_on("قال حسن التميمي: «بدأ الأمر».\n", name="a.txt").close()
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    first, second = session.entries
    make_quote(session, "بدأ الأمر")
    one = exported(session)
    do(session, "article.open", second)
    make_quote(session, "انتهى الأمر")
    do(session, "edit.undo")
    do(session, "article.open", first)
    do(session, "article.open", second)
    do(session, "edit.undo")
    assert session.project.quotes == {}
    do(session, "edit.redo")
    assert json_quotes(session) == [["بدأ الأمر"], []]
    assert one != exported(session), "the second article stays known"
    do(session, "edit.redo")
    assert json_quotes(session) == [["بدأ الأمر"], ["انتهى الأمر"]]
    session.close()


def json_quotes(session: Session) -> list[list[str]]:
    articles = document(session)["articles"]
    return [[quote["content"][0]["text"] for quote in article["quotes"]] for article in articles]


def test_the_state_is_the_replay_of_the_history(session: Session) -> None:
    work(session)
    for _ in range(5):
        do(session, "edit.undo")
    do(session, "edit.redo")
    replayed = Project()
    for edit in session.store.history:
        replayed.apply(edit.changes)
    assert replayed == session.project
    assert UndoStacks.of(session.store.history) == session.undo_stacks


def test_undo_is_not_blocked_by_a_file_that_was_moved(session: Session, tmp_path: Path) -> None:
    do(session, "topic.article_numbered", 4)
    tagged = document(session)["articles"][0]
    session.close()
    (tmp_path / "new").mkdir()
    shutil.move(tmp_path / "article.txt", tmp_path / "new" / "other.txt")
    session = open_session(
        tmp_path / "new" / "other.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2)
    )
    make_quote(session, "لن نرفع الرسوم هذا العام")
    do(session, "edit.undo")
    do(session, "edit.undo")
    (article,) = document(session)["articles"]
    assert (article["source"]["file"], article["topics"], article["state"]) == ("new/other.txt", [], "new")
    do(session, "edit.redo")
    (article,) = document(session)["articles"]
    assert article == {**tagged, "source": {**tagged["source"], "file": "new/other.txt"}}
    do(session, "edit.redo")
    assert len(session.quotes) == 1
    session.close()


def test_what_a_script_changed_is_taken_back_in_one_step(session: Session) -> None:
    quote = make_quote(session, "لن نرفع الرسوم هذا العام")
    before = exported(session)
    speakers = [Speaker("s-1", Name("لمى حداد")), Speaker("s-2", Name("وائل قاسم"))]
    changes = [Change(None, speaker) for speaker in speakers]
    session.change(
        "script", [*changes, session.revise(quote, speakers=tuple(speaker.id for speaker in speakers))]
    )
    message = session.run("edit.undo")
    assert dict(message.values)["command"] == "script"
    assert exported(session) == before


def test_a_caret_that_moved_is_nothing_to_undo(session: Session) -> None:
    put_caret(session, "ردود")
    do(session, "select.grow")
    assert warned(session, "edit.undo") == "There is nothing to undo."
    assert not session.store.exists


@pytest.mark.parametrize("table", ["quotes", "articles"])
def test_what_another_program_took_away_is_told_where_it_would_be_taken_back(
    session: Session, tmp_path: Path, table: str
) -> None:
    if table == "quotes":
        make_quote(session, "لن نرفع الرسوم هذا العام")
    else:
        do(session, "topic.article_numbered", 2)
    session.close()
    with TinyDB(tmp_path / ".summit" / "project.json") as other:
        other.drop_table(table)
    session = again(session, tmp_path, 3)
    history = list(session.store.history)
    assert "doesn't fit the project; nothing was changed" in warned(session, "edit.undo")
    assert session.store.history == history
    session.close()
