"""A history that is shortened: what is left of undo and redo, whatever was done before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summit_tui.model import Change, Edit, Name, Speaker, seeded_ids
from summit_tui.store import ProjectStore
from summit_tui.store.compacting import COMMAND


class Worker:
    """Does what a step says, as far as it can."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ids = seeded_ids(5)
        self.store = ProjectStore.open(folder)
        self.store.commit(self.edit(Change(None, Speaker("s", Name("سليم")))))

    def edit(self, *changes: Change, command: str = "test", **links: str) -> Edit:
        return Edit(self.ids(), "user", "2026-11-24T15:00:00Z", command, changes, **links)

    def change(self) -> None:
        for speaker in self.store.project.speakers.values():
            edit = self.edit(Change(speaker, replace(speaker, role=self.ids())))
            self.store.commit(edit)
            return

    def undo(self) -> None:
        if self.store.stacks.done:
            last = self.store.stacks.done[-1]
            self.store.commit(self.edit(*last.inverse(), undoes=last.id))

    def redo(self) -> None:
        if self.store.stacks.undone:
            last = self.store.stacks.undone[-1]
            self.store.commit(self.edit(*last.changes, redoes=last.id))

    def fold(self) -> None:
        self.store.fold(wait=True)

    def change_over(self) -> None:
        self.store.close()
        self.store = ProjectStore.open(self.folder)


STEPS = st.sampled_from((Worker.change, Worker.undo, Worker.redo, Worker.fold, Worker.change_over))


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, max_size=15), st.integers(0, 12), st.lists(STEPS, max_size=8))
def test_what_is_kept_can_be_undone_and_nothing_else_changes(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[Callable[[Worker], None]],
    keep: int,
    more: list[Callable[[Worker], None]],
) -> None:
    worker = Worker(tmp_path_factory.mktemp("p"))
    for step in steps:
        step(worker)
    store = worker.store
    numbers = {edit.id: number for number, edit in enumerate(store.history, 1)}
    done, undone = list(store.stacks.done), list(store.stacks.undone)
    project, kept = store.project, list(store.history)[-keep:] if keep else []
    start = store.shorten_history(worker.edit(command=COMMAND), keep).start
    for _ in range(2):
        store = worker.store
        assert store.project == project
        if start > 1:
            assert list(store.history)[:-1] == kept
        assert list(store.stacks.done) == [edit for edit in done if numbers[edit.id] >= start]
        all_kept = all(numbers[edit.id] >= start for edit in undone)
        assert list(store.stacks.undone) == (undone if all_kept else [])
        worker.change_over()
    for step in more:
        step(worker)
    states = [list(worker.store.project.speakers.values())]
    while worker.store.stacks.done:
        worker.undo()
        states.append(list(worker.store.project.speakers.values()))
    for state in reversed(states[:-1]):
        worker.redo()
        assert list(worker.store.project.speakers.values()) == state
    worker.store.close()
