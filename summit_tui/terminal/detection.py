"""Telling the terminal by what it answers and, where that doesn't tell, by the environment.

The environment is inherited: in an xterm that was started from Konsole it names Konsole. So an answer
always counts for more, and what only one terminal may be sent is never sent by the environment's word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from summit_tui.terminal.answers import SCREEN, TMUX, Answers
from summit_tui.terminal.identity import Family, Multiplexer, Terminal

WEB_DRIVER: Final = "textual.drivers.web_driver:WebDriver"
"""What textual-serve sets ``TEXTUAL_DRIVER`` to."""


class Client(NamedTuple):
    """A terminal that is attached to tmux: its answer to XTVERSION (empty without one) and its ``TERM``."""

    version: str
    term: str


class Outside(NamedTuple):
    """What tmux tells of the terminals outside; ``passthrough``: it hands on what is wrapped for them."""

    clients: Sequence[Client] = ()
    passthrough: bool = False


def in_browser(environment: Mapping[str, str]) -> bool:
    """Whether the app is drawn by a browser, through textual-serve."""
    return environment.get("TEXTUAL_DRIVER") == WEB_DRIVER


def detect(answers: Answers, environment: Mapping[str, str], outside: Outside | None = None) -> Terminal:
    """The terminal that gave ``answers``; ``outside`` is what tmux told, where it was asked."""
    if in_browser(environment):
        return Terminal(browser=True)
    multiplexer = _multiplexer(answers, environment)
    passthrough = multiplexer is Multiplexer.SCREEN
    family, version = Family.UNKNOWN, ""
    match multiplexer:
        case Multiplexer.TMUX:
            passthrough = False
            if outside is not None and outside.clients:
                family, version = _of_clients(outside.clients)
                # A screen inside hands on what it is to hand on to tmux, not what tmux is to.
                passthrough = outside.passthrough and not _answered_as(SCREEN, answers)
        case Multiplexer.SCREEN:
            family, version = _of_answers(answers, {})
        case None:
            family, version = _of_answers(
                answers, _travelling(environment) if _remote(environment) else environment
            )
    if multiplexer is not None and family is Family.UNKNOWN and "VTE_VERSION" in environment:
        # It may be of a terminal that the multiplexer was started from long ago; what is sent to a VTE
        # through a multiplexer does no harm in others of those that don't tell their names.
        family = Family.VTE
    return Terminal(
        family=family,
        version=version,
        multiplexer=multiplexer,
        explicit_mode=answers.order_mode in {1, 2},
        remote=_remote(environment),
        answered=answers.any,
        passthrough=passthrough,
    )


def _remote(environment: Mapping[str, str]) -> bool:
    return any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def _travelling(environment: Mapping[str, str]) -> dict[str, str]:
    """What ssh hands on, and no more: ``TERM``, and iTerm2's variable that is named like a locale's."""
    return {name: environment[name] for name in ("TERM", "LC_TERMINAL") if name in environment}


def _multiplexer(answers: Answers, environment: Mapping[str, str]) -> Multiplexer | None:
    if answers.version.startswith("tmux ") or _answered_as(TMUX, answers):
        return Multiplexer.TMUX
    if _answered_as(SCREEN, answers):
        return Multiplexer.SCREEN
    if answers.any:
        return None
    term = environment.get("TERM", "")
    if "TMUX" in environment and term.startswith(("tmux", "screen")):
        return Multiplexer.TMUX
    return Multiplexer.SCREEN if "STY" in environment and term.startswith("screen") else None


def _answered_as(kind: int, answers: Answers) -> bool:
    return any(numbers[:1] == (kind,) for numbers in answers.secondary)


def _of_clients(clients: Sequence[Client]) -> tuple[Family, str]:
    """The one kind of terminal that is attached; of several kinds the one that needs the most care."""
    kinds = [_of_name(client.version) or _of_term(client.term) or (Family.UNKNOWN, "") for client in clients]
    families = {family for family, _ in kinds}
    if len(families) > 1:
        plain = families <= {Family.XTERM, Family.ALACRITTY, Family.FOOT, Family.URXVT, Family.ST}
        if not plain:
            return (Family.VTE if Family.VTE in families else Family.UNKNOWN), ""
    return kinds[0]


def _of_answers(answers: Answers, hints: Mapping[str, str]) -> tuple[Family, str]:
    named = _of_name(answers.version)
    if named is not None:
        return named
    for numbers in answers.secondary:
        family = _of_numbers(numbers, hints)
        if family is not None:
            return family, ".".join(map(str, numbers[1:2]))
    return _of_term(hints.get("TERM", "")) or _of_variables(hints) or (Family.UNKNOWN, "")


_NAMED: Final = (
    ("XTerm(", Family.XTERM),
    ("VTE(", Family.VTE),
    ("Konsole ", Family.KONSOLE),
    ("kitty(", Family.KITTY),
    ("foot(", Family.FOOT),
    ("mintty ", Family.MINTTY),
    ("WezTerm ", Family.WEZTERM),
    ("ghostty ", Family.GHOSTTY),
    ("iTerm2 ", Family.ITERM2),
    ("mlterm(", Family.MLTERM),
    ("xterm.js(", Family.XTERM_JS),
    ("Alacritty", Family.ALACRITTY),
    ("rxvt-unicode", Family.URXVT),
)
"""How answers to XTVERSION begin."""


def _of_name(name: str) -> tuple[Family, str] | None:
    if not name or name.startswith("tmux "):
        return None
    for beginning, family in _NAMED:
        if name.startswith(beginning):
            number = re.search(r"\d[\w.+-]*", name[len(beginning) :])
            return family, number[0] if number else ""
    return Family.OTHER, "".join(filter(str.isprintable, name))[:40]


_KINDS: Final[Mapping[int, Family]] = {
    24: Family.MLTERM,
    41: Family.XTERM,
    61: Family.VTE,
    65: Family.VTE,
    77: Family.MINTTY,
    82: Family.URXVT,  # rxvt itself is as plain
    85: Family.URXVT,
}
"""The first number of DA2's answer, where it stands for one terminal."""

