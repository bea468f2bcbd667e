"""Two processes take turns at a project, each waiting for the other, while others read it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from summit_tui.store import ProjectStore
from tests.faults.tally import Tally
from tests.faults.told import ids_of
from tests.faults.turns_driver import begin

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(_ROOT)}
_DRIVER = Path(__file__).with_name("turns_driver.py")
LONGEST_FOLD = 5.0
"""Seconds, with twelve processes on two cores; there is a reader at each moment of the minute."""


def start(*what: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(_DRIVER), *map(str, what)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **pipes, text=True, env=_ENVIRONMENT)


@dataclass(frozen=True)
class Turns:
    """``edits`` of both writers; ``folds``, and the ``longest`` of them, in seconds.

    ``anew`` is how often a reader had to read the project anew, as it had lost its way.
    """

    edits: int
    folds: int
    longest: float
    anew: int


def take_turns(folder: Path, seconds: float, readers: int) -> Turns:
    """Lets two write in turns, while others follow, and looks at what they made together."""
    begin(folder)
    writing = [start("write", folder, name, seconds) for name in ("first", "second")]
    reading = [start("read", folder) for _ in range(readers)]
    told = [process.communicate(timeout=seconds + 60) for process in (*writing, *reading)]
    assert not [errors for _, errors in told if errors]
    assert not any(process.returncode for process in (*writing, *reading))
    first, second, *others = (output.split() for output, _ in told)
    with ProjectStore.open(folder) as store:
        ids = ids_of(store)[1:]
        assert store.project.quotes["counter"].note == str(len(ids))
    assert ids[::2] == said("edit", first)
    assert ids[1::2] == said("edit", second)
    assert [said("followed", words) for words in others] == [[str(len(ids))]] * readers
    folds = [float(took) for took in said("folded", [*first, *second])]
    anew = sum(int(said("anew", words)[0]) for words in others)
    return Turns(len(ids), len(folds), max(folds), anew)


def said(what: str, words: list[str]) -> list[str]:
    """The words that stand behind ``what``."""
    return [word for before, word in pairwise(words) if before == what]


def test_two_writers_take_turns_and_lose_nothing(tmp_path: Path) -> None:
    turns = take_turns(tmp_path, seconds=2, readers=2)
    assert turns.edits == turns.folds > 10


@pytest.mark.slow
def test_two_writers_take_turns_for_a_minute_with_ten_readers(tmp_path: Path, tally: Tally) -> None:
    turns = take_turns(tmp_path, seconds=60, readers=10)
    assert turns.edits == turns.folds > 200
    assert turns.longest < LONGEST_FOLD
    longest = round(turns.longest * 1000)
    tally("turns of two writers", edits=turns.edits, ms_for_the_longest_fold=longest, read_anew=turns.anew)
