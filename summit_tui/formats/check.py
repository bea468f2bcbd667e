"""Whether annotations fit the text and the project that they belong to."""

from __future__ import annotations

from itertools import pairwise

from summit_tui.model import Article, ExitStatus, Project, Quote, Span, SummitError, text_sha256


class MisfitError(SummitError):
    """An annotation doesn't fit its text or its project: a fault in the data."""

    exit_status = ExitStatus.FAULT_IN_DATA


def check_text(article: Article, text: str) -> None:
    """Raises ``MisfitError`` unless ``text`` is the one that ``article`` names by its SHA-256."""
    if text_sha256(text) != article.sha256:
        raise MisfitError("{file}: the text kept is not the one that was annotated", file=article.source.file)


def check_quote(article: Article, quote: Quote, text: str) -> None:
    """Raises ``MisfitError`` unless every span of ``quote`` fits ``text``, which has that length.

    Spans are to lie in the text and hold something; the content is to have fragments, in text
    order and disjoint.
    """
    for span in quote.spans:
        if not 0 < len(span) <= span.end <= len(text):
            raise MisfitError(
                "{file}: quote {quote} covers {start}-{end}, which the text (length {length}) doesn't have",
                file=article.source.file,
                quote=quote.id,
                start=span.start,
                end=span.end,
                length=len(text),
            )
    if not quote.content or not in_order(quote.content):
        raise MisfitError(
            "{file}: the content of quote {quote} is not one fragment after another",
            file=article.source.file,
            quote=quote.id,
        )


def check_names(article: Article, quote: Quote, project: Project) -> None:
    """Raises ``MisfitError`` unless ``project`` has the speakers and topics that ``quote`` names."""
    speakers = {*quote.speakers, *filter(None, [quote.addressee])}
    missing = sorted({*(speakers - project.speakers.keys()), *(set(quote.topics) - project.topics.keys())})
    if missing:
        raise MisfitError(
            "{file}: quote {quote} names {missing}, which the project doesn't have",
            file=article.source.file,
            quote=quote.id,
            missing=missing[0],
        )


def check_tags(article: Article, project: Project) -> None:
    """Raises ``MisfitError`` unless ``project`` has the topics that ``article`` is tagged with."""
    for tag in article.topics:
        if tag.id not in project.topics:
            raise MisfitError(
                "{file}: tagged with {missing}, which the project doesn't have",
                file=article.source.file,
                missing=tag.id,
            )


def in_order(content: tuple[Span, ...]) -> bool:
    """Whether each fragment begins where the one before has ended, or later."""
    return all(before.end <= after.start for before, after in pairwise(content))
