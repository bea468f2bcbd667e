"""How the features have words and numbers: by what they look like, and by size."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from summit_tui.suggest.finding.lines import Line
from summit_tui.suggest.phrases.roles import Role, is_imperfect, role_of


class Scale:
    """Numbers by size: the first of ``edges`` that isn't exceeded, as text; "more" beyond the last."""

    def __init__(self, *edges: int) -> None:
        self._edges = edges
        self._names = (*map(str, edges), "more")

    def __call__(self, number: int) -> str:
        """The size of ``number``."""
        return self._names[bisect_left(self._edges, number)]


def word_at(line: Line, index: int) -> str:
    """The folded word at a token index, "^" before the line and "$" behind it."""
    if index < 0:
        return "^"
    words = line.paragraph.words
    return words[index] if index < len(words) else "$"


def shape_at(line: Line, index: int) -> str:
    """What kind of word stands at a token index by its first and last letters; a sign as it is."""
    if not 0 <= index < len(line.tokens):
        return word_at(line, index)
    token = line.tokens[index]
    return _shape(token.text, has_tanwin=token.has_tanwin) if token.is_word else token.text


@lru_cache(maxsize=8192)
def _shape(word: str, *, has_tanwin: bool) -> str:
    if has_tanwin or (len(word) > 4 and word[0] == "م" and word.endswith("ا")):
        return "tanwin"
    joined = word[0] in "وف" and len(word) > 3
    rest = word[1:] if joined else word
    lead = word[0] + "+" if joined else ""
    if is_imperfect(rest) or (rest[0] == "ت" and len(rest) > 3):
        return lead + "imperfect"
    if rest.startswith("ال"):
        return lead + "definite"
    if rest.endswith("ت") and len(rest) > 3:
        return lead + "feminine past"
    role = role_of(rest)
    return lead + (role.name.lower() if role is not Role.OTHER else "word")
