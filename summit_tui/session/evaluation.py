"""Taking the measure of a suggester on annotated articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from summit_tui.agreement import Annotation, Disagreement, Figures, Kind, Record, disagreements, figures
from summit_tui.agreement.pairing import paired
from summit_tui.formats.reading import ReadDocument
from summit_tui.model import Article, Message, Quote, Span, Speaker, Status, Topic
from summit_tui.suggest.suggestions import SuggestedQuote, Suggester, Suggestions


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the suggester has otherwise than the annotation.

    ``line`` of the article's text counts from 1, and is ``None`` for a topic of the whole; ``words`` are
    the words that it is about. ``rule`` is the one that found what is wrong, and ``score`` how sure it was,
    both ``None`` where nothing was found.
    """

    difference: Disagreement
    line: int | None
    words: str
    rule: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An article with what was counted in it, and every fault, in text order.

    ``notices`` tell what the suggester couldn't do.
    """

    article: Article
    figures: Figures
    faults: tuple[Fault, ...]
    notices: tuple[Message, ...] = ()

    @property
    def outlet(self) -> str:
        """Who published the article: its outlet, else the host of its address, else nobody, ``""``."""
        source = self.article.source
        return source.outlet or urlsplit(source.url or "").netloc.removeprefix("www.")


def evaluated(
    document: ReadDocument, suggester: Suggester, topics: Sequence[Topic] = ()
) -> Iterator[Evaluated]:
    """Compares what ``suggester`` finds in each article of ``document`` with what is accepted there.

    The suggester is given the text and ``topics``, with their terms; it knows no speakers.
    """
    speakers = {speaker.id: speaker for speaker in document.speakers}
    quotes_of: dict[str, list[Quote]] = {}
    for quote in document.quotes:
        quotes_of.setdefault(quote.article, []).append(quote)
    for article in document.articles:
        text = document.texts[article.sha256]
        expected = annotation_of(text, article, quotes_of.get(article.id, []), speakers)
        suggestions = suggester.suggest(text, (), topics)
        found = annotation_found(text, suggestions)
        faults = tuple(_faults(expected, found, suggestions))
        yield Evaluated(article, figures(expected, found), faults, suggestions.notices)


def annotation_of(
    text: str, article: Article, quotes: Iterable[Quote], speakers: dict[str, Speaker]
) -> Annotation:
    """What is accepted in an article, as it is compared."""
    records = [
        Record(
            quote.type,
            quote.content,
            quote.cue.span if quote.cue is not None else None,
            tuple((speakers[one].name.ar, *speakers[one].aliases) for one in quote.speakers),
        )
        for quote in sorted(quotes, key=lambda quote: quote.order)
        if quote.status is Status.ACCEPTED
    ]
    topics = frozenset(tag.id for tag in article.topics if tag.status is Status.ACCEPTED)
    return Annotation(text, tuple(records), topics)


def annotation_found(text: str, suggestions: Suggestions) -> Annotation:
    """What a suggester found, as it is compared."""
    records = tuple(_record(quote) for quote in suggestions.quotes)
    return Annotation(text, records, frozenset(topic.topic for topic in suggestions.topics))


def _record(quote: SuggestedQuote) -> Record:
    cue = quote.cue.span if quote.cue is not None else None
    return Record(quote.type, quote.content, cue, tuple((choice.name,) for choice in quote.speakers))


def _faults(expected: Annotation, found: Annotation, suggestions: Suggestions) -> Iterator[Fault]:
    text = expected.text
    own = {_hull(quote): quote for quote in reversed(suggestions.quotes)}
    partner = {
        one.hull: own.get(other.hull) for one, other in reversed(paired(expected.records, found.records))
    }
    topics = {topic.topic: topic for topic in suggestions.topics}
    for difference in disagreements(expected, found):
        span, kind = difference.span, difference.kind
        at_fault: SuggestedQuote | None = None
        if span is None:
            topic = topics.get(difference.found)
            rule, score = (topic.reason.rule, topic.score) if topic is not None else (None, None)
            yield Fault(difference, None, difference.expected or difference.found, rule, score)
            continue
        if kind is Kind.SPURIOUS:
            at_fault = own.get(span)
        elif kind is Kind.SPEECH_MARKS:
            at_fault = _around(span, suggestions.quotes) if difference.found else None
        elif kind is not Kind.MISSED:
            at_fault = partner.get(span)
        rule, score = (at_fault.reason.rule, at_fault.score) if at_fault is not None else (None, None)
        yield Fault(difference, text.count("\n", 0, span.start) + 1, span.of(text), rule, score)


def _hull(quote: SuggestedQuote) -> Span:
    return Span(quote.start, quote.end)


def _around(span: Span, quotes: Sequence[SuggestedQuote]) -> SuggestedQuote | None:
    return next((quote for quote in quotes if _hull(quote).overlaps(span)), None)
