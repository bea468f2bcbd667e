"""The app ends, in order and soon, when its terminal dies or it is asked to terminate.

Left alone, Textual's driver for Linux neither ends nor rests when its terminal is gone: the input thread
reads end-of-file in a tight loop, the writer thread dies of the first write error, and the interface waits
for ever on the writer's full queue.
"""

from __future__ import annotations

import errno
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable
from io import TextIOWrapper
from typing import IO, Any, Final, cast

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

PATIENCE: Final = 1.5
"""Seconds that the app has for ending in order; then the process ends, whatever it is waiting for. What the
status line showed as saved is on the disk already."""

_TERMINAL_GONE: Final = frozenset({errno.EIO, errno.EPIPE, errno.ENXIO, errno.EBADF})
_HANGUP: Final = select.POLLHUP | select.POLLERR
_STOP_WATCHING: Final = 0


class _Watch:
    """A thread that waits for the terminal's hang-up, or for a signal that asks the app to end."""

    def __init__(self, terminal: int, end: Callable[[int], None]) -> None:
        """``end`` is called once, from the thread, with the exit status (128 + signal) to end with."""
        self._terminal = terminal
        self._on_terminal = [stream for stream in (0, 1, 2) if os.isatty(stream)]
        self._end = end
        self._inbox, self._outbox = socket.socketpair()
        self._outbox.settimeout(0)
        self._former = {
            number: signal.signal(number, self._signalled)
            for number in (signal.SIGHUP, signal.SIGTERM)
            if signal.getsignal(number) is not signal.SIG_IGN  # as nohup wants it
        }
        threading.Thread(target=self._run, name="summit-hangup", daemon=True).start()

    def hung_up(self) -> None:
        """Tells the watch that the terminal is gone; safe in any thread and in a signal handler."""
        self._tell(signal.SIGHUP)

    def close(self) -> None:
        """Gives the signals back to whom they belonged; to be called in the main thread."""
        for number, handler in self._former.items():
            signal.signal(number, handler)
        self._tell(_STOP_WATCHING)

    def _signalled(self, number: int, _frame: object) -> None:
        self._tell(number)

    def _tell(self, number: int) -> None:
        try:
            self._outbox.send(bytes([number]))
        except OSError:
            return  # full of the same news, or the watch is over

    def _run(self) -> None:
        number = self._wait()
        if number != _STOP_WATCHING:
            if self._is_dead():
                self._let_go()
            status = 128 + number
            self._end(status)
            time.sleep(PATIENCE)
            os._exit(status)
        self._inbox.close()
        self._outbox.close()

    def _wait(self) -> int:
        """The signal to end with, or ``_STOP_WATCHING``."""
        poll = select.poll()
        poll.register(self._inbox, select.POLLIN)
        if self._terminal in self._on_terminal:
            poll.register(self._terminal, 0)  # a hang-up is reported without being asked for
        while True:
            events = dict(poll.poll())
            if self._inbox.fileno() in events:
                return self._inbox.recv(1)[0]
            if events[self._terminal] & _HANGUP:
                return signal.SIGHUP
            poll.unregister(self._terminal)  # macOS can't poll every terminal device; SIGHUP comes there too

    def _is_dead(self) -> bool:
        if self._terminal not in self._on_terminal:
            return False
        poll = select.poll()
        poll.register(self._terminal, 0)
        return any(event & _HANGUP for _stream, event in poll.poll(0))

    def _let_go(self) -> None:
        """Puts nothing in the dead terminal's place, so that what is still said to it raises no error."""
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in self._on_terminal:
            os.dup2(nothing, stream)
        os.close(nothing)


class _Outlet:
    """The file that the driver writes to; once the terminal is gone, writing to it does nothing."""

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        self._file = file
        self._gone = gone

    def fileno(self) -> int:
        return self._file.fileno()

    def write(self, text: str) -> None:
        self._unless_gone(lambda: self._file.write(text))

    def flush(self) -> None:
        self._unless_gone(self._file.flush)

    def _unless_gone(self, action: Callable[[], object]) -> None:
        try:
            action()
        except OSError as error:
            if error.errno not in _TERMINAL_GONE:
                raise
            self._gone()


class _EndsWithItsTerminal(LinuxDriver):
    _watch: _Watch | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self._file is not None:
            self._file = cast("TextIOWrapper", _Outlet(self._file, self._hung_up))

    def start_application_mode(self) -> None:
        if self._watch is None:
            self._watch = _Watch(self.fileno, self._end)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        super().close()
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _hung_up(self) -> None:
        if self._watch is not None:
            self._watch.hung_up()

    def _end(self, status: int) -> None:
        try:
            self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=status))
        except RuntimeError:
            return  # the loop is closed: the app is ending already


def ending_with_its_terminal(driver_class: type[Driver]) -> type[Driver]:
    """A subclass of ``driver_class``, where it is Linux's or macOS's, that ends the app with its terminal.

    On SIGHUP, SIGTERM, or when the terminal is found dead, ``App.exit`` is called with status 128 + signal;
    the process ends within ``PATIENCE`` seconds in any case. A browser's driver ends with its server; others
    are returned as they are.
    """
    if not issubclass(driver_class, LinuxDriver):
        from summit_tui.tui.browser import ending_with_its_server  # in a terminal there is no need of it

        return ending_with_its_server(driver_class)
    return type(f"Watched{driver_class.__name__}", (_EndsWithItsTerminal, driver_class), {})
