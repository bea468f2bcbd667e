"""The subject of the clause that a participle or قوله depends on."""

from __future__ import annotations

from collections.abc import Sequence

from summit_tui.model import Attribution, Quote
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.choosing import cues_between
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.lexicon import CueKind, word_class
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.subjects.narrative import first_person
from summit_tui.suggest.subjects.own import own_phrase
from summit_tui.suggest.subjects.pointing_back import outermost, place_of, pointed_back
from summit_tui.suggest.subjects.sources import source_among
from summit_tui.suggest.subjects.subject import SPEAKING, Subject, is_known_family


def of_main_clause(context: Context, cue: FoundCue, quotes: Sequence[Quote], people: People) -> Subject:
    """The subject of the clause that a participle or قوله depends on."""
    source = _source(context, cue, people)
    if source is not None:
        return Subject(Attribution.EXPLICIT, source)
    begin = context.tokens[context.sentence].start if context.sentence < len(context.tokens) else 0
    same = [
        quote
        for quote in quotes
        if quote.cue is not None
        and begin <= quote.cue.span.start < cue.span.start
        and quote.end <= context.content.start
    ]
    main = outermost([quote for quote in same if not _is_told_aside(context, quote)])
    earlier = max(main or same, key=place_of, default=None)
    aside = earlier is not None and _is_told_aside(context, earlier)
    told = context.sentence if earlier is None or aside else context.paragraph.index_at(earlier.end)
    for verb in reversed(cues_between(context, max(told, context.sentence), cue.first)):
        if verb.kind is CueKind.FINITE and not (aside and _is_subordinate(context, verb.first, verb.after)):
            phrase = own_phrase(context, verb, people)
            if phrase is not None and phrase.after <= cue.first:
                return Subject(Attribution.EXPLICIT, phrase)
    if earlier is not None:
        return Subject(earlier.attribution, earlier=earlier)
    phrase = first_person(context.paragraph, context.sentence, cue.first, people)
    if phrase is not None:
        return Subject(Attribution.EXPLICIT, phrase)
    return pointed_back(context, cue, quotes, people)


def _is_told_aside(context: Context, quote: Quote) -> bool:
    """Whether the earlier quote of the sentence is told in a relative clause."""
    assert quote.cue is not None
    first = context.paragraph.index_at(quote.cue.span.start)
    return _is_subordinate(context, first, context.paragraph.index_at(quote.cue.span.end))


def _is_subordinate(context: Context, first: int, after: int) -> bool:
    """Whether the verb at these tokens stands in a relative clause, which ends before the sentence does."""
    before = context.tokens[first - 1].text if first else ""
    following = context.tokens[after].text if after < len(context.tokens) else ""
    return before in word_class("relatives") or following in ("فيه", "فيها")


def _source(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The one behind عن or على لسان before قوله: نقلت الوكالة عن الوزير قوله."""
    if cue.form is None or cue.form.kind is not CueKind.NOUN or cue.form.lemma != "قال":
        return None
    source = source_among(context, context.sentence, cue.first, people)
    return (
        source
        if source is not None and (source.role in SPEAKING or is_known_family(source, people))
        else None
    )
