"""What a word shows by itself, whatever stands around it, as bits.

Reading an article goes over its words again and again, for cues, clauses and names. What a word can be is
worked out once for each word met, so that each pass looks only at the places whose bits it wants.
"""

from __future__ import annotations

from collections.abc import Iterator

from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.phrases.roles import Knowledge, Role, role_of

OPENS = 1
"""Content can begin with it or behind it: إن، بأن، هل, a colon, a quotation mark, a parenthesis."""
REPORTS = 2
"""A cue can begin with it."""
SPEAKS = 4
"""A finite verb of speech that seldom means anything else."""
HEADS = 8
"""A name phrase can begin with it wherever it stands."""
THAT = 16
"""A complementiser."""
COMMA = 32
"""A sign that parts clauses."""
QUOTES = 64
"""A quotation mark."""
BRACKET = 128
"""A round or square one."""

THAT_NOT = frozenset(("الا", "بالا"))
"""ألا, which opens a clause where it is written with its hamza."""
MAY_ASK = frozenset(("ما", "عما", "اذا", "ان"))
"""Words that open a question together with the next one: ما إذا."""
GLUED = ("", "و", "ل", "ب", "ف", "ك")
"""What may be glued before the first word of a name phrase."""


_LETTERS = frozenset(GLUED[1:])
_HEADING = (Role.TITLE, Role.NAME, Role.BODY, Role.PLACE)
_HEADING_GLUED = (Role.TITLE, Role.NAME)
_BRACKETS = frozenset("()[]")
_COMMAS = frozenset("،,؛")


def traits_of(word: str, role: Role, *, is_that: bool) -> int:
    """The bits of ``word`` (folded), which has ``role`` by itself; ``is_that``: it is a complementiser."""
    words = lexicon()
    form = words.cue(word)
    traits = THAT if is_that else 0
    if is_that or word in THAT_NOT or word in MAY_ASK or word in word_class("question_words"):
        traits |= OPENS
    if form is not None or word in words.phrases or (word[0] in "وف" and word[1:] in words.phrases):
        traits |= REPORTS
    if form is not None and form.kind is CueKind.FINITE and not form.weak:
        traits |= SPEAKS
    if not is_that and (
        role in _HEADING or _is_name_somewhere(word, role) or _heads_behind_letter(word, role)
    ):
        traits |= HEADS
    return traits


def _is_name_somewhere(word: str, role: Role) -> bool:
    """Whether a given name is an adjective or noun too, so that its place tells which it is: تركي، عيد."""
    return (role is Role.ADJECTIVE or role is Role.OTHER) and word in lexicon().given_names


def _heads_behind_letter(word: str, role: Role) -> bool:
    """Whether a phrase begins behind a glued letter, as ``phrase_starts`` has it."""
    if role is Role.STOP or word[0] not in _LETTERS or len(word) < 4:
        return False
    return role_of(word[1:]) in _HEADING_GLUED


def traits_of_sign(sign: str, *, quotes: bool) -> int:
    """The bits of a sign; ``quotes``: it is a quotation mark."""
    if quotes:
        return QUOTES | OPENS
    if sign in _BRACKETS:
        return BRACKET | (OPENS if sign == "(" else 0)
    if sign == ":":
        return OPENS
    return COMMA if sign in _COMMAS else 0


def phrase_starts(word: str, known: Knowledge) -> Iterator[tuple[int, bool]]:
    """How a name phrase can begin with ``word``: how many letters are glued, whether it heads one anywhere.

    One that doesn't can begin with the word only right behind a verb of speech.
    """
    for glued in GLUED:
        rest = word.removeprefix(glued)
        if glued and (rest == word or len(rest) < 3):
            continue
        role = role_of(rest, known)
        if role in (_HEADING if not glued else _HEADING_GLUED) or _is_name_somewhere(rest, role):
            yield len(glued), True
            return
        if not glued and role in (Role.OTHER, Role.DEFINITE):
            yield 0, False
        if not glued and role is Role.STOP:
            return
