"""The terminal emulators that are driven: how each is started with a font, a size in cells, and a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

FONT: Final = "DejaVu Sans Mono"


@dataclass(frozen=True, slots=True)
class Size:
    """Of a window in cells, and of its font in points at 96 dots an inch."""

    columns: int = 80
    rows: int = 24
    points: int = 11


def _no_files(_size: Size) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Emulator:
    """A program that shows a terminal in a window."""

    program: str
    package: str
    """The Debian package that brings it."""
    arguments: Callable[[Size], Sequence[str]]
    """Its options; the command, which is one word, follows them."""
    files: Callable[[Size], Mapping[str, str]] = _no_files
    """Its settings: texts by their paths below the home folder."""
    environment: Mapping[str, str] = field(default_factory=dict)


def _xterm(size: Size) -> Sequence[str]:
    resources = ("XTerm*scrollBar: false", "XTerm*cursorBlink: false", "XTerm*internalBorder: 0")
    options = [word for resource in resources for word in ("-xrm", resource)]
    geometry = f"{size.columns}x{size.rows}+0+0"
    return [*options, "-u8", "-fa", FONT, "-fs", str(size.points), "-geometry", geometry, "-e"]


def _sakura(size: Size) -> Sequence[str]:
    return ["-f", f"{FONT} {size.points}", "-c", str(size.columns), "-r", str(size.rows), "-x"]


def _xfce(size: Size) -> Sequence[str]:
    bars = ("--hide-menubar", "--hide-toolbar", "--hide-scrollbar", "--hide-borders")
    geometry = f"--geometry={size.columns}x{size.rows}+0+0"
    return ["--disable-server", *bars, f"--font={FONT} {size.points}", geometry, "-x"]


EMULATORS: Final[Mapping[str, Emulator]] = {
    "xterm": Emulator("xterm", "xterm", _xterm),
    "sakura": Emulator("sakura", "sakura", _sakura),
    "xfce4-terminal": Emulator("xfce4-terminal", "xfce4-terminal", _xfce),
}
