"""What each of several processes does: one thing after the other, until its pipe ends.

It doesn't outlive the program: where the pipe is gone, it leaves.
"""

from __future__ import annotations

import gc
import os
import queue
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, Final

NO_START: Final = -1
"""In the place of a thing's number: the process couldn't begin."""

_SELDOM: Final = (50_000, 20, 100)
"""The collector's thresholds: objects made before the young are looked at, and how often the older ones."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Lets Python's garbage collector look less often, which takes a fifth less time where much is made.

    Suggesting leaves hardly any garbage that goes round in circles: memory stays the same.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def do_work(pipe: Connection, start: Callable[[], Callable[[Any], Any]]) -> None:
    """Sends through ``pipe`` what the function that ``start`` gives makes of each thing that comes there.

    A thing comes with its number. What is sent is that number, the result and, where there is none, the
    reason in a few words and the traceback; with ``NO_START`` where ``start`` raises. Else it never returns.
    """
    things: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, things), daemon=True).start()
    with seldom_collected():
        try:
            work = start()
        except Exception as error:  # noqa: BLE001 - it is told where there is somebody to hear it
            _say(pipe, NO_START, None, error)
            return
        while True:
            number, thing = things.get()
            try:
                _say(pipe, number, work(thing))
            except Exception as error:  # noqa: BLE001 - one thing of many mustn't stop the others
                _say(pipe, number, None, error)


def _say(pipe: Connection, number: int, result: Any, error: Exception | None = None) -> None:
    told = ("", "") if error is None else (reason_of(error), "".join(traceback.format_exception(error)))
    try:
        pipe.send((number, result, *told))
    except OSError:
        os._exit(0)  # the program is gone


def _receive(pipe: Connection, things: queue.SimpleQueue[tuple[int, Any]]) -> None:
    """Takes in at once whatever comes: a program that has to wait while it sends couldn't read results."""
    try:
        while True:
            things.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)


def reason_of(error: BaseException) -> str:
    """``error`` in a few words."""
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
