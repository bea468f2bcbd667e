"""The processes that share out the work: starting them, giving to each, hearing results, burying the dead.

They are started anew by the interpreter, never forked, so that threads and locks of the calling program are
no matter. They don't outlive it, and an interrupt from the keyboard reaches the program alone, which then
ends them.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

from summit_tui.model import SummitError
from summit_tui.reasons import reason_of
from summit_tui.session.bulk.process import NO_START, do_work

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

_AHEAD: Final = 2
"""Things that a worker has been given at once, so that it needn't wait for the next."""

_WINDOW: Final = 32
"""Things a worker that may be under way or wait for an earlier one's result: what memory is bounded by."""

_STILLBORN: Final = 5
"""Workers that may die in a row without a result in between; then no more are started."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T, R]):
    """What came of a thing."""

    thing: T
    result: R


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """A thing that nothing came of: ``reason`` in a few words, ``trace`` where there is a traceback."""

    thing: T
    reason: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Settled(Generic[S]):
    """A thing that needs no work and only has its place among the others."""

    thing: S


@dataclass(slots=True)
class _Worker:
    """A process, this end of its pipe, and the numbers of what it was given, oldest first."""

    process: BaseProcess
    pipe: Connection
    given: deque[int] = field(default_factory=deque)


class Pool(Generic[T, R, S]):
    """The processes, at most ``jobs``, and what is under way.

    Each works with what ``start`` gives it. Leaving the pool ends them.
    """

    def __init__(self, start: Callable[[], Callable[[T], R]], jobs: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start = start
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._waiting: deque[int] = deque()
        self._things: dict[int, T] = {}
        self._results: dict[int, Done[T, R] | Lost[T] | Settled[S]] = {}
        self._stillborn = 0

    def __enter__(self) -> Pool[T, R, S]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.terminate()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    def run(self, things: Iterator[T | Settled[S]]) -> Iterator[Done[T, R] | Lost[T] | Settled[S]]:
        """What came of each of ``things``, in their order.

        Raises ``SummitError`` where no process can be started, or none can begin.
        """
        taken = given_out = 0
        more = True
        while more or given_out < taken:
            while more and taken - given_out < _WINDOW * self._jobs and len(self._waiting) < self._jobs:
                thing = next(things, None)
                if thing is None:
                    more = False
                elif isinstance(thing, Settled):
                    self._results[taken] = thing
                    taken += 1
                else:
                    self._things[taken] = thing
                    self._waiting.append(taken)
                    taken += 1
                self._hand_out()
            self._hand_out()
            if given_out in self._results:
                yield self._results.pop(given_out)
                given_out += 1
            elif given_out < taken:
                self._listen()

    def _hand_out(self) -> None:
        """Gives what waits to workers that have room, starting further ones while there are too few."""
        while self._waiting:
            free = min(self._workers, key=lambda worker: len(worker.given), default=None)
            if (free is None or free.given) and len(self._workers) < self._jobs:
                free = self._new_worker()
            if free is None or len(free.given) >= _AHEAD:
                return
            number = self._waiting.popleft()
            try:
                free.pipe.send((number, self._things[number]))
            except OSError:
                self._waiting.appendleft(number)
                self._bury(free)
            else:
                free.given.append(number)

    def _new_worker(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=do_work, args=(there, self._start), daemon=True)
        with _without_interrupts():
            try:
                process.start()
            except OSError as error:
                here.close()
                raise SummitError(
                    "No further process could be started: {reason}. Try again with --jobs 1.",
                    reason=reason_of(error),
                ) from error
            finally:
                there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _listen(self) -> None:
        """Waits until some worker has something to say, or dies."""
        pipes: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes)):
            worker = pipes[pipe]
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            self._hear(worker, *said)

    def _hear(self, worker: _Worker, number: int, result: R, reason: str, trace: str) -> None:
        if number == NO_START:
            raise SummitError(
                "The processes that do the work can't begin: {reason}. Try again with --jobs 1.",
                reason=reason,
            )
        self._stillborn = 0
        worker.given.remove(number)
        thing = self._things.pop(number)
        self._results[number] = Lost(thing, reason, trace) if reason else Done(thing, result)

    def _bury(self, worker: _Worker) -> None:
        """Takes a dead worker away: what it worked on is lost, what it was to do next is done by another."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(5)
        if worker.given:
            number = worker.given.popleft()
            self._results[number] = Lost(self._things.pop(number), _how_it_ended(worker.process))
            self._waiting.extendleft(reversed(worker.given))
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            raise SummitError(
                "One process after the other ended before it had done anything ({reason}). "
                "Try again with --jobs 1.",
                reason=_how_it_ended(worker.process),
            )


def _how_it_ended(process: BaseProcess) -> str:
    status = process.exitcode
    if status is not None and status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"exit status {status}"


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Lets what is started inside never hear of an interrupt from the keyboard: the mask is inherited."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
