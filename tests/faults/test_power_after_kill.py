"""A process is killed at any call, a second one saves edits, and then the power goes: these are there.

What the first one had not brought to the disk yet isn't there for sure only because the second one sees it.
"""

from __future__ import annotations

import itertools
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from summit_tui.store import ProjectStore, keeper
from tests.faults.disk_log import LEAVING_FILES_ALONE, DiskLog
from tests.faults.examining import examine_cut
from tests.faults.power_cut import cuts
from tests.faults.small_run import SmallRun, commit, small_run
from tests.faults.tally import Tally


class Killed(BaseException):
    """The process is gone: nothing that it would do on the way out is done."""


class Killing:
    """Kills at the ``turn``-th call that may change something, from 1 on, and lets none be made after it."""

    def __init__(self, turn: int) -> None:
        self.left = turn
        self.is_over = False

    def __call__(self, name: str, _: tuple[Any, ...]) -> None:
        if name not in LEAVING_FILES_ALONE:
            self.left -= 1
        if self.left <= 0 and not self.is_over:
            raise Killed


def first_process(folder: Path, run: SmallRun, log: DiskLog) -> tuple[int, bool]:
    """Saves three edits and folds; after how many it was killed, and whether it was."""
    store = None
    done = 0
    try:
        store = ProjectStore.open(folder)
        for number, edit in enumerate(run.edits[:3], 1):
            log.tried(number)
            commit(store, edit, run)
            log.acknowledged(number)
            done = number
            if number == 2:
                store.fold(wait=True)
        store.close()
    except Killed:
        if store is not None:
            store._database.lock.abandon()
        return done, True
    return done, False


def second_process(folder: Path, run: SmallRun, log: DiskLog, done: int) -> None:
    with ProjectStore.open(folder) as store:
        found = run.edits_in(store, done, done + 1)
        for number, edit in enumerate(run.edits[found : found + 2], found + 1):
            log.tried(number)
            commit(store, edit, run)
            log.acknowledged(number)


def power_after_kills(tmp_path: Path, *, seed: int, variants: int, every: int = 1, share: float = 1.0) -> int:
    """Kills the first process at each ``every``-th call; how many states of the second one were looked at."""
    run, chance, count = small_run(seed, 6), random.Random(seed), 0
    for turn in itertools.count(1, every):
        folder = tmp_path / "killed" / "مشروع"
        folder.mkdir(parents=True)
        log, killing = DiskLog(folder), Killing(turn)
        log.on_call = killing
        with log.recording():
            done, was_killed = first_process(folder, run, log)
            killing.is_over = True
            begun = len(log.events)
            second_process(folder, run, log, done)
        assert len(log.events) > begun
        for cut in cuts(log, chance, variants):
            if cut.acknowledged > done and chance.random() < share:
                count += examine_cut(tmp_path / "cut", cut, run, log)
        shutil.rmtree(folder.parent)
        if not was_killed:
            return count
    raise AssertionError


def test_power_that_goes_after_a_kill_takes_nothing(memory_path: Path) -> None:
    assert power_after_kills(memory_path, seed=3, variants=1, every=6, share=0.06) > 150


@pytest.mark.slow
def test_power_that_goes_after_a_kill_at_any_call_takes_nothing(memory_path: Path, tally: Tally) -> None:
    for seed in (3, 4):
        count = power_after_kills(memory_path, seed=seed, variants=2, share=0.1)
        assert count > 2_000
        tally("power cuts after a kill", states=count)


def test_folders_that_are_there_and_not_on_the_disk_lose_something(memory_path: Path) -> None:
    """The control: a second process that takes every folder it finds for one that is on the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeper, "sync_above", lambda path, disk: None)
        with pytest.raises(AssertionError, match="acknowledged"):
            power_after_kills(memory_path, seed=3, variants=1, share=0.3)
