"""What terminals there are, and what is known of the one that the app talks to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class Family(StrEnum):
    """Terminals that treat right-to-left text in the same way."""

    XTERM = "xterm"
    VTE = "vte"
    KONSOLE = "konsole"
    QTERMINAL = "qterminal"
    MLTERM = "mlterm"
    KITTY = "kitty"
    ALACRITTY = "alacritty"
    FOOT = "foot"
    URXVT = "urxvt"
    ST = "st"
    WEZTERM = "wezterm"
    GHOSTTY = "ghostty"
    ITERM2 = "iterm2"
    APPLE_TERMINAL = "apple-terminal"
    MINTTY = "mintty"
    WINDOWS_TERMINAL = "windows-terminal"
    XTERM_JS = "xterm-js"
    LINUX_CONSOLE = "linux-console"
    OTHER = "other"
    """It has told its name, which is none of these."""
    UNKNOWN = "unknown"


class Multiplexer(StrEnum):
    """Programs between the app and the terminal."""

    TMUX = "tmux"
    SCREEN = "screen"


NAMES: Final[Mapping[Family, str]] = {
    Family.VTE: "VTE",
    Family.KONSOLE: "Konsole",
    Family.QTERMINAL: "QTerminal",
    Family.WEZTERM: "WezTerm",
    Family.GHOSTTY: "Ghostty",
    Family.ITERM2: "iTerm2",
    Family.APPLE_TERMINAL: "Terminal.app",
    Family.WINDOWS_TERMINAL: "Windows Terminal",
    Family.XTERM_JS: "xterm.js",
    Family.LINUX_CONSOLE: "the Linux console",
}
"""What families call themselves, where that isn't their value."""


class Terminal(NamedTuple):
    """What the app is talking to, and how that was told.

    ``family`` and ``version`` are those of the outer terminal inside a multiplexer, ``explicit_mode`` tells
    that ECMA-48's bidirectional support mode is known to it, ``remote`` that there is ssh between,
    ``browser`` that Textual's web driver draws, ``answered`` that an answer came in time. ``passthrough``:
    the multiplexer hands on what is wrapped for the outer terminal; ``settled``: the terminal's own settings
    keep it from reordering.
    """

    family: Family = Family.UNKNOWN
    version: str = ""
    multiplexer: Multiplexer | None = None
    explicit_mode: bool = False
    remote: bool = False
    browser: bool = False
    answered: bool = False
    passthrough: bool = False
    settled: bool = False

    @property
    def key(self) -> str:
        """What a person's pick is remembered under, such as ``vte`` or ``tmux/vte``; no versions."""
        if self.browser:
            return "browser"
        return self.family.value if self.multiplexer is None else f"{self.multiplexer}/{self.family}"

    @property
    def name(self) -> str:
        """What to call it in front of a person; empty where it isn't known."""
        if self.family is Family.UNKNOWN:
            return ""
        if self.family is Family.OTHER:
            return self.version
        return NAMES.get(self.family, self.family.value)


UNKNOWN: Final = Terminal()
"""One that wasn't asked."""
