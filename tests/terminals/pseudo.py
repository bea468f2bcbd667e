"""A program on a pseudo-terminal, with the time of each byte that it writes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.terminals.windows import TerminalError

_QUESTIONS: Final[tuple[tuple[re.Pattern[bytes], Callable[[re.Match[bytes]], bytes]], ...]] = (
    (re.compile(rb"\x1b\[(\??)(\d+)\$p"), lambda asked: b"\x1b[%b%b;0$y" % (asked[1], asked[2])),
    (re.compile(rb"\x1b\[c"), lambda _asked: b"\x1b[?64;1;2;6;9;15;18;21;22c"),
    (re.compile(rb"\x1b\[>c"), lambda _asked: b"\x1b[>41;379;0c"),
    (re.compile(rb"\x1b\[>0?q"), lambda _asked: b"\x1bP>|XTerm(379)\x1b\\"),
    (re.compile(rb"\x1b\[6n"), lambda _asked: b"\x1b[1;1R"),
)
"""What programs ask a terminal, and xterm's answers."""


class PseudoTerminal:
    """A program whose terminal is a pty that answers as xterm does; a context manager that ends it.

    Times are ``time.perf_counter`` seconds.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        controlling: bool = True,
        working_folder: Path | None = None,
        answers: Mapping[bytes, bytes] | None = None,
        delay: float = 0.0,
    ) -> None:
        """``environment`` comes on top of ``PATH`` and ``TERM``.

        Where ``answers`` are given, these questions, and no others, are answered so, ``delay`` seconds late.

        Where ``controlling`` is false the terminal isn't the controlling one of its session, so that
        nothing but its end of file tells that it was closed.
        """
        self._command = command
        self._size = (rows, columns)
        self._controlling = controlling
        self._working_folder = working_folder
        given = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self._environment = {"PATH": os.environ["PATH"], **given, **(environment or {})}
        self._answers = answers
        self._delay = delay
        self.written = b""
        """All that the program has written and that was read."""

    def __enter__(self) -> Self:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *self._size, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            self._command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=self._environment,
            cwd=self._working_folder,
            start_new_session=True,
            preexec_fn=self._take_terminal if self._controlling else None,
        )
        os.close(slave)
        return self

    @staticmethod
    def _take_terminal() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)

    def close(self) -> None:
        """Closes the terminal under the program, as a window that is closed or a line that drops does."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def send(self, keys: bytes) -> float:
        """Writes ``keys`` as the keyboard does; the time just before."""
        now = time.perf_counter()
        os.write(self._master, keys)
        return now

    def read(self, seconds: float) -> bytes:
        """What the program writes next, at once when there is something, and ``b""`` after ``seconds``."""
        # Unlike select, it takes any descriptor, however many a process has had before.
        waiting = select.poll()
        waiting.register(self._master, select.POLLIN)
        if not waiting.poll(1000 * max(seconds, 0)):
            return b""
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            raise TerminalError(f"the program has ended; it wrote {self.written[-2000:]!r}") from None
        self.written += data
        self._answer(data)
        return data

    def _answer(self, data: bytes) -> None:
        if self._answers is not None:
            asked = sorted((data.find(question), question) for question in self._answers if question in data)
            # All at once: a terminal answers in the order in which it was asked, timers end in any.
            answers = b"".join(self._answers[question] for _, question in asked)
            if answers:
                threading.Timer(self._delay, self._send_late, [answers]).start()
            return
        for question, answer in _QUESTIONS:
            for asked in question.finditer(data):
                os.write(self._master, answer(asked))

    def _send_late(self, answer: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self._master, answer)

    def read_until(self, text: bytes, seconds: float = 15.0) -> float:
        """Reads until ``text`` was written; the time when its last byte came."""
        deadline = time.perf_counter() + seconds
        while text not in self.written:
            if time.perf_counter() > deadline:
                raise TerminalError(
                    f"waited {seconds:g} s in vain for {text!r}; got {self.written[-2000:]!r}"
                )
            self.read(deadline - time.perf_counter())
        return time.perf_counter()

    def last_byte(self, quiet: float, seconds: float = 10.0) -> float | None:
        """The time of the last byte, None if there is none, before nothing comes for ``quiet`` seconds."""
        deadline = time.perf_counter() + seconds
        last = None
        while self.read(quiet):
            last = time.perf_counter()
            if last > deadline:
                raise TerminalError(f"the program has been writing for {seconds:g} s without a pause")
        return last

    def drain_until_end(self, seconds: float) -> int:
        """Reads until the program has ended, within ``seconds``; its exit status, negative for a signal."""
        deadline = time.perf_counter() + seconds
        while self.process.poll() is None:
            if time.perf_counter() > deadline:
                raise TerminalError(f"the program still runs after {seconds:g} s")
            if self._master < 0:
                time.sleep(0.01)
                continue
            try:
                self.read(0.02)
            except TerminalError:
                time.sleep(0.01)
        return self.process.returncode

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the program."""
        self.process.send_signal(number)
