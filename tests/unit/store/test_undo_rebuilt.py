"""What can be undone, where the project's file is damaged or says what can't be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.model import Edit
from summit_tui.store import ProjectStore
from summit_tui.store.checking import check
from summit_tui.store.keeper import Keeper
from summit_tui.store.snapshot import chunks, read_own

NoteEdit = Callable[[ProjectStore, str], Edit]


def left_by_a_kill(store: ProjectStore, to: Path) -> Path:
    shutil.copytree(store.path, to / ".summit", symlinks=True)
    store.close()
    return to


def damage(folder: Path) -> None:
    file = folder / ".summit" / "project.json"
    content = file.read_bytes()
    file.write_bytes(content.replace(b'"generation":', b'"generatiom":', 1))


def undone(store: ProjectStore) -> Edit:
    last = store.stacks.done[-1]
    return Edit("undo", "user", last.at, "undo", last.inverse(), undoes=last.id)


@pytest.fixture
def first(store: ProjectStore) -> str:
    return store.project.quotes["q-1"].note


@pytest.fixture
def taken_up(store: ProjectStore, first: str, note_edit: NoteEdit, tmp_path: Path) -> Path:
    """A project that was never folded, with two sessions that were killed."""
    assert first
    store.commit(note_edit(store, "أ"))
    again = ProjectStore.open(left_by_a_kill(store, tmp_path / "first"))
    again.commit(note_edit(again, "ب"))
    return left_by_a_kill(again, tmp_path / "second")


def look(folder: Path, first: str) -> None:
    """``first`` is the quote's note before both edits."""
    with ProjectStore.open(folder) as store:
        assert store.project.quotes["q-1"].note == "ب"
        assert [edit.command for edit in store.history] == ["import", "quote.note", "quote.note"]
        assert "was rebuilt" in str(store.mended[0])
        assert len(store.mended) == 1
        for note in ("أ", first):
            store.commit(undone(store))
            assert store.project.quotes["q-1"].note == note


def test_a_project_that_was_never_folded_is_rebuilt_after_a_second_session(
    taken_up: Path, first: str
) -> None:
    damage(taken_up)
    look(taken_up, first)


def test_also_where_its_journal_says_more_of_undo_than_there_was(
    store: ProjectStore, first: str, note_edit: NoteEdit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_journal = Keeper._new_journal
    with monkeypatch.context() as patch:
        patch.setattr(
            Keeper,
            "_new_journal",
            lambda keeper, after, chain, _, lines=(): new_journal(keeper, after, chain, keeper.extra, lines),
        )
        store.commit(note_edit(store, "أ"))
        again = ProjectStore.open(left_by_a_kill(store, tmp_path / "first"))
        again.commit(note_edit(again, "ب"))
    folder = left_by_a_kill(again, tmp_path / "second")
    damage(folder)
    look(folder, first)


@pytest.mark.parametrize("undo", [None, {"done": 99, "undone": []}, {"done": 2, "undone": ["1"]}])
def test_what_is_said_of_undo_may_be_wrong_and_the_project_opens(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, undo: object
) -> None:
    store.commit(note_edit(store, "أ"))
    store.close()
    file = folder / ".summit" / "project.json"
    tables, meta = read_own(file.read_bytes())
    file.write_bytes(b"".join(chunks(tables, meta._replace(extra={**meta.extra, "undo": undo}))))
    assert any("can be taken back" in str(fault.message) for fault in check(folder).faults)
    with ProjectStore.open(folder) as again:
        assert again.project == store.project
        assert "can be undone is damaged" in str(again.mended[0])
        assert not again.stacks.done
        again.commit(note_edit(again, "ب"))
        again.commit(undone(again))
        assert again.project == store.project
        assert len(list(again.history)) == 4
    with ProjectStore.open(folder) as again:
        assert again.mended == []
        assert again.project == store.project
