"""The name that stands further on behind the description of a speaker, and who speaks together with them.

وزير الخارجية في الحكومة الانتقالية، سلوان الهدباني، إن …: the description is read first, and what lies
between it and the name only describes on.
"""

from __future__ import annotations

from dataclasses import replace

from summit_tui.arabic import without_article
from summit_tui.model import Span
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, noun_phrase
from summit_tui.suggest.phrases.reading.twofold import role_at
from summit_tui.suggest.phrases.roles import Role, name_like, role_of
from summit_tui.suggest.words.tokens import Paragraph

_MOST_WORDS_BETWEEN = 14
_DESCRIBING = (Role.BODY, Role.PLACE, Role.DEFINITE, Role.ADJECTIVE, Role.LAM, Role.TITLE)
_WHO_IS = ("وهو", "وهي", "في")
_SIGNS = frozenset(("،", ",", "#", "-", "("))


def with_name_behind(place: Paragraph, phrase: NounPhrase, limit: int, people: People) -> NounPhrase:
    """``phrase`` with the personal name that follows it before token ``limit``, if it has none itself."""
    if phrase.name or phrase.others or phrase.role is not Role.TITLE or phrase.is_plural:
        return phrase
    found = _name_behind(place, phrase, limit, people)
    if found is None:
        return phrase
    return replace(
        phrase,
        span=Span(phrase.span.start, found.span.end),
        after=found.after,
        name=found.name,
        name_span=found.name_span,
    )


def with_others_behind(place: Paragraph, phrase: NounPhrase, limit: int, people: People) -> NounPhrase:
    """``phrase`` with who speaks too, behind what describes the first: سامي البزاز، المدير، وهاني فؤاد."""
    if not phrase.name or phrase.others:
        return phrase
    for index in range(phrase.after, min(limit, phrase.after + _MOST_WORDS_BETWEEN)):
        word = place.words[index]
        if not place.tokens[index].is_word:
            if word not in _SIGNS:
                return phrase
            continue
        if place.tokens[index].is_that:
            return phrase
        other = _other_named(place, index, people) if word[0] == "و" and index > phrase.after else None
        if other is not None and other.after <= limit:
            span = Span(phrase.span.start, other.span.end)
            return replace(phrase, span=span, after=other.after, others=(other,))
        if word not in _WHO_IS and role_at(place, index) not in _DESCRIBING:
            return phrase
    return phrase


def _other_named(place: Paragraph, index: int, people: People) -> NounPhrase | None:
    """Who is named in full behind the و of token ``index``, with a title or without."""
    if without_article(place.words[index]) in lexicon().titles:
        return None
    other = noun_phrase(place, index, people.known, skip=1)
    if other is None or len(other.name) < 2 or other.role not in (Role.NAME, Role.TITLE) or other.others:
        return None
    return other if other.name[0] in lexicon().given_names else None


def _name_behind(place: Paragraph, phrase: NounPhrase, limit: int, people: People) -> NounPhrase | None:
    index = phrase.after
    last = min(limit, phrase.after + _MOST_WORDS_BETWEEN)
    while index < last:
        token = place.tokens[index]
        if not token.is_word:
            if token.is_quotation_mark and (after := _past_pair(place, index)) is not None:
                index = after
            elif token.text not in _SIGNS:
                return None
            else:
                index += 1
            continue
        if token.is_that:
            return None
        named = _person_at(place, index, people)
        if named is not None and _may_be_in_apposition(place, index, phrase):
            return named
        if named is not None and named.name_span is not None and named.name_span.start == token.start:
            return None
        of_place = place.tokens[index - 1].text.removeprefix("ب") in word_class("over_places")
        if not (of_place or _describes(token.text, people)):
            return None
        index += 1
    return None


def _past_pair(place: Paragraph, index: int) -> int | None:
    """The token behind the short closed pair of quotation marks that opens at ``index``."""
    start = place.tokens[index].start
    pair = next((pair for pair in place.pairs if pair.outer.start == start and pair.closed), None)
    return place.index_at(pair.outer.end) if pair is not None and len(pair.inner) <= 40 else None


def _person_at(place: Paragraph, index: int, people: People) -> NounPhrase | None:
    """The person of the article who is named from token ``index`` on, perhaps behind a title."""
    phrase = noun_phrase(place, index, people.known)
    if phrase is None or not phrase.name or phrase.name_span is None:
        return None
    if phrase.role not in (Role.NAME, Role.TITLE, Role.OTHER):
        return None
    person = people.at(phrase.name_span)
    if person is not None and phrase.name[-1] in person.words:
        return phrase
    return phrase if _is_enclosed(place, phrase, people) else None


def _is_enclosed(place: Paragraph, phrase: NounPhrase, people: People) -> bool:
    """Whether two words or more that can be a name stand between a comma and a comma or the report."""
    if len(phrase.name) < 2 or place.tokens[phrase.first - 1].text not in ("،", ","):
        return False
    if not all(name_like(word, people.known.counts) for word in phrase.name):
        return False
    following = place.tokens[phrase.after] if phrase.after < len(place.tokens) else None
    return following is None or not following.is_word or following.is_that


def _may_be_in_apposition(place: Paragraph, index: int, phrase: NounPhrase) -> bool:
    """Whether a name there is the described one's own, rather than whose adviser or house is meant."""
    before = place.tokens[index - 1]
    if not before.is_word or index == phrase.after:
        return True
    role = role_of(before.text)
    return (
        before.text == "و"
        or before.text.startswith(("ال", "بال", "لل"))
        or role in (Role.PLACE, Role.ADJECTIVE)
    )


def _describes(word: str, people: People) -> bool:
    """Whether a word can belong to a description that goes on."""
    if word in word_class("within_descriptions"):
        return True
    if word[0] in "بو" and len(word) > 4 and lexicon().cue(word) is None:
        return True
    return role_of(word, people.known) in _DESCRIBING
