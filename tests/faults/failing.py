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
from tests.faults.disk_log import DiskLog
from tests.faults.small_run import SmallRun, commit

_CALLS = sorted(name for name in vars(Disk) if callable(getattr(Disk, name)) and not name.startswith("_"))
_SYNCS = {"sync", "datasync"}


@dataclass
class Failing:
    """Lets the ``turn``-th call of ``Disk``, counted from 1, fail once; counts them all.

    A write may be ``short`` in its place, or write a part and then fail.
    """

    turn: int
    number: int
    short: bool = False
    calls: int = 0
    failed: str = ""
    paused: bool = False
    inside: int = 0
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
                if self.calls == self.turn:
                    return self._fail(name, lambda *changed: real(disk, *changed), arguments)
            return None if name in _SYNCS else real(disk, *arguments)

        return call

    def _fail(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        self.failed = name
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
class FailingSync(Failing):
    """Lets the ``turn``-th sync of a ``DiskLog`` fail, as its ``on_call``."""

    def on_call(self, name: str, _: tuple[Any, ...]) -> None:
        if name not in _SYNCS or self.paused:
            return
        self.calls += 1
        if self.calls == self.turn:
            self.failed = name
            raise OSError(self.number, os.strerror(self.number))


def go_through(folder: Path, run: SmallRun, failing: Failing, log: DiskLog | None = None) -> None:
    """Makes all edits of the run, a new opening every third, each tried again once its failure was told.

    ``log`` is told what was tried and acknowledged.
    """
    store = opened(folder, failing)
    for number, edit in enumerate(run.edits):
        if number % 3 == 2:
            store = closed_and_opened(store, folder, failing)
        if log is not None:
            log.tried(number + 1)
        try:
            commit(store, edit, run)
        except StoreError as error:
            if not failing.failed:
                raise
            failing.told.append(str(error))
            assert store.project == run.states[number]
            store, saved = try_again(store, folder, run, number, failing)
        else:
            saved = True
        if log is not None and saved:
            log.acknowledged(number + 1)
        assert store.project == run.states[number + 1]
        with failing.resting(), ProjectStore.open(folder, read_only=True) as reader:
            run.edits_in(reader, number + 1, number + 1)
    closed_and_opened(store, folder, failing).close()


def try_again(
    store: ProjectStore, folder: Path, run: SmallRun, number: int, failing: Failing
) -> tuple[ProjectStore, bool]:
    """The failed edit again: in the same store or, where that says it takes no more, in a new one.

    That one may hold it, which isn't to have said that it is saved: that is the second value.
    """
    with failing.resting(), ProjectStore.open(folder, read_only=True) as reader:
        run.edits_in(reader, number, number + 1)
    try:
        commit(store, run.edits[number], run)
    except StoreError as error:
        failing.told.append(str(error))
        store.close()
        store = ProjectStore.open(folder)
        if run.edits_in(store, number, number + 1) > number:
            return store, False
        commit(store, run.edits[number], run)
    return store, True


def closed_and_opened(store: ProjectStore, folder: Path, failing: Failing) -> ProjectStore:
    try:
        store.close()
    except StoreError as error:
        failing.told.append(str(error))
    return opened(folder, failing)


def opened(folder: Path, failing: Failing) -> ProjectStore:
    """The project, tried twice; the first time it may say why it can't be opened, or not for writing."""
    try:
        store = ProjectStore.open(folder)
    except StoreError as error:
        failing.told.append(str(error))
        return ProjectStore.open(folder)
    if store.read_only:
        failing.told.append(str(store.why_read_only))
        store.close()
        store = ProjectStore.open(folder)
    assert not store.read_only
    return store
