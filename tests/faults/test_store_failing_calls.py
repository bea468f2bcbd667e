"""Each system call of a run fails once: nothing acknowledged is lost, and nothing crashes without a word."""

from __future__ import annotations

import errno
import itertools
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summit_tui.disk import Disk
from summit_tui.store import StoreError
from summit_tui.store.journal import Journal, NotSyncedError
from summit_tui.store.keeper import Keeper
from summit_tui.store.recovery import Recovered
from tests.faults.disk_log import DiskLog
from tests.faults.examining import examine, examine_cut
from tests.faults.failing import CHANGES, SYNCS, Failing, FailingOn, go_through
from tests.faults.failing_system import FailingSystem
from tests.faults.power_cut import cuts
from tests.faults.small_run import small_run
from tests.faults.tally import Tally


def fail_each(
    tmp_path: Path,
    number: int,
    *,
    edits: int,
    short: bool = False,
    every: int = 1,
    times: int = 1,
    kind: type[Failing] = Failing,
) -> Counter[str]:
    """Lets each ``every``-th call fail in a run of its own, ``times`` in a row; which ones did, how often."""
    run = small_run(5, edits)
    failed: Counter[str] = Counter()
    for turn in itertools.count(1, every):
        folder = tmp_path / str(turn)
        folder.mkdir()
        failing, before = kind(turn, number, short, times), open_descriptors()
        with failing.installed():
            go_through(folder, run, failing)
            failing.paused = True
            examine(folder, run, edits, edits)
        assert open_descriptors() == before
        shutil.rmtree(folder)
        if not failing.failed:
            return failed
        failed.update(failing.failed)
        assert all("\n" not in line for line in failing.told)
    raise AssertionError


def open_descriptors() -> int:
    """How many this process has, where the system tells it."""
    folder = Path("/proc/self/fd")
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EINTR])
def test_a_run_in_which_a_call_fails_loses_nothing(memory_path: Path, number: int) -> None:
    failed = fail_each(memory_path, number, edits=3, every=4)
    assert failed.keys() >= {"open", "write", "stat"}


def test_a_run_in_which_a_write_is_short_loses_nothing(memory_path: Path) -> None:
    assert "write" in fail_each(memory_path, errno.EIO, edits=3, short=True, every=3)


@pytest.mark.parametrize("times", [2, 3])
def test_store_23_a_run_in_which_calls_in_a_row_fail_loses_nothing(memory_path: Path, times: int) -> None:
    """So that cutting a half-written record off fails, too, and what would tidy up after that."""
    assert "truncate" in fail_each(memory_path, errno.ENOSPC, edits=3, times=times, every=times)


def test_a_run_in_which_the_system_itself_fails_loses_nothing(memory_path: Path) -> None:
    """Also where a call goes past the ``Disk``: that of the lock, a look at what is there."""
    failed = fail_each(memory_path, errno.EIO, edits=3, every=2, kind=FailingSystem)
    assert failed.keys() >= {"open", "write", "stat", "lstat", "fstat", "flock"}


@pytest.mark.slow
@pytest.mark.parametrize("times", [2, 3, 4, 8])
def test_store_23_calls_in_a_row_may_fail_anywhere_in_a_longer_run(
    memory_path: Path, times: int, tally: Tally
) -> None:
    failed = fail_each(memory_path, errno.ENOSPC, edits=7, times=times)
    tally("system calls that fail in a row", calls=failed.total())


@pytest.mark.slow
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EINTR, errno.EDQUOT])
def test_every_single_call_of_a_longer_run_may_fail(memory_path: Path, number: int, tally: Tally) -> None:
    failed = fail_each(memory_path, number, edits=9)
    tally("calls of the disk that fail once", runs=failed.total())


@pytest.mark.slow
def test_every_single_write_of_a_longer_run_may_be_short(memory_path: Path, tally: Tally) -> None:
    failed = fail_each(memory_path, errno.ENOSPC, edits=9, short=True)
    tally("calls of the disk that fail once", runs=failed.total(), short_writes=failed["write"])


