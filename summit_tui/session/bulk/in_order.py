"""Doing the same to many things, in this process or in several, results in the order of the things."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final, TypeVar

from summit_tui.session.bulk.process import reason_of
from summit_tui.session.bulk.workers import Done, Lost, Pool, Settled

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

_MANY: Final = 2_000
"""Things from which on several processes are used, however little each of them weighs."""


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def in_order(
    things: Iterable[T | Settled[S]],
    start: Callable[[], Callable[[T], R]],
    jobs: int,
    *,
    weight: Callable[[T], int],
    least: int,
) -> Iterator[Done[T, R] | Lost[T] | Settled[S]]:
    """What the function that ``start`` gives makes of each of ``things``, in their order.

    They are taken in as they are needed. With ``jobs`` above 1 the work is done by that many processes,
    unless all things together are few and weigh less than ``least``: it isn't worth starting them. ``start``,
    things and results must be such that they can be pickled. Where the function raises, or the process that
    worked on a thing dies, that thing is lost and the others go on. Raises ``SummitError`` where no process
    can be started. Closing the iterator ends all processes.
    """
    things = iter(things)
    first: list[T | Settled[S]] = []
    total = 0
    for thing in things if jobs > 1 else ():
        first.append(thing)
        total += 0 if isinstance(thing, Settled) else weight(thing)
        if total >= least or len(first) >= _MANY:
            break
    everything = chain(first, things)
    if jobs < 2 or (total < least and len(first) < _MANY):
        yield from _here(everything, start)
        return
    pool: Pool[T, R, S] = Pool(start, jobs)
    with pool:
        yield from pool.run(everything)


def _here(
    things: Iterable[T | Settled[S]], start: Callable[[], Callable[[T], R]]
) -> Iterator[Done[T, R] | Lost[T] | Settled[S]]:
    work: Callable[[T], R] | None = None
    for thing in things:
        if isinstance(thing, Settled):
            yield thing
            continue
        work = work or start()
        try:
            result = work(thing)
        except Exception as error:  # noqa: BLE001 - one thing of many mustn't stop the others
            yield Lost(thing, reason_of(error), traceback.format_exc())
        else:
            yield Done(thing, result)