_LEAST_ALACRITTY: Final = 300


def _of_numbers(numbers: Sequence[int], hints: Mapping[str, str]) -> Family | None:
    match numbers:
        case [kind, *_] if kind in _KINDS:
            return _KINDS[kind]
        case [0 | 1, 115, 0]:
            # QTerminal has it from the Konsole of long ago, and takes no orders from programs. A Konsole
            # that doesn't tell its name is known only where the environment says the same.
            known = "KONSOLE_VERSION" in hints or hints.get("TERM", "").startswith("konsole")
            return Family.KONSOLE if known else Family.QTERMINAL
        case [0, 10, 1]:
            return Family.WINDOWS_TERMINAL
        case [0, 276, 0]:
            return Family.XTERM_JS
        case [1, 95, 0] | [0, 95, _] if hints.get("TERM_PROGRAM") == "Apple_Terminal":
            return Family.APPLE_TERMINAL
        case [0, 95, _]:
            return Family.ITERM2
        case [1, 277, 0]:
            return Family.WEZTERM
        case [1, version, *_] if 4000 <= version < 5000:
            return Family.KITTY
        case [0, version, 1] if version >= _LEAST_ALACRITTY:
            return Family.ALACRITTY
    return None


_TERMS: Final = (
    ("xterm-kitty", Family.KITTY),
    ("xterm-ghostty", Family.GHOSTTY),
    ("alacritty", Family.ALACRITTY),
    ("foot", Family.FOOT),
    ("rxvt", Family.URXVT),
    ("st-", Family.ST),
    ("mlterm", Family.MLTERM),
    ("wezterm", Family.WEZTERM),
    ("mintty", Family.MINTTY),
    ("vte", Family.VTE),
    ("gnome", Family.VTE),
    ("linux", Family.LINUX_CONSOLE),
)
"""How ``TERM`` begins where it names one terminal; ``xterm`` names none, since all say it."""


def _of_term(term: str) -> tuple[Family, str] | None:
    return next(((family, "") for beginning, family in _TERMS if term.startswith(beginning)), None)


_PROGRAMS: Final[Mapping[str, Family]] = {
    "Apple_Terminal": Family.APPLE_TERMINAL,
    "iTerm.app": Family.ITERM2,
    "WezTerm": Family.WEZTERM,
    "ghostty": Family.GHOSTTY,
    "vscode": Family.XTERM_JS,
    "mintty": Family.MINTTY,
}
_VARIABLES: Final = (
    ("WT_SESSION", Family.WINDOWS_TERMINAL),
    ("VTE_VERSION", Family.VTE),
    ("XTERM_VERSION", Family.XTERM),
)


def _of_variables(hints: Mapping[str, str]) -> tuple[Family, str] | None:
    program = _PROGRAMS.get(hints.get("TERM_PROGRAM", ""))
    if program is not None:
        return program, hints.get("TERM_PROGRAM_VERSION", "")
    if hints.get("LC_TERMINAL") == "iTerm2":
        return Family.ITERM2, hints.get("LC_TERMINAL_VERSION", "")
    return next(((family, "") for name, family in _VARIABLES if hints.get(name)), None)
