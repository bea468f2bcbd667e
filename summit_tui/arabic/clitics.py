"""Conjunctions glued to a word: whether its first و or ف is one, or the word's own letter."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import regex

from summit_tui.arabic.folding import folded
from summit_tui.arabic.lexicon import read_words

_LEXICON = Path(__file__).parent / "lexicons" / "conjunction-letters.txt"
_CONJUNCTIONS = "وف"
# What inflection adds: person, number, gender, a pronoun.
_ENDING = regex.compile(r"(?:ا|ت|تا|تي|وا|نا|ي|يه|يا|يون|يين|ون|ين|ان|ات|تم)?(?:ه|ها|هم|هما|هن|نا|ني|ك|كم)?")


def split_clitics(word: str, known: Collection[str] = ()) -> tuple[str, str]:
    """``word`` as its glued conjunctions (و, ف, or none) and the rest, both as written.

    ``known`` holds words (folded) that are words as they stand, besides those of the lexicon of
    words whose own first letter is و or ف.
    """
    plain = folded(word)
    if len(plain) < 3 or plain[0] not in _CONJUNCTIONS or _is_whole(plain, known):
        return "", word
    cut = _after_first_letter(word)
    return word[:cut], word[cut:]


def _is_whole(plain: str, known: Collection[str]) -> bool:
    lexicon = _own_letters()
    if plain in known or plain in lexicon:
        return True
    # An inflected form of a word in the lexicon: "وعدت", "فهمه", "وزيرها".
    return any(
        plain.startswith(stem) and _ENDING.fullmatch(plain, length)
        for length in range(3, len(plain))
        if (stem := plain[:length]) in lexicon
    )


@lru_cache(maxsize=1)
def _own_letters() -> frozenset[str]:
    return read_words(_LEXICON)


def _after_first_letter(word: str) -> int:
    position = 1
    while position < len(word) and not folded(word[position]):
        position += 1
    return position
