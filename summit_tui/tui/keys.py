"""From what was typed to the command it means, also with the Arabic layout switched on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from textual.events import Key

from summit_tui.config import canonical_key
from summit_tui.session.command import Command


@dataclass(frozen=True, slots=True)
class Stroke:
    """A command, and which of its keys was pressed, counted from 1."""

    command: Command[Any]
    number: int


def key_name(event: Key) -> str:
    """The key as commands name it: an ASCII character, or Textual's name of the key.

    A character that the Arabic layout has on a key stands for the ASCII one on the same key.
    """
    if event.character and event.is_printable and event.character != " ":
        return canonical_key(event.character) or event.character
    return event.key


class KeyMap:
    """Which key means which command. ``overrides`` gives other keys to commands, by their ids.

    A key that is given so is taken from the command that has it by default.
    """

    def __init__(
        self, commands: Iterable[Command[Any]], overrides: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        overrides = overrides or {}
        commands = tuple(commands)
        self._strokes: dict[str, Stroke] = {}
        for command in sorted(commands, key=lambda command: command.id not in overrides):
            for number, key in enumerate(overrides.get(command.id, command.keys), 1):
                self._strokes.setdefault(key, Stroke(command, number))
        self.keys: dict[str, tuple[str, ...]] = {command.id: () for command in commands}
        for key, stroke in self._strokes.items():
            self.keys[stroke.command.id] += (key,)

    def stroke(self, event: Key) -> Stroke | None:
        """What ``event`` means, or ``None``."""
        return self._strokes.get(key_name(event))


_SHOWN = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "enter": "Enter",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "space": "Space",
    "ctrl": "Ctrl",
    "shift": "Shift",
}


def shown_key(key: str) -> str:
    """The name of ``key`` as people know it: ``Ctrl+←``."""
    if len(key) == 1:
        return key
    return "+".join(_SHOWN.get(part, part.upper() if len(part) <= 3 else part) for part in key.split("+"))


def shown_keys(keys: Iterable[str]) -> str:
    """The keys of a command as help shows them; a row of digits is drawn together."""
    keys = tuple(keys)
    if len(keys) > 4 and all(len(key) == 1 for key in keys):
        return f"{keys[0]}–{keys[-1]}"
    return " ".join(shown_key(key) for key in keys)
