"""What comes from the keyboard: first what was typed while the app was loading, and never an answer.

Textual takes Escape and a key that come in one read for that key with Alt. Over a slow line, or through
tmux, which waits a moment after each Escape, that is how Escape and the next key come. No command is a
letter with Alt, so Escape counts as Escape, but before what terminals send for moving and deleting by words.
"""

from __future__ import annotations

import os
import re
import select
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual import constants, events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from summit_tui.terminal.answers import AnswerFilter

if TYPE_CHECKING:
    from summit_tui.terminal.questions import Questions

ESCAPE: Final = b"\x1b"
_PAUSE: Final = 0.1
"""Seconds between two looks at whether the app still wants to listen."""

_BY_ITSELF: Final = re.compile(rb"\x1b(?=\Z|[\[O]\Z|[^\x1b\[Obf\x7f])")
r"""Escape that begins nothing: Option and an arrow send ``\eb`` and ``\ef``, Alt and Backspace ``\e\x7f``."""

_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"


class Escapes:
    """Takes Escape by itself apart from what else was typed; what is pasted stays as it is."""

    def __init__(self) -> None:
        self._pasting = False

    def apart(self, data: bytes) -> Iterator[bytes]:
        """The pieces of ``data`` in order; one that is ``ESCAPE`` is the key of that name."""
        while data:
            if self._pasting:
                pasted, end, data = data.partition(_PASTE_ENDS)
                self._pasting = not end
                yield pasted + end
            else:
                typed, begin, data = data.partition(_PASTE_BEGINS)
                self._pasting = bool(begin)
                yield from _apart(typed)
                if begin:
                    yield begin


def _apart(typed: bytes) -> Iterator[bytes]:
    position = 0
    for escape in _BY_ITSELF.finditer(typed):
        if escape.start() > position:
            yield typed[position : escape.start()]
        yield ESCAPE
        position = escape.end()
    if position < len(typed):
        yield typed[position:]


class ListeningDriver(LinuxDriver):
    """Reads the keyboard in the place of Linux's driver.

    The app that it works for may have its ``Questions`` to the terminal in an attribute of that name; its
    ``heard_late`` is called where the answers come when it has the screen already.
    """

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self._questions: Questions | None = getattr(self._app, "questions", None)
        self._filter = AnswerFilter() if self._questions is None else self._questions.filter
        self._early = b"" if self._questions is None else self._questions.typed
        self._started = False

    def start_application_mode(self) -> None:
        """Takes the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        mode = None if self._questions is None else self._questions.former_mode
        if mode is not None and not self._started:
            # Suspended, the terminal is given back as it was before it was asked anything.
            self.attrs_before = mode
        self._started = True

    def run_input_thread(self) -> None:
        """Reads until the app has enough; runs in a thread of its own."""
        parser = XTermParser(self._debug)
        decoder = getincrementaldecoder("utf-8")("replace")
        escapes = Escapes()

        def hand_over(typed: bytes) -> None:
            for piece in escapes.apart(typed):
                if piece == ESCAPE:
                    self.process_message(events.Key("escape", "\x1b"))
                elif text := decoder.decode(piece):
                    for event in parser.feed(text):
                        self.process_message(event)

        early, self._early = self._early, b""
        hand_over(early)
        waiting = self._questions is not None and not self._filter.answers.complete
        while not self.exit_event.is_set():
            hand_over(self._read())
            for event in parser.tick():
                self.process_message(event)
            if waiting and self._filter.answers.complete:
                waiting = False
                self._loop.call_soon_threadsafe(self._app.heard_late)  # type: ignore[attr-defined]
        with suppress(EOFError, ParseError):
            for _ in parser.feed(""):
                pass  # ends the parser

    def _read(self) -> bytes:
        """What was typed next, after a pause at most; what may begin an answer is held back until then."""
        patience = constants.ESCAPE_DELAY if self._filter.undecided else _PAUSE
        if not select.select([self.fileno], [], [], patience)[0]:
            return self._filter.let_go()
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            data = b""
        if not data:
            self.exit_event.wait(_PAUSE)  # the terminal is gone, or its input was piped and has ended
        return self._filter.feed(data)


def listening(driver_class: type[Driver]) -> type[Driver]:
    """A subclass of ``driver_class``, where it is Linux's or macOS's, that reads the keyboard so."""
    if not issubclass(driver_class, LinuxDriver):
        return driver_class
    return type(f"Listening{driver_class.__name__}", (ListeningDriver, driver_class), {})
