"""Which body or whose paper a bare noun with the definite article means: الصحيفة، الشركة، البيان."""

from __future__ import annotations

from summit_tui.arabic import folded, without_article
from summit_tui.model import Quote, Span
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.people.people import Description, People
from summit_tui.suggest.people.titles import Scene
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, noun_phrase
from summit_tui.suggest.phrases.roles import Role, role_of
from summit_tui.suggest.words.tokens import Paragraph, paragraph

_MOST_WORDS_TO_ISSUER = 4
_MOST_PARAGRAPHS_BACK = 6
_ISSUING = (Role.BODY, Role.PLACE, Role.TITLE, Role.NAME)


def named_body(scene: Scene, phrase: NounPhrase) -> tuple[Span | None, Quote | None]:
    """The name of the body that ``phrase`` takes up, as first written, or the quote whose speaker it is."""
    head = _bare_head(scene.text, phrase)
    if head is None:
        return None, None
    if head in word_class("papers"):
        return _issuer(scene, phrase, head)
    if head not in word_class("common_bodies"):
        return None, None
    before = phrase.span.start
    longer = [
        one
        for one in scene.people.descriptions
        if one.role is Role.BODY and one.words[0] == head and len(one.span) > len(phrase.span)
    ]
    alone = (one.span for one in longer if one.span.end <= before and not _is_joined(scene.text, one))
    named = max(alone, default=None)
    if named is not None:
        return named, None
    return None, _last_body(scene, before)


def _is_joined(text: str, one: Description) -> bool:
    """Whether somebody else is joined to the description by و."""
    return len(one.span.of(text).split()) > len(one.words) + 1


def _bare_head(text: str, phrase: NounPhrase) -> str | None:
    """The noun, where the phrase is nothing but it and its article."""
    if phrase.others or phrase.name or phrase.after - phrase.first != 1 or len(phrase.title) != 1:
        return None
    return phrase.title[0] if folded(phrase.span.of(text)).startswith(("ال", "لل")) else None


def _last_body(scene: Scene, before: int) -> Quote | None:
    """The last quote, if a body whose kind isn't told says it."""
    spoke = [quote for quote in scene.quotes if quote.speakers and quote.mention and quote.start < before]
    last = max(spoke, key=lambda quote: quote.start, default=None)
    if last is None or last.mention is None or scene.people.at(last.mention) is not None:
        return None
    place = paragraph(scene.text, last.mention.start)
    phrase = noun_phrase(place, place.index_at(last.mention.start), scene.people.known)
    if phrase is None:
        return last
    return last if phrase.role is Role.BODY and phrase.title[0] not in word_class("many_bodies") else None


def _issuer(scene: Scene, phrase: NounPhrase, head: str) -> tuple[Span | None, Quote | None]:
    """Whose paper it is: who is named behind the same noun before it, or who spoke in it."""
    end = phrase.span.start
    for _ in range(_MOST_PARAGRAPHS_BACK):
        place = paragraph(scene.text, end)
        for index in reversed(range(place.index_at(end))):
            token = place.tokens[index]
            if not token.is_word or head not in (token.text, without_article(token.text)):
                continue
            named = _named_behind(place, index, scene.people)
            if named is not None:
                return named, None
            if (quote := _spoken_in(scene, Span(place.span.start, token.start))) is not None:
                return None, quote
        if place.span.start == 0:
            break
        end = place.span.start - 1
    return None, None


def _named_behind(place: Paragraph, index: int, people: People) -> Span | None:
    """Who is named as the issuer behind a paper: بيان الوزارة، بيان صادر عن الحكومة، تقرير للوكالة."""
    for following in range(index + 1, min(index + 1 + _MOST_WORDS_TO_ISSUER, len(place.tokens))):
        token = place.tokens[following]
        if not token.is_word or token.is_that:
            return None
        leads = token.text in word_class("before_source") or token.text in word_class("papers_are")
        if leads or role_of(token.text) is Role.ADJECTIVE:
            continue
        skip = 1 if token.text[0] == "ل" and role_of(token.text[1:]) in _ISSUING else 0
        found = noun_phrase(place, following, people.known, skip=skip, after_lam=True)
        return found.span if found is not None and found.role in (*_ISSUING, Role.LAM) else None
    return None


def _spoken_in(scene: Scene, within: Span) -> Quote | None:
    """The last quote whose verb stands ``within``: أعلنت الوزارة في بيان أن …."""
    spoke = [
        quote
        for quote in scene.quotes
        if quote.speakers and quote.cue is not None and within.covers(quote.cue.span.start)
    ]
    return max(spoke, key=lambda quote: quote.start, default=None)
