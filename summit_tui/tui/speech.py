"""Turning messages and errors into lines in the interface's language."""

from __future__ import annotations

from summit_tui.i18n import Catalogue
from summit_tui.session.command import Message

_LONGEST_PATH = 32
"""Code points of a path that a message shows whole."""

_FIRST_STRONG_ISOLATE, _LEFT_TO_RIGHT_ISOLATE, _POP_ISOLATE = "\u2068", "\u2066", "\u2069"


def isolated(text: str) -> str:
    """``text`` with its own direction within a line of the interface's (UAX #9, FSI and PDI).

    For what doesn't come from the catalogue: words of the article, names, paths. A path's slashes would
    else go astray in an Arabic line, and a name's punctuation in an English one.
    """
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if text else ""


def as_typed(keys: str) -> str:
    """The names of keys, left to right in any line, so that ``[`` isn't mirrored into ``]``."""
    return f"{_LEFT_TO_RIGHT_ISOLATE}{keys}{_POP_ISOLATE}" if keys else ""


def spoken(catalogue: Catalogue, message: Message) -> str:
    """``message`` in the interface's language; messages among its values are translated too."""
    values = {name: _value(catalogue, value) for name, value in message.values}
    return catalogue.text(message.key, **values)


def _value(catalogue: Catalogue, value: object) -> str:
    return spoken(catalogue, value) if isinstance(value, Message) else isolated(shortened(str(value)))


def shortened(value: str) -> str:
    """A long path without its beginning: the end is what tells files apart, and a line has 80 cells."""
    if len(value) <= _LONGEST_PATH or "/" not in value:
        return value
    *_, folder, name = value.rstrip("/").split("/")
    return f"…/{folder}/{name}"
