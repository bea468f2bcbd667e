from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.config import unsafe_default_keys
from summit_tui.model import Edit
from summit_tui.session import SESSION_COMMANDS, Message, Session, exported, open_session
from summit_tui.store import ProjectStore, StoreError
from summit_tui.suggest import SpeakerChoice
from tests.support.editing import do, make_quote, select_words
from tests.support.sessions import fixed_author, paths_in

SPEECH = "لن نرفع الرسوم هذا العام"
FULL = "The disk is full: nothing of it was saved."


def state_of(session: Session) -> tuple[object, ...]:
    """All that a session is, as values that can be compared."""
    stacks = session.undo_stacks
    return (
        exported(session, "all"),
        session.selection,
        session.selecting,
        session.task,
        session.focus,
        session.article,
        session.topics,
        list(session.store.history),
        (list(stacks.done), list(stacks.undone)),
    )


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """``failing(True)`` makes every commit of a store fail, ``failing(False)`` mends it."""
    commit = ProjectStore.commit
    broken = [False]

    def maybe(store: ProjectStore, edit: Edit) -> None:
        if broken[0]:
            raise StoreError(FULL)
        commit(store, edit)

    monkeypatch.setattr(ProjectStore, "commit", maybe)

    def switch(on: bool) -> None:
        broken[0] = on

    return switch


def edge_task(session: Session) -> None:
    session.visit(session.quotes[0])
    do(session, "quote.edges")
    do(session, "move.previous_word")


def nothing(session: Session) -> None:
    pass


@pytest.mark.parametrize(
    ("prepare", "command", "answers"),
    [
        (lambda session: select_words(session, "الأرقام مبالغ فيها"), "quote.make", []),
        (edge_task, "quote.make", []),
        (nothing, "quote.speaker", [[SpeakerChoice(None, "سالم الدوري", 1.0)]]),
        (nothing, "quote.note", ["ملاحظة"]),
        (nothing, "quote.unsure", []),
        (nothing, "quote.delete", []),
        (nothing, "quote.type", []),
        (nothing, "quote.no_cue", []),
        (nothing, "topic.quote_numbered", [1]),
        (nothing, "topic.article_numbered", [1]),
        (nothing, "topic.add", ["الموانئ"]),
        (nothing, "article.annotated", []),
        (nothing, "edit.undo", []),
        (nothing, "edit.redo", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_saved_is_told_and_leaves_everything_as_it_was(
    session: Session, failing: Callable[[bool], None], prepare, command: str, answers: list[object]
) -> None:
    make_quote(session, SPEECH)
    do(session, "quote.unsure")
    do(session, "edit.undo")
    prepare(session)
    before = state_of(session)
    failing(True)
    message = session.run(command, *answers)
    # What was typed as a note is kept, and that is told beside it.
    assert dict(message.values).get("reason", message) == Message(FULL, (), warning=True)
    assert state_of(session) == before
    failing(False)
    do(session, command, *answers)
    assert state_of(session) != before


def test_a_first_edit_that_cannot_be_saved_adds_no_article_and_no_topics(
    session: Session, failing: Callable[[bool], None], tmp_path: Path
) -> None:
    select_words(session, SPEECH)
    before = state_of(session)
    failing(True)
    assert session.run("quote.make").warning
    assert state_of(session) == before
    assert session.project.topics == {}
    failing(False)
    do(session, "quote.make")
    assert len(session.quotes) == 1


@pytest.mark.parametrize("saved", [1, 2])
def test_a_first_edit_goes_on_where_saving_it_stopped(
    session: Session, monkeypatch: pytest.MonkeyPatch, saved: int
) -> None:
    commit = ProjectStore.commit
    left = [saved]

    def some(store: ProjectStore, edit: Edit) -> None:
        if not left[0]:
            raise StoreError(FULL)
        left[0] -= 1
        commit(store, edit)

    select_words(session, SPEECH)
    with monkeypatch.context() as patched:
        patched.setattr(ProjectStore, "commit", some)
        assert session.run("quote.make").warning
    assert session.quotes == []
    assert session.run("edit.undo").key == "There is nothing to undo."
    do(session, "quote.make")
    commands = [edit.command for edit in session.store.history]
    assert commands == ["project.begin", "article.add", "quote.make"]
    assert len(session.quotes) == 1


def test_what_change_has_returned_from_is_on_the_disk(session: Session, tmp_path: Path) -> None:
    make_quote(session, SPEECH)
    looking = open_session(tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), read_only=True)
    assert exported(looking, "all") == exported(session, "all")
    assert looking.store.history == session.store.history
    looking.close()


def test_an_edit_says_who_made_it_when_and_how(session: Session) -> None:
    make_quote(session, SPEECH)
    commands = [edit.command for edit in session.store.history]
    assert commands == ["project.begin", "article.add", "quote.make"]
    edit = session.store.history[-1]
    assert edit.by == "tester"
    assert edit.at.startswith("2026-11-24T15:00:0")
    assert len({edit.id for edit in session.store.history}) == 3


def test_an_unknown_command_is_a_fault_of_the_caller(session: Session) -> None:
    with pytest.raises(KeyError):
        session.run("quote.nonsense")


def test_commands_have_their_own_ids_keys_and_texts() -> None:
    keys = [key for command in SESSION_COMMANDS.values() for key in command.keys]
    assert len(keys) == len(set(keys))
    for name, command in SESSION_COMMANDS.items():
        assert command.id == name
        assert command.title
        assert command.help
        assert not command.help.endswith(".")
        assert command.then is None or command.then in SESSION_COMMANDS


def test_no_default_key_is_unsafe_under_the_arabic_layout() -> None:
    keys = {key for command in SESSION_COMMANDS.values() for key in command.keys}
    assert not keys & unsafe_default_keys()


def test_nothing_of_the_interface_is_needed() -> None:
    import subprocess
    import sys

    program = (
        "import sys, summit_tui.session;"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"


def test_two_sessions_share_nothing(open_on: Callable[..., Session], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    one = open_on("قال حسن: «نعم».\n")
    (tmp_path / "other" / "b.txt").write_text("قال حسن: «لا».\n", "utf-8")
    other = open_session(
        tmp_path / "other" / "b.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2)
    )
    make_quote(one, "نعم")
    assert other.quotes == []
    assert other.project.topics == {}
    make_quote(other, "لا")
    do(one, "edit.undo")
    assert len(other.quotes) == 1
    other.close()
