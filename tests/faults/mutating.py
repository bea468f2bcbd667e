"""Valid inputs damaged at random, the same in every run: other bytes, and JSON with other values."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Sequence
from typing import Any, Final

BYTES: Final = (
    b"",
    b"\0",
    b"\n",
    b"\r",
    b"\x1b[6n",
    b"\x1b]52;c;aGk=\x07",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xe2\x80\xa8",
    b"\xe2\x80\xae",
    b"\xc2\x85",
    b"\x80",
    b"\xf4\x90\x80\x80",
    b"../../",
    b"'",
    b'"',
    b"\\",
    b"\\ud800",
    b"\\u0000",
    b"{",
    b"}",
    b"[",
    b"]",
    b"[" * 3000,
    b'{"a":' * 3000,
    b",",
    b":",
    b".",
    b"=",
    b"#",
    b"null",
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"-1",
    b"9" * 5000,
    b"0x" + b"f" * 5000,
    b"a." * 200,
    b"\0" * 600,
)
"""What is put in somewhere."""

VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**31,
    2**63,
    2**64,
    -(2**63),
    10**4000,
    0.5,
    -0.0,
    1e308,
    float("inf"),
    float("nan"),
    "",
    "\0",
    "\ud800",
    "\x1b[31m",
    "\u202e",
    "\u2028",
    "../../../etc/passwd",
    "/dev/zero",
    "a" * 300,
    "ا" * 70_000,
    "direct",
    "accepted",
    "article",
    [],
    {},
    [[]],
    [None],
    [0, 1],
    [3, 2],
    [-1, 5],
    [0, 10**9],
    [0, 2**70],
    [0.5, 1.5],
    ["x"],
    {"id": "x"},
    {"ar": None},
    {"span": [0, 4], "lemma": 3},
)
"""What a value of a JSON document becomes."""

_TOKEN: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|[\[\]{},:]')


_DOCUMENT: Final = re.compile(rb'("(?:[^"\\]|\\.)*":)?(\{.*\})(,?)', re.DOTALL)
"""A line of a snapshot or of a journal: a document, with its id in a snapshot."""


def deep(levels: int) -> list[Any]:
    """A list in a list, ``levels`` deep."""
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


class Mutator:
    """Damages ``valid`` inputs, by an own source of chance."""

    def __init__(self, seed: int, valid: Sequence[bytes]) -> None:
        self._random = random.Random(seed)
        self._valid = tuple(valid)

    def next(self) -> bytes:
        """The next damaged input."""
        content = self._random.choice(self._valid)
        if self._random.random() < 0.4:
            content = self._with_other_values(content)
        if self._random.random() < 0.75:
            for _ in range(self._random.choice((1, 1, 1, 2, 3, 8))):
                content = self._changed(content)
        return content

    def next_well_formed(self) -> bytes:
        """A valid input with other values in one or a few of its lines, which are one document each."""
        lines = self._random.choice(self._valid).split(b"\n")
        for _ in range(self._random.choice((1, 1, 1, 2, 4))):
            number = self._random.randrange(len(lines))
            line = _DOCUMENT.fullmatch(lines[number])
            value = self._as_json(line[2]) if line is not None else None
            if line is not None and value is not None:
                changed = self._written(value, line[2], (",", ":"))
                lines[number] = (line[1] or b"") + changed + line[3]
            elif self._random.random() < 0.1:
                lines[number] = self._changed(lines[number])
        return b"\n".join(lines)

    def _changed(self, content: bytes) -> bytes:
        chance = self._random
        first = chance.randint(0, len(content))
        after = min(first + chance.choice((0, 1, 1, 2, 5, 20, 200)), len(content))
        match chance.randrange(7):
            case 0 if content:
                flipped = bytearray(content)
                flipped[first % len(content)] ^= 1 << chance.randrange(8)
                return bytes(flipped)
            case 1:
                return content[:first] + content[after:]
            case 2:
                return content[:after] + content[first:]
            case 3:
                return content[:first]
            case 4:
                other = chance.choice(self._valid)
                return content[:first] + other[chance.randint(0, len(other)) :]
            case 5:
                tokens = list(_TOKEN.finditer(content))
                if tokens:
                    token = chance.choice(tokens)
                    return content[: token.start()] + chance.choice(BYTES) + content[token.end() :]
            case _:
                pass
        return content[:first] + chance.choice(BYTES) + content[after:]

    def _with_other_values(self, content: bytes) -> bytes:
        """``content`` with values of its JSON replaced; where it is none, or several lines, one of them."""
        lines = content.split(b"\n")
        whole = self._as_json(content)
        if whole is not None:
            return self._written(whole, content)
        place = self._random.randrange(len(lines))
        value = self._as_json(lines[place])
        if value is not None:
            lines[place] = self._written(value, lines[place])
        return b"\n".join(lines)

    @staticmethod
    def _as_json(content: bytes) -> Any:
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            return None

    def _written(self, value: Any, otherwise: bytes, separators: tuple[str, str] = (", ", ": ")) -> bytes:
        for _ in range(self._random.choice((1, 1, 2, 4))):
            self._replace_within(value)
        try:
            ascii_only = self._random.random() < 0.5
            written = json.dumps(value, ensure_ascii=ascii_only, separators=separators)
            return written.encode("utf-8", "surrogatepass")
        except (ValueError, RecursionError):
            return otherwise

    def _replace_within(self, value: Any) -> None:
        """Changes something in a list or an object, at whatever depth."""
        chance = self._random
        while isinstance(value, dict | list) and value:
            key = chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
            below = value[key]
            if isinstance(below, dict | list) and below and chance.random() < 0.85:
                value = below
                continue
            if chance.random() < 0.2:
                del value[key]
            elif chance.random() < 0.1:
                value[key] = deep(chance.choice((10, 200, 900)))
            else:
                value[key] = copy.deepcopy(chance.choice(VALUES))
            return
