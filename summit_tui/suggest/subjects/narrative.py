"""Who a stretch of plain telling is about, for verbs of speech whose subject is left out."""

from __future__ import annotations

from summit_tui.arabic import sentences
from summit_tui.model import Span
from summit_tui.suggest.context import Context
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.gender import may_agree
from summit_tui.suggest.phrases.named import is_construct
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, noun_phrase, phrase_before
from summit_tui.suggest.phrases.roles import Role, name_like, role_of
from summit_tui.suggest.words.tokens import Paragraph, paragraph

_PARAGRAPHS_BACK = 2
_JOINED = (Role.TITLE, Role.BODY)
"""What a sentence can begin with behind a glued و or ف: فشركة النفط."""


def last_told(
    context: Context, told_until: int, before: int, people: People, person: str = ""
) -> NounPhrase | None:
    """The subject of the last sentence between ``told_until`` and token ``before``.

    ``person``: ``f`` or ``m`` where the verb that looks for its subject tells its gender.

    Looked for in the paragraph of the content and, unless something was quoted since, the two before it.
    """
    start = context.tokens[context.sentence].start if context.sentence < len(context.tokens) else 0
    begin = max(context.sentence, context.paragraph.index_at(told_until))
    found = first_person(context.paragraph, begin, before, people, person=person)
    end = start
    for _ in range(_PARAGRAPHS_BACK + 1):
        if found is not None or told_until >= end or end <= 0:
            break
        place = paragraph(context.text, end - 1) if end < context.paragraph.span.end else context.paragraph
        found = _last_in(context.text, place, Span(min(end, told_until), end), people, person)
        end = place.span.start
    return found


def _last_in(text: str, place: Paragraph, within: Span, people: People, person: str) -> NounPhrase | None:
    end = within.end
    earlier = Span(min(end, max(within.start, place.span.start)), end)
    for sentence in reversed(sentences(text, earlier)):
        first = place.index_at(max(sentence.start, within.start))
        after = place.index_at(min(sentence.end, end))
        found = first_person(place, first, after, people, bodies=False, person=person)
        if found is not None:
            return found
    return None


def first_person(
    place: Paragraph, first: int, after: int, people: People, *, bodies: bool = True, person: str = ""
) -> NounPhrase | None:
    """The first person, title or body among the tokens that can be the subject of what they tell.

    ``bodies``: a body or place near the start counts too. What depends on a preposition, stands in
    quotation marks or in a subordinate clause is no subject, nor is a title of another gender than
    ``person``.
    """
    index = _past_topic(place, first, after)
    while index < after:
        token = place.tokens[index]
        joins = token.is_that and index and place.tokens[index - 1].text in word_class("before_that")
        if not joins and (token.is_that or token.text in word_class("relatives")):
            return None
        phrase = None if joins else _candidate(place, index, first, people, bodies=bodies)
        if phrase is None or _is_dateline(place, phrase):
            index += 1
        elif not _agrees(phrase, person) or _is_governed(place, phrase):
            index = max(phrase.after, index + 1)
        else:
            if (named := _described_before(place, phrase, first, people)) is not None:
                return named
            behind_that = index > first and place.tokens[index - 1].is_that
            if behind_that or _is_definite(place, phrase, people):
                return phrase
            index += 1
    return None


def _candidate(
    place: Paragraph, index: int, first: int, people: People, *, bodies: bool
) -> NounPhrase | None:
    """The phrase at token ``index`` of a sentence that begins at ``first``, where it can be a subject."""
    token = place.tokens[index]
    if not token.is_word or _depends(place, index):
        return None
    skip = int(index == first and token.text[0] in "وف" and role_of(token.text[1:]) in _JOINED)
    if skip:
        return noun_phrase(place, index, people.known, skip=skip)
    role = role_of(token.text, people.known)
    if role is Role.TITLE and _only_describes(place, index):
        return None
    early = bodies and index <= first + 4 and role in (Role.BODY, Role.PLACE)
    if role in (Role.TITLE, Role.NAME) or early:
        return noun_phrase(place, index, people.known)
    if index == first and role is Role.OTHER:
        phrase = noun_phrase(place, index, people.known)
        return phrase if _is_full_name(phrase, people) else None
    return None


