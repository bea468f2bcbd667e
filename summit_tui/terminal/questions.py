"""Asking the terminal early and listening late, so that its answers take no time from the start.

From the first question until the app has the terminal, nothing that is typed is echoed or waits for the end
of a line, so that it reaches the app as it was typed; the keys that stop or end a program do so. However the
program ends or stops meanwhile, the terminal has its own mode again.
"""

from __future__ import annotations

import os
import select
import signal
import termios
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from summit_tui.terminal.answers import KIND_QUESTION, NAME_QUESTION, ORDER_QUESTION, AnswerFilter
from summit_tui.terminal.detection import Outside, detect, in_browser
from summit_tui.terminal.identity import Family, Multiplexer, Terminal

if TYPE_CHECKING:
    from summit_tui.terminal.tmux import TmuxQuestion

PATIENCE: Final = 0.5
"""Seconds from asking after which no answer is waited for. A line that is slower is no comfort to work on,
and a terminal that doesn't answer at all, which is rare, delays the app by what is left of it."""

_LEAVING: Final = 0.1
"""Seconds for answers to come in when nobody wants them any more, lest the shell takes them for keys."""

_INPUT, _LOCAL, _CHARACTERS = 0, 3, 6
"""Indexes in what ``termios.tcgetattr`` returns."""


class Questions:
    """What the terminal was asked. ``typed`` is what came that was no answer, as bytes of the keyboard.

    ``filter`` keeps answers apart also from what comes later; ``former_mode`` is the terminal's own mode as
    ``termios`` has it, None where it couldn't be asked.
    """

    def __init__(self, environment: Mapping[str, str], source: int, target: int) -> None:
        self.environment = environment
        self.filter = AnswerFilter()
        self.typed = b""
        self.former_mode: list[Any] | None = None
        self._source = source
        self._target = target
        self._asked = monotonic()
        self._tmux: TmuxQuestion | None = None
        self._outside: Outside | None = None
        self._handlers: dict[int, Any] = {}

    @classmethod
    def ask(cls, environment: Mapping[str, str], source: int = 0, target: int = 1) -> Self:
        """Asks the terminal that is read from ``source`` and written to by ``target``; waits for nothing.

        In a browser, and where there is no terminal, nothing is asked. What this returns is to be closed.
        """
        questions = cls(environment, source, target)
        if not in_browser(environment):
            questions._ask()
        return questions

    def answers(self, timeout: float = PATIENCE) -> Terminal:
        """The terminal, by what it answered until ``timeout`` seconds after it was asked."""
        deadline = self._asked + timeout
        if self.former_mode is not None:
            self._listen(deadline)
        if self._tmux is not None:
            self._outside = self._tmux.outside(max(deadline - monotonic(), _LEAVING))
            self._tmux = None
        return self.terminal()

    def terminal(self) -> Terminal:
        """The terminal, by what it has answered so far."""
        terminal = detect(self.filter.answers, self.environment, self._outside)
        if terminal.remote or terminal.family not in {Family.KITTY, Family.KONSOLE, Family.MLTERM}:
            return terminal
        from summit_tui.terminal.preferences import with_preferences  # few terminals need it

        return with_preferences(terminal, self.environment)

    def close(self) -> None:
        """Gives the terminal its mode back, and the signals to whom they belonged."""
        if self._tmux is not None:
            self._tmux.close()
            self._tmux = None
        if self.former_mode is None:
            return
        if not self.filter.answers.complete:
            self._listen(monotonic() + _LEAVING)
        self._give_back()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self) -> None:
        try:
            self.former_mode = termios.tcgetattr(self._source)
            self._handle_signals()
            self._take()
            _write(self._target, _sequences(self.environment).encode())
        except (OSError, termios.error):
            return  # without a terminal there is nothing to ask; whoever needs one will say so
        if "TMUX_PANE" in self.environment:
            from summit_tui.terminal.tmux import TmuxQuestion, runs_inside

            with suppress(OSError):
                self._tmux = TmuxQuestion(self.environment) if runs_inside(self.environment) else None

    def _listen(self, deadline: float) -> None:
        """Takes in what comes until ``deadline``; where that is over, on a busy machine, what is there."""
        while not self.filter.answers.complete:
            try:
                if not select.select([self._source], [], [], max(deadline - monotonic(), 0.0))[0]:
                    return
                data = os.read(self._source, 4096)
            except OSError:
                return
            if not data:
                return
            self.typed += self.filter.feed(data)

    def _take(self) -> None:
        """As the app has it, but that the keys that interrupt, stop and end a program still do so."""
        mode = termios.tcgetattr(self._source)
        mode[_INPUT] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        mode[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        mode[_CHARACTERS] = list(mode[_CHARACTERS])
        mode[_CHARACTERS][termios.VMIN] = 1
        termios.tcsetattr(self._source, termios.TCSANOW, mode)

    def _give_back(self) -> None:
        with suppress(OSError, termios.error):
            if self.former_mode is not None:
                termios.tcsetattr(self._source, termios.TCSANOW, self.former_mode)

    def _handle_signals(self) -> None:
        for number, handle in (
            (signal.SIGTSTP, self._stop),
            (signal.SIGTERM, self._end),
            (signal.SIGHUP, self._end),
            (signal.SIGQUIT, self._end),
        ):
            if signal.getsignal(number) is signal.SIG_DFL:
                self._handlers[number] = signal.signal(number, handle)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._give_back()
        os.kill(os.getpid(), signal.SIGSTOP)
        with suppress(OSError, termios.error):
            self._take()

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self._give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _sequences(environment: Mapping[str, str]) -> str:
    questions = NAME_QUESTION + ORDER_QUESTION
    if environment.get("TERM_PROGRAM") == "Apple_Terminal":
        questions = NAME_QUESTION
    if environment.get("TERM", "").startswith("screen"):
        # It hands on what it is wrapped in; a tmux that bears the name swallows it.
        from summit_tui.terminal.treatment import wrapped

        questions += wrapped(questions + KIND_QUESTION, Multiplexer.SCREEN)
    return questions + KIND_QUESTION


def _write(target: int, data: bytes) -> None:
    while data:
        data = data[os.write(target, data) :]
