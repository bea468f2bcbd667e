"""The name phrases of a paragraph, and which of them name a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache

from summit_tui.arabic import without_article
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, noun_phrase
from summit_tui.suggest.phrases.roles import NOTHING_KNOWN, Knowledge, Role, is_imperfect, name_like, role_of
from summit_tui.suggest.words.tokens import Paragraph
from summit_tui.suggest.words.traits import GLUED, HEADS, SPEAKS, phrase_starts


def phrases_among(
    place: Paragraph, known: Knowledge, familiar: Collection[str] = frozenset()
) -> Iterator[NounPhrase]:
    """The name phrases of a paragraph, from left to right, none within another.

    ``familiar`` are the words that are one of the family names ``known``, perhaps behind a glued letter.
    """
    words, traits = place.words, place.traits
    index, speaks = 0, 0
    while index < len(words):
        phrase = None
        if (speaks or traits[index] & HEADS or words[index] in familiar) and place.tokens[index].is_word:
            phrase = _phrase_at(place, index, known, after_verb=bool(speaks))
        speaks = traits[index] & SPEAKS
        if phrase is None:
            index += 1
            continue
        yield phrase
        yield from phrase.others
        index = max(phrase.after, index + 1)


def _phrase_at(place: Paragraph, index: int, known: Knowledge, *, after_verb: bool) -> NounPhrase | None:
    word = place.tokens[index].text
    if place.tokens[index].is_that:
        return None
    starts = _starts(word)
    if known.families and _may_be_family(word, known):
        starts = tuple(phrase_starts(word, known))
    for skip, is_head in starts:
        if is_head or after_verb:
            phrase = noun_phrase(place, index, known, skip=skip)
            # A word that is a name in some places only heads none elsewhere: سامي, عيد.
            no_name = phrase is not None and phrase.role in (Role.ADJECTIVE, Role.OTHER)
            return None if is_head and no_name else phrase
    return None


def _may_be_family(word: str, known: Knowledge) -> bool:
    families = known.families
    return word in families or (word[0] in GLUED and word[1:] in families)


@lru_cache(maxsize=32_768)
def _starts(word: str) -> tuple[tuple[int, bool], ...]:
    """How a phrase can begin with ``word`` where nothing is known of the article's names."""
    return tuple(phrase_starts(word, NOTHING_KNOWN))


def is_full_name(phrase: NounPhrase, counts: Counter[str]) -> bool:
    """Whether a name of two or more words is surely one: a given name or a title shows it."""
    unknown = [word for word in phrase.name if role_of(word) is Role.OTHER]
    if not all(name_like(word, counts) or word in lexicon().connectors for word in unknown):
        return False
    if role_of(phrase.name[-1]) not in (Role.OTHER, Role.DEFINITE, Role.NAME):
        return False
    last = phrase.name[-1]
    if phrase.role is Role.OTHER and last.startswith("ال"):
        return last.endswith("ي") and without_article(last) not in counts
    return phrase.name[0] in lexicon().given_names or phrase.role is Role.TITLE


def is_person(phrase: NounPhrase, known: Knowledge) -> bool:
    """Whether the name in ``phrase`` is that of the person whom the phrase is about."""
    if (
        not phrase.name
        or is_construct(phrase, known)
        or (phrase.title and phrase.title[0] in word_class("quantities"))
    ):
        return False
    if phrase.title and phrase.title[0] in word_class("plurals"):
        return False
    first, last = phrase.name[0], phrase.name[-1]
    given = first in lexicon().given_names
    if last in known.families:
        return len(phrase.name) == 1 or given or (name_like(first, known.counts) and last not in known.given)
    if not _may_all_be_names(phrase.name, known):
        return False
    if len(phrase.name) > 1 and given:
        return True
    seen = known.counts.get(last, 0) > 1
    if len(phrase.name) == 1 and not given and not seen and _agrees_as_other_word(phrase, last):
        return False
    return phrase.role is Role.TITLE or (phrase.role in (Role.OTHER, Role.DEFINITE) and seen)


def _may_all_be_names(words: tuple[str, ...], known: Knowledge) -> bool:
    """Whether every word can be one in a name; what stands before الدين needn't look like one: عز الدين."""
    pairs = zip(words, (*words[1:], ""), strict=True)
    return all(
        following in ("الدين", "الله")
        or role_of(word) is not Role.OTHER
        or word in lexicon().connectors
        or name_like(word, known.counts)
        for word, following in pairs
    ) or (len(words) > 1 and words[-2] in lexicon().first_names and is_imperfect(words[-1]))


def _agrees_as_other_word(phrase: NounPhrase, word: str) -> bool:
    """Whether an unknown word behind a title is its verb or adjective: الوزيرة نجحت، الدبلوماسيون تحقيق."""
    if not phrase.title:
        return False
    feminine = phrase.title[0].endswith("ه")
    return phrase.is_plural or (feminine and word.endswith(("ت", "ه")))


def is_construct(phrase: NounPhrase, known: Knowledge) -> bool:
    """Whether the name only says whose adviser, wife or supporters are meant (مستشارو بايدن)."""
    if len(phrase.title) != 1 or phrase.name_span is None:
        return False
    indefinite = phrase.name_span.start - phrase.span.start == phrase.title_length + 1
    if indefinite and phrase.title[0] in word_class("relatives_of"):
        return True
    return len(phrase.name) == 1 and phrase.name[0] in known.families and indefinite
