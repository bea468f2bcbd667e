"""Comparing a name with what a person types of it."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from summit_tui.arabic.folding import folded
from summit_tui.arabic.word_spans import words

_ARTICLES = ("ال", "لل")


class NameMatch(IntEnum):
    """How well a query fits a name; higher is better."""

    NONE = 0
    INSIDE = 1
    WORDS = 2
    START = 3
    WHOLE = 4


@lru_cache(maxsize=8192)
def without_article(word: str) -> str:
    """``word`` (folded) without the definite article, where at least two letters are left."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 1:
            return word[len(article) :]
    return word


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """The words of ``name`` folded and without the definite article, for comparing names."""
    return tuple(without_article(word) for word in _folded_words(name))


def _folded_words(name: str) -> list[str]:
    return [folded(word.of(name)).casefold() for word in words(name)]


def match_name(query: str, name: str) -> NameMatch:
    """How ``query``, as far as it is typed, fits ``name``.

    Diacritics, hamza forms, ى/ي, ة/ه, the definite article and capitals make no difference. The words typed
    have to begin words of the name in the same order; else the query has to stand inside it. An
    empty query fits every name.
    """
    typed = _folded_words(query)
    parts = _folded_words(name)
    if not typed:
        return NameMatch.NONE if query.strip() else NameMatch.START
    if [without_article(word) for word in typed] == [without_article(part) for part in parts]:
        return NameMatch.WHOLE
    position = 0
    first = -1
    for word in typed:
        while position < len(parts) and not _begins(word, parts[position]):
            position += 1
        if position == len(parts):
            return NameMatch.INSIDE if "".join(typed) in "".join(parts) else NameMatch.NONE
        first = position if first < 0 else first
        position += 1
    return NameMatch.START if first == 0 else NameMatch.WORDS


def names_match(query: str, name: str) -> bool:
    """Whether ``query``, as far as it is typed, fits ``name`` (``match_name``)."""
    return match_name(query, name) is not NameMatch.NONE


def _begins(typed: str, word: str) -> bool:
    bare = typed.removeprefix("ال") or typed
    return word.startswith(typed) or without_article(word).startswith(bare)
