"""Reading an export document back into entities.

Strict where a wrong value could pass for a right one: every span is compared with its text.
Lenient where the contract says so: a missing key means null, false, ``[]`` or ``""``, a missing
``attribution`` unknown, a missing ``state`` new. Keys that aren't of the contract are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from summit_tui.formats.check import in_order
from summit_tui.formats.document import FORMAT, OFFSET_UNIT, VERSION
from summit_tui.model import (
    Article,
    ArticleState,
    Attribution,
    Cue,
    Entity,
    Name,
    Origin,
    Project,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    Status,
    Topic,
    TopicTag,
    merged,
    text_sha256,
)
from summit_tui.model.fields import Fields, UnusableDocumentError

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a document holds, in its order. ``texts`` are by their SHA-256."""

    topics: tuple[Topic, ...]
    speakers: tuple[Speaker, ...]
    articles: tuple[Article, ...]
    quotes: tuple[Quote, ...]
    texts: Mapping[str, str]

    def project(self) -> Project:
        """A project that holds all of it."""
        entities: tuple[Entity, ...] = (*self.topics, *self.speakers, *self.articles, *self.quotes)
        return Project.of(entities)


def read_document(document: Mapping[str, Any] | bytes) -> ReadDocument:
    """The entities of ``document``, a JSON object or its bytes in UTF-8.

    Raises ``UnusableDocumentError``, one line that says where, for what is no document of this
    version, doesn't follow the contract, or has an annotation that doesn't fit its text.
    """
    root = Fields(_parsed(document) if isinstance(document, bytes) else document, lenient=True)
    _check_kind(root)
    topics = tuple([_topic(fields) for fields in root.children("topics")])
    speakers = tuple([_speaker(fields) for fields in root.children("speakers")])
    _check_unique("topics", [topic.id for topic in topics])
    _check_unique("speakers", [speaker.id for speaker in speakers])
    names = _Names({topic.id for topic in topics}, {speaker.id for speaker in speakers})
    articles: list[Article] = []
    quotes: list[Quote] = []
    texts: dict[str, str] = {}
    for fields in root.children("articles"):
        text = fields.string("text")
        article = _article(fields, text, names)
        articles.append(article)
        texts[article.sha256] = text
        quotes.extend(_quote(entry, article, text, names) for entry in fields.children("quotes"))
    _check_unique("articles", [article.id for article in articles])
    _check_unique("quotes", [quote.id for quote in quotes])
    return ReadDocument(topics, speakers, tuple(articles), tuple(quotes), texts)


