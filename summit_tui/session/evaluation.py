"""Taking the measure of a suggester on annotated articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summit_tui.agreement import Annotation, Disagreement, Figures, Record, disagreements, figures
from summit_tui.config.assets import label_set
from summit_tui.formats.reading import ReadDocument
from summit_tui.model import Article, Quote, Speaker, Status
from summit_tui.session.lexicons import with_terms
from summit_tui.suggest.suggestions import SuggestedQuote, Suggester, Suggestions


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An article with what was counted in it, and every difference."""

    article: Article
    figures: Figures
    errors: tuple[Disagreement, ...]


def evaluated(document: ReadDocument, suggester: Suggester) -> Iterator[Evaluated]:
    """Compares what ``suggester`` finds in each article of ``document`` with what is accepted there.

    The suggester is given the text and the topics that come with the app: it knows no speakers.
    """
    topics = with_terms(label_set())
    speakers = {speaker.id: speaker for speaker in document.speakers}
    for article in document.articles:
        text = document.texts[article.sha256]
        quotes = [quote for quote in document.quotes if quote.article == article.id]
        expected = annotation_of(text, article, quotes, speakers)
        found = annotation_found(text, suggester.suggest(text, (), topics))
        yield Evaluated(article, figures(expected, found), tuple(disagreements(expected, found)))


def annotation_of(
    text: str, article: Article, quotes: list[Quote], speakers: dict[str, Speaker]
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
