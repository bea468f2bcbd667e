from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from summit_tui.model import SummitError
from summit_tui.session.bulk.in_order import in_order, usable_cores
from summit_tui.session.bulk.workers import Done, Lost, Settled
from tests.support import working


def run(things, start, jobs=2, least=0):
    return list(in_order(things, start, jobs, weight=lambda _: 1, least=least))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_things(jobs: int) -> None:
    assert run(range(40), working.doubling, jobs) == [Done(number, 2 * number) for number in range(40)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_needs_no_work_keeps_its_place(jobs: int) -> None:
    things = [Settled("first"), 1, Settled("second"), 2, 3, Settled("last")]
    assert run(things, working.doubling, jobs) == [
        Settled("first"),
        Done(1, 2),
        Settled("second"),
        Done(2, 4),
        Done(3, 6),
        Settled("last"),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_nothing_comes_nothing(jobs: int) -> None:
    assert run([], working.failing, jobs) == []


def test_little_work_starts_no_process() -> None:
    # What is started here can be a closure, which no other process could be given.
    assert run([1, 2], lambda: lambda _: os.getpid(), least=3) == [Done(1, os.getpid()), Done(2, os.getpid())]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_raises_is_lost_and_the_others_go_on(jobs: int) -> None:
    outcomes = run(range(1, 7), working.stumbling, jobs)
    assert [outcome.thing for outcome in outcomes] == list(range(1, 7))
    (lost,) = (outcome for outcome in outcomes if isinstance(outcome, Lost))
    assert (lost.thing, lost.reason) == (5, "ValueError: not 5")
    assert "stumble" in lost.trace


def test_what_a_process_dies_of_is_lost_and_the_others_go_on() -> None:
    outcomes = run(range(1, 30), working.stumbling)
    assert [outcome.thing for outcome in outcomes] == list(range(1, 30))
    lost = {outcome.thing: outcome.reason for outcome in outcomes if isinstance(outcome, Lost)}
    assert lost == {
        **{number: f"ValueError: not {number}" for number in (5, 10, 15, 20, 25)},
        **dict.fromkeys((7, 14, 21, 28), "SIGKILL"),
    }


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (working.failing, "no dictionary"),
        (working.stillborn, "exit status 3"),
        (working.dying, "exit status"),
    ],
    ids=["can't begin", "ends at once", "dies of everything"],
)
def test_processes_that_only_die_are_given_up(start, reason: str) -> None:
    with pytest.raises(SummitError, match=reason):
        run(range(1, 50), start)


def test_large_things_go_both_ways_without_anybody_waiting_for_ever() -> None:
    things = [bytes([number]) * 2_000_000 for number in range(8)]
    assert [outcome.result for outcome in run(things, working.echoing)] == things


def test_things_are_taken_in_only_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            yield taken
            taken += 1

    with closing(in_order(endless(), working.doubling, 2, weight=lambda _: 1, least=1)) as outcomes:
        for _ in range(10):
            next(outcomes)
        assert taken < 100


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_things_that_need_no_work_only_some_are_taken_in_at_once(jobs: int) -> None:
    taken = 0

    def broken() -> Iterator[Settled[int]]:
        nonlocal taken
        for taken in range(100_000):
            yield Settled(taken)

    with closing(in_order(broken(), working.doubling, jobs, weight=lambda _: 1, least=10)) as outcomes:
        next(outcomes)
        assert taken < 5_000


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_closing_ends_the_processes_whatever_they_do(tmp_path: Path) -> None:
    outcomes = in_order(
        (Settled(0) if number == 0 else tmp_path for number in range(9)),
        working.naming,
        2,
        weight=lambda _: 1,
        least=1,
    )
    next(outcomes)
    deadline = time.monotonic() + 20
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    processes = [int(path.name) for path in tmp_path.iterdir()]
    assert len(processes) == 2
    outcomes.close()
    assert not any(map(is_there, processes))


def test_there_is_a_core_to_work_on() -> None:
    assert usable_cores() >= 1
