"""Entities and edits as plain JSON documents, and back.

Spans are ``[start, end]`` in code points. Everything else is named as in the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from summit_tui.model import (
    Article,
    ArticleState,
    Attribution,
    Carried,
    Change,
    Cue,
    Edit,
    Entity,
    Name,
    Origin,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    Status,
    Topic,
    TopicTag,
)
from summit_tui.model.fields import Fields, UnusableDocumentError

SHA256_PATTERN = re.compile(r"[0-9a-f]{64}")

_FURTHEST = 2**63 - 1
"""Code points; no text is as long as that."""


def article_document(article: Article) -> dict[str, Any]:
    """``article`` as a document; its text is not part of it."""
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
        "state": article.state.value,
        "topics": [
            {"id": tag.id, "status": tag.status.value, "by": tag.by, "score": tag.score}
            for tag in article.topics
        ],
    }


def read_article(document: Fields) -> Article:
    """The article that ``document`` holds. Raises ``UnusableDocumentError``."""
    source = document.child("source")
    return Article(
        id=document.id(),
        title=document.string("title"),
        source=Source(
            file=source.path("file"),
            id=source.string_or_none("id"),
            outlet=source.string_or_none("outlet"),
            url=source.string_or_none("url"),
            date=source.string_or_none("date"),
        ),
        sha256=document.matching("sha256", SHA256_PATTERN),
        state=document.choice("state", ArticleState),
        topics=tuple([_read_tag(tag) for tag in document.children("topics")]),
    )


def speaker_document(speaker: Speaker) -> dict[str, Any]:
    """``speaker`` as a document."""
    return {
        "id": speaker.id,
        "name": _name_document(speaker.name),
        "aliases": list(speaker.aliases),
        "role": speaker.role,
        "wikidata": speaker.wikidata,
    }


def read_speaker(document: Fields) -> Speaker:
    """The speaker that ``document`` holds. Raises ``UnusableDocumentError``."""
    return Speaker(
        id=document.id(),
        name=_read_name(document),
        aliases=document.strings("aliases"),
        role=document.string_or_none("role"),
        wikidata=document.string_or_none("wikidata"),
    )


def topic_document(topic: Topic) -> dict[str, Any]:
    """``topic`` as a document."""
    return {
        "id": topic.id,
        "name": _name_document(topic.name),
        "retired": topic.retired,
        "terms": None if topic.terms is None else list(topic.terms),
    }


def read_topic(document: Fields) -> Topic:
    """The topic that ``document`` holds. Raises ``UnusableDocumentError``."""
    return Topic(
        id=document.id(),
        name=_read_name(document),
        retired=document.flag("retired"),
        terms=document.strings("terms") if document.has("terms") else None,
    )


def quote_document(quote: Quote) -> dict[str, Any]:
    """``quote`` as a document."""
    cue, origin = quote.cue, quote.origin
    return {
        "id": quote.id,
        "article": quote.article,
        "type": quote.type.value,
        "content": [_span_document(span) for span in quote.content],
        "cue": None if cue is None else {"span": _span_document(cue.span), "lemma": cue.lemma},
        "speakers": list(quote.speakers),
        "mention": None if quote.mention is None else _span_document(quote.mention),
        "attribution": quote.attribution.value,
        "addressee": quote.addressee,
        "topics": list(quote.topics),
        "note": quote.note,
        "unsure": quote.unsure,
        "status": quote.status.value,
        "by": quote.by,
        "created": quote.created,
        "updated": quote.updated,
        "origin": None if origin is None else {"by": origin.by, "name": origin.name, "score": origin.score},
    }


def read_quote(document: Fields) -> Quote:
    """The quote that ``document`` holds. Raises ``UnusableDocumentError``."""
    return Quote(
        id=document.id(),
        article=document.id("article"),
        type=document.choice("type", QuoteType),
        content=_read_fragments(document, "content"),
        cue=_read_cue(document.child_or_none("cue")),
        speakers=document.ids("speakers"),
        mention=_read_span_or_none(document, "mention"),
        attribution=document.choice("attribution", Attribution),
        addressee=document.id_or_none("addressee"),
        topics=document.ids("topics"),
        note=document.string("note"),
        unsure=document.flag("unsure"),
        status=document.choice("status", Status),
        by=document.string("by"),
        created=document.string_or_none("created"),
        updated=document.string_or_none("updated"),
        origin=_read_origin(document.child_or_none("origin")),
    )


def carried_document(carried: Carried) -> dict[str, Any]:
    """``carried`` as a document; the offsets in its quote are those of the text ``sha256``."""
    return {
        "id": carried.id,
        "sha256": carried.sha256,
        "quote": quote_document(carried.quote),
        "certainty": carried.certainty,
        "at": carried.at,
    }


def read_carried(document: Fields) -> Carried:
    """What ``document`` holds of a quote to be looked at. Raises ``UnusableDocumentError``."""
    quote = read_quote(document.child("quote"))
    certainty = document.score_or_none("certainty")
    if quote.id != document.id() or certainty is None or certainty == 1:
        raise UnusableDocumentError(
            "{place}: not a quote to be looked at: its id is another, or its certainty not 0 to less than 1",
            place=document.place,
        )
    sha256 = document.matching("sha256", SHA256_PATTERN)
    return Carried(quote.id, sha256, quote, certainty, document.integer("at"))


def edit_document(edit: Edit) -> dict[str, Any]:
    """``edit`` as a document."""
    return {
        "id": edit.id,
        "by": edit.by,
        "at": edit.at,
        "command": edit.command,
        "changes": [_change_document(change) for change in edit.changes],
        "undoes": edit.undoes,
        "redoes": edit.redoes,
    }


def read_edit(document: Fields) -> Edit:
    """The edit that ``document`` holds. Raises ``UnusableDocumentError``."""
    return Edit(
        id=document.id(),
        by=document.string("by"),
        at=document.string("at"),
        command=document.string("command"),
        changes=tuple([_read_change(change) for change in document.children("changes")]),
        undoes=document.id_or_none("undoes"),
        redoes=document.id_or_none("redoes"),
    )


def entity_document(entity: Entity) -> tuple[str, dict[str, Any]]:
    """The table that ``entity`` belongs to, and its document."""
    match entity:
        case Article():
            document = article_document(entity)
        case Speaker():
            document = speaker_document(entity)
        case Topic():
            document = topic_document(entity)
        case Quote():
            document = quote_document(entity)
        case Carried():
            document = carried_document(entity)
    return table_of(entity), document


def table_of(entity: Entity) -> str:
    """The table that ``entity`` belongs to."""
    return _TABLES[type(entity)]


_TABLES: Mapping[type[Entity], str] = {
    Article: "articles",
    Speaker: "speakers",
    Topic: "topics",
    Quote: "quotes",
    Carried: "carried",
}

READERS: Mapping[str, Callable[[Fields], Entity]] = {
    "articles": read_article,
    "speakers": read_speaker,
    "topics": read_topic,
    "quotes": read_quote,
    "carried": read_carried,
}


def _change_document(change: Change) -> dict[str, Any]:
    before = None if change.before is None else entity_document(change.before)[1]
    after = None if change.after is None else entity_document(change.after)[1]
    return {"table": table_of(change.entity), "before": before, "after": after}


def _read_change(document: Fields) -> Change:
    table = document.string("table")
    read = READERS.get(table)
    if read is None:
        raise UnusableDocumentError(
            "{place}: there is no table {table}", place=document.at("table"), table=table
        )
    before, after = document.child_or_none("before"), document.child_or_none("after")
    try:
        return Change(None if before is None else read(before), None if after is None else read(after))
    except ValueError as error:
        raise UnusableDocumentError("{place}: not a change of one entity", place=document.place) from error


def _read_tag(document: Fields) -> TopicTag:
    return TopicTag(
        id=document.id(),
        status=document.choice("status", Status),
        by=document.string("by"),
        score=document.score_or_none("score"),
    )


def _read_cue(document: Fields | None) -> Cue | None:
    if document is None:
        return None
    return Cue(_read_span(document, "span"), document.string_or_none("lemma"))


def _read_origin(document: Fields | None) -> Origin | None:
    if document is None:
        return None
    return Origin(
        by=document.string("by"),
        name=document.string("name"),
        score=document.score_or_none("score"),
    )


def _name_document(name: Name) -> dict[str, Any]:
    return {"ar": name.ar, "en": name.en}


def _read_name(document: Fields) -> Name:
    name = document.child("name")
    return Name(ar=name.string("ar"), en=name.string_or_none("en"))


def _span_document(span: Span) -> list[int]:
    return [span.start, span.end]


def _read_span(document: Fields, name: str) -> Span:
    return _as_span(document.value(name), document.at(name))


def _read_span_or_none(document: Fields, name: str) -> Span | None:
    return _read_span(document, name) if document.has(name) else None


def _read_fragments(document: Fields, name: str) -> tuple[Span, ...]:
    """At least one span; none is empty, and each begins where the one before it ends, or later."""
    spans = tuple([_as_span(value, place) for value, place in document.items(name)])
    in_order = all(before.end <= after.start for before, after in pairwise(spans))
    if not spans or not all(map(len, spans)) or not in_order:
        raise UnusableDocumentError(
            "{place}: not one fragment or more, each after the one before", place=document.at(name)
        )
    return spans


def _as_span(value: object, place: str) -> Span:
    if type(value) is list and len(value) == 2:
        start, end = value
        if type(start) is int and type(end) is int and 0 <= start <= end <= _FURTHEST:
            return Span(start, end)
    raise UnusableDocumentError("{place}: not a span, which is [start, end]", place=place)
