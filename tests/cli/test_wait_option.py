"""``--wait``: a project that another process has open is waited for, and said whose it is."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.store import ProjectStore
from tests.cli.conftest import Done

Start = Callable[..., subprocess.Popen[bytes]]


def line_of(process: subprocess.Popen[bytes], words: str) -> str:
    """The first line on standard error that has ``words``."""
    timer = threading.Timer(30, process.kill)
    timer.start()
    try:
        for raw in process.stderr:
            line = raw.decode("utf-8")
            if words in line:
                return line
    finally:
        timer.cancel()
    raise AssertionError(f"never said: {words}")


@pytest.mark.parametrize(
    "arguments",
    [["history", "--compact", "--keep", "0", "--yes"], ["suggest", "--save", "bridge.txt"]],
    ids=["history", "suggest"],
)
def test_it_is_told_who_has_it_and_done_when_it_is_free(
    started: Start, project: Path, arguments: list[str]
) -> None:
    with ProjectStore.open(project) as store:
        known = store.sequence
        process = started(*arguments, "--wait")
        assert f"process {os.getpid()}" in line_of(process, "in use by process")
        assert "Ctrl+C" in line_of(process, "Waiting")
        assert process.poll() is None
    process.communicate(timeout=60)
    assert process.returncode == 0
    with ProjectStore.open(project, read_only=True) as store:
        assert store.sequence > known


def test_ctrl_c_ends_the_waiting(started: Start, project: Path) -> None:
    with ProjectStore.open(project) as store:
        process = started("--wait", "history", "--compact", "--keep", "0", "--yes")
        line_of(process, "Waiting")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 130
        assert store.history.start == 1


def test_without_it_the_project_is_refused(summit: Callable[..., Done], project: Path) -> None:
    with ProjectStore.open(project):
        done = summit("suggest", "--save", "bridge.txt")
    assert done.status == 3
    assert "in use by process" in done.lines[-1]
