"""A program in tmux: keys go in, the rows of its screen come out. No window and no display are needed."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from tests.terminals.windows import TerminalError

Rows = list[str]


class Tmux:
    """A tmux server of its own with one pane that runs a command; a context manager that ends both.

    The pane stays when its command has ended, so that its last screen and exit status can be read.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """``environment`` is all that the command gets, beside ``PATH`` and what tmux sets (``TERM``)."""
        self._command = command
        self._size = (columns, rows)
        self._environment = environment or {}
        self._socket = f"summit-{uuid.uuid4().hex[:12]}"

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="summit-tmux-")
        columns, rows = self._size
        options = ["-g", "status", "off", ";", "set", "-g", "remain-on-exit", "on", ";", "set", "-s"]
        options += [
            "escape-time",
            "0",
            ";",
            "set",
            "-g",
            "default-terminal",
            "tmux-256color",
            ";",
            "set",
            "-g",
        ]
        options += ["history-limit", "0", ";"]
        pane = ["new-session", "-d", "-x", str(columns), "-y", str(rows), shlex.join(self._command)]
        self._run("start-server", ";", "set", *options, *pane)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("kill-server")
        self._folder.cleanup()

    def _run(self, *arguments: str) -> str:
        environment = {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "SHELL": "/bin/sh",
            **self._environment,
        }
        environment["TMUX_TMPDIR"] = self._folder.name
        command = ["tmux", "-u", "-L", self._socket, "-f", os.devnull, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, timeout=30, check=False)
        if done.returncode != 0:
            raise TerminalError(f"{shlex.join(command)}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout.decode()

    def press(self, *keys: str) -> None:
        """Sends keys by tmux's names for them (``Left``, ``Enter``, ``C-s``, ``S-Left``, ``q``)."""
        self._run("send-keys", *keys)

    def type(self, text: str) -> None:
        """Sends ``text`` as it is, as typing it would."""
        self._run("send-keys", "-l", "--", text)

    def rows(self, *, styled: bool = False) -> Rows:
        """The rows of the screen, without the spaces at their ends; with escape sequences if ``styled``."""
        options = ["-e", "-N"] if styled else []
        captured = self._run("capture-pane", "-p", *options)
        # Whoever can't know the terminal outside pins each cell with U+200E, which has none of its own.
        rows = captured.replace("\u200e", "").split("\n")[:-1]
        return rows if styled else [row.rstrip(" ") for row in rows]

    def wait_for(self, predicate: Callable[[Rows], bool], what: str, seconds: float = 15.0) -> Rows:
        """The first screen for which ``predicate`` holds; raises ``TerminalError`` with the screen else."""
        deadline = time.monotonic() + seconds
        while not predicate(rows := self.rows()):
            if time.monotonic() > deadline:
                screen = "\n".join(rows)
                raise TerminalError(f"waited {seconds:g} s in vain for {what}; the screen:\n{screen}")
            time.sleep(0.02)
        return rows

    def settled_rows(self, quiet: float = 0.3, seconds: float = 15.0) -> Rows:
        """The screen once it isn't empty and hasn't changed for ``quiet`` seconds."""
        rows: Rows = []
        since = time.monotonic()

        def is_settled(now: Rows) -> bool:
            nonlocal rows, since
            if now != rows or not any(now):
                rows, since = now, time.monotonic()
            return time.monotonic() - since >= quiet

        return self.wait_for(is_settled, "a screen that stays as it is", seconds)

    def resize(self, columns: int, rows: int) -> None:
        """Gives the pane another size in cells."""
        self._run("resize-window", "-x", str(columns), "-y", str(rows))

    def wait_for_end(self, seconds: float = 10.0) -> int:
        """The exit status of the command, once it has ended; 128 + signal where a signal ended it."""
        deadline = time.monotonic() + seconds
        while True:
            # The pane counts as dead once its pty is closed; how the command ended is known a little later.
            dead, status, signal = self._format("#{pane_dead},#{pane_dead_status},#{pane_dead_signal}").split(
                ","
            )
            if status or signal:
                return int(status) if status else 128 + int(signal)
            if dead == "1":
                # tmux 3.3 now and then leaves an ended child alone until another one ends.
                self._run("run-shell", "-b", "true")
            if time.monotonic() > deadline:
                raise TerminalError(f"the command still runs after {seconds:g} s")
            time.sleep(0.02)

    def _format(self, text: str) -> str:
        return self._run("display-message", "-p", text).strip()

    def restart(self, command: Sequence[str] | None = None) -> None:
        """Runs ``command``, or the same one again; its pty is closed under what ran there."""
        self._run("respawn-pane", "-k", shlex.join(command or self._command))
