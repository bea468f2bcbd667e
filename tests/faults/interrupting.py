"""Runs in which an interrupt comes amid a call of the disk, and that go on in the same store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summit_tui.store import ProjectStore
from tests.faults.failing import SYNCS, Failing
from tests.faults.small_run import SmallRun, commit


@dataclass
class Interrupting(Failing):
    """Raises ``KeyboardInterrupt`` in the place of the ``turn``-th call, or ``short`` behind it.

    So it is with whatever doesn't come as an ``OSError``: another signal's handler, a want of memory.
    """

    def _fail(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        self.failed.append(name)
        # What is opened would stay open with nobody to close it, and what is to be closed, too.
        if (self.short and name not in SYNCS | {"open"}) or name == "close":
            real(*arguments)
        raise KeyboardInterrupt


def go_on_through(folder: Path, run: SmallRun, failing: Interrupting) -> ProjectStore:
    """Makes all edits of the run, folding after every second, each tried again once it was interrupted.

    The store is left open, as where it is killed.
    """
    store = _opened(folder)
    for number in range(len(run.edits)):
        while store.sequence == number:
            try:
                commit(store, run.edits[number], run)
            except KeyboardInterrupt:
                assert failing.failed
            assert store.project == run.states[store.sequence]
            assert [edit.id for edit in store.stacks.done] == _done(run, store.sequence)
        assert store.sequence == number + 1
        assert not store.read_only
        if number % 3 == 1:
            _fold(store)
    return store


def _done(run: SmallRun, number: int) -> list[str]:
    """The ids of those of the first edits that can be taken back."""
    done: list[str] = []
    for edit in run.edits[:number]:
        if edit.undoes is None:
            done.append(edit.id)
        else:
            done.remove(edit.undoes)
    return done


def _opened(folder: Path) -> ProjectStore:
    while True:
        try:
            return ProjectStore.open(folder)
        except KeyboardInterrupt:
            continue


def _fold(store: ProjectStore) -> None:
    while True:
        try:
            store.fold(wait=True)
            return
        except KeyboardInterrupt:
            continue