def _only_describes(place: Paragraph, index: int) -> bool:
    """Whether a word that could be a title is the adjective of the noun before it: القطاعات القيادية."""
    if not index or not place.tokens[index].text.endswith(("ي", "ه")):
        return False
    before = place.tokens[index - 1].text
    nouns = before.startswith(("ال", "وال", "بال", "لل")) and role_of(before) in (Role.DEFINITE, Role.OTHER)
    return nouns and place.tokens[index].text.startswith("ال")


def _described_before(place: Paragraph, phrase: NounPhrase, first: int, people: People) -> NounPhrase | None:
    """The name that a title between commas describes: وكان سالم الهدباني، رئيس البلدية، قد زار."""
    if phrase.role is not Role.TITLE or phrase.name or phrase.first - 2 <= first:
        return None
    if place.tokens[phrase.first - 1].text not in ("،", ","):
        return None
    named = phrase_before(place, phrase.first - 1, max(first, phrase.first - 5), people.known)
    if named is None or named.title or len(named.name) < 2:
        return None
    return named if all(name_like(word, people.known.counts) for word in named.name) else None


def _past_topic(place: Paragraph, first: int, after: int) -> int:
    """The token behind what a sentence is about where that stands in front: وحول مطالبات الأهالي، قال."""
    if first >= after or place.tokens[first].text.removeprefix("و") not in word_class("topic_prepositions"):
        return first
    for index in range(first, after):
        if place.tokens[index].text in ("،", ",", "؛"):
            return index + 1
    return after


def _is_full_name(phrase: NounPhrase | None, people: People) -> bool:
    """Whether an unknown word that begins a sentence is a given name: a new family name with ال follows."""
    if phrase is None or len(phrase.name) != 2 or phrase.name[0][0] in "وف":
        return False
    given, family = phrase.name
    fits = family.endswith("ي") or given in lexicon().given_names
    return fits and family.startswith("ال") and family not in people.known.families


def _depends(place: Paragraph, index: int) -> bool:
    if index and place.tokens[index - 1].text in word_class("prepositions"):
        return True
    start = place.tokens[index].start
    return any(pair.outer.covers(start) and pair.closed for pair in place.pairs)


def _is_governed(place: Paragraph, phrase: NounPhrase) -> bool:
    """Whether an indefinite noun behind a preposition governs the words: على تنمية الجانب."""
    index = phrase.first - 1
    if phrase.name or index < 0 or not place.tokens[index].is_word:
        return False
    word, role = place.words[index], place.roles[index]
    if role is not Role.OTHER or word.startswith("ال"):
        return False
    glued = word[0] in "بل" and len(word) > 4 and word[1:2] not in "اي" and word not in lexicon().first_names
    return glued or (index > 0 and place.words[index - 1] in word_class("prepositions"))


def _agrees(phrase: NounPhrase, person: str) -> bool:
    """Whether gender and number of a phrase don't speak against a verb in the singular in ``person``."""
    if person not in ("m", "f"):
        return True
    described = phrase.role is Role.TITLE and phrase.title and not phrase.name
    if described and (phrase.title[0] in word_class("plurals") or _is_sound_plural(phrase.title[0])):
        return False
    return may_agree(phrase, person)


def _is_sound_plural(word: str) -> bool:
    """Whether a title (folded) is a sound masculine plural: متهمين, not أمين."""
    return len(word) > 5 and word.endswith(("ون", "ين"))


def _is_dateline(place: Paragraph, phrase: NounPhrase) -> bool:
    """Whether the phrase is a place before a comma, bracket or dash: دبي، الإمارات (وكالات) –."""
    if phrase.role is not Role.PLACE or phrase.after >= len(place.tokens):
        return False
    return not place.tokens[phrase.after].is_word


def _is_definite(place: Paragraph, phrase: NounPhrase, people: People) -> bool:
    """Whether the phrase means somebody in particular: a name, an article, a pronoun, a construct."""
    if phrase.name:
        return not is_construct(phrase, people.known)
    if phrase.title and phrase.title[0] in word_class("quantities"):
        return False
    words = [token.text for token in place.tokens[phrase.first : phrase.after]]
    return phrase.role is Role.PLACE or any(word.startswith(("ال", "لل")) for word in words)
