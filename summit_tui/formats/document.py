"""The export document of the JSON contract, version 1, built from the entities of a project."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from summit_tui.formats.check import check_names, check_quote, check_tags, check_text
from summit_tui.model import Article, Name, Project, Quote, Span, Speaker, Status, Topic, merged

FORMAT = "summit-annotations"
VERSION = 1
OFFSET_UNIT = "codepoint"

Json = dict[str, Any]
TextOf = Callable[[str], str]
"""The text with a given SHA-256."""

Wanted = Literal["accepted", "all"]
"""Which quotes and topic tags: those that are accepted, or all."""

_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters that JSON lets through, line ends at which some readers of JSON Lines split, and halves
of surrogate pairs, which names of files may hold. All of them can only stand inside strings."""


def export_document(project: Project, text_of: TextOf, status: Wanted = "accepted") -> Json:
    """The whole project as one document.

    Articles by file and id; quotes by first start, last end and id; all else by id, aliases by
    code points. Raises ``MisfitError`` when an article's text isn't the annotated one, or an
    annotation doesn't fit it or names what isn't there: nothing wrong is ever exported.
    """
    articles = [_checked_entry(project, article, text_of, status) for article in _in_order(project)]
    return assembled(project.topics.values(), project.speakers.values(), articles)


def article_documents(project: Project, text_of: TextOf, status: Wanted = "accepted") -> Iterator[Json]:
    """A document for each article, in the same order, made when it is asked for.

    Each holds the topics and speakers that its own article names. Raises ``MisfitError`` as
    ``export_document`` does, when it comes to the article.
    """
    for article in _in_order(project):
        entry = _checked_entry(project, article, text_of, status)
        topics = {tag["id"] for tag in entry["topics"]}
        speakers: set[str] = set()
        for quote in entry["quotes"]:
            topics.update(quote["topics"])
            speakers.update(quote["speakers"], filter(None, [quote["addressee"]]))
        yield assembled(
            [project.topics[topic] for topic in topics],
            [project.speakers[speaker] for speaker in speakers],
            [entry],
        )


def article_entry(article: Article, text: str, quotes: Iterable[Quote], status: Wanted = "accepted") -> Json:
    """One article of a document, with those of ``quotes`` that are wanted.

    Raises ``MisfitError`` when ``text`` isn't the article's, or one of them doesn't fit it.
    """
    check_text(article, text)
    source = article.source
    return {
        "id": article.id,
        "title": article.title,
        "source": {
            "file": source.file,
            "id": source.id,
            "outlet": source.outlet,
            "url": source.url,
            "date": source.date,
        },
        "sha256": article.sha256,
        "text": text,
        "state": article.state.value,
        "topics": [
            {"id": tag.id, "status": tag.status.value, "by": tag.by, "score": tag.score}
            for tag in sorted(article.topics, key=lambda tag: tag.id)
            if _is_wanted(tag.status, status)
        ],
        "quotes": [
            _quote_entry(article, quote, text)
            for quote in sorted(quotes, key=lambda quote: quote.order)
            if _is_wanted(quote.status, status)
        ],
    }


def dumps(document: Json) -> bytes:
    """``document`` in UTF-8, indented by one space a level, with a line end."""
    return encoded(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1))


def dumps_line(document: Json) -> bytes:
    """``document`` in UTF-8 on one line, with a line end: a line of JSON Lines."""
    return encoded(json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def encoded(text: str) -> bytes:
    """JSON in UTF-8, with a line end; what could steer a terminal or end a line somewhere is escaped."""
    escaped = _TO_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f"{escaped}\n".encode()


def _in_order(project: Project) -> list[Article]:
    return sorted(project.articles.values(), key=lambda article: (article.source.file, article.id))


def _is_wanted(status: Status, wanted: Wanted) -> bool:
    return wanted == "all" or status is Status.ACCEPTED


def _checked_entry(project: Project, article: Article, text_of: TextOf, status: Wanted) -> Json:
    check_tags(article, project)
    quotes = project.quotes_of(article.id)
    for quote in quotes:
        check_names(article, quote, project)
    return article_entry(article, text_of(article.sha256), quotes, status)


def assembled(topics: Iterable[Topic], speakers: Iterable[Speaker], articles: list[Json]) -> Json:
    """A document of ``articles``, which are entries; topics and speakers go in by their ids."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "offset_unit": OFFSET_UNIT,
        "topics": [_topic_entry(topic) for topic in sorted(topics, key=lambda topic: topic.id)],
        "speakers": [_speaker_entry(speaker) for speaker in sorted(speakers, key=lambda speaker: speaker.id)],
        "articles": articles,
    }


def _topic_entry(topic: Topic) -> Json:
    return {"id": topic.id, "name": _name_entry(topic.name), "retired": topic.retired}


def _speaker_entry(speaker: Speaker) -> Json:
    return {
        "id": speaker.id,
        "name": _name_entry(speaker.name),
        "aliases": sorted(set(speaker.aliases)),
        "role": speaker.role,
        "wikidata": speaker.wikidata,
    }


def _name_entry(name: Name) -> Json:
    return {"ar": name.ar, "en": name.en}


def _quote_entry(article: Article, quote: Quote, text: str) -> Json:
    check_quote(article, quote, text)
    cue, mention, origin = quote.cue, quote.mention, quote.origin
    return {
        "id": quote.id,
        "type": quote.type.value,
        "content": [_span_entry(span, text) for span in merged(quote.content)],
        "cue": None if cue is None else {**_span_entry(cue.span, text), "lemma": cue.lemma},
        "speakers": sorted(set(quote.speakers)),
        "mention": None if mention is None else _span_entry(mention, text),
        "attribution": quote.attribution.value,
        "addressee": quote.addressee,
        "topics": sorted(set(quote.topics)),
        "note": quote.note,
        "unsure": quote.unsure,
        "status": quote.status.value,
        "by": quote.by,
        "created": quote.created,
        "updated": quote.updated,
        "origin": None if origin is None else {"by": origin.by, "name": origin.name, "score": origin.score},
    }


def _span_entry(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
