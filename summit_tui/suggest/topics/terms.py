"""The lines of a topic's lexicon, as a person writes them.

A line is a term of one or several words. ``?`` before it: it counts only beside others. ``-`` before it: it
counts nothing, and the words in it count for no other term of the topic there. ``#`` begins a remark.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from summit_tui.suggest.topics.words import words_in

WEAK_SIGN = "?"
WEAK_SIGN_ARABIC = "؟"
VOID_SIGN = "-"
REMARK_SIGN = "#"


class Strength(Enum):
    """What a term's standing in a text says."""

    STRONG = "strong"
    WEAK = "weak"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Term:
    """A term: the line it was written in, its words as written, and what it says."""

    line: str
    words: tuple[str, ...]
    strength: Strength


@lru_cache(maxsize=4096)
def read_term(line: str) -> Term | None:
    """The term in ``line``; ``None`` for a remark, and where there is no word."""
    written = line.strip()
    strength = Strength.STRONG
    if written.startswith((WEAK_SIGN, WEAK_SIGN_ARABIC)):
        strength = Strength.WEAK
    elif written.startswith(VOID_SIGN):
        strength = Strength.VOID
    elif written.startswith(REMARK_SIGN):
        return None
    words = tuple(word for word, _ in words_in(written))
    return Term(line, words, strength) if words else None
