"""Single keys under the Arabic keyboard layout: what they mean as commands, and what they type."""

from __future__ import annotations

import unicodedata
from functools import cache

from summit_tui.config.arabic_keys import ARABIC_KEYS, OTHER_KEYS

_DIGITS = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
_LIGATURES = {
    "\ufef5": "\u0644\u0622",
    "\ufef7": "\u0644\u0623",
    "\ufef9": "\u0644\u0625",
    "\ufefb": "\u0644\u0627",
}


def canonical_key(character: str) -> str | None:
    """The ASCII character that the key which typed ``character`` has on a US keyboard.

    ASCII means itself, Arabic-Indic digits (U+0660 to U+0669, U+06F0 to U+06F9) the digits, and
    what the Arabic layout types, its key. ``None`` for everything else.
    """
    if len(character) != 1:
        return None
    if character.isascii():
        return character if character.isprintable() else None
    return _canonical_keys().get(character)


@cache
def unsafe_default_keys() -> frozenset[str]:
    """ASCII characters that no default command may lie on.

    Where the Arabic layout is switched on, their keys type another ASCII character, which means
    itself, a combining mark, or a ligature of two letters, which some systems send as two keys.
    """
    return frozenset(key for key, typed in _typed().items() if typed != key and _is_unsafe(typed))


def typed_text(character: str) -> str:
    """What ``character``, typed into an input, puts there: lam-alef ligatures become their two letters."""
    return _LIGATURES.get(character, character)


@cache
def _canonical_keys() -> dict[str, str]:
    keys = {typed: key for key, typed in OTHER_KEYS}
    keys.update((typed, key) for key, typed in _typed().items())
    for digits in _DIGITS:
        keys.update((digit, str(value)) for value, digit in enumerate(digits))
    return keys


def _typed() -> dict[str, str]:
    """What the key of each ASCII character types under the Arabic layout."""
    return {
        key: typed for keys, characters in ARABIC_KEYS for key, typed in zip(keys, characters, strict=True)
    }


def _is_unsafe(typed: str) -> bool:
    return typed.isascii() or typed in _LIGATURES or unicodedata.category(typed) == "Mn"
