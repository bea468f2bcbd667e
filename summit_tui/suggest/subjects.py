"""Whose words a cue reports: the phrase in the cue's own clause, or what it points back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summit_tui.arabic import folded
from summit_tui.model import Attribution, Quote
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues import FoundCue, cues_between
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.people import People, is_construct
from summit_tui.suggest.phrases import NounPhrase, Role, noun_phrase, phrase_before, role_of

_HEADLINE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Subject:
    """The speaker as the text has it: a phrase near the cue, or an earlier quote whose speaker goes on.

    ``phrase`` and ``earlier`` may both be None: the text says no speaker near the cue.
    """

    attribution: Attribution
    phrase: NounPhrase | None = None
    earlier: Quote | None = None


UNKNOWN = Subject(Attribution.UNKNOWN)


def find_subject(context: Context, cue: FoundCue | None, quotes: Sequence[Quote], people: People) -> Subject:
    """Whose words the content is, as far as its cue and the text before it tell."""
    if cue is None:
        return _without_cue(context, quotes, people)
    if cue.form is not None and cue.form.lemma == "سئل":
        return UNKNOWN
    phrase = _own_phrase(context, cue, people)
    if phrase is not None:
        return Subject(Attribution.EXPLICIT, phrase)
    if cue.kind in (CueKind.PARTICIPLE, CueKind.NOUN) or cue.pronoun or cue.kind is CueKind.PHRASE:
        return _of_main_clause(context, cue, quotes, people)
    return _pointed_back(context, cue, quotes, people)


def _own_phrase(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The phrase in the cue's own clause: behind it, before it, or before its relative pronoun."""
    if cue.kind is CueKind.PARTICIPLE or cue.pronoun:
        return None
    limit = context.link if cue.before_content else len(context.tokens)
    phrase = _behind(context, cue, limit, people)
    if phrase is not None:
        return phrase
    if cue.kind is CueKind.FINITE:
        return _in_front(context, cue, people)
    return None


