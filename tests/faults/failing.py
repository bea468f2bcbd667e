"""Runs in which a call of the disk fails, and that go on as a person would."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from summit_tui.disk import Disk
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.errors import ProjectChangedError
from tests.faults.disk_log import DiskLog
from tests.faults.small_run import SmallRun, commit

_CALLS = sorted(name for name in vars(Disk) if callable(getattr(Disk, name)) and not name.startswith("_"))
SYNCS = frozenset({"sync", "datasync"})
CHANGES = frozenset({"datasync", "write", "truncate", "rename", "link", "unlink"})


@dataclass
class Failing:
    """Lets the ``turn``-th call of ``Disk``, counted from 1, and the next up to ``times`` fail; counts all.

    A write may be ``short`` in its place, or write a part and then fail.
    """

    turn: int
    number: int
    short: bool = False
    times: int = 1
    calls: int = 0
    failed: list[str] = field(default_factory=list)
    paused: bool = False
    told: list[str] = field(default_factory=list)
    """What was said of it."""

    @contextmanager
    def installed(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in _CALLS:
                patch.setattr(Disk, name, self._wrapped(name, getattr(Disk, name)))
            yield

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Inside, calls are neither counted nor failed."""
        self.paused = True
        yield
        self.paused = False

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(disk: Disk, *arguments: Any) -> Any:
            # A call that makes others, as that which syncs a folder, is no system call itself.
            if not self.paused and name != "sync_folder":
                self.calls += 1
                if self.turn <= self.calls < self.turn + self.times:
                    return self._fail(name, lambda *changed: real(disk, *changed), arguments)
            return None if name in SYNCS else real(disk, *arguments)

        return call

    def _fail(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        self.failed.append(name)
        if name == "write":
            descriptor, content = arguments
            written = real(descriptor, content[: max(1, len(content) // 3)])
            if self.short:
                return written
        if name == "close":
            # The descriptor is closed all the same, as Linux does (close(2)).
            real(*arguments)
        raise OSError(self.number, os.strerror(self.number))


@dataclass
class FailingOn(Failing):
    """The same of a ``DiskLog``, as its ``on_call``, counting only the calls named ``names``."""

    names: frozenset[str] = SYNCS

    def on_call(self, name: str, _: tuple[Any, ...]) -> None:
        if name not in self.names or self.paused:
            return
        self.calls += 1
        if self.turn <= self.calls < self.turn + self.times:
            self.failed.append(name)
            raise OSError(self.number, os.strerror(self.number))


def go_through(folder: Path, run: SmallRun, failing: Failing, log: DiskLog | None = None) -> None:
    """Makes all edits of the run, a new opening every third, each tried again once its failure was told.

    ``log`` is told what was tried and acknowledged.
    """
    store = opened(folder, failing)
    for number in range(len(run.edits)):
        if number % 3 == 2:
            store = closed_and_opened(store, folder, failing)
        if log is not None:
            log.tried(number + 1)
        store, saved = saved_at_last(store, folder, run, number, failing)
        if log is not None and saved:
            log.acknowledged(number + 1)
        assert store.project == run.states[number + 1]
        with failing.resting(), ProjectStore.open(folder, read_only=True) as reader:
            run.edits_in(reader, number + 1, number + 1)
    closed_and_opened(store, folder, failing).close()


def saved_at_last(
    store: ProjectStore, folder: Path, run: SmallRun, number: int, failing: Failing
) -> tuple[ProjectStore, bool]:
    """Makes an edit, again and again in the same store or, where that says it takes no more, in a new one.

    A new one may hold it, which isn't to have said that it is saved: that is the second value. Fails where a
    store takes no edit any more and doesn't say so, or blames another program, as nobody else writes.
    """
    for _ in range(failing.times + 1):
        try:
            commit(store, run.edits[number], run)
        except StoreError as error:
            if not failing.failed or isinstance(error, ProjectChangedError):
                raise
            failing.told.append(str(error))
        else:
            return store, True
        assert store.project == run.states[number]
        with failing.resting(), ProjectStore.open(folder, read_only=True) as reader:
            run.edits_in(reader, number, number + 1)
        if store.read_only:
            store = closed_and_opened(store, folder, failing)
            if run.edits_in(store, number, number + 1) > number:
                return store, False
    raise AssertionError(f"edit {number + 1} can't be made: {failing.told}")


def closed_and_opened(store: ProjectStore, folder: Path, failing: Failing) -> ProjectStore:
    try:
        store.close()
    except StoreError as error:
        failing.told.append(str(error))
    return opened(folder, failing)


def opened(folder: Path, failing: Failing) -> ProjectStore:
    """The project, tried again where it says why it can't be opened, or not for writing."""
    for _ in range(failing.times + 1):
        try:
            store = ProjectStore.open(folder)
        except StoreError as error:
            failing.told.append(str(error))
            continue
        if not store.read_only:
            return store
        failing.told.append(str(store.why_read_only))
        store.close()
    raise AssertionError(f"it can't be opened: {failing.told}")
