"""Fields of a JSON document that somebody else may have written, each error said with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from summit_tui.i18n import N_
from summit_tui.model import ID_PATTERN, UnusableInputError

_Choice = TypeVar("_Choice", bound=StrEnum)

_LONGEST_SHOWN = 40


class UnusableDocumentError(UnusableInputError):
    """A document doesn't follow the JSON contract; nothing of it was taken."""


class Fields:
    """An object of a document. ``place`` says where in it, such as ``articles[0].quotes[3]``.

    Every method raises ``UnusableDocumentError`` for a value that isn't what it asks for.
    """

    def __init__(self, value: object, place: str = "") -> None:
        self.place = place
        if not isinstance(value, dict):
            raise UnusableDocumentError("{place}: not a JSON object", place=place or "JSON")
        self._values: dict[str, Any] = value

    def has(self, name: str) -> bool:
        """Whether the field is there and isn't null."""
        return self._values.get(name) is not None

    def string(self, name: str, default: str = "") -> str:
        """A string, or ``default`` where it is missing."""
        return self._string(self._values.get(name, default), self._at(name))

    def string_or_none(self, name: str) -> str | None:
        """A string, or ``None`` for null and for a missing one."""
        return self.string(name) if self.has(name) else None

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of strings; a missing one is empty."""
        return tuple([self._string(value, place) for value, place in self._items(name)])

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        """A string that ``pattern`` matches as a whole. It may not be missing."""
        return self._matching(self._values.get(name), self._at(name), pattern)

    def matching_or_none(self, name: str, pattern: re.Pattern[str]) -> str | None:
        """A string that ``pattern`` matches as a whole, or ``None`` for null and a missing one."""
        return self.matching(name, pattern) if self.has(name) else None

    def id(self, name: str = "id") -> str:
        """An id of the contract. It may not be missing."""
        return self.matching(name, ID_PATTERN)

    def ids(self, name: str) -> tuple[str, ...]:
        """A list of ids; a missing one is empty."""
        return tuple([self._matching(value, place, ID_PATTERN) for value, place in self._items(name)])

    def flag(self, name: str) -> bool:
        """True or false; a missing one is false."""
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            self.fail(name, N_("{place}: {value} is neither true nor false"), value=_shown(value))
        return value

    def integer(self, name: str) -> int:
        """A whole number from 0. It may not be missing."""
        value = self._values.get(name)
        if type(value) is not int or value < 0:
            self.fail(name, N_("{place}: {value} is not a whole number from 0"), value=_shown(value))
        return value

    def score_or_none(self, name: str) -> float | None:
        """A number from 0 to 1, or ``None`` for null and for a missing one."""
        value = self._values.get(name)
        if value is None:
            return None
        if type(value) not in {int, float} or not 0 <= value <= 1:
            self.fail(name, N_("{place}: {value} is not a number from 0 to 1"), value=_shown(value))
        return float(value)

    def choice(self, name: str, choices: type[_Choice], default: _Choice | None = None) -> _Choice:
        """One of ``choices``. It may be missing only where there is a ``default``."""
        value = self._values.get(name, default)
        found = next((choice for choice in choices if choice == value), None)
        if found is None:
            self.fail(
                name,
                N_("{place}: {value} is not one of {choices}"),
                value=_shown(value),
                choices=", ".join(choices),
            )
        return found

    def child(self, name: str) -> Fields:
        """An object; a missing one is empty."""
        return Fields(self._values.get(name, {}), self._at(name))

    def child_or_none(self, name: str) -> Fields | None:
        """An object, or ``None`` for null and for a missing one."""
        return self.child(name) if self.has(name) else None

    def children(self, name: str) -> Iterator[Fields]:
        """The objects of a list; a missing one is empty."""
        for value, place in self._items(name):
            yield Fields(value, place)

    def fail(self, name: str, message: str, **values: object) -> NoReturn:
        """Raises the error ``message``, whose ``{place}`` is that of the field ``name``."""
        raise UnusableDocumentError(message, place=self._at(name), **values)

    def _at(self, name: str) -> str:
        return ".".join(part for part in (self.place, name) if part)

    def _items(self, name: str) -> Iterator[tuple[object, str]]:
        values = self._values.get(name, [])
        if not isinstance(values, list):
            self.fail(name, N_("{place}: not a list"))
        for index, value in enumerate(values):
            yield value, f"{self._at(name)}[{index}]"

    @staticmethod
    def _string(value: object, place: str) -> str:
        if not isinstance(value, str):
            raise UnusableDocumentError("{place}: {value} is not a string", place=place, value=_shown(value))
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise UnusableDocumentError("{place}: half of a surrogate pair is no character", place=place)
        return value

    @staticmethod
    def _matching(value: object, place: str, pattern: re.Pattern[str]) -> str:
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            raise UnusableDocumentError(
                "{place}: {value} is not of the form {form}",
                place=place,
                value=_shown(value),
                form=pattern.pattern,
            )
        return value


def _shown(value: object) -> str:
    """What an error shows of ``value``, on one line."""
    text = ascii(value) if not isinstance(value, str) or not value.isprintable() else f'"{value}"'
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
