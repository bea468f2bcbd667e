"""What a word can be in a name phrase: by the lexicon, and by what the article itself shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from summit_tui.arabic import without_article
from summit_tui.suggest.lexicon import ALI, CueKind, Lexicon, lexicon, word_class
from summit_tui.suggest.words.members import plain_members


@plain_members
class Role(Enum):
    """What a word can be in a name phrase."""

    STOP = "ends the phrase"
    VERB = "verb"
    TITLE = "title"
    BODY = "body"
    PLACE = "place"
    ADJECTIVE = "adjective"
    NAME = "personal name"
    DEFINITE = "other word with the definite article"
    LAM = "word with للـ"
    OTHER = "other word"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the article itself tells about its words.

    ``counts``: how often each occurs; ``families``: the family names; ``given``: those of them that
    stand behind a given name somewhere. ``phrases`` keeps what was read with this knowledge.
    """

    counts: Mapping[str, int]
    families: Collection[str] = frozenset()
    given: Collection[str] = frozenset()
    phrases: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)


_LISTS = (Role.TITLE, Role.BODY, Role.PLACE, Role.ADJECTIVE)
_OWNERS = ("ه", "ها", "هم")
NOTHING_KNOWN = Knowledge({})


def role_of(word: str, known: Knowledge = NOTHING_KNOWN) -> Role:
    """The role of ``word`` (folded, without a conjunction)."""
    if word in known.families and not lexicon().is_stop(word):
        return Role.NAME
    return _kept_role(word)


def listed_role(word: str) -> Role:
    """The role that the lexicon gives a word (folded, without a conjunction)."""
    words = lexicon()
    if word[:1] == "ل" and word[1:] in word_class("media"):
        return Role.STOP
    if words.is_stop(word) or word.isdigit() or (word.startswith("بال") and len(word) > 4):
        return Role.STOP
    if word == ALI:
        return Role.NAME
    if _is_lam(word, words):
        return Role.LAM
    role = _role_in_title(word, words)
    if role is not None:
        return role
    if word in words.first_names:
        return Role.NAME
    if len(word) > 3 and word.startswith("ال"):
        return Role.DEFINITE
    if word.endswith("يه") and not word.endswith("ييه") and len(word) > 4:
        return Role.ADJECTIVE
    form = words.cue(word)
    reports = form is not None and (form.kind is not CueKind.NOUN or (form.pronoun and form.lemma == "قال"))
    return Role.VERB if reports else Role.OTHER


_kept_role = lru_cache(maxsize=32_768)(listed_role)


def _is_lam(word: str, words: Lexicon) -> bool:
    """Whether ``word`` is للـ with a noun, or ل or ب with a body or place: لسفارة، بوزارة."""
    if word.startswith("لل") and len(word) > 3:
        return True
    rest = word[1:]
    if word[:1] not in ("ل", "ب") or not (rest in words.bodies or rest in words.places):
        return False
    return not (word in words.titles or word in words.places or word in words.bodies)


def _role_in_title(word: str, words: Lexicon) -> Role | None:
    if word in word_class("short_titles"):
        return Role.TITLE
    plain = without_article(word)
    if plain in word_class("bodies_first"):
        return Role.BODY
    if plain == word and word.endswith(_OWNERS):
        for owner in _OWNERS:
            if word.endswith("ت" + owner) and word.removesuffix("ت" + owner) + "ه" in words.bodies:
                return Role.BODY
            if word.endswith(owner) and word.removesuffix(owner) in words.titles:
                return Role.TITLE
    listed = _listed()
    role, definite = listed.get(plain), listed.get(word)
    return role if definite is None or (role is not None and _before(role, definite)) else definite


@cache
def _listed() -> dict[str, Role]:
    """Each word of the lists with its role; where it stands in several, with the first one's."""
    words = lexicon()
    members = (words.titles, words.bodies, words.places, words.adjectives)
    return {
        word: role for role, listed in reversed(tuple(zip(_LISTS, members, strict=True))) for word in listed
    }


def _before(role: Role, other: Role) -> bool:
    return _LISTS.index(role) <= _LISTS.index(other)


def is_imperfect(word: str) -> bool:
    """Whether ``word`` (folded) looks like a verb in the imperfect: ي and three letters or more.

    With يا and يو foreign names begin as often.
    """
    return word[0] == "ي" and word[1:2] not in "اوي" and len(word) > 3 and word not in lexicon().first_names


def _is_thing(thing: str, counts: Mapping[str, int]) -> bool:
    """Whether the article has the thing without a pronoun or ending, too: برنامجه and البرنامج."""
    return "ال" + thing in counts and thing not in lexicon().first_names


def _is_verbal_noun(word: str) -> bool:
    """Whether a word looks like what somebody does: استكمال، تطهير، اجتماع."""
    if word.startswith("است") and len(word) > 5:
        return True
    if len(word) == 5 and word[0] == "ت" and word[3] == "ي":
        return True
    return len(word) == 6 and word[0] == "ا" and word[2] == "ت" and word[4] == "ا"


def name_like(word: str, counts: Mapping[str, int]) -> bool:
    """Whether ``word`` can be a name by what else the article has: no noun with an article or a particle."""
    if word in lexicon().first_names or word in word_class("name_endings"):
        return True
    if word in word_class("no_names") or is_imperfect(word):
        return False
    # ب with a verbal noun (بتوفير), or an adverbial participle (حاملا); names come again.
    adverbial = (word.startswith("بت") and len(word) > 4) or (len(word) == 5 and word[1] == word[4] == "ا")
    if adverbial and counts.get(word, 0) < 2:
        return False
    if len(word) < 3 or "ال" + word in counts or word.endswith(("ته", "ها", "هم", "هما")):
        return False
    if word[-1] in "ها" and len(word) > 4 and _is_thing(word[:-1], counts):
        return False
    if counts.get(word, 0) < 2 and _is_verbal_noun(word):
        return False
    if word.endswith(("ات", "يه")) and len(word) > 4 and not word.startswith("ال"):
        return False
    if word[0] in "بلكفو":
        rest = word[1:]
        listed = role_of(rest) in (Role.TITLE, Role.BODY, Role.PLACE)
        listed = listed or (word[0] in "بل" and rest in word_class("within_descriptions"))
        # ك (as, like) seldom stands before a bare noun; many foreign names begin with it.
        known = (listed and word[0] != "ك") or "ال" + rest in counts or (rest in counts and word[0] != "ك")
        if known and len(rest) > 2:
            return False
    return word not in lexicon().cues
