"""Words that would do harm in a terminal, and what must not be left of them in what is written to one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

HOSTILE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "escape sequences": "\x1b[31m\x1b[2J\x1bc\x1b[?1049l",
        "C1 controls": "\x9b31m\x9d0;HOSTILE\x9c\x90q\x9c",
        "terminal queries": "\x1b[6n\x1b[21t\x1b[>q\x1bP$qm\x1b\\\x05",
        "OSC 52": "\x1b]52;c;SE9TVElMRQ==\x07\x1b]52;c;?\x1b\\",
        "a title": "\x1b]0;HOSTILE\x07\x1b]2;HOSTILE\x1b\\",
        "bidi overrides": "\u202ednammoc\u202c\u202d\u2067\u2066\u2068x\u2069\u2069\u2069",
        "homoglyphs": "раураl",
        "line ends": "\x0b\x0c\x85\u2028\u2029",
        "tags and marks": "\u200f\u200e\u061c\ufeff\u200b\U000e0041",
        "other controls": "\x01\x08\x0e\x0f\x11\x13\x1a\x7f",
    }
)
"""By what they try, as the project's list of hostile input names it. None holds a NUL or half a surrogate."""

ALL: Final = "".join(HOSTILE.values())

TURNING: Final = frozenset([*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))])
"""Embeddings, overrides and isolates, and what ends them."""


def raw(written: str, *, allowed: str = "\n\t") -> set[str]:
    """What in ``written`` would steer a terminal or turn text round, but for ``allowed``."""
    return {
        f"U+{ord(sign):04X}"
        for sign in set(written) - set(allowed)
        if sign in TURNING or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
    }
