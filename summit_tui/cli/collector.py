"""Python's garbage collector, kept out of the way while the app starts."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def late_collector() -> Iterator[Callable[[], None]]:
    """Turns the collector off, and hands out what turns it on again once all is loaded.

    Nothing that is made while starting is garbage, and looking through it takes a tenth of the time
    until the first screen stands. What is there by then stays to the end, so it is never looked at.
    """

    def started() -> None:
        gc.freeze()
        gc.enable()

    gc.disable()
    try:
        yield started
    finally:
        gc.enable()
