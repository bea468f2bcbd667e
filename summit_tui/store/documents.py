"""Entities and edits as plain JSON documents, and back.

Spans are ``[start, end]`` in code points. Everything else is named as in the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from summit_tui.model import (
    Article,
    ArticleState,
    Attribution,
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
from summit_tui.store import fields
from summit_tui.store.fields import Fields, MalformedError

SHA256_PATTERN = re.compile(r"[0-9a-f]{64}")


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
    """The article that ``document`` holds. Raises ``MalformedError``."""
    source = fields.inner(document, "source")
    sha256 = fields.text(document, "sha256")
    if SHA256_PATTERN.fullmatch(sha256) is None:
        raise MalformedError("sha256")
    return Article(
        id=fields.identifier(document, "id"),
        title=fields.text(document, "title"),
        source=Source(
            file=fields.text(source, "file"),
            id=fields.text_or_none(source, "id"),
            outlet=fields.text_or_none(source, "outlet"),
            url=fields.text_or_none(source, "url"),
            date=fields.text_or_none(source, "date"),
        ),
        sha256=sha256,
        state=fields.choice(document, "state", ArticleState),
        topics=tuple(_read_tag(tag) for tag in fields.array(document, "topics")),
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
    """The speaker that ``document`` holds. Raises ``MalformedError``."""
    return Speaker(
        id=fields.identifier(document, "id"),
        name=_read_name(document),
        aliases=fields.texts(document, "aliases"),
        role=fields.text_or_none(document, "role"),
        wikidata=fields.text_or_none(document, "wikidata"),
    )


def topic_document(topic: Topic) -> dict[str, Any]:
    """``topic`` as a document."""
    return {"id": topic.id, "name": _name_document(topic.name), "retired": topic.retired}


def read_topic(document: Fields) -> Topic:
    """The topic that ``document`` holds. Raises ``MalformedError``."""
    return Topic(
        id=fields.identifier(document, "id"),
        name=_read_name(document),
        retired=fields.flag(document, "retired"),
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
    """The quote that ``document`` holds. Raises ``MalformedError``."""
    return Quote(
        id=fields.identifier(document, "id"),
        article=fields.identifier(document, "article"),
        type=fields.choice(document, "type", QuoteType),
        content=fields.fragments(document, "content"),
        cue=_read_cue(fields.inner_or_none(document, "cue")),
        speakers=fields.identifiers(document, "speakers"),
        mention=fields.span_or_none(document, "mention"),
        attribution=fields.choice(document, "attribution", Attribution),
        addressee=fields.identifier_or_none(document, "addressee"),
        topics=fields.identifiers(document, "topics"),
        note=fields.text(document, "note"),
        unsure=fields.flag(document, "unsure"),
        status=fields.choice(document, "status", Status),
        by=fields.text(document, "by"),
        created=fields.text_or_none(document, "created"),
        updated=fields.text_or_none(document, "updated"),
        origin=_read_origin(fields.inner_or_none(document, "origin")),
    )


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
    """The edit that ``document`` holds. Raises ``MalformedError``."""
    return Edit(
        id=fields.identifier(document, "id"),
        by=fields.text(document, "by"),
        at=fields.text(document, "at"),
        command=fields.text(document, "command"),
        changes=tuple(_read_change(change) for change in fields.array(document, "changes")),
        undoes=fields.identifier_or_none(document, "undoes"),
        redoes=fields.identifier_or_none(document, "redoes"),
    )


def entity_document(entity: Entity) -> tuple[str, dict[str, Any]]:
    """The table that ``entity`` belongs to, and its document."""
    match entity:
        case Article():
            return "articles", article_document(entity)
        case Speaker():
            return "speakers", speaker_document(entity)
        case Topic():
            return "topics", topic_document(entity)
        case Quote():
            return "quotes", quote_document(entity)


READERS: Mapping[str, Callable[[Fields], Entity]] = {
    "articles": read_article,
    "speakers": read_speaker,
    "topics": read_topic,
    "quotes": read_quote,
}


def _change_document(change: Change) -> dict[str, Any]:
    before = None if change.before is None else entity_document(change.before)[1]
    after = None if change.after is None else entity_document(change.after)[1]
    return {"table": entity_document(change.entity)[0], "before": before, "after": after}


def _read_change(value: object) -> Change:
    document = fields.as_fields("changes", value)
    read = READERS.get(fields.text(document, "table"))
    if read is None:
        raise MalformedError("table")
    before = fields.inner_or_none(document, "before")
    after = fields.inner_or_none(document, "after")
    try:
        return Change(None if before is None else read(before), None if after is None else read(after))
    except MalformedError:
        raise
    except ValueError as error:
        raise MalformedError("changes") from error


def _read_tag(value: object) -> TopicTag:
    document = fields.as_fields("topics", value)
    return TopicTag(
        id=fields.identifier(document, "id"),
        status=fields.choice(document, "status", Status),
        by=fields.text(document, "by"),
        score=fields.score_or_none(document, "score"),
    )


def _read_cue(document: Fields | None) -> Cue | None:
    if document is None:
        return None
    return Cue(fields.span(document, "span"), fields.text_or_none(document, "lemma"))


def _read_origin(document: Fields | None) -> Origin | None:
    if document is None:
        return None
    return Origin(
        by=fields.text(document, "by"),
        name=fields.text(document, "name"),
        score=fields.score_or_none(document, "score"),
    )


def _name_document(name: Name) -> dict[str, Any]:
    return {"ar": name.ar, "en": name.en}


def _read_name(document: Fields) -> Name:
    name = fields.inner(document, "name")
    return Name(ar=fields.text(name, "ar"), en=fields.text_or_none(name, "en"))


def _span_document(span: Span) -> list[int]:
    return [span.start, span.end]
