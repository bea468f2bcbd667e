"""From what was typed to the command it means, also with the Arabic layout switched on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from textual.events import Key

from summit_tui.config import canonical_key
from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.session.command import Command


class Stroke(NamedTuple):
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

    A key that a person gives to a command is taken from the one that had it. ``warnings`` tells of
    overrides that can't be followed; the command's own keys stay then.
    """

    def __init__(
        self, commands: Iterable[Command[Any]], overrides: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        commands = tuple(commands)
        self.warnings: list[Message] = []
        given = self._given({command.id for command in commands}, overrides or {})
        taken = {pressed for keys in given.values() for pressed in keys}
        self.keys: dict[str, tuple[str, ...]] = {
            command.id: given.get(command.id, tuple(key for key in command.keys if key not in taken))
            for command in commands
        }
        self._strokes = {
            key: Stroke(command, number)
            for command in commands
            for number, key in enumerate(self.keys[command.id], 1)
        }

    def _given(self, known: set[str], overrides: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """The overrides that can be followed."""
        given: dict[str, tuple[str, ...]] = {}
        holders: dict[str, str] = {}
        for command, keys in overrides.items():
            clash = next((pressed for pressed in keys if pressed in holders), None)
            if command not in known:
                self._warn(N_("Settings: there is no command {command}."), command=command)
            elif clash is not None:
                self._warn(
                    N_("Settings: {pressed} is given to {holder} already, so {command} keeps its own keys."),
                    pressed=clash,
                    holder=holders[clash],
                    command=command,
                )
            else:
                given[command] = tuple(keys)
                holders.update(dict.fromkeys(given[command], command))
        return given

    def _warn(self, message: str, **values: object) -> None:
        self.warnings.append(Message.warn(message, **values))

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
    "backspace": "Bksp",
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


def any_of(keys: Iterable[str]) -> Message | str:
    """The names of keys that do the same, for a sentence: ``Ctrl+Q or F10``. Empty where there is none."""
    joined: Message | str = ""
    for name in map(shown_key, keys):
        joined = Message.of(N_("{first} or {second}"), first=joined, second=name) if joined else name
    return joined
