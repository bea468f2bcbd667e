"""Terminals that reorder Arabic by themselves are asked to leave the app's lines alone.

The app sends lines that are in visual order and shaped already. VTE (GNOME Terminal, Xfce's, sakura)
would reorder them a second time; ECMA-48's bidirectional support mode, as told apart in
https://terminal-wg.pages.freedesktop.org/bidi/, switches that off. xterm and others that never
reorder ignore the sequences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from textual.driver import Driver

EXPLICIT_ORDER: Final = "\x1b[H\x1b[8l\x1b[2J"
"""Explicit mode (BDSM reset) for the whole screen. VTE keeps the mode with each row, and takes it over only
where something is written from column 1 and for rows made afterwards: hence first the cursor to the first
row, then the mode, then rows that are new."""

IMPLICIT_ORDER: Final = "\x1b[8h"
"""Implicit mode (BDSM set), in which a VTE starts. Sent before the alternate screen is left, so that the
cursor's row on the normal screen is not touched by the change of mode."""

PLAIN_ARROWS: Final = "\x1b[?1243s\x1b[?1243l"
"""The left arrow key sends left in paragraphs of either direction; what the person had is saved (XTSAVE)."""

FORMER_ARROWS: Final = "\x1b[?1243r"
"""Arrow keys as they were saved (XTRESTORE)."""

_FIRST_XTERM_WITH_DIRECT_COLOUR: Final = 331  # https://invisible-island.net/xterm/xterm.log.html


class _ExplicitOrder(Driver):
    """Stands before a driver in the order of bases; suspending and resuming call the two hooks as well."""

    def start_application_mode(self) -> None:
        outlet = getattr(self, "_writer_thread", None)
        super().start_application_mode()  # type: ignore[safe-super]  # a driver always follows in the MRO
        # Resumed in the background, Linux's driver gives up before it touches the terminal and waits to be
        # resumed again: it has no writer, or still the one of last time, which takes nothing any more.
        if hasattr(self, "_writer_thread") and self._writer_thread is outlet:
            return
        self.write(EXPLICIT_ORDER + PLAIN_ARROWS)
        self.flush()

    def stop_application_mode(self) -> None:
        self.write(FORMER_ARROWS + IMPLICIT_ORDER)
        super().stop_application_mode()  # type: ignore[safe-super]


def with_explicit_order(driver_class: type[Driver]) -> type[Driver]:
    """A subclass of ``driver_class`` that keeps the terminal from reordering while the app has the screen.

    For ``App.get_driver_class``: whatever Textual chose, or ``TEXTUAL_DRIVER`` names, stays underneath.
    """
    return type(f"ExplicitOrder{driver_class.__name__}", (_ExplicitOrder, driver_class), {})


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
