"""Who a stretch of plain telling is about, for verbs of speech whose subject is left out."""

from __future__ import annotations

from summit_tui.arabic import sentences
from summit_tui.model import Span
from summit_tui.suggest.context import Context
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.people import People, is_construct
from summit_tui.suggest.phrases import NounPhrase, Role, noun_phrase, role_of


def last_told(context: Context, told_until: int, before: int, people: People) -> NounPhrase | None:
    """The subject of the last sentence between ``told_until`` and token ``before``, in this paragraph."""
    start = context.tokens[context.sentence].start if context.sentence < len(context.tokens) else 0
    begin = max(context.sentence, context.paragraph.index_at(told_until))
    found = first_person(context, begin, before, people)
    if found is not None or told_until >= start:
        return found
    earlier = Span(max(told_until, context.paragraph.span.start), start)
    for sentence in reversed(sentences(context.text, earlier)):
        first = context.paragraph.index_at(max(sentence.start, told_until))
        after = context.paragraph.index_at(min(sentence.end, start))
        found = first_person(context, first, after, people)
        if found is not None:
            return found
    return None


def first_person(context: Context, first: int, after: int, people: People) -> NounPhrase | None:
    """The first person, title or body among the tokens that can be the subject of what they tell.

    What depends on a preposition, stands in quotation marks or in a subordinate clause is no subject.
    """
    for index in range(first, after):
        token = context.tokens[index]
        if token.is_that or token.text in word_class("relatives"):
            return None
        if not token.is_word or _depends(context, index):
            continue
        role = role_of(token.text, people.known)
        early = index <= first + 2 and role in (Role.BODY, Role.PLACE)
        if role in (Role.TITLE, Role.NAME) or early:
            phrase = noun_phrase(context.paragraph, index, people.known)
            if phrase is not None and _is_definite(context, phrase, people):
                return phrase
    return None


def _depends(context: Context, index: int) -> bool:
    if index and context.tokens[index - 1].text in word_class("prepositions"):
        return True
    start = context.tokens[index].start
    return any(pair.outer.covers(start) and pair.closed for pair in context.paragraph.pairs)


def _is_definite(context: Context, phrase: NounPhrase, people: People) -> bool:
    """Whether the phrase means somebody in particular: a name, an article, a pronoun, a construct."""
    if phrase.name:
        return not is_construct(phrase, people.known)
    if phrase.title and phrase.title[0] in word_class("quantities"):
        return False
    words = [token.text for token in context.tokens[phrase.first : phrase.after]]
    return phrase.role is Role.PLACE or any(word.startswith(("ال", "لل")) for word in words)
