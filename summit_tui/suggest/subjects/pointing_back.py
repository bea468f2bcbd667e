"""Whom a verb without a subject, or words without a cue, point back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from summit_tui.arabic import folded, without_article
from summit_tui.model import Attribution, Quote
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.gender import gender_of
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, noun_phrase, phrase_before
from summit_tui.suggest.phrases.roles import Role
from summit_tui.suggest.subjects.narrative import last_told
from summit_tui.suggest.subjects.subject import SPEAKING, UNKNOWN, Subject
from summit_tui.suggest.words.tokens import paragraph

_HEADLINE_WORDS = 6
_LONGEST_AGENCY = 40
"""Code points of an agency's name."""


def _named_behind(context: Context, people: People) -> NounPhrase | None:
    """Who is named behind the content as having used those words: بهذه الكلمات بدأ فلان، كلمات صاغها فلان."""
    words, index, end = context.paragraph.words, context.after, len(context.tokens)
    while index < end and not context.tokens[index].is_word:
        index += 1
    if context.pair is None or index + 3 > end:
        return None
    if words[index] in word_class("with_these") and words[index + 1] in word_class("words_said"):
        verb = index + 2
    elif words[index] in word_class("words_said") or words[index] == "هكذا":
        verb = index + 1
    else:
        return None
    said = words[index] in word_class("words_said")
    if said and not words[verb].endswith(("ها", "ه")):
        return None
    phrase = noun_phrase(context.paragraph, verb + 1, people.known)
    return phrase if phrase is not None and phrase.role in SPEAKING else None


def pointed_back(context: Context, cue: FoundCue, quotes: Sequence[Quote], people: People) -> Subject:
    """A verb without a subject: who spoke last, unless somebody else came up in between."""
    before = [
        quote
        for quote in quotes
        if place_of(quote) < cue.span.start
        and quote.speakers
        and not (quote.start <= cue.span.start < quote.end)
    ]
    latest = sorted(outermost(before), key=place_of, reverse=True)
    speaking = (quote for quote in latest if not _only_relays(context.text, quote))
    earlier = next(speaking, latest[0] if latest else None)
    person = cue.form.person if cue.form is not None else ""
    if earlier is not None and person in ("m", "f"):
        agreeing = (
            quote
            for quote in chain((earlier,), speaking)
            if _gender(context.text, quote) in (person, "", "p")
        )
        earlier = next(agreeing, earlier)
    told_until = earlier.end if earlier is not None else 0
    between = last_told(context, told_until, cue.first, people, person)
    if between is not None:
        return Subject(Attribution.ANAPHORIC, between)
    return Subject(Attribution.ANAPHORIC, earlier=earlier)


def _only_relays(text: str, quote: Quote) -> bool:
    """Whether an agency or a paper is named as the source alone, and doesn't go on speaking: بحسب رويترز."""
    if quote.mention is None or quote.cue is None or len(quote.mention) > _LONGEST_AGENCY:
        return False
    form = lexicon().cue(folded(quote.cue.span.of(text)))
    if form is not None and form.kind is CueKind.FINITE and form.lemma != "نقل":
        return False
    words = [without_article(word) for word in folded(quote.mention.of(text)).split()]
    return bool(words) and (
        words[0] in word_class("media") or all(map(word_class("media_names").__contains__, words))
    )


def _gender(text: str, quote: Quote) -> str:
    """``m`` or ``f`` where the earlier quote's own verb or its mention tells it, else empty."""
    if quote.mention is not None:
        phrase = noun_phrase(
            place := paragraph(text, quote.mention.start), place.index_at(quote.mention.start)
        )
        if phrase is not None and (gender := gender_of(phrase)):
            return gender
    if quote.cue is None or quote.attribution not in (Attribution.EXPLICIT, Attribution.ANAPHORIC):
        return ""
    form = lexicon().cue(folded(quote.cue.span.of(text)))
    return form.person if form is not None and form.kind is CueKind.FINITE else ""


def place_of(quote: Quote) -> int:
    """Where an earlier quote counts as spoken: at its cue or its content, whichever is later."""
    return max(quote.start, quote.cue.span.start if quote.cue is not None else 0)


def outermost(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes without those that stand in another one: who is quoted there doesn't go on speaking."""
    reached = 0
    for quote in quotes:
        if quote.start < reached:
            break
        reached = quote.end
    else:
        # Nearly always: one behind the other.
        return list(quotes)
    places = Counter((quote.start, -quote.end) for quote in quotes)
    within, reached = set[tuple[int, int]](), 0
    # In this order, what stands in another one comes behind it.
    for place in sorted(places):
        if -place[1] <= reached or places[place] > 1:
            within.add(place)
        reached = max(reached, -place[1])
    return [quote for quote in quotes if (quote.start, -quote.end) not in within]


def without_cue(context: Context, quotes: Sequence[Quote], people: People) -> Subject:
    """A headline "name: words", or words in quotation marks whose speaker follows from what is around."""
    tokens = context.tokens
    if context.colon and context.link > 0:
        colon = next(i for i in range(context.first - 1, -1, -1) if tokens[i].text == ":")
        phrase = phrase_before(context.paragraph, colon, 0, people.known)
        if phrase is not None and phrase.first > 0 and colon <= _HEADLINE_WORDS:
            # ممثل الراصد في فرنسا: …، الوزير أمام البرلمان: … Who speaks begins the headline.
            whole = noun_phrase(context.paragraph, 0, people.known)
            depends = tokens[phrase.first - 1].text in word_class("prepositions") | word_class(
                "before_hearers"
            )
            described = whole is not None and whole.role is Role.TITLE and phrase.role is Role.PLACE
            if whole is not None and whole.role in SPEAKING and (depends or described):
                phrase = whole
        if phrase is not None and colon <= _HEADLINE_WORDS + phrase.first:
            return Subject(Attribution.EXPLICIT, phrase)
    if (phrase := _named_behind(context, people)) is not None:
        return Subject(Attribution.IMPLICIT, phrase)
    before = [quote for quote in quotes if place_of(quote) < context.content.start and quote.speakers]
    earlier = max(before, key=place_of, default=None)
    phrase = last_told(context, earlier.end if earlier is not None else 0, context.link, people)
    if phrase is not None:
        return Subject(Attribution.IMPLICIT, phrase)
    return Subject(Attribution.IMPLICIT, earlier=earlier) if earlier is not None else UNKNOWN
