"""What worker processes are given in tests; they import it by its name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path


def doubling() -> Callable[[int], int]:
    """Doubles numbers; an even one takes longer than an odd one."""

    def double(number: int) -> int:
        time.sleep(0 if number % 2 else 0.02)
        return 2 * number

    return double


def stumbling() -> Callable[[int], int]:
    """Raises at multiples of five, and dies at multiples of seven."""

    def stumble(number: int) -> int:
        if number and number % 7 == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        if number and number % 5 == 0:
            raise ValueError(f"not {number}")
        return number

    return stumble


def dying() -> Callable[[int], int]:
    """Dies at everything."""
    return lambda number: os._exit(number)


def failing() -> Callable[[int], int]:
    """Can't even begin."""
    raise RuntimeError("no dictionary")


def stillborn() -> Callable[[int], int]:
    """Ends before it begins."""
    os._exit(3)


def echoing() -> Callable[[bytes], bytes]:
    """Gives back what it gets."""
    return lambda content: content


def naming() -> Callable[[Path], int]:
    """Tells which process it is, in a file, and then takes its time."""

    def name(folder: Path) -> int:
        (folder / str(os.getpid())).touch()
        time.sleep(60)
        return 0

    return name
