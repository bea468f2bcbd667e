"""The particle of Dutch family names, فان, which is written like فإن without its hamza."""

from __future__ import annotations

import re
from typing import Any

from summit_tui.arabic import folded
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.phrases.roles import Role, role_of
from summit_tui.suggest.words.traits import traits_of

VAN = "فان"
_WITH_VAN = re.compile(rf"(\w+) {VAN} (\w+)")
_WORDS, _ARE_THAT, _TRAITS, _ROLES = 2, 4, 6, 7
"""The columns of tokens, as ``pieces.py`` has them."""


def families_with_van(text: str) -> frozenset[str]:
    """The words (folded) that follow فان behind a given name somewhere in ``text``: لويس فان هوردن."""
    if VAN not in text:
        return frozenset()
    names = lexicon().first_names
    found = (match.groups() for match in _WITH_VAN.finditer(text))
    return frozenset(folded(family) for given, family in found if folded(given).lstrip("وبلف") in names)


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
