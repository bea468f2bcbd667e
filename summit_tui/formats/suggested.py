"""What is suggested in an article, as a table for people. Logical order, plain letters, as in ``table``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summit_tui.formats.plain import one_line
from summit_tui.formats.table import aligned, name_in
from summit_tui.i18n import N_, Catalogue
from summit_tui.i18n.terms import RULES
from summit_tui.model import Article, Quote, Speaker, Topic, TopicTag

_HEADINGS = (
    N_("Sure"),
    N_("Span"),
    N_("Type"),
    N_("Speaker"),
    N_("Cue"),
    N_("Topics"),
    N_("Rule"),
    N_("Words"),
)
_NOTHING = "-"


def suggested_table(
    article: Article,
    text: str,
    quotes: Sequence[Quote],
    speakers: Mapping[str, Speaker],
    topics: Mapping[str, Topic],
    catalogue: Catalogue,
) -> str:
    """The article's file and title, its topics, and a row for each of ``quotes``. Ends with a line end.

    ``Sure`` is the score in per cent; spans are code points of the article, half open.
    """
    source = article.source
    file = source.file if source.id is None else f"{source.file} · {source.id}"
    tags = " + ".join(_tag(tag, topics, catalogue) for tag in article.topics) or _NOTHING
    head = f"{one_line(file)}\t{one_line(article.title)}\n"
    head += catalogue.text(N_("Topics: {names}"), names=one_line(tags)) + "\n"
    if not quotes:
        return head + catalogue.text(N_("No quotes are suggested in this article.")) + "\n"
    headings = [catalogue.text(heading) for heading in _HEADINGS]
    rows = [_row(quote, text, speakers, topics, catalogue) for quote in quotes]
    return head + aligned([headings, *rows])


def _row(
    quote: Quote,
    text: str,
    speakers: Mapping[str, Speaker],
    topics: Mapping[str, Topic],
    catalogue: Catalogue,
) -> list[str]:
    names = [name_in(speakers[one].name, catalogue) for one in quote.speakers if one in speakers]
    tags = [name_in(topics[one].name, catalogue) for one in quote.topics if one in topics]
    return [
        _percent(quote.origin.score if quote.origin else None),
        " ".join(f"{span.start}-{span.end}" for span in quote.content),
        catalogue.text(quote.type),
        " + ".join(names) or _NOTHING,
        quote.cue.span.of(text) if quote.cue else _NOTHING,
        " + ".join(tags) or _NOTHING,
        _rule(quote, catalogue),
        " … ".join(span.of(text) for span in quote.content),
    ]


def _rule(quote: Quote, catalogue: Catalogue) -> str:
    """The rule that proposed the quote, and whether a model told who speaks."""
    if quote.origin is None:
        return _NOTHING
    rule = catalogue.text(RULES.get(quote.origin.name, quote.origin.name))
    return catalogue.text(N_("{rule} (model)"), rule=rule) if quote.origin.by == "model" else rule


def _tag(tag: TopicTag, topics: Mapping[str, Topic], catalogue: Catalogue) -> str:
    name = name_in(topics[tag.id].name, catalogue) if tag.id in topics else tag.id
    return name if tag.score is None else f"{name} {_percent(tag.score)}"


def _percent(score: float | None) -> str:
    return _NOTHING if score is None else f"{score:.0%}"