@dataclass(frozen=True, slots=True)
class _Names:
    """The ids that a document may refer to."""

    topics: set[str]
    speakers: set[str]

    def check_topics(self, fields: Fields, key: str, *ids: str) -> None:
        for value in ids:
            if value not in self.topics:
                raise UnusableDocumentError("{place}: there is no topic {id}", place=fields.at(key), id=value)

    def check_speakers(self, fields: Fields, key: str, *ids: str) -> None:
        for value in ids:
            if value not in self.speakers:
                raise UnusableDocumentError(
                    "{place}: there is no speaker {id}", place=fields.at(key), id=value
                )


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise UnusableDocumentError("not valid UTF-8 at byte {byte}", byte=error.start) from error
    except json.JSONDecodeError as error:
        raise UnusableDocumentError(
            "not JSON: {reason} in line {line}, column {column}",
            reason=error.msg,
            line=error.lineno,
            column=error.colno,
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnusableDocumentError("not JSON that can be read: {reason}", reason=error) from error


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _check_kind(root: Fields) -> None:
    if root.string("format") != FORMAT:
        raise UnusableDocumentError(
            "{place}: not {format}; this is another kind of document", place=root.at("format"), format=FORMAT
        )
    if root.integer("version") != VERSION:
        raise UnusableDocumentError(
            "{place}: only version {version} can be read", place=root.at("version"), version=VERSION
        )
    if root.string("offset_unit", OFFSET_UNIT) != OFFSET_UNIT:
        raise UnusableDocumentError(
            "{place}: only {unit} can be read", place=root.at("offset_unit"), unit=OFFSET_UNIT
        )


def _check_unique(place: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for value in ids:
        if value in seen:
            raise UnusableDocumentError("{place}: the id {id} is there twice", place=place, id=value)
        seen.add(value)


def _topic(fields: Fields) -> Topic:
    return Topic(fields.id(), _name(fields.child("name")), fields.flag("retired"))


def _speaker(fields: Fields) -> Speaker:
    return Speaker(
        fields.id(),
        _name(fields.child("name")),
        fields.strings("aliases"),
        fields.string_or_none("role"),
        fields.string_or_none("wikidata"),
    )


def _name(fields: Fields) -> Name:
    return Name(fields.string("ar"), fields.string_or_none("en"))


def _article(fields: Fields, text: str, names: _Names) -> Article:
    sha256 = text_sha256(text)
    if (fields.matching_or_none("sha256", _SHA256) or sha256) != sha256:
        raise UnusableDocumentError(
            "{place}: not that of the text, which has {sha256}", place=fields.at("sha256"), sha256=sha256
        )
    return Article(
        fields.id(),
        fields.string("title"),
        _source(fields.child("source")),
        sha256,
        fields.choice("state", ArticleState, ArticleState.NEW),
        tuple([_tag(tag, names) for tag in fields.children("topics")]),
    )


def _source(fields: Fields) -> Source:
    return Source(
        fields.path("file"),
        fields.string_or_none("id"),
        fields.string_or_none("outlet"),
        fields.string_or_none("url"),
        fields.string_or_none("date"),
    )


def _tag(fields: Fields, names: _Names) -> TopicTag:
    topic = fields.id()
    names.check_topics(fields, "id", topic)
    return TopicTag(
        topic, fields.choice("status", Status), fields.string("by"), fields.score_or_none("score")
    )


def _quote(fields: Fields, article: Article, text: str, names: _Names) -> Quote:
    cue, mention, origin = (fields.child_or_none(key) for key in ("cue", "mention", "origin"))
    speakers, topics = fields.ids("speakers"), fields.ids("topics")
    addressee = fields.id_or_none("addressee")
    names.check_speakers(fields, "speakers", *speakers)
    names.check_speakers(fields, "addressee", *([] if addressee is None else [addressee]))
    names.check_topics(fields, "topics", *topics)
    return Quote(
        id=fields.id(),
        article=article.id,
        type=fields.choice("type", QuoteType),
        content=_content(fields, text),
        cue=None if cue is None else Cue(_span(cue, text), cue.string_or_none("lemma")),
        speakers=speakers,
        mention=None if mention is None else _span(mention, text),
        attribution=fields.choice("attribution", Attribution, Attribution.UNKNOWN),
        addressee=addressee,
        topics=topics,
        note=fields.string("note"),
        unsure=fields.flag("unsure"),
        status=fields.choice("status", Status),
        by=fields.string("by"),
        created=fields.matching_or_none("created", _TIME),
        updated=fields.matching_or_none("updated", _TIME),
        origin=None if origin is None else _origin(origin),
    )


def _content(fields: Fields, text: str) -> tuple[Span, ...]:
    content = tuple([_span(entry, text) for entry in fields.children("content")])
    if not content or not in_order(content):
        raise UnusableDocumentError(
            "{place}: not one fragment or more, each after the one before", place=fields.at("content")
        )
    return merged(content)


def _span(fields: Fields, text: str) -> Span:
    start, end = fields.integer("start"), fields.integer("end")
    if not start < end <= len(text):
        raise UnusableDocumentError(
            "{place}: {start}-{end} is no span of the text, whose length is {length} code points",
            place=fields.place,
            start=start,
            end=end,
            length=len(text),
        )
    if fields.has("text") and fields.string("text") != text[start:end]:
        raise UnusableDocumentError(
            "{place}: its text is not what stands at {start}-{end} in the article",
            place=fields.place,
            start=start,
            end=end,
        )
    return Span(start, end)


def _origin(fields: Fields) -> Origin:
    return Origin(fields.string("by"), fields.string("name"), fields.score_or_none("score"))
