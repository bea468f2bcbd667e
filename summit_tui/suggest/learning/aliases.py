"""Which words for a speaker are worth remembering as another name, and for whom.

Remembered are what names one speaker in other articles too: الرئيس الأمريكي, أبو مازن, البنتاغون. Not so
pronouns and words that relate to somebody else (نظيره الروسي), a single word that describes (الوزير),
descriptions of anybody (مسؤول أمريكي, النائب الديمقراطي), and what describes several.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from summit_tui.arabic import folded, name_words, without_article
from summit_tui.model import Span, Speaker
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.people.called import goes_by
from summit_tui.suggest.people.people import people_of
from summit_tui.suggest.people.persons import plain_spelling, same_family
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, noun_phrase
from summit_tui.suggest.phrases.roles import Knowledge, Role, name_like, role_of
from summit_tui.suggest.words.tokens import paragraph

_OWNERS = ("هما", "ها", "هم", "هن", "كم", "نا", "ه")
_NAMING = frozenset(map(folded, ("أبو", "أبي", "أبا", "أم", "ابن", "بن", "بنت", "آل")))
"""Words that begin a personal name, though the lexicon has some of them among the titles."""

_PREPOSITIONS = frozenset(map(folded, ("في", "من", "لدى", "على", "عن", "إلى", "مع")))
_BY = "باسم"
_MOST_WORDS = 6
_PLAIN = regex.compile(r"[\p{L}\p{M}\p{Nd}\s'’-]+")
"""Words without quotation marks, brackets and commas, which come from longer mentions."""


def alias_in(text: str, mention: Span, speaker: Speaker) -> str | None:
    """The other name of ``speaker`` that the words at ``mention`` are; None where they aren't one.

    None also where they are one of the speaker's names already. It is spelt as in the text, without the
    titles before a personal name.
    """
    written = plain_spelling(mention.of(text))
    if folded(written).startswith("لل"):
        written = "ال" + written[2:]
    phrase = _read(written)
    if phrase is None or phrase.others or phrase.same or phrase.span.start or not _is_somebody(speaker):
        return None
    if len(written.split()) > _MOST_WORDS or not _PLAIN.fullmatch(written):
        return None
    if any(_is_owned(word) for word in written.split()):
        return None
    if phrase.name:
        alias = _personal_name(written, phrase, people_of(text, mention.start).known)
    else:
        alias = _description(written, phrase)
    if alias is None or goes_by(speaker, alias):
        return None
    if (phrase.name or _is_person(speaker)) and _shares_words(alias, speaker):
        return None
    if _ends_with_name(alias, speaker):
        return None
    if phrase.name and _is_of_another(text, mention, phrase, speaker):
        return None
    return alias


def names_another(alias: str, speaker: Speaker, others: Iterable[Speaker]) -> bool:
    """Whether ``alias`` is the name of one of ``others``, not of ``speaker``, or the family name in it."""
    words = name_words(alias)
    names = (name_words(other.name.ar) for other in others if other.id != speaker.id)
    return any(own and own[-1] == words[-1] and set(words) <= set(own) for own in names)


def _is_somebody(speaker: Speaker) -> bool:
    """Whether the speaker is the same in every article, not somebody who is only described (مسؤول أمريكي)."""
    phrase = _read(speaker.name.ar)
    return phrase is None or bool(phrase.name) or phrase.role is not Role.TITLE


def _is_person(speaker: Speaker) -> bool:
    phrase = _read(speaker.name.ar)
    return phrase is not None and bool(phrase.name)


def _read(written: str) -> NounPhrase | None:
    place = paragraph(written, 0)
    return noun_phrase(place, 0) if place.tokens else None


def _personal_name(written: str, phrase: NounPhrase, known: Knowledge) -> str | None:
    """The personal name in ``phrase``; a given name alone, or a noun, could be anybody's."""
    assert phrase.name_span is not None
    words = written[: phrase.name_span.start].split()
    name = phrase.name_span.of(written)
    if words and folded(words[-1]) in _NAMING:
        return f"{words[-1]} {name}"
    if len(phrase.name) > 1:
        return name
    # Behind such a head a single word rather tells where somebody is from: مسؤول محلي.
    single, heads = phrase.name[0], (*phrase.title[:1], without_article(phrase.name[0]))
    vague = any(_is_any(head) or _is_among(head, "one_of_many") for head in heads)
    if vague or single in lexicon().first_names or not name_like(single, known.counts):
        return None
    return name


