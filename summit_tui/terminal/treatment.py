"""What a terminal is sent so that it leaves lines alone that are in visual order and shaped already."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.terminal.identity import Family, Multiplexer, Terminal

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

KONSOLE_OFF: Final = "\x1b]50;BidiRenderingEnabled=false\x07"
"""Konsole's own; never for another terminal: in xterm OSC 50 sets the font."""
KONSOLE_ON: Final = "\x1b]50;BidiRenderingEnabled=true\x07"

MLTERM_OFF: Final = "\x1b]5379;use_ctl=false\x07"
MLTERM_ON: Final = "\x1b]5379;use_ctl=true\x07"


class Wish(StrEnum):
    """How the terminal is to be kept from reordering."""

    AUTO = "auto"
    EXPLICIT = "explicit"
    LRM = "lrm"
    OFF = "off"


class Treatment(NamedTuple):
    """What is sent so that the lines are left alone.

    ``way`` is never ``Wish.AUTO``. ``enter`` and ``leave`` are sent when the app takes the screen and gives
    it back; ``lrm``: U+200E follows each cell. ``advice`` is what the person has to be told, None where all
    is right.
    """

    way: Wish
    enter: str = ""
    leave: str = ""
    lrm: bool = False
    advice: Message | None = None


_OWN: Final[Mapping[Family, tuple[str, str]]] = {
    Family.KONSOLE: (KONSOLE_OFF, KONSOLE_ON),
    Family.MLTERM: (MLTERM_OFF, MLTERM_ON),
}

_FORCE_LTR: Final = N_("kitty turns Arabic words round: write “force_ltr yes” into its kitty.conf.")
_NO_LETTERS: Final = N_("The Linux console has no Arabic letters: use a terminal in a window, or ssh.")
_UNKNOWN: Final = N_("summit doesn't know this terminal: if lines read wrong, run summit doctor.")
_NOT_MEASURED: Final = N_("{terminal} wasn't tried with summit: if lines read wrong, run summit doctor.")
_ALLOW_PASSTHROUGH: Final = N_(
    "{terminal} reorders Arabic inside {multiplexer}: “set -g allow-passthrough on” lets summit stop it."
)
_OUTSIDE: Final = N_(
    "{terminal} reorders Arabic, and {multiplexer} hides it: run summit outside {multiplexer}."
)

NOTHING: Final = Treatment(Wish.OFF)
PINNED: Final = Treatment(Wish.LRM, lrm=True)
MODE: Final = Treatment(Wish.EXPLICIT, EXPLICIT_ORDER + PLAIN_ARROWS, FORMER_ARROWS + IMPLICIT_ORDER)
HARMLESS: Final = Treatment(Wish.EXPLICIT, EXPLICIT_ORDER, IMPLICIT_ORDER)
"""For terminals of which nothing is known: those that don't know the mode pass it over."""


PLAIN: Final = frozenset({Family.XTERM, Family.ALACRITTY, Family.FOOT, Family.URXVT, Family.ST})
"""Terminals that were seen to leave lines alone without being asked."""


def treatment_for(terminal: Terminal, wish: Wish = Wish.AUTO) -> Treatment:
    """What ``terminal`` is sent, by what is known of it or, unless that is to be found out, as wished."""
    match wish:
        case Wish.OFF:
            return NOTHING
        case Wish.LRM:
            return PINNED
        case Wish.EXPLICIT:
            return _own_sequences(terminal) or MODE
    if terminal.browser or (terminal.settled and terminal.family is Family.KITTY):
        return NOTHING
    if terminal.multiplexer is not None:
        return _behind(terminal.multiplexer, terminal)
    return _direct(terminal)


def _direct(terminal: Terminal) -> Treatment:
    own = _own_sequences(terminal)
    if own is not None:
        return own
    if terminal.explicit_mode or terminal.family is Family.VTE:
        return MODE
    if terminal.family in PLAIN:
        return NOTHING
    return HARMLESS._replace(advice=_advice(terminal))


def _behind(multiplexer: Multiplexer, terminal: Terminal) -> Treatment:
    """Behind a multiplexer, which draws the screen itself and hands on only what it is told to."""
    if terminal.family in PLAIN:
        return NOTHING
    if terminal.family in _OWN:
        own = _own_sequences(terminal)
        if own is not None:
            return own
        advice = _ALLOW_PASSTHROUGH if multiplexer is Multiplexer.TMUX else _OUTSIDE
        told = Message.warn(advice, terminal=terminal.name, multiplexer=multiplexer.value)
        # mlterm gives U+200E a column of its own, Konsole shows single letters, but in order.
        return (NOTHING if terminal.family is Family.MLTERM else PINNED)._replace(advice=told)
    if terminal.family in {Family.KITTY, Family.LINUX_CONSOLE}:
        return NOTHING._replace(advice=_advice(terminal))
    return PINNED._replace(advice=None if terminal.family is Family.VTE else _advice(terminal))


def _own_sequences(terminal: Terminal) -> Treatment | None:
    """The terminal's own escape sequences, where it has some and they reach it."""
    sequences = _OWN.get(terminal.family)
    if sequences is None or (terminal.multiplexer is not None and not terminal.passthrough):
        return None
    enter, leave = (wrapped(sequence, terminal.multiplexer) for sequence in sequences)
    return Treatment(Wish.EXPLICIT, enter, "" if terminal.settled else leave)


def wrapped(sequence: str, multiplexer: Multiplexer | None) -> str:
    """``sequence`` as the multiplexer hands it on to the terminal outside."""
    match multiplexer:
        case Multiplexer.TMUX:
            return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
        case Multiplexer.SCREEN:
            return f"\x1bP{sequence}\x1b\\"
        case None:
            return sequence


def _advice(terminal: Terminal) -> Message:
    match terminal.family:
        case Family.KITTY:
            return Message.warn(_FORCE_LTR)
        case Family.LINUX_CONSOLE:
            return Message.warn(_NO_LETTERS)
        case Family.OTHER | Family.UNKNOWN:
            return Message.warn(_UNKNOWN)
        case _:
            return Message.warn(_NOT_MEASURED, terminal=terminal.name)
