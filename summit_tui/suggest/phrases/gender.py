"""Which verb a name phrase can be the subject of: masculine or feminine, as far as its words tell."""

from __future__ import annotations

from summit_tui.arabic import without_article
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.phrases.roles import Role

MASCULINE = "m"
FEMININE = "f"
UNKNOWN = ""


def gender_of(phrase: NounPhrase) -> str:
    """``m`` or ``f`` for the verb in the singular that agrees with the phrase; empty where it isn't told."""
    named = gender_of_name(phrase.name[0]) if phrase.name else UNKNOWN
    match phrase.role:
        case Role.TITLE if phrase.title and not named:
            return FEMININE if phrase.title[0].endswith("ه") else MASCULINE
        case Role.BODY if phrase.title:
            return gender_of_body(phrase.title[0])
        case Role.PLACE if phrase.title:
            return (
                MASCULINE if without_article(phrase.title[0]) in word_class("masculine_places") else FEMININE
            )
    return named


def gender_of_body(head: str) -> str:
    """The gender of a body by the first word of its name (folded, without a definite article)."""
    if head in word_class("masculine_bodies"):
        return MASCULINE
    return FEMININE if head.endswith(("ه", "ات")) else UNKNOWN


def gender_of_name(given: str) -> str:
    """The gender of a person by the given name (folded)."""
    if given in word_class("feminine_names"):
        return FEMININE
    if given in word_class("masculine_names") or (given in lexicon().first_names and given.startswith("عبد")):
        return MASCULINE
    return UNKNOWN


def may_agree(phrase: NounPhrase, person: str) -> bool:
    """Whether nothing speaks against the phrase as the subject of a verb in ``person``."""
    gender = gender_of(phrase)
    return person not in (MASCULINE, FEMININE) or gender in (UNKNOWN, person)
