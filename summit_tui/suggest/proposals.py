"""What is proposed for a stretch of content that a person has just selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summit_tui.arabic import trimmed
from summit_tui.model import Attribution, Cue, Quote, QuoteType, Span, Speaker
from summit_tui.suggest.context import Context, context_of
from summit_tui.suggest.cues.choosing import find_cue
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.people.people import people_of
from summit_tui.suggest.people.roster import roster_of
from summit_tui.suggest.people.speakers import SpeakerChoice, choices_for, chosen, last_mention
from summit_tui.suggest.people.titles import Scene
from summit_tui.suggest.quote_types import quote_type
from summit_tui.suggest.subjects import Subject, find_subject


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the text around a stretch of content says about it.

    ``speakers`` holds the likely speaker, or two who speak together; it is empty where the text
    names none. ``mention`` is where the text names them, last before the content. ``entity`` is the named
    entity that decided on them, where rules alone would have said something else.
    """

    type: QuoteType
    cue: Cue | None
    mention: Span | None
    attribution: Attribution
    speakers: tuple[SpeakerChoice, ...]
    entity: Span | None = None


def propose(text: str, content: Span, speakers: Sequence[Speaker], quotes: Sequence[Quote]) -> Proposal:
    """Type, cue, mention, attribution and speakers for ``content``, by the rules of the annotation guide.

    ``quotes`` are those that the article has already: they tell who went on speaking, and which
    speaker a person chose for a mention. Raises ``ValueError`` when ``content`` holds nothing.
    """
    kept = trimmed(text, content)
    if kept is None:
        raise ValueError("content without a visible character")
    context = context_of(text, kept)
    others = [quote for quote in quotes if quote.content != (kept,)]
    cue = find_cue(context, others)
    return attributed(context, cue, quote_type(context), speakers, others)


def attributed(
    context: Context,
    cue: FoundCue | None,
    kind: QuoteType,
    speakers: Sequence[Speaker],
    quotes: Sequence[Quote],
) -> Proposal:
    """Whose words a content of type ``kind`` is that ``cue`` reports, given the other ``quotes``."""
    people, speakers = people_of(context.text, context.content.start), roster_of(speakers)
    if cue is None and (earlier := _continued(context, quotes)) is not None:
        return Proposal(
            QuoteType.DIRECT, earlier.cue, earlier.mention, earlier.attribution, chosen(earlier, speakers)
        )
    subject = find_subject(context, cue, quotes, people)
    found = cue.cue() if cue is not None else None
    if subject.phrase is not None:
        choices = choices_for(Scene(context.text, people, speakers, quotes), subject.phrase)
        mention: Span | None = subject.phrase.span
        if subject.attribution is Attribution.ANAPHORIC:
            named = last_mention(context.text, choices, None, people, context.content.start)
            mention = max(named, subject.phrase.span) if named is not None else mention
        return Proposal(kind, found, mention, subject.attribution, choices)
    return _carried_on(context, found, kind, subject, speakers)


def _carried_on(
    context: Context, cue: Cue | None, kind: QuoteType, subject: Subject, speakers: Sequence[Speaker]
) -> Proposal:
    earlier = subject.earlier
    if earlier is None:
        return Proposal(kind, cue, None, Attribution.UNKNOWN, ())
    choices = chosen(earlier, speakers)
    people = people_of(context.text, context.content.start)
    mention = last_mention(context.text, choices, earlier, people, context.content.start)
    return Proposal(kind, cue, mention, subject.attribution, choices)


def _continued(context: Context, quotes: Sequence[Quote]) -> Quote | None:
    """The quote of the paragraph before, where this one goes on with it in its own quotation marks."""
    if context.pair is None or context.link != 0:
        return None
    before = [
        quote for quote in quotes if quote.end <= context.content.start and quote.type is QuoteType.DIRECT
    ]
    last = max(before, key=lambda quote: quote.end, default=None)
    if last is None or last.cue is None:
        return None
    gap = context.text[last.end : context.content.start]
    return last if len(gap) < 8 and "\n" in gap else None
