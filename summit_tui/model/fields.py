"""Fields of a JSON document that somebody else may have written, each fault told with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar

from summit_tui.model.errors import UnusableInputError
from summit_tui.model.identity import ID_PATTERN

_Choice = TypeVar("_Choice", bound=StrEnum)

_LONGEST_SHOWN = 40
_MOST_BITS = 63
"""Of a whole number: no count nor offset is as large as that, and a message couldn't show it."""


class UnusableDocumentError(UnusableInputError):
    """A document isn't what it must be; nothing of it was taken. Its ``place`` says where in it."""

    @property
    def place(self) -> str:
        """Where in the document, such as ``articles[0].quotes[3].cue``."""
        return str(self.values.get("place", ""))


class Fields:
    """An object of a document. ``place`` says where in it, such as ``articles[0].quotes[3]``.

    No field may be missing unless it is ``lenient``; then a missing one means false, ``[]``, ``""``
    or an empty object, as in the JSON contract. What may be null may always be missing. Every
    method raises ``UnusableDocumentError`` for a value that isn't what it asks for.
    """

    __slots__ = ("_lenient", "_values", "place")

    def __init__(self, value: object, place: str = "", *, lenient: bool = False) -> None:
        if not isinstance(value, dict):
            raise UnusableDocumentError("{place}: not a JSON object", place=place or "JSON")
        self.place = place
        self._values: dict[str, Any] = value
        self._lenient = lenient

    def at(self, name: str) -> str:
        """The place of the field ``name``."""
        return f"{self.place}.{name}" if self.place else name

    def has(self, name: str) -> bool:
        """Whether the field is there and isn't null."""
        return self._values.get(name) is not None

    def string(self, name: str, missing: str = "") -> str:
        """A string without half surrogates. ``missing`` is what a missing one means to the lenient."""
        value = self._value(name, missing)
        # Without a further call for the most common of all fields.
        return value if type(value) is str and value.isascii() else _string(value, self.at(name))

    def string_or_none(self, name: str) -> str | None:
        """A string, or ``None`` for null."""
        return None if self._values.get(name) is None else self.string(name)

    def path(self, name: str) -> str:
        """A string that can be a path: no file system takes a NUL."""
        value = self.string(name)
        if "\0" in value:
            raise UnusableDocumentError("{place}: a NUL is in no path", place=self.at(name))
        return value

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        return tuple([_string(value, place) for value, place in self.items(name)])

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        """A string that ``pattern`` matches as a whole. It may not be missing."""
        return _matching(self._values.get(name), self, name, pattern)

    def matching_or_none(self, name: str, pattern: re.Pattern[str]) -> str | None:
        """A string that ``pattern`` matches as a whole, or ``None`` for null."""
        return self.matching(name, pattern) if self.has(name) else None

    def id(self, name: str = "id") -> str:
        """An id of the contract. It may not be missing."""
        return self.matching(name, ID_PATTERN)

    def id_or_none(self, name: str) -> str | None:
        """An id of the contract, or ``None`` for null."""
        return self.matching_or_none(name, ID_PATTERN)

    def ids(self, name: str) -> tuple[str, ...]:
        """A list of ids."""
        values = self._list(name)
        for index, value in enumerate(values):
            _matching(value, self, f"{name}[{index}]", ID_PATTERN)
        return tuple(values)

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._value(name, missing=False)
        if not isinstance(value, bool):
            raise UnusableDocumentError(
                "{place}: {value} is neither true nor false", place=self.at(name), value=_shown(value)
            )
        return value

    def integer(self, name: str) -> int:
        """A whole number from 0, of 63 bits at the most. It may not be missing."""
        value = self._values.get(name)
        if type(value) is not int or value < 0 or value.bit_length() > _MOST_BITS:
            raise UnusableDocumentError(
                "{place}: {value} is not a whole number from 0", place=self.at(name), value=_shown(value)
            )
        return value

    def score_or_none(self, name: str) -> float | None:
        """A number from 0 to 1, or ``None`` for null."""
        value = self._values.get(name)
        if value is None:
            return None
        if type(value) not in {int, float} or not 0 <= value <= 1:
            raise UnusableDocumentError(
                "{place}: {value} is not a number from 0 to 1", place=self.at(name), value=_shown(value)
            )
        return float(value)

    def choice(self, name: str, choices: type[_Choice], missing: _Choice | None = None) -> _Choice:
        """One of ``choices``. It may be missing only where ``missing`` says what that means."""
        value = self._values.get(name, missing)
        try:
            if isinstance(value, str):
                return choices(value)
        except ValueError:
            pass
        raise UnusableDocumentError(
            "{place}: {value} is not one of {choices}",
            place=self.at(name),
            value=_shown(value),
            choices=", ".join(choices),
        )

    def child(self, name: str) -> Fields:
        """An object."""
        return Fields(self._value(name, {}), self.at(name), lenient=self._lenient)

    def child_or_none(self, name: str) -> Fields | None:
        """An object, or ``None`` for null."""
        return self.child(name) if self.has(name) else None

    def children(self, name: str) -> Iterator[Fields]:
        """The objects of a list."""
        for value, place in self.items(name):
            yield Fields(value, place, lenient=self._lenient)

    def items(self, name: str) -> Iterator[tuple[object, str]]:
        """What a list holds, each with its place."""
        for index, value in enumerate(self._list(name)):
            yield value, f"{self.at(name)}[{index}]"

    def value(self, name: str) -> object:
        """Whatever is there; ``None`` where it is missing."""
        return self._values.get(name)

    def _list(self, name: str) -> list[Any]:
        values = self._value(name, [])
        if not isinstance(values, list):
            raise UnusableDocumentError("{place}: not a list", place=self.at(name))
        return values

    def _value(self, name: str, missing: object) -> Any:
        return self._values.get(name, missing if self._lenient else None)


def _string(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise UnusableDocumentError("{place}: {value} is not a string", place=place, value=_shown(value))
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnusableDocumentError(
            "{place}: half of a surrogate pair is no character", place=place
        ) from error
    return value


def _matching(value: object, fields: Fields, name: str, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        raise UnusableDocumentError(
            "{place}: {value} is not of the form {form}",
            place=fields.at(name),
            value=_shown(value),
            form=pattern.pattern,
        )
    return value


def _shown(value: object) -> str:
    """What an error shows of ``value``, on one line."""
    try:
        text = f'"{value}"' if isinstance(value, str) and value.isprintable() else ascii(value)
    except (ValueError, RecursionError):  # a number of too many digits, or lists nested too deep
        return "…"
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
