"""``--wait``: a project that another process has open is waited for, and said whose it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.store import ProjectStore
from tests.cli.conftest import Done
from tests.terminals.pseudo import PseudoTerminal

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


def app_on(project: Path, home: Path, *arguments: str) -> PseudoTerminal:
    command = [sys.executable, "-m", "summit_tui", *arguments, str(project)]
    return PseudoTerminal(command, environment={"HOME": str(home), "LANG": "C.UTF-8"})


def test_the_app_tells_who_has_the_project_and_may_be_left(project: Path, tmp_path: Path) -> None:
    with ProjectStore.open(project) as store, app_on(project, tmp_path / "home") as terminal:
        terminal.read_until(b"Another process")
        terminal.read_until(str(os.getpid()).encode())
        terminal.last_byte(0.3)
        terminal.send(b"3")
        assert terminal.drain_until_end(20) == 3
        assert not store.read_only


def test_the_app_may_wait_before_it_takes_the_screen(project: Path, tmp_path: Path) -> None:
    with ProjectStore.open(project), app_on(project, tmp_path / "home", "--wait") as terminal:
        terminal.read_until(b"Ctrl+C")
        terminal.send(b"\x03")
        assert terminal.drain_until_end(20) == 130
    store = ProjectStore.open(project)
    with app_on(project, tmp_path / "home", "--wait") as terminal:
        terminal.read_until(b"Ctrl+C")
        store.close()
        terminal.read_until(b"Quotes")
        terminal.last_byte(0.3)
        terminal.send(b"\x11")  # Ctrl+Q
        assert terminal.drain_until_end(20) == 0