@pytest.mark.slow
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EINTR, errno.EACCES])
def test_every_single_call_of_the_system_may_fail(memory_path: Path, number: int, tally: Tally) -> None:
    failed = fail_each(memory_path, number, edits=7, kind=FailingSystem)
    tally("calls of the system that fail once", runs=failed.total())


def test_a_store_that_hides_a_failed_write_is_found_out(memory_path: Path) -> None:
    """The control: where a failing write is taken for a good one, the same look finds what is lost."""

    def believe(self: Failing, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        self.failed.append(name)
        return len(arguments[1]) if name == "write" else real(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Failing, "_fail", believe)
        with pytest.raises((AssertionError, StoreError)):
            fail_each(memory_path, errno.EIO, edits=4)


def power_after_failures(
    tmp_path: Path, names: frozenset[str], *, edits: int, share: float, every: int, times: int = 1
) -> int:
    """Lets each ``every``-th of these calls fail, goes on, and cuts the power; how many states that makes.

    What a failed sync was for never reaches the disk, though it can be read: so it is where the
    kernel takes pages for clean that it could not write.
    """
    run, chance, count = small_run(6, edits), random.Random(6), 0
    for turn in itertools.count(1, every):
        folder = tmp_path / "failed" / "مشروع"
        folder.mkdir(parents=True)
        log, failing = DiskLog(folder), FailingOn(turn, errno.EIO, times=times, names=names)
        log.on_call = failing.on_call
        with log.recording():
            go_through(folder, run, failing, log)
        if not failing.failed:
            return count
        for cut in cuts(log, chance, 1):
            if chance.random() < share:
                examine_cut(tmp_path / "cut", cut, run, log)
                count += 1
        shutil.rmtree(folder.parent)
    raise AssertionError


def test_store_34_power_that_goes_after_a_failed_sync_takes_nothing(memory_path: Path) -> None:
    assert power_after_failures(memory_path, SYNCS, edits=4, share=0.02, every=3) > 30


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2])
def test_store_34_power_that_goes_after_any_failed_sync_takes_nothing(
    memory_path: Path, times: int, tally: Tally
) -> None:
    count = power_after_failures(memory_path, SYNCS, edits=10, share=0.1, every=1, times=times)
    assert count > 1_000
    tally("power cuts after failures", states=count)


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2, 3])
def test_store_23_power_that_goes_after_any_failed_change_takes_nothing(
    memory_path: Path, times: int, tally: Tally
) -> None:
    count = power_after_failures(memory_path, CHANGES, edits=8, share=0.05, every=1, times=times)
    assert count > 1_000
    tally("power cuts after failures", states=count)


def test_store_34_appending_to_a_journal_that_was_found_loses_something(memory_path: Path) -> None:
    """The control: after a failed sync the system shows what never reached the disk, and a hole stays."""

    def append_to_it(keeper: Keeper, found: Recovered) -> None:
        if not found.pieces:
            take_up(keeper, found)
            return
        piece, disk = found.pieces[-1], Disk()
        descriptor = disk.open(piece.path, os.O_RDWR | os.O_APPEND)
        size = disk.stat(descriptor).st_size
        keeper._journal = Journal(piece.path, piece.scan.header, descriptor, size, disk)

    take_up = Keeper._take_up
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Keeper, "_take_up", append_to_it)
        with pytest.raises(AssertionError, match="acknowledged"):
            power_after_failures(memory_path, SYNCS, edits=6, share=0.3, every=1)


def test_store_34_a_failed_sync_that_nobody_minds_loses_something(memory_path: Path) -> None:
    """The control: a store that goes on after a failed sync as if nothing had been."""

    def unminded(journal: Journal, line: bytes) -> None:
        try:
            append(journal, line)
        except NotSyncedError:
            journal.size += len(line)

    append = Journal.append
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Journal, "append", unminded)
        with pytest.raises(AssertionError, match="acknowledged"):
            power_after_failures(memory_path, frozenset({"datasync"}), edits=4, share=0.3, every=1)