def _behind(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    index = cue.after
    tokens = context.tokens
    nominal = cue.kind in (CueKind.NOUN, CueKind.PHRASE)
    while index < limit and (
        tokens[index].text in word_class("times")
        or (nominal and tokens[index].text in word_class("before_source"))
    ):
        index += 1
    if index >= limit:
        return None
    skip = 0
    word = tokens[index].text
    if nominal and word[0] == "ل" and word[:2] != "لل" and len(word) > 3:
        skip = 1
    uses = cue.form.uses if cue.form is not None else frozenset()
    phrase = noun_phrase(context.paragraph, index, people.known, skip=skip, before_object="object" in uses)
    if phrase is None and nominal and word[:2] == "لل":
        phrase = noun_phrase(context.paragraph, index, people.known, skip=2)
    if phrase is None or phrase.after > limit:
        return None
    if cue.kind is CueKind.FINITE and not _can_speak(phrase, people):
        return None
    return phrase


def _can_speak(phrase: NounPhrase, people: People) -> bool:
    """Whether the words behind a verb are its subject rather than its object or an adverb."""
    if phrase.role in (Role.TITLE, Role.BODY, Role.PLACE, Role.NAME, Role.DEFINITE):
        return True
    return bool(phrase.name) and (
        phrase.name[-1] in people.known.families or len(phrase.name) > 1 or phrase.role is Role.OTHER
    )


def _in_front(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    if cue.first == 0:
        return None
    before = context.tokens[cue.first - 1]
    end = cue.first - 1 if before.text in word_class("relatives") else cue.first
    while end > context.sentence and context.tokens[end - 1].text in ("قد", "كان", "كانت", "،"):
        if context.tokens[end - 1].text == "،" and end == cue.first:
            return None
        end -= 1
    phrase = phrase_before(context.paragraph, end, context.sentence, people.known)
    if phrase is None or phrase.role in (Role.OTHER, Role.ADJECTIVE):
        return None
    relative = before.text in word_class("relatives")
    if not relative and phrase.first > context.sentence:
        lead = context.tokens[phrase.first - 1]
        if lead.is_word and not lead.is_that and not lexicon().is_stop(lead.text):
            return None
        if lead.text in word_class("prepositions"):
            return None
    return phrase


def _of_main_clause(context: Context, cue: FoundCue, quotes: Sequence[Quote], people: People) -> Subject:
    """The subject of the clause that a participle or قوله depends on."""
    begin = context.tokens[context.sentence].start if context.sentence < len(context.tokens) else 0
    same = [
        quote
        for quote in quotes
        if quote.cue is not None
        and begin <= quote.cue.span.start < cue.span.start
        and quote.end <= context.content.start
    ]
    if same:
        earlier = max(same, key=_place)
        return Subject(earlier.attribution, earlier=earlier)
    for main in reversed(cues_between(context, context.sentence, cue.first)):
        if main.kind is CueKind.FINITE:
            phrase = _own_phrase_of_verb(context, main, cue.first, people)
            if phrase is not None:
                return Subject(Attribution.EXPLICIT, phrase)
    phrase = _source(context, cue, people) or _first_person(context, context.sentence, cue.first, people)
    if phrase is not None:
        return Subject(Attribution.EXPLICIT, phrase)
    return _pointed_back(context, cue, quotes, people)


def _own_phrase_of_verb(context: Context, verb: FoundCue, limit: int, people: People) -> NounPhrase | None:
    return _behind(context, verb, limit, people) or _in_front(context, verb, people)


def _source(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The one behind عن or على لسان before قوله: نقلت الوكالة عن الوزير قوله."""
    for index in range(cue.first - 1, max(context.sentence, cue.first - 10), -1):
        if context.tokens[index].text in ("عن", "لسان"):
            return noun_phrase(context.paragraph, index + 1, people.known)
    return None


def _first_person(context: Context, first: int, after: int, people: People) -> NounPhrase | None:
    """The first person or title among the tokens: in a sentence that tells something, its subject."""
    for index in range(first, after):
        token = context.tokens[index]
        if not token.is_word or token.is_that:
            continue
        previous = context.tokens[index - 1].text if index else ""
        if previous in word_class("prepositions"):
            continue
        if role_of(token.text, people.known) in (Role.TITLE, Role.NAME):
            phrase = noun_phrase(context.paragraph, index, people.known)
            if (
                phrase is not None
                and (phrase.name or phrase.title)
                and not is_construct(phrase, people.known)
            ):
                return phrase
    return None


def _pointed_back(context: Context, cue: FoundCue, quotes: Sequence[Quote], people: People) -> Subject:
    """A verb without a subject: who spoke last, unless somebody else came up in between."""
    before = [
        quote
        for quote in quotes
        if _place(quote) < cue.span.start
        and quote.speakers
        and not (quote.start <= cue.span.start < quote.end)
    ]
    earlier = max(before, key=_place, default=None)
    person = cue.form.person if cue.form is not None else ""
    if earlier is not None and person == "f":
        agreeing = [quote for quote in before if _gender(context.text, quote) != "m"]
        earlier = max(agreeing, key=_place, default=earlier)
    told_until = earlier.end if earlier is not None else 0
    index = max(context.sentence, context.paragraph.index_at(told_until))
    between = _first_person(context, index, cue.first, people)
    if between is not None:
        return Subject(Attribution.ANAPHORIC, between)
    return Subject(Attribution.ANAPHORIC, earlier=earlier)


def _gender(text: str, quote: Quote) -> str:
    """``m`` or ``f`` where the earlier quote's own verb tells it, else empty."""
    if quote.cue is None or quote.attribution is not Attribution.EXPLICIT:
        return ""
    form = lexicon().cue(folded(quote.cue.span.of(text)))
    return form.person if form is not None and form.kind is CueKind.FINITE else ""


def _place(quote: Quote) -> int:
    """Where an earlier quote counts as spoken: at its cue or its content, whichever is later."""
    return max(quote.start, quote.cue.span.start if quote.cue is not None else 0)


def _without_cue(context: Context, quotes: Sequence[Quote], people: People) -> Subject:
    """A headline "name: words", or words in quotation marks whose speaker follows from what is around."""
    tokens = context.tokens
    if context.colon and context.link > 0:
        colon = next(i for i in range(context.first - 1, -1, -1) if tokens[i].text == ":")
        phrase = phrase_before(context.paragraph, colon, 0, people.known)
        if phrase is not None and colon <= _HEADLINE_WORDS + phrase.first:
            return Subject(Attribution.EXPLICIT, phrase)
    before = [quote for quote in quotes if _place(quote) < context.content.start and quote.speakers]
    earlier = max(before, key=_place, default=None)
    if context.sentence < context.link:
        phrase = _first_person(context, context.sentence, context.link, people)
        if phrase is not None:
            return Subject(Attribution.IMPLICIT, phrase)
    return Subject(Attribution.IMPLICIT, earlier=earlier) if earlier is not None else UNKNOWN
