"""Two processes take turns at a project, each waiting for the other, while others read it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from summit_tui.store import ProjectStore
from tests.faults.told import ids_of
from tests.faults.turns_driver import begin

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(_ROOT)}
_DRIVER = Path(__file__).with_name("turns_driver.py")


def start(what: str, folder: Path, name: str, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, str(_DRIVER), what, str(folder), name, str(seconds)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_ENVIRONMENT
    )


def take_turns(folder: Path, seconds: float, readers: int) -> int:
    """How many edits the two made together."""
    begin(folder)
    writing = [start("write", folder, name, seconds) for name in ("first", "second")]
    reading = [start("read", folder, f"reader-{number}", seconds) for number in range(readers)]
    told = [process.communicate(timeout=seconds + 60) for process in (*writing, *reading)]
    assert not [errors for _, errors in told if errors]
    assert not any(process.returncode for process in (*writing, *reading))
    first, second = (output.split() for output, _ in told[:2])
    with ProjectStore.open(folder) as store:
        ids = ids_of(store)[1:]
        assert store.project.quotes["counter"].note == str(len(ids))
    assert ids[::2] == first
    assert ids[1::2] == second
    return len(ids)


def test_two_writers_take_turns_and_lose_nothing(tmp_path: Path) -> None:
    assert take_turns(tmp_path, seconds=2, readers=2) > 10


@pytest.mark.slow
def test_two_writers_take_turns_for_a_minute_with_ten_readers(tmp_path: Path) -> None:
    assert take_turns(tmp_path, seconds=60, readers=10) > 200
