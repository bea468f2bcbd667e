"""Strict reading of the fields of a JSON document that somebody else may have written."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from summit_tui.model import ID_PATTERN, Span

Fields = Mapping[str, Any]
_Enum = TypeVar("_Enum", bound=StrEnum)


class MalformedError(ValueError):
    """A field of a document isn't what it must be. ``field`` is its name."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def text(fields: Fields, name: str) -> str:
    """A string without lone surrogates."""
    value = fields.get(name)
    if type(value) is not str or not _is_encodable(value):
        raise MalformedError(name)
    return value


def text_or_none(fields: Fields, name: str) -> str | None:
    """A string, or null."""
    return None if fields.get(name) is None else text(fields, name)


def texts(fields: Fields, name: str) -> tuple[str, ...]:
    """An array of strings."""
    values = array(fields, name)
    if not all(type(value) is str and _is_encodable(value) for value in values):
        raise MalformedError(name)
    return tuple(values)


def identifier(fields: Fields, name: str) -> str:
    """An id of the JSON contract."""
    value = fields.get(name)
    if type(value) is not str or ID_PATTERN.fullmatch(value) is None:
        raise MalformedError(name)
    return value


def identifier_or_none(fields: Fields, name: str) -> str | None:
    """An id, or null."""
    return None if fields.get(name) is None else identifier(fields, name)


def identifiers(fields: Fields, name: str) -> tuple[str, ...]:
    """An array of ids."""
    values = array(fields, name)
    if not all(type(value) is str and ID_PATTERN.fullmatch(value) for value in values):
        raise MalformedError(name)
    return tuple(values)


def flag(fields: Fields, name: str) -> bool:
    """True or false."""
    value = fields.get(name)
    if type(value) is not bool:
        raise MalformedError(name)
    return value


def score_or_none(fields: Fields, name: str) -> float | None:
    """A number from 0 to 1, or null."""
    value = fields.get(name)
    if value is None:
        return None
    if type(value) not in {int, float} or not 0 <= value <= 1:
        raise MalformedError(name)
    return float(value)


def choice(fields: Fields, name: str, choices: type[_Enum]) -> _Enum:
    """One of the values of an enumeration."""
    value = fields.get(name)
    if type(value) is not str:
        raise MalformedError(name)
    try:
        return choices(value)
    except ValueError as error:
        raise MalformedError(name) from error


def span(fields: Fields, name: str) -> Span:
    """A span, written as ``[start, end]`` in code points."""
    return _span(name, fields.get(name))


def span_or_none(fields: Fields, name: str) -> Span | None:
    """A span, or null."""
    return None if fields.get(name) is None else span(fields, name)


def fragments(fields: Fields, name: str) -> tuple[Span, ...]:
    """At least one span; none is empty, and each begins after the one before it ends."""
    spans = tuple([_span(name, value) for value in array(fields, name)])
    if not spans or spans[-1].start == spans[-1].end:
        raise MalformedError(name)
    for one, after in itertools.pairwise(spans):
        if one.start == one.end or one.end > after.start:
            raise MalformedError(name)
    return spans


def array(fields: Fields, name: str) -> list[Any]:
    """An array of anything."""
    value = fields.get(name)
    if type(value) is not list:
        raise MalformedError(name)
    return value


def inner(fields: Fields, name: str) -> Fields:
    """A document within the document."""
    return as_fields(name, fields.get(name))


def inner_or_none(fields: Fields, name: str) -> Fields | None:
    """A document within the document, or null."""
    return None if fields.get(name) is None else inner(fields, name)


def as_fields(name: str, value: object) -> Fields:
    """``value``, which must be a document; ``name`` is the field that holds it."""
    if not isinstance(value, dict):
        raise MalformedError(name)
    return value


def _span(name: str, value: object) -> Span:
    if type(value) is not list or len(value) != 2:
        raise MalformedError(name)
    start, end = value
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        raise MalformedError(name)
    return Span(start, end)


def _is_encodable(value: str) -> bool:
    if value.isascii():
        return True
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
