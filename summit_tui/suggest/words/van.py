"""The particle of Dutch family names, فان, which is written like فإن without its hamza."""

from __future__ import annotations

import re
from typing import Any

from summit_tui.arabic import folded
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.phrases.roles import Role, role_of
from summit_tui.suggest.words.traits import traits_of

VAN = "فان"
_VAN = re.compile(f" {VAN} ")
_LONGEST_NAME = 20
"""Code points of the names beside it that are looked at."""
_SIGNS = ".,،؛:؟!\"'«»“”()"
_WORDS, _ARE_THAT, _TRAITS, _ROLES = 2, 4, 6, 7
"""The columns of tokens, as ``pieces.py`` has them."""


def families_with_van(text: str) -> frozenset[str]:
    """The words (folded) that follow فان behind a given name somewhere in ``text``: لويس فان هوردن."""
    if VAN not in text:
        return frozenset()
    names, found = lexicon().first_names, set[str]()
    for match in _VAN.finditer(text):
        given = text[max(0, match.start() - _LONGEST_NAME) : match.start()].split()[-1:]
        family = text[match.end() : match.end() + _LONGEST_NAME].split()[:1]
        if given and family and folded(given[0]).lstrip("وبلف") in names:
            found.add(folded(family[0].strip(_SIGNS)))
    return frozenset(found)


def with_van(columns: tuple[Any, ...], families: frozenset[str]) -> tuple[Any, ...]:
    """The columns of a paragraph's tokens with each فان that is no complementiser as an unknown word."""
    words = columns[_WORDS]
    names = [index for index, word in enumerate(words) if word == VAN and _is_name(words, index, families)]
    if not names:
        return columns
    changed = [list(column) for column in columns]
    for index in names:
        changed[_ARE_THAT][index] = False
        changed[_TRAITS][index] = traits_of(VAN, Role.OTHER, is_that=False)
        changed[_ROLES][index] = Role.OTHER
    return tuple(map(tuple, changed))


def _is_name(words: tuple[str, ...], index: int, families: frozenset[str]) -> bool:
    """Whether فان stands in a name: behind a given name, or behind a verb of saying, which no فإن follows."""
    if index + 1 >= len(words) or words[index + 1].startswith("ال"):
        return False
    if words[index + 1] in families:
        return True
    before = words[index - 1] if index else ""
    form = lexicon().cue(before)
    says = form is not None and form.kind is CueKind.FINITE and not form.weak
    return says or before in word_class("prepositions") or role_of(before) is Role.NAME
