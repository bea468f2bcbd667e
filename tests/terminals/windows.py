"""Real terminal windows on a virtual X display: run a command in one, press keys, take its picture.

Only a picture shows what a terminal makes of right-to-left lines: its own reordering comes after everything
that a program, or tmux, can read back.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.terminals.emulators import EMULATORS, Size
from tests.terminals.pictures import Picture

DISPLAY_PROGRAMS: Final = {"Xvfb": "xvfb", "xdotool": "xdotool", "import": "imagemagick"}
"""What a picture takes beside the terminal, each program with its Debian package."""
_LEAST_WINDOW = 100
"""Pixels; toolkits make smaller windows of their own, which nobody sees."""


class TerminalError(Exception):
    """A display or a terminal didn't do what it was asked to within the time it was given."""


def wait_until(condition: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
    """Returns as soon as ``condition`` holds; raises ``TerminalError`` after ``seconds`` of waiting."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TerminalError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.02)


class Display:
    """A virtual X display of its own, with a home folder of its own for the terminals' settings."""

    def __init__(self, width: int = 1600, height: int = 1000) -> None:
        self._size = width, height

    def __enter__(self) -> Self:
        self._home = tempfile.TemporaryDirectory(prefix="summit-display-", ignore_cleanup_errors=True)
        read, write = os.pipe()
        screen = f"{self._size[0]}x{self._size[1]}x24"
        options = ["-screen", "0", screen, "-dpi", "96", "-nolisten", "tcp", "-noreset"]
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), *options],
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

    @property
    def home(self) -> Path:
        """The home folder of what runs here."""
        return Path(self._home.name)

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

    def windows(self) -> list[str]:
        """The numbers of the windows that can be seen and are large enough to be a terminal's."""
        try:
            found = self.run("xdotool", "search", "--onlyvisible", "--maxdepth", "1", "--name", "")
        except TerminalError:
            return []
        return [number for number in found.decode().split() if self._may_be_terminal(number)]

    def _may_be_terminal(self, number: str) -> bool:
        try:
            shape = self.run("xdotool", "getwindowgeometry", "--shell", number).decode()
        except TerminalError:
            return False
        values = dict(line.split("=", 1) for line in shape.split())
        size = int(values["WIDTH"]), int(values["HEIGHT"])
        return size != self._size and min(size) >= _LEAST_WINDOW  # the root window is as large as the display


class Window:
    """A terminal window that runs a command until it is left, as a context manager.

    A display shows one window at a time.
    """

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
        """``terminal`` is one of ``EMULATORS``; ``points`` is the size of the font at 96 dots an inch."""
        self._display = display
        self._emulator = EMULATORS[terminal]
        self._command = command
        self._size = Size(columns, rows, points)
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
        for name, text in self._emulator.files(self._size).items():
            path = self._display.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self._log = Path(self._folder.name, "log")
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [self._emulator.program, *self._emulator.arguments(self._size), str(script)],
                env={**self._display.environment, **self._emulator.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            wait_until(self._is_shown, f"a window of {self._emulator.program}", 30.0)
            self._display.run("xdotool", "windowmove", self._id, "0", "0", "windowfocus", "--sync", self._id)
        except TerminalError:
            self._end()
            raise
        return self

    def _is_shown(self) -> bool:
        if self._process.poll() is not None:
            said = self._log.read_text(encoding="utf-8", errors="replace").strip()
            status = self._process.returncode
            raise TerminalError(f"{self._emulator.program} ended with status {status}: {said}")
        windows = self._display.windows()
        self._id = windows[-1] if windows else ""
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
        return self.settled(lambda picture: len(set(picture.pixels)) > 3, quiet, seconds)

    def settled(
        self, condition: Callable[[Picture], bool], quiet: float = 0.4, seconds: float = 20.0
    ) -> Picture:
        """What the window shows once ``condition`` holds and it hasn't changed for ``quiet`` seconds."""
        deadline = time.monotonic() + seconds
        before, since = self.picture(), time.monotonic()
        while time.monotonic() < deadline:
            time.sleep(0.1)
            picture = self.picture()
            if picture != before or not condition(picture):
                before, since = picture, time.monotonic()
            elif time.monotonic() - since >= quiet:
                return picture
        raise TerminalError(f"the window of {self._emulator.program} kept changing, or stayed as it was")
