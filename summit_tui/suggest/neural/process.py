"""A process that answers lines with lines, each within a time."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
import weakref
from collections.abc import Sequence
from typing import IO, Final

from summit_tui.suggest.neural.protocol import LONGEST_LINE

_CHUNK: Final = 65_536
_LAST_WORDS: Final = 5.0


class ProcessEndedError(Exception):
    """The process ended; ``how`` says how: an exit status or a signal's name."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class OutOfTimeError(Exception):
    """The process didn't answer in time. It goes on until it is ended."""


class LineProcess:
    """The process that ``command`` starts, in a session of its own, so that Ctrl+C doesn't reach it.

    It inherits nothing but its pipes; what it writes to its standard error is dropped. It ends with this
    object or with the program. Raises ``OSError`` where it can't be started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - the words are the program's own
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input: IO[bytes] = self._process.stdin
        self._output: IO[bytes] = self._process.stdout
        for pipe in (self._input, self._output):
            os.set_blocking(pipe.fileno(), False)
        self._read = bytearray()
        self._end = weakref.finalize(self, _end, self._process)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def exchange(self, line: bytes, seconds: float) -> bytes:
        """Sends ``line``, nothing where it is empty, and waits up to ``seconds`` for a line to answer.

        The newline is part of both. Raises ``ProcessEndedError``, and ``OutOfTimeError`` where it takes
        longer or the answer has more bytes than ``LONGEST_LINE``.
        """
        until = time.monotonic() + seconds
        unsent = memoryview(line)
        with selectors.DefaultSelector() as pipes:
            pipes.register(self._output, selectors.EVENT_READ)
            if unsent:
                pipes.register(self._input, selectors.EVENT_WRITE)
            while (end := self._read.find(b"\n")) < 0:
                left = until - time.monotonic()
                if left <= 0 or len(self._read) > LONGEST_LINE:
                    raise OutOfTimeError
                for key, _ in pipes.select(left):
                    if key.fileobj is self._output:
                        self._take()
                    else:
                        unsent = self._send(unsent)
                        if not unsent:
                            pipes.unregister(self._input)
        answer = bytes(self._read[: end + 1])
        del self._read[: end + 1]
        return answer

    def kill(self) -> None:
        """Ends the process while another thread may wait for its answer, which then isn't coming."""
        self._process.kill()

    def close(self) -> None:
        """Ends the process at once."""
        self._end()

    def _take(self) -> None:
        with contextlib.suppress(BlockingIOError):
            taken = os.read(self._output.fileno(), _CHUNK)
            if not taken:
                raise ProcessEndedError(self._how_it_ended())
            self._read += taken

    def _send(self, unsent: memoryview) -> memoryview:
        try:
            return unsent[os.write(self._input.fileno(), unsent[:_CHUNK]) :]
        except BlockingIOError:
            return unsent
        except BrokenPipeError:
            raise ProcessEndedError(self._how_it_ended()) from None

    def _how_it_ended(self) -> str:
        """``exit status 1`` or ``SIGKILL``; a process that closed its pipes but goes on is ended first."""
        try:
            status = self._process.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        if status >= 0:
            return f"exit status {status}"
        with contextlib.suppress(ValueError):
            return signal.Signals(-status).name
        return f"signal {-status}"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
