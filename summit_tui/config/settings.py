"""The person's settings, read from a TOML file that they write themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from summit_tui.files import read_file
from summit_tui.i18n import LANGUAGES, N_
from summit_tui.model import Message
from summit_tui.reasons import reason_of

DEFAULT_AUTHOR = "user"

TERMINAL_BIDI = ("auto", "explicit", "lrm", "off")
"""How the terminal can be kept from reordering: as found out, by its sequences, by U+200E, not at all."""

SUGGESTION_ORDERS = ("text", "sure", "doubtful")
"""How suggestions can be gone through: as they stand in the text, the surest or the most doubtful first."""

SUGGESTERS = ("auto", "rules", "morphology", "neural")
"""What suggestions can rest on: the best of what is quick, rules, morphology too, named entities too."""


_LARGEST: Final = 1024 * 1024
"""Bytes of a settings file."""

_MOST_PARTS: Final = 100
"""Dots on one line: ``tomllib`` takes memory by the square of the parts of a dotted key."""


def _no_keys() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can set.

    ``language`` is that of the interface (``ar``, ``en``), or ``None`` to go by the locale;
    ``author`` signs edits; ``keys`` gives commands, by their ids, other keys than their own;
    ``terminal_bidi``, one of ``TERMINAL_BIDI``, is how the terminal is kept from reordering.
    ``suggestions`` is whether quotes are suggested; ``suggestion_order``, one of ``SUGGESTION_ORDERS``, is
    how they are gone through; ``learning`` is whether they are rated by what was decided on others.
    ``suggester``, one of ``SUGGESTERS``, is what they rest on; ``entity_model`` the folder of a model for
    named entities, or None for camel-tools' own.
    """

    language: str | None = None
    author: str = DEFAULT_AUTHOR
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=_no_keys)
    terminal_bidi: str = "auto"
    suggestions: bool = True
    suggestion_order: str = "text"
    learning: bool = True
    suggester: str = "auto"
    entity_model: Path | None = None


_NAMES = frozenset(one.name for one in fields(Settings))
_SWITCHES = frozenset(one.name for one in fields(Settings) if isinstance(one.default, bool))
_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "language": LANGUAGES,
        "terminal_bidi": TERMINAL_BIDI,
        "suggestion_order": SUGGESTION_ORDERS,
        "suggester": SUGGESTERS,
    }
)


def load_settings(path: Path) -> tuple[Settings, tuple[Message, ...]]:
    """The settings in the file at ``path``, and what in it couldn't be used.

    A missing file gives the defaults. Whatever is wrong with the file, there are settings.
    """
    try:
        content, _ = read_file(path)
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (_unreadable(path, reason_of(error)),)
    if len(content) > _LARGEST or any(line.count(b".") > _MOST_PARTS for line in content.split(b"\n")):
        return Settings(), (
            Message.warn(N_("The settings in {path} are too long; the defaults are used."), path=path),
        )
    import tomllib  # loaded late: most people have no settings file

    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return Settings(), (_unreadable(path, str(error)),)
    return _settings(path, table)


def _settings(path: Path, table: Mapping[str, Any]) -> tuple[Settings, tuple[Message, ...]]:
    warnings: list[Message] = []
    values: dict[str, Any] = {}
    for name, value in table.items():
        match name, value:
            case _, str() if value in _CHOICES.get(name, ()):
                values[name] = value
            case _, bool() if name in _SWITCHES:
                values[name] = value
            case "author", str() if _is_name(value):
                values[name] = value.strip()
            case "entity_model", str() if (folder := _folder(value)) is not None:
                values[name] = path.parent / folder
            case "keys", dict():
                keys: dict[str, tuple[str, ...]] = {}
                for command, given in _flat(value):
                    if (listed := _keys(given)) is None:
                        warnings.append(_bad_value(path, f"keys.{command}", given))
                    else:
                        keys[command] = listed
                values[name] = MappingProxyType(keys)
            case _, _ if name in _NAMES:
                warnings.append(_bad_value(path, name, value))
            case _:
                warnings.append(_unknown(path, name))
    return Settings(**values), tuple(warnings)


def _is_name(value: str) -> bool:
    return bool(value.strip()) and value.isprintable()


def _folder(value: str) -> Path | None:
    """The folder that ``value`` names, ``~`` at its beginning for a home; ``None`` for a stranger's home."""
    try:
        return Path(value).expanduser() if _is_name(value) else None
    except RuntimeError:
        return None


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of ``table``: in TOML an unquoted ``quote.new`` is a table within a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _keys(value: object) -> tuple[str, ...] | None:
    """One key or a list of keys; an empty list takes a command's keys away."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(key, str) and key for key in listed):
        return None
    return tuple(dict.fromkeys(listed))


def _unreadable(path: Path, reason: Message | str) -> Message:
    return Message.warn(
        N_("The settings in {path} can't be read ({reason}); the defaults are used."),
        path=path,
        reason=_one_line(reason) if isinstance(reason, str) else reason,
    )


def _bad_value(path: Path, name: str, value: object) -> Message:
    return Message.warn(
        N_("{path}: {value} is no value for {name}; the default is used."),
        path=path,
        name=_one_line(name),
        value=_one_line(_shown(value)),
    )


def _shown(value: object) -> str:
    try:
        return repr(value)
    except (ValueError, RecursionError):  # a number of too many digits, or tables nested too deep
        return "…"


def _unknown(path: Path, name: str) -> Message:
    return Message.warn(
        N_("{path}: there is no setting {name}; it was passed over."), path=path, name=_one_line(name)
    )


def _one_line(text: str) -> str:
    """``text`` without control characters and no longer than fits a line."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return shown if len(shown) <= 80 else shown[:79] + "…"
