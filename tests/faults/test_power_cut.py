"""The power goes at any moment of a run: the project opens, with every edit that was said to be saved."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.store import ProjectStore
from tests.faults.disk_log import DiskLog
from tests.faults.examining import examine_cut, lay_out
from tests.faults.power_cut import Cut, cuts
from tests.faults.small_run import SmallRun, commit, small_run
from tests.faults.tally import Tally

Examined = Callable[[Path, Cut, SmallRun, DiskLog], int]


def record(folder: Path, run: SmallRun, log: DiskLog, sessions: int) -> None:
    """Makes the run's edits in so many openings of the project, and folds now and then between them."""
    chance = random.Random(len(run.edits))
    with log.recording():
        each = -(-len(run.edits) // sessions)
        for first in range(0, len(run.edits), each):
            with ProjectStore.open(folder) as store:
                for number, edit in enumerate(run.edits[first : first + each], first + 1):
                    log.tried(number)
                    commit(store, edit, run)
                    log.acknowledged(number)
                    if chance.random() < 0.2:
                        store.fold(wait=chance.random() < 0.5)


def cut_again(scratch: Path, cut: Cut, run: SmallRun, log: DiskLog) -> int:
    """Cuts the power at every moment of the mending of a state, too; how many states that makes."""
    root = lay_out(scratch / "first", cut, log)
    second = DiskLog(root)
    with second.recording(), ProjectStore.open(root) as store:
        found = run.edits_in(store, cut.acknowledged, cut.tried)
        more = run.gone_on(found)
        for number in (found + 1, found + 2):
            second.tried(number)
            store.commit(more.edits[number - 1])
            second.acknowledged(number)
    second.known = cut.acknowledged, found
    again = cuts(second, random.Random(1), 2)
    count = sum(examine_cut(scratch / "second", one, more, second) for one in again)
    shutil.rmtree(scratch)
    return count


def states(
    tmp_path: Path,
    *,
    seed: int,
    edits: int,
    sessions: int,
    variants: int,
    examined: Examined = examine_cut,
    share: float = 1.0,
    **controls: bool,
) -> int:
    """Records a run and looks at a ``share`` of the states that a cut may leave; how many there were."""
    run = small_run(seed, edits)
    folder = tmp_path / "recorded" / "مشروع"
    folder.mkdir(parents=True)
    log = DiskLog(folder, **controls)
    record(folder, run, log, sessions)
    assert len(log.events) > 2 * edits
    chance = random.Random(seed)
    count = sum(
        examined(tmp_path / "cut", cut, run, log)
        for cut in cuts(log, random.Random(seed), variants)
        if chance.random() < share
    )
    shutil.rmtree(folder.parent)
    return count


def test_a_few_hundred_power_cuts_lose_nothing(memory_path: Path) -> None:
    assert states(memory_path, seed=1, edits=10, sessions=2, variants=1, share=0.5) > 200


def test_power_that_goes_again_while_mending_takes_nothing_either(memory_path: Path) -> None:
    assert states(memory_path, seed=2, edits=4, sessions=2, variants=1, examined=cut_again, share=0.006) > 100


@pytest.mark.slow
def test_ten_thousand_power_cuts_lose_nothing(memory_path: Path, tally: Tally) -> None:
    count = 0
    for seed in itertools.count(3):
        count += states(memory_path, seed=seed, edits=25, sessions=3, variants=12)
        if count >= 10_000:
            tally("power cuts", states=count)
            return


@pytest.mark.slow
def test_two_power_cuts_in_three_thousand_ways_lose_nothing(memory_path: Path, tally: Tally) -> None:
    count = 0
    for seed in itertools.count(100):
        count += states(
            memory_path, seed=seed, edits=9, sessions=3, variants=4, examined=cut_again, share=0.01
        )
        if count >= 3_000:
            tally("power cuts while mending after another", states=count)
            return


@pytest.mark.parametrize("control", ["skip_sync", "skip_folder_sync"])
def test_without_a_sync_power_cuts_lose_something(memory_path: Path, control: str) -> None:
    """The controls: the same look finds what is lost where files, or folders, are not synced."""
    with pytest.raises(AssertionError, match="acknowledged"):
        states(memory_path, seed=1, edits=12, sessions=2, variants=1, **{control: True})
