"""Words that are a given name in some places and something else in others, told by what stands around.

رجب is a month, سامي an adjective, سلطان a title, أبو a title, or half of a name: أبو محمد.
"""

from __future__ import annotations

from functools import cache

from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases.roles import Role, listed_role
from summit_tui.suggest.words.tokens import Paragraph

_FATHER = "ابو"
_MOTHER = "ام"


@cache
def twofold() -> frozenset[str]:
    """The words (folded) whose role depends on their place."""
    words = lexicon()
    named = words.first_names & (words.titles | words.adjectives)
    apart = word_class("names_and_months") | word_class("names_and_nouns")
    apart |= word_class("names_and_adjectives") & words.first_names
    return named - {"باسم"} | apart | {_FATHER, _MOTHER}


def role_at(place: Paragraph, index: int) -> Role:
    """The role of the word at token ``index``, whether it is twofold or not."""
    return role_in_place(place, index) if place.words[index] in twofold() else place.roles[index]


def role_in_place(place: Paragraph, index: int, word: str = "") -> Role:
    """The role of the twofold word at token ``index``; ``word`` is its text without a glued particle."""
    glued = bool(word) and word != place.words[index]
    word = word or place.words[index]
    following = _following(place, index)
    if word in (_FATHER, _MOTHER):
        return _of_parent(place, index, word, following)
    if word in word_class("names_and_months"):
        named = following is Role.NAME or (_is_free(place, index) and _goes_on(place, index, following))
        return Role.NAME if named else Role.STOP
    listed = listed_role(word)
    if listed is Role.ADJECTIVE or word in word_class("names_and_adjectives"):
        # It follows what it describes and agrees with it: الوزير سامي, but مسؤول سامي.
        alone = glued or not _may_be_described(place, index)
        if word in word_class("peoples"):
            named = following is Role.DEFINITE and _goes_on(place, index, following)
        else:
            named = following in (Role.NAME, Role.DEFINITE)
        return Role.NAME if alone or named else Role.ADJECTIVE
    if word in word_class("names_and_nouns"):
        # عيد الدرعاوي, but عيد الأضحى and في عيد.
        family = following is Role.DEFINITE and place.words[index + 1] not in word_class("no_families")
        free = family and _is_free(place, index)
        named = following is Role.NAME or (free and _goes_on(place, index, following))
        named = named or _stands_in_name(place, index)
        return Role.NAME if named else listed
    surely = following is Role.NAME or (following is Role.DEFINITE and _goes_on(place, index, following))
    return Role.NAME if surely else listed


def _following(place: Paragraph, index: int) -> Role:
    behind = index + 1
    if behind >= len(place.tokens) or not place.tokens[behind].is_word or place.tokens[behind].is_that:
        return Role.STOP
    return place.roles[behind]


def _of_parent(place: Paragraph, index: int, word: str, following: Role) -> Role:
    """أبو with what makes a name of it, or a place; أم is also "or"."""
    listed = listed_role(word)
    if following is Role.STOP:
        return listed
    if place.words[index + 1] in word_class("places_called_father"):
        return Role.PLACE if word == _FATHER else listed
    if following is Role.NAME:
        return Role.NAME
    if word != _FATHER:
        return listed
    named = following in (Role.OTHER, Role.DEFINITE) or place.words[index + 1] in word_class("families_too")
    return Role.NAME if named else listed


def _stands_in_name(place: Paragraph, index: int) -> bool:
    """Whether a given name stands right before the word, or آل behind it: علي أكبر، منى آل طاهر."""
    if index and place.words[index - 1] in lexicon().first_names:
        return True
    return index + 1 < len(place.words) and place.words[index + 1] == "ال"


def _is_free(place: Paragraph, index: int) -> bool:
    """Whether nothing before the word makes it a month: في رجب، 27 رجب، شهر رجب."""
    if not index:
        return True
    before = place.words[index - 1]
    return before not in word_class("before_months") and not before[-1].isdecimal()


def _goes_on(place: Paragraph, index: int, following: Role) -> bool:
    """Whether the next word can be the family name behind a given one."""
    if following is Role.DEFINITE:
        return place.words[index + 1].endswith("ي")
    return following is Role.OTHER and place.words[index + 1][0] not in "وف"


def _may_be_described(place: Paragraph, index: int) -> bool:
    """Whether an adjective without an article at token ``index`` can belong to the word before it."""
    if not index or not place.tokens[index - 1].is_word or place.tokens[index - 1].is_that:
        return False
    before, role = place.words[index - 1], place.roles[index - 1]
    if before.startswith(("ال", "وال", "بال", "لل", "فال")):
        return False
    if role is Role.STOP and lexicon().cue(before) is None:
        return False
    return role not in (Role.VERB, Role.NAME, Role.PLACE) and before not in word_class("prepositions")
