"""Turning messages and errors into lines in the interface's language."""

from __future__ import annotations

from summit_tui.i18n import Catalogue
from summit_tui.model import Message, Whole

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
    """``message`` in the interface's language, its values isolated, paths that aren't ``Whole`` shortened."""
    return message.spoken(catalogue.text, _shown)


def _shown(value: str) -> str:
    return isolated(value if isinstance(value, Whole) else shortened(value))


def shortened(value: str) -> str:
    """A long path without its beginning: the end is what tells files apart, and a line has 80 cells."""
    if len(value) <= _LONGEST_PATH or "/" not in value:
        return value
    *_, folder, name = value.rstrip("/").split("/")
    return f"…/{folder}/{name}"
