"""Ways into the clipboard: of the terminal (OSC 52), of tmux, of the system."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

_SCREEN_PIECE: Final = 76
"""Bytes that are wrapped for screen at a time; it cuts a longer string off at 256."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that takes a text into a clipboard from its standard input, in ``encoding``."""

    command: tuple[str, ...]
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """The program's name."""
        return self.command[0]


_TMUX: Final = Tool(("tmux", "load-buffer", "-w", "-"))
_WAYLAND: Final = (Tool(("wl-copy",)),)
_X11: Final = (Tool(("xclip", "-selection", "clipboard", "-in")), Tool(("xsel", "--clipboard", "--input")))
_MACOS: Final = (Tool(("pbcopy",)),)
_WSL: Final = (Tool(("clip.exe",), "utf-16-le"),)


def tools(
    environment: Mapping[str, str], platform: str, is_there: Callable[[str], object]
) -> tuple[Tool, ...]:
    """The programs to hand a copied text to: tmux's, and one of the system, where there are such.

    ``platform`` is ``sys.platform``; ``is_there`` tells of a program's name whether it can be run
    (``shutil.which``).
    """
    found = [_TMUX] if "TMUX" in environment and is_there("tmux") else []
    for family in _families(environment, platform):
        for tool in family:
            if is_there(tool.name):
                return (*found, tool)
    return tuple(found)


def _families(environment: Mapping[str, str], platform: str) -> list[tuple[Tool, ...]]:
    """The system's clipboards that the person who sits at the terminal can paste from."""
    if platform == "darwin":
        # Over ssh it would be the clipboard of a machine that nobody sits at.
        return [] if "SSH_CONNECTION" in environment else [_MACOS]
    by_variable = {"WAYLAND_DISPLAY": _WAYLAND, "DISPLAY": _X11, "WSL_DISTRO_NAME": _WSL}
    return [family for variable, family in by_variable.items() if environment.get(variable)]


def terminal_copy(text: str, environment: Mapping[str, str]) -> str:
    """The sequence that asks the terminal to take ``text`` into its clipboard (xterm's OSC 52).

    screen passes it on to the terminal outside only when it is wrapped, piece by piece.
    """
    encoded = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    sequence = f"\x1b]52;c;{encoded}\x07"
    if "STY" not in environment or "TMUX" in environment:
        return sequence
    return "".join(f"\x1bP{piece}\x1b\\" for piece in re.findall(f"(?s).{{1,{_SCREEN_PIECE}}}", sequence))
