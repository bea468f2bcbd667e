"""The forms in which a word of a term stands in a text, and the readings of a written word.

A light stemmer in the manner of Light10 (Larkey, Ballesteros and Connell 2007) takes clitics and endings
off every word and compares what is left. Here the endings are put on the words of the terms instead, by
what kind of word each one is, and only clitics are taken off the words of the text, in every way in
which they may be clitics. So no word is cut down to a stem that another word happens to share: ``إيران``
is not taken for a dual, nor ``معاهد`` for the masculine of ``معاهدة``.

Everything is folded (``summit_tui.arabic.folded``): ة is ه, ى is ي, and أ, إ, آ are ا.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summit_tui.arabic.folding import folded

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"
_ARTICLE = "ال"
_ARTICLE_AFTER_LAM = "لل"
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "ي", "ك", "كم", "كما", "كن")
_ARABIC = re.compile(r"[\u0621-\u064a]+")
_SHORTEST = 3
"""Letters of a word that has endings; a shorter one (قم) stands as it is, after clitics at the most."""

_AS_ADJECTIVE = ("ه", "ات", "ا", "تان", "تين")
_AS_PLURAL = ("ان", "ين", "ون")
_AS_NISBA = ("ي", "يه", "يا", "يات", "يان", "يين", "يون", "يتان", "يتين")
_AS_VERB = ("ت", "وا", "تا")
_AFTER_YEH = ("", "ه", "ا", "ات", "ان", "ين", "ون", "تان", "تين")
_AFTER_TEH = ("ه", "ات", "تان", "تين")


@dataclass(frozen=True, slots=True)
class Forms:
    """``whole`` are the forms that stand by themselves, ``joined`` more that stand before a pronoun."""

    whole: frozenset[str]
    joined: frozenset[str]


def compared(word: str) -> str:
    """``word`` as it is compared: folded, in small letters."""
    return folded(word).casefold()


@lru_cache(maxsize=16_384)
def forms(word: str) -> Forms:
    """The inflected forms of ``word``, a word of a term as a person writes it, definite article and all."""
    plain = compared(word)
    whole = {plain}
    joined: set[str] = set()
    for base in _bases(word, plain):
        whole.update(_whole_forms(base))
        joined.update(_joined_forms(base))
    return Forms(frozenset(whole), frozenset(joined - whole))


def _bases(word: str, plain: str) -> Iterator[str]:
    """The word and, where it begins with what may be the definite article, the word without it.

    ``المانيا``, written without its hamza, may be either; ``ألمانيا`` has no article.
    """
    yield plain
    if plain.startswith(_ARTICLE) and word.startswith(_ARTICLE) and len(plain) >= 4:
        yield plain[2:]


def _whole_forms(base: str) -> Iterator[str]:
    yield base
    if len(base) < _SHORTEST or not _ARABIC.fullmatch(base):
        return
    if base.endswith("ه"):
        stem = base[:-1]
        yield from (stem + ending for ending in (_AFTER_YEH if stem.endswith("ي") else _AFTER_TEH))
    elif base.endswith("ي"):
        yield from (base + ending for ending in _AFTER_YEH)
    elif base.endswith("ا"):
        # Names of countries: أوكرانيا، أوكراني; أمريكا، أمريكي.
        stem = base[:-2] if base.endswith("يا") else base[:-1]
        yield from (stem + ending for ending in _AS_NISBA if len(stem) >= _SHORTEST)
    elif base.endswith("ات") and len(base) > 4:
        yield from _singulars(base[:-2])
    elif base.endswith(("ون", "ين")) and len(base) > 5:
        yield from _consonantal(base)
        yield from _whole_forms(base[:-2])
    else:
        yield from _consonantal(base)


def _consonantal(base: str) -> Iterator[str]:
    yield from (base + ending for ending in (*_AS_ADJECTIVE, *_AS_NISBA))
    if len(base) > _SHORTEST:
        yield from (base + ending for ending in (*_AS_PLURAL, *_AS_VERB))
    if len(base) > 4 and base[0] == "ي":
        yield from _present(base)


def _present(base: str) -> Iterator[str]:
    """The persons of a verb in the present: يخترق، تخترق، نخترق، يخترقون."""
    for prefix in "يتنا":
        yield from (prefix + base[1:] + ending for ending in ("", "ون", "ين", "ان", "وا"))


def _singulars(stem: str) -> Iterator[str]:
    """What ``stem`` is the plural in ات of: a feminine noun, or a verbal noun (اختراق، تهديد)."""
    yield from (stem + ending for ending in _AFTER_TEH)
    if len(stem) > _SHORTEST and stem[-2] in "اي":
        yield from (stem + ending for ending in ("", "ا", "ان", "ين"))
    elif stem.endswith("ي"):
        yield stem


def _joined_forms(base: str) -> Iterator[str]:
    """What only stands before a pronoun: ت for ة, the plural without its ن."""
    if len(base) < _SHORTEST or not _ARABIC.fullmatch(base):
        return
    if base.endswith("ه"):
        yield from (base[:-1] + ending for ending in ("ت", "تا", "تي"))
    elif base.endswith("ات"):
        yield base[:-2] + "ت"
    else:
        yield from (base + ending for ending in ("ت", "ا", "و", "ي"))


def readings(word: str) -> Iterator[tuple[str, bool]]:
    """The ways to read ``word`` (compared) without its clitics, with whether it ends before a pronoun.

    The word as it stands comes first. A pronoun never follows the definite article.
    """
    for rest, definite in _without_proclitics(word):
        yield rest, False
        if not definite:
            for pronoun in _PRONOUNS:
                if rest.endswith(pronoun) and len(rest) - len(pronoun) >= _SHORTEST:
                    yield rest[: -len(pronoun)], True


def _without_proclitics(word: str) -> Iterator[tuple[str, bool]]:
    yield word, False
    if not word:
        return
    rests = [word]
    if word[0] in _CONJUNCTIONS and len(word) >= _SHORTEST:
        rests.append(word[1:])
        yield word[1:], False
    for rest in rests:
        if rest.startswith(_ARTICLE) and len(rest) > _SHORTEST:
            yield rest[2:], True
        elif rest[0] in _PREPOSITIONS and len(rest) >= _SHORTEST:
            yield rest[1:], False
            if rest.startswith(_ARTICLE_AFTER_LAM):
                yield rest[2:], True
            elif rest.startswith(_ARTICLE, 1) and len(rest) > 4:
                yield rest[3:], True
        elif rest[0] == "س" and rest[1:2] in ("ي", "ت", "ن", "ا") and len(rest) > 4:
            yield rest[1:], False
