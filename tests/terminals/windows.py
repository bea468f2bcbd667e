"""Real terminal windows on a virtual X display: run a command in one, press keys, take its picture.

Only a picture shows what a terminal makes of right-to-left lines: its own reordering comes after everything
that a program, or tmux, can read back.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

FONT: Final = "DejaVu Sans Mono"
DISPLAY_PROGRAMS: Final = ("Xvfb", "xdotool", "import")
"""What a picture takes beside the terminal: Debian's xvfb, xdotool and imagemagick."""


class TerminalError(Exception):
    """A display or a terminal didn't do what it was asked to within the time it was given."""


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
    """Returns as soon as ``condition`` holds; raises ``TerminalError`` after ``seconds`` of waiting."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TerminalError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Picture:
    """The pixels of a window: ``pixels`` holds red, green, blue, a byte each, row by row."""

    width: int
    height: int
    pixels: bytes

    @classmethod
    def from_ppm(cls, data: bytes) -> Picture:
        """Reads a binary PPM (P6, 8 bits) without comments, as ImageMagick writes it."""
        header = re.match(rb"P6\s(\d+)\s(\d+)\s255\s", data)
        if header is None:
            raise TerminalError("not a binary PPM of 8 bits")
        return cls(int(header[1]), int(header[2]), data[header.end() :])

    def difference(self, other: Picture, tolerance: int = 48) -> float:
        """The part of the pixels, 0 to 1, of which a colour channel differs by more than ``tolerance``."""
        if (self.width, self.height) != (other.width, other.height):
            return 1.0
        if self.pixels == other.pixels:
            return 0.0
        differing = sum(
            1
            for index in range(0, len(self.pixels), 3)
            if self.pixels[index : index + 3] != other.pixels[index : index + 3]
            and any(abs(self.pixels[index + c] - other.pixels[index + c]) > tolerance for c in range(3))
        )
        return differing / (self.width * self.height)


@dataclass(frozen=True, slots=True)
class Terminal:
    """How a terminal emulator is started with a font, a size in cells, and a command."""

    program: str
    arguments: Callable[[int, int, int], Sequence[str]]
    """Its options, from columns, rows and the font's size in points; the command's words follow them."""


def _xterm(columns: int, rows: int, points: int) -> Sequence[str]:
    resources = ("XTerm*scrollBar: false", "XTerm*cursorBlink: false", "XTerm*internalBorder: 0")
    options = [word for resource in resources for word in ("-xrm", resource)]
    return [*options, "-u8", "-fa", FONT, "-fs", str(points), "-geometry", f"{columns}x{rows}+0+0", "-e"]


def _sakura(columns: int, rows: int, points: int) -> Sequence[str]:
    return ["-f", f"{FONT} {points}", "-c", str(columns), "-r", str(rows), "-x"]


def _xfce(columns: int, rows: int, points: int) -> Sequence[str]:
    bars = ("--hide-menubar", "--hide-toolbar", "--hide-scrollbar", "--hide-borders")
    return ["--disable-server", *bars, f"--font={FONT} {points}", f"--geometry={columns}x{rows}+0+0", "-x"]


TERMINALS: Final[Mapping[str, Terminal]] = {
    "xterm": Terminal("xterm", _xterm),
    "sakura": Terminal("sakura", _sakura),
    "xfce4-terminal": Terminal("xfce4-terminal", _xfce),
}


class Display:
    """A virtual X display of its own, with a home folder of its own for the terminals' settings."""

    def __init__(self, width: int = 1600, height: int = 1000) -> None:
        self._size = f"{width}x{height}x24"

    def __enter__(self) -> Self:
        self._home = tempfile.TemporaryDirectory(prefix="summit-display-")
        read, write = os.pipe()
        self._server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(write),
                "-screen",
                "0",
                self._size,
                "-dpi",
                "96",
                "-nolisten",
                "tcp",
                "-noreset",
            ],
            pass_fds=[write],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise TerminalError("Xvfb found no free display")
        self.environment = self._environment(f":{number}")
        return self

    def _environment(self, display: str) -> dict[str, str]:
        home = self._home.name
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        folders = {
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/.config",
            "XDG_DATA_HOME": f"{home}/.local/share",
        }
        # No session bus and no accessibility bus: GTK would wait for the one and warn of the other.
        quiet = {"NO_AT_BRIDGE": "1", "DBUS_SESSION_BUS_ADDRESS": "disabled:", "GTK_A11Y": "none"}
        runtime = {"XDG_RUNTIME_DIR": home, "GDK_BACKEND": "x11", "SHELL": "/bin/sh"}
        return {**kept, **folders, **quiet, **runtime, "DISPLAY": display, "LC_ALL": "C.UTF-8"}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait(10)
        self._home.cleanup()

    def run(self, *command: str) -> bytes:
        """The output of an X client that is run on this display; raises ``TerminalError`` if it fails."""
        done = subprocess.run(command, env=self.environment, capture_output=True, timeout=30, check=False)
        if done.returncode != 0:
            raise TerminalError(f"{shlex.join(command)}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout


class Window:
    """A terminal window that runs a command until it is left, as a context manager."""

    def __init__(
        self,
        display: Display,
        terminal: str,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        points: int = 11,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """``terminal`` is one of ``TERMINALS``; ``points`` is the size of the font at 96 dots an inch."""
        self._display = display
        self._terminal = TERMINALS[terminal]
        self._command = command
        self._size = (columns, rows, points)
        self._environment = environment or {}

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="summit-window-")
        # Terminals differ in how they take a command of several words apart; one word is left whole by all.
        script = Path(self._folder.name, "command")
        # The environment is set behind the terminal: xterm takes COLORTERM out of its own.
        exports = [f"export {name}={shlex.quote(value)}" for name, value in self._environment.items()]
        lines = ["#!/bin/sh", *exports, f"exec {shlex.join(self._command)}"]
        script.write_text("\n".join(lines) + "\n", encoding="utf-8")
        script.chmod(0o700)
        self._process = subprocess.Popen(
            [self._terminal.program, *self._terminal.arguments(*self._size), str(script)],
            env=self._display.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_until(self._is_shown, f"a window of {self._terminal.program}")
            self._display.run("xdotool", "windowmove", self._id, "0", "0", "windowfocus", "--sync", self._id)
        except TerminalError:
            self._end()
            raise
        return self

    def _is_shown(self) -> bool:
        if self._process.poll() is not None:
            raise TerminalError(f"{self._terminal.program} ended with status {self._process.returncode}")
        try:
            found = self._display.run("xdotool", "search", "--onlyvisible", "--pid", str(self._process.pid))
        except TerminalError:
            return False
        self._id = found.split()[-1].decode() if found.split() else ""
        return bool(self._id)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)
        self._folder.cleanup()

    def press(self, *keys: str) -> None:
        """Presses keys by their X names (``Left``, ``q``, ``ctrl+z``) as a keyboard would."""
        self._display.run("xdotool", "key", "--clearmodifiers", "--delay", "40", *keys)

    def resize(self, width: int, height: int) -> None:
        """Gives the window a size in pixels."""
        self._display.run("xdotool", "windowsize", "--sync", self._id, str(width), str(height))

    def picture(self) -> Picture:
        """What the window shows at this moment."""
        return Picture.from_ppm(
            self._display.run("import", "-silent", "-window", self._id, "-depth", "8", "ppm:-")
        )

    def settled_picture(self, quiet: float = 0.4, seconds: float = 20.0) -> Picture:
        """What the window shows once that hasn't changed for ``quiet`` seconds and isn't a single colour."""
        deadline = time.monotonic() + seconds
        before, since = self.picture(), time.monotonic()
        while time.monotonic() < deadline:
            time.sleep(0.1)
            picture = self.picture()
            if picture != before or len(set(picture.pixels)) <= 3:
                before, since = picture, time.monotonic()
            elif time.monotonic() - since >= quiet:
                return picture
        raise TerminalError(f"the window of {self._terminal.program} kept changing, or stayed empty")


def write_png(picture: Picture, path: Path) -> None:
    """Writes ``picture`` as a PNG without dates or other text that would differ from run to run."""
    header = b"P6\n%d %d\n255\n" % (picture.width, picture.height)
    strip = ["-strip", "-define", "png:exclude-chunks=date,time"]
    program = shutil.which("magick") or "convert"
    subprocess.run(
        [program, "ppm:-", *strip, f"png:{path}"], input=header + picture.pixels, check=True, timeout=60
    )
