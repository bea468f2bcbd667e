"""What tmux is asked about the terminals that are attached to it: it answers for them, and hides them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from summit_tui.terminal.detection import Client, Outside

_SEPARATOR: Final = "\t"
_FIRST_THAT_ASKS: Final = (3, 3)
"""The first version with the option allow-passthrough; those before pass everything through."""


def runs_inside(environment: Mapping[str, str]) -> bool:
    """Whether the program's own terminal is one of tmux's; ``TMUX`` alone is inherited by other windows."""
    return "TMUX_PANE" in environment and environment.get("TERM", "").startswith(("tmux", "screen"))


class TmuxQuestion:
    """A question to tmux, asked by a process of its own while the app loads."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Asks the server that ``environment`` names. Raises ``OSError`` without a ``tmux`` to run."""
        socket = environment.get("TMUX", "").rpartition(",")[0].rpartition(",")[0]
        pane = environment["TMUX_PANE"]
        show = ["display-message", "-p", "-t", pane, _SEPARATOR.join(["#{version}", "#{allow-passthrough}"])]
        clients = _SEPARATOR.join(["#{client_control_mode}", "#{client_termtype}", "#{client_termname}"])
        server = ["-S", socket] if socket else []
        self._process = subprocess.Popen(  # noqa: S603 - the words are ours, but for the environment's own
            ["tmux", *server, *show, ";", "list-clients", "-t", pane, "-F", clients],  # noqa: S607 - the person's
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
        )

    def outside(self, timeout: float) -> Outside | None:
        """What tmux told within ``timeout`` seconds."""
        try:
            told, _ = self._process.communicate(timeout=timeout)
        except (subprocess.TimeoutExpired, OSError):
            self.close()
            return None
        return _outside(told.decode("utf-8", "replace").splitlines())

    def close(self) -> None:
        """Ends the process where it still runs."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def _outside(lines: list[str]) -> Outside | None:
    if not lines:
        return None
    version, _, passthrough = lines[0].partition(_SEPARATOR)
    clients = [line.split(_SEPARATOR) for line in lines[1:]]
    return Outside(
        # Clients in control mode are programs that draw by themselves, such as iTerm2.
        tuple(Client(kind, term) for control, kind, term in clients if control in {"", "0"}),
        passthrough=passthrough in {"1", "on", "all"}
        or (not passthrough and _numbers(version) < _FIRST_THAT_ASKS),
    )


def _numbers(version: str) -> tuple[int, int]:
    """Major and minor number in a version such as ``3.3a`` or ``next-3.4``; of an unknown one the latest."""
    major, _, minor = version.rpartition("-")[2].partition(".")
    digits = "".join(character for character in minor if character.isdigit())
    return (int(major), int(digits or 0)) if major.isdigit() else _FIRST_THAT_ASKS
