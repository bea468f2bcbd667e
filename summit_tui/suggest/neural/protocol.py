"""What passes between the app and the process that finds named entities: JSON, a line each.

The process says first that it is ready, or why it can't be; then it answers one request after another.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LONGEST_LINE: Final = 64 * 1024 * 1024
"""Bytes of the longest line that is read; an article of 10 MB needs a tenth of it."""


class UnreadableError(ValueError):
    """A line that is none of this protocol's."""


@dataclass(frozen=True, slots=True)
class Request:
    """The words of an article's sentences. ``number`` comes back with the answer."""

    number: int
    sentences: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded."""


@dataclass(frozen=True, slots=True)
class Labels:
    """A label for each word of each sentence of the request with this number."""

    number: int
    labels: list[list[str]]


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with a request, or with the model where ``number`` is None; ``reason`` in one line."""

    number: int | None
    reason: str


Answer = Ready | Labels | Failure


def request_line(request: Request) -> bytes:
    """``request`` as a line."""
    return _line({"number": request.number, "sentences": request.sentences})


def answer_line(answer: Answer) -> bytes:
    """``answer`` as a line."""
    match answer:
        case Ready():
            return _line({"ready": True})
        case Labels(number, labels):
            return _line({"number": number, "labels": labels})
        case Failure(number, reason):
            return _line({"number": number, "failure": reason})


def read_request(line: bytes) -> Request:
    """The request that ``line`` holds. Raises ``UnreadableError``."""
    match _read(line):
        case {"number": int(number), "sentences": list(sentences)} if _are_words(sentences):
            return Request(number, sentences)
    raise UnreadableError("not a request")


def read_answer(line: bytes) -> Answer:
    """The answer that ``line`` holds. Raises ``UnreadableError``."""
    match _read(line):
        case {"ready": True}:
            return Ready()
        case {"number": int(number), "labels": list(labels)} if _are_words(labels):
            return Labels(number, labels)
        case {"number": int() | None as number, "failure": str(reason)}:
            return Failure(number, reason)
    raise UnreadableError("not an answer")


def _line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"


def _read(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not JSON") from error


def _are_words(lists: list[object]) -> bool:
    return all(isinstance(one, list) and all(isinstance(word, str) for word in one) for one in lists)
