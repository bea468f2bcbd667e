"""Terminals are kept from reordering the app's lines, for as long as the app has the screen.

The app sends lines that are in visual order and shaped already. What a terminal is sent so that it leaves
them alone is its ``Treatment``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from textual.driver import Driver

from summit_tui.terminal.treatment import NOTHING, Treatment

_FIRST_ROW, _NEW_ROWS = "\x1b[H", "\x1b[2J"

_FIRST_XTERM_WITH_DIRECT_COLOUR: Final = 331  # https://invisible-island.net/xterm/xterm.log.html


class TreatingDriver(Driver):
    """Stands before a driver in the order of bases; suspending and resuming call the two hooks as well.

    The app that it works for has its ``Treatment`` in an attribute of that name.
    """

    _entered: Treatment | None = None
    """What the terminal was sent and has to be taken back; None while the app hasn't the screen."""

    def start_application_mode(self) -> None:
        """Takes the terminal, and treats it."""
        outlet = getattr(self, "_writer_thread", None)
        super().start_application_mode()  # type: ignore[safe-super]  # a driver always follows in the MRO
        # Resumed in the background, Linux's driver gives up before it touches the terminal and waits to be
        # resumed again: it has no writer, or still the one of last time, which takes nothing any more.
        if hasattr(self, "_writer_thread") and self._writer_thread is outlet:
            return
        self._enter(getattr(self._app, "treatment", NOTHING))
        self.flush()

    def stop_application_mode(self) -> None:
        """Gives the terminal back as it was."""
        self._leave()
        super().stop_application_mode()  # type: ignore[safe-super]

    def treat(self, treatment: Treatment) -> None:
        """Sends another treatment, in the middle of it; all has to be drawn anew.

        Before the app has the screen, or while it is suspended, nothing is sent.
        """
        if self._entered is None:
            return
        # The cursor in the first column and rows made anew: VTE takes a change of mode over only so.
        self.write(_FIRST_ROW)
        self._leave()
        self.write(_NEW_ROWS)
        self._enter(treatment)
        self.flush()

    def write(self, data: str) -> None:
        """Sends ``data``, a whole frame or sequence, each cell pinned to its place where it is to be so."""
        if self._entered is not None and self._entered.lrm:
            from summit_tui.tui.pinning import pinned  # few terminals need it

            data = pinned(data)
        super().write(data)  # type: ignore[safe-super]

    def _enter(self, treatment: Treatment) -> None:
        if treatment.enter:
            self.write(treatment.enter)
        self._entered = treatment

    def _leave(self) -> None:
        treatment, self._entered = self._entered, None
        if treatment is not None and treatment.leave:
            self.write(treatment.leave)


def treating(driver_class: type[Driver]) -> type[Driver]:
    """A subclass of ``driver_class`` that treats the terminal while the app has the screen.

    For ``App.get_driver_class``: whatever Textual chose, or ``TEXTUAL_DRIVER`` names, stays underneath.
    """
    return type(f"Treating{driver_class.__name__}", (TreatingDriver, driver_class), {})


def hidden_colours(environment: Mapping[str, str]) -> dict[str, str]:
    """What to add to ``environment`` before an app is made, so that it uses the colours the terminal has.

    xterm shows 24-bit colour, but names itself ``xterm``, which stands for 16 colours, and takes
    ``COLORTERM`` from what it runs. Empty where there is nothing to add, or the person has said it.
    """
    version = re.fullmatch(r"XTerm\((\d+)\)", environment.get("XTERM_VERSION", ""))
    known = "COLORTERM" in environment or not environment.get("TERM", "").startswith("xterm")
    if known or version is None or int(version[1]) < _FIRST_XTERM_WITH_DIRECT_COLOUR:
        return {}
    return {"COLORTERM": "truecolor"}
