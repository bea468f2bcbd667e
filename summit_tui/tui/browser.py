"""The app in a browser window ends, in order and soon, when the server that started it is gone.

Left alone, Textual's driver for browsers goes on without input when its input ends, and holds the project's
lock for ever; where its output is closed, the app ends with an error. Nor does it wait for its input thread.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from typing import Any, Final

from textual.driver import Driver
from textual.drivers.web_driver import WebDriver

PATIENCE: Final = 1.5
"""Seconds that the app has for ending in order; then the process ends."""

STATUS: Final = 128 + signal.SIGHUP
"""The exit status then."""

_SERVER_GONE: Final = frozenset({errno.EPIPE, errno.EBADF})


class _EndsWithItsServer(WebDriver):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._write = self._unless_gone(self._write)  # type: ignore[assignment]

    def run_input_thread(self) -> None:
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._end()
            if not self.exit_event.wait(PATIENCE):
                os._exit(STATUS)

    def stop_application_mode(self) -> None:
        super().stop_application_mode()
        # What is typed meanwhile would be handed to a loop that is closed, which Python warns of.
        if self._key_thread.is_alive():
            self._key_thread.join(PATIENCE)

    def _unless_gone(self, write: Callable[[bytes], int]) -> Callable[[bytes], int]:
        def write_or_end(data: bytes) -> int:
            try:
                return write(data)
            except OSError as error:
                if error.errno not in _SERVER_GONE:
                    raise
                self._end()
                return len(data)

        return write_or_end

    def _end(self) -> None:
        try:
            self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=STATUS))
        except RuntimeError:
            return  # the loop is closed: the app is ending already


def ending_with_its_server(driver_class: type[Driver]) -> type[Driver]:
    """A subclass of ``driver_class``, where it is Textual's for browsers, that ends the app with its server.

    When the server is found gone, ``App.exit`` is called with ``STATUS``; the process ends within
    ``PATIENCE`` seconds in any case. Other drivers are returned as they are.
    """
    if not issubclass(driver_class, WebDriver):
        return driver_class
    return type(f"Watched{driver_class.__name__}", (_EndsWithItsServer, driver_class), {})
