"""How far a long work has come, on one line of standard error that is gone when the work is done."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self, TextIO

from summit_tui.cli.console import tell
from summit_tui.i18n import Catalogue
from summit_tui.model import Message

_EVERY: Final = 0.2
"""Seconds from one drawing to the next."""

_BAR: Final = 24
"""Cells of the bar."""

_USUAL_WIDTH: Final = 80


class Progress:
    """The line. Where ``stream`` is no terminal there is none, and messages are told all the same.

    ``size`` is what ``update``'s ``read`` counts up to, whatever the unit. Text is in logical order, as all
    that is printed outside the app.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        size: int,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._catalogue = catalogue
        self._size = size
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._shows = self._stream is not None and self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._began = clock()
        self._drawn: float | None = None
        self._visible = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.hide()

    def update(self, count: int, read: int) -> None:
        """Shows that ``count`` articles are done, and ``read`` of the size read."""
        now = self._clock()
        if not self._shows or (self._drawn is not None and now - self._drawn < _EVERY):
            return
        self._drawn = now
        line = self._line(count, read, now - self._began)
        self._write(f"\r{line[: self._width() - 1]}\x1b[K")
        self._visible = True

    def hide(self) -> None:
        """Takes the line away until it is next drawn, so that something else can be written."""
        if self._visible:
            self._write("\r\x1b[K")
            self._visible = False

    def make_way(self) -> None:
        """Takes the line away where results come out on the same terminal."""
        if sys.stdout is not None and sys.stdout.isatty():
            self.hide()

    def tell(self, message: Message) -> None:
        """Tells ``message`` above the line."""
        self.hide()
        tell(self._catalogue, message)
        self._drawn = None

    def _line(self, count: int, read: int, seconds: float) -> str:
        done = min(read / self._size, 1.0) if self._size else 0.0
        filled = round(done * _BAR)
        text = self._catalogue.count(
            "{n} article, {rate} a second, {left} left",
            "{n} articles, {rate} a second, {left} left",
            count,
            rate=_rate(count / seconds) if seconds > 0 else "-",
            left=duration(seconds / done * (1 - done)) if done > 0 and seconds > 1 else "-",
        )
        return f"{'█' * filled}{'░' * (_BAR - filled)} {done:4.0%}  {text}"

    def _width(self) -> int:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            return os.get_terminal_size(self._stream.fileno()).columns or _USUAL_WIDTH
        return _USUAL_WIDTH

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self._stream.write(text)
            self._stream.flush()


def _rate(rate: float) -> str:
    return f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"


def duration(seconds: float) -> str:
    """``seconds`` as minutes and seconds, with hours where there are some: 0:07, 12:30, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