def _shares_words(name: str, speaker: Speaker) -> bool:
    """Whether the words of one of ``name`` and the name of ``speaker`` are all among those of the other."""
    words, own = set(name_words(name)), set(name_words(speaker.name.ar))
    return words <= own or own <= words


def _ends_with_name(alias: str, speaker: Speaker) -> bool:
    """Whether ``alias`` is a title before the speaker's name."""
    own = name_words(speaker.name.ar)
    return bool(own) and name_words(alias)[-len(own) :] == own


def _is_of_another(text: str, mention: Span, phrase: NounPhrase, speaker: Speaker) -> bool:
    """Whether the name is plainly another person's: by its given name, or by the article's fuller name."""
    own, given = name_words(speaker.name.ar), lexicon().first_names
    if len(phrase.name) > 1 and own and {phrase.name[0], own[0]} <= given:
        return not same_family(phrase.name[-1], own[-1])
    person = people_of(text, mention.start).by_name(phrase.name)
    return (
        person is not None
        and len(person.words) > len(phrase.name)
        and not _shares_words(person.name, speaker)
    )


def _description(written: str, phrase: NounPhrase) -> str | None:
    words = [folded(word) for word in written.split()]
    plain = [without_article(word) for word in words]
    head = plain[0]
    if _is_any(head) or head in word_class("counterparts") or head in word_class("pairs"):
        return None
    if len(words) == 1:
        alone = phrase.role is Role.PLACE or head in word_class("sole_bodies")
        return written if alone else None
    if phrase.role is Role.TITLE and _is_several(head):
        return None
    definite = words[0].startswith("ال")
    many = _is_among(head, "one_of_many")
    if definite and many and plain[1] != _BY:
        return None
    if (many or _is_among(head, "offices") or head in word_class("national_bodies")) and not _is_told(words):
        return None
    return written if definite or _ends_definite(words[1:]) else None


def _is_any(head: str) -> bool:
    return _is_among(head, "anybody")


def _is_among(head: str, name: str) -> bool:
    """Whether a noun, or the masculine of it, is in a class of words."""
    members = word_class(name)
    return head in members or (head.endswith("ه") and head[:-1] in members)


def _is_told(words: list[str]) -> bool:
    """Whether a description says of what country, place or body: رئيس روسيا; not: رئيس الوزراء."""
    for index, word in enumerate(words[1:], 1):
        plain = without_article(word)
        role = role_of(word)
        if _is_among(plain, "vague_adjectives"):
            continue
        if role is Role.PLACE or plain in lexicon().adjectives or plain in word_class("sole_bodies"):
            return True
        if word.startswith("ال"):
            country = len(plain) > 4 and plain.removesuffix("ه").endswith("ي")
            if country or (words[index - 1] == folded(_BY) and role is Role.DEFINITE):
                return True
        elif role in (Role.OTHER, Role.NAME) and word not in _PREPOSITIONS and word != folded(_BY):
            return True
    return False


def _is_several(head: str) -> bool:
    """Whether a title is in the plural or dual: المستشارون. أمين and سلطان only look so."""
    if head in word_class("plurals"):
        return True
    endings = ("ون", "ين", "ان", "ات")
    return head.endswith(endings) and len(head) > 4 and head[:-2] in lexicon().titles


def _ends_definite(words: list[str]) -> bool:
    """Whether a construct comes to something definite: وزير الخارجية, رئيس بلدية لندن; not: وزير سابق."""
    for word in words:
        if word.startswith("ال"):
            return True
        role = role_of(word)
        if word in _PREPOSITIONS or word == folded(_BY) or role in (Role.ADJECTIVE, Role.STOP):
            return False
        if role is Role.PLACE:
            return True
        if word in word_class("former") or word in lexicon().adjectives:
            return False
        if role not in (Role.TITLE, Role.BODY):
            return True
    return False


def _is_owned(written: str) -> bool:
    """Whether a word is somebody's by a pronoun glued to it: نظيره, زوجته, محاميها; not: الوزيرة."""
    word = folded(written)
    if word.startswith("ال") or written.rstrip("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652").endswith(
        "ة"
    ):
        return False
    words = lexicon()
    if word in word_class("counterparts") and word != folded("نظير"):
        return True
    for owner in _OWNERS:
        stem = word.removesuffix(owner)
        if stem != word and len(stem) > 1:
            stems = (stem, stem[:-1] + "ه") if stem.endswith("ت") else (stem,)
            return any(one in words.titles or one in words.bodies for one in stems)
    return False
