"""Each call of the disk is interrupted once: the same store goes on, is killed, and nothing is lost."""

from __future__ import annotations

import itertools
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from summit_tui.store import StoreError
from summit_tui.store.checking import Kind
from summit_tui.store.journal import Journal
from summit_tui.store.keeper import Keeper
from tests.faults.examining import examine
from tests.faults.interrupting import Interrupting, go_on_through
from tests.faults.killed import close_descriptors_below
from tests.faults.small_run import small_run
from tests.faults.tally import Tally


def interrupt_each(
    tmp_path: Path, *, edits: int, behind: bool = False, every: int = 1, times: int = 1
) -> Counter[str]:
    """Interrupts each ``every``-th call, and the next up to ``times``, in a run of its own; which ones."""
    run = small_run(5, edits)
    failed: Counter[str] = Counter()
    for turn in itertools.count(1, every):
        folder = tmp_path / str(turn)
        folder.mkdir()
        failing = Interrupting(turn, 0, behind, times)
        with failing.installed():
            store = go_on_through(folder, run, failing)
            failing.paused = True
            store._database.lock.abandon()  # as a kill does
            close_descriptors_below(folder)
            # An edit that couldn't be taken out of its journal either stands there, and doesn't count.
            examine(folder, run, edits, edits, frozenset({Kind.JOURNAL} if times > 1 else ()))
        shutil.rmtree(folder)
        if not failing.failed:
            return failed
        failed.update(failing.failed)
    raise AssertionError


@pytest.mark.parametrize("behind", [False, True])
def test_a_store_goes_on_after_an_interrupt_amid_a_call(memory_path: Path, behind: bool) -> None:
    failed = interrupt_each(memory_path, edits=3, behind=behind)
    assert failed.keys() >= {"write", "datasync", "rename", "lstat"}


@pytest.mark.parametrize("times", [2, 3])
def test_a_store_goes_on_after_interrupts_in_a_row(memory_path: Path, times: int) -> None:
    """So that what was half written can't be taken out again either."""
    assert "truncate" in interrupt_each(memory_path, edits=4, times=times)


@pytest.mark.slow
@pytest.mark.parametrize("behind", [False, True])
@pytest.mark.parametrize("times", [1, 2, 4])
def test_a_store_goes_on_after_any_interrupt_of_a_longer_run(
    memory_path: Path, behind: bool, times: int, tally: Tally
) -> None:
    failed = interrupt_each(memory_path, edits=12, behind=behind, times=times)
    tally("calls of the disk that are interrupted", calls=failed.total())


def test_a_journal_that_is_kept_after_an_interrupt_loses_something(memory_path: Path) -> None:
    """The control: a store that goes on in a journal in which an edit was interrupted."""

    def let_go_but(keeper: Keeper) -> None:
        if not isinstance(sys.exc_info()[1], KeyboardInterrupt):
            let_go(keeper)

    def unminded(journal: Journal, line: bytes) -> None:
        journal._append(line)
        journal.size += len(line)

    let_go = Keeper._let_go
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Keeper, "_let_go", let_go_but)
        patch.setattr(Journal, "append", unminded)
        with pytest.raises((AssertionError, StoreError), match=r"missing|damaged"):
            interrupt_each(memory_path, edits=4, behind=True)
