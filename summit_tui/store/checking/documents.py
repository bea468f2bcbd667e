"""Whether the documents of a project are entities, fit each other, and fit the articles' texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from summit_tui.i18n import N_
from summit_tui.model import Article, Carried, Entity, Message, Quote, Span, Speaker, Status, Topic
from summit_tui.model.fields import UnusableDocumentError
from summit_tui.store.checking.findings import Finding, Kind, fault
from summit_tui.store.documents import READERS
from summit_tui.store.errors import StoreError
from summit_tui.store.records import fields_of
from summit_tui.store.snapshot import Tables

_SEVERAL = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
"""Files of these names hold several articles, which need not have ids of their own."""


@dataclass(slots=True)
class Entities:
    """The entities that could be read, by their ids; of two with one id, the first."""

    articles: dict[str, Article] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    carried: dict[str, Carried] = field(default_factory=dict)

    def table(self, name: str) -> dict[str, Entity]:
        """The entities of the table ``name``."""
        found: dict[str, Entity] = getattr(self, name)
        return found


def check_documents(tables: Tables) -> tuple[Entities, list[Finding]]:
    """Reads every document of ``tables``; what isn't an entity, or has another's id, is a finding."""
    entities, findings = Entities(), []
    owner: dict[str, str] = {}
    for table, read in READERS.items():
        known = entities.table(table)
        for key, entry in tables.documents.get(table, {}).items():
            try:
                entity = read(fields_of(entry))
            except UnusableDocumentError as error:
                findings.append(_unreadable(table, key, error))
                continue
            # What is carried over has the id of its quote.
            taken = entity.id in known or (table != "carried" and entity.id in owner)
            if taken:
                findings.append(_double(table, key, entity.id, owner.get(entity.id, table)))
            owner.setdefault(entity.id, table)
            known.setdefault(entity.id, entity)
    return entities, findings


def check_entities(entities: Entities) -> Iterator[Finding]:
    """Ids that lead nowhere or stand twice, and entities that are there twice under two ids."""
    for article in entities.articles.values():
        yield from _ids("articles", article.id, "topics", [tag.id for tag in article.topics], entities.topics)
    for quote in entities.quotes.values():
        yield from _references("quotes", quote, entities)
    for carried in entities.carried.values():
        yield from _references("carried", carried.quote, entities)
        yield from _placing(carried, entities)
    yield from _twice(entities)


def check_texts(entities: Entities, text: Callable[[str], str]) -> Iterator[Finding]:
    """Texts that are missing or damaged, and offsets that lie outside of them.

    ``text`` gives the text of a SHA-256 or raises ``StoreError``.
    """
    quotes: dict[str, list[Quote]] = {}
    for quote in entities.quotes.values():
        quotes.setdefault(quote.article, []).append(quote)
    carried: dict[str, list[Carried]] = {}
    for one in entities.carried.values():
        carried.setdefault(one.quote.article, []).append(one)
    for article in entities.articles.values():
        try:
            length = len(text(article.sha256))
        except StoreError as error:
            yield fault(Kind.TEXT, Message.of_error(error), table="articles", id=article.id)
            continue
        for quote in quotes.get(article.id, ()):
            yield from _outside("quotes", quote, article.source.file, length)
        for one in carried.get(article.id, ()):
            yield from _carried_outside(one, article, length, text)


def _unreadable(table: str, key: str, error: UnusableDocumentError) -> Finding:
    told = Message.of(
        N_("Table {table}, document {number} can't be used: {reason}"),
        table=table,
        number=key,
        reason=Message.of_error(error),
    )
    return fault(Kind.DOCUMENT, told, table=table)


def _double(table: str, key: str, name: str, other: str) -> Finding:
    told = Message.of(
        N_("Table {table}, document {number} has the id {id}, which another one in {other} has, too."),
        table=table,
        number=key,
        id=name,
        other=other,
    )
    return fault(Kind.DUPLICATE, told, table=table, id=name)


def _references(table: str, quote: Quote, entities: Entities) -> Iterator[Finding]:
    if quote.article not in entities.articles:
        yield _dangling(table, quote.id, "article", quote.article)
    yield from _ids(table, quote.id, "speakers", quote.speakers, entities.speakers)
    yield from _ids(table, quote.id, "topics", quote.topics, entities.topics)
    if quote.addressee is not None and quote.addressee not in entities.speakers:
        yield _dangling(table, quote.id, "addressee", quote.addressee)


def _ids(table: str, name: str, place: str, ids: Iterable[str], known: object) -> Iterator[Finding]:
    assert isinstance(known, dict)
    for one, count in Counter(ids).items():
        if one not in known:
            yield _dangling(table, name, place, one)
        if count > 1:
            told = Message.of(
                N_("{table} {id}: {field} names {other} more than once."),
                table=table,
                id=name,
                field=place,
                other=one,
            )
            yield fault(Kind.DUPLICATE, told, table=table, id=name, other=one)


def _dangling(table: str, name: str, place: str, other: str) -> Finding:
    told = Message.of(
        N_("{table} {id}: {field} names {other}, which isn't in the project."),
        table=table,
        id=name,
        field=place,
        other=other,
    )
    return fault(Kind.REFERENCE, told, table=table, id=name, other=other)


def _placing(carried: Carried, entities: Entities) -> Iterator[Finding]:
    """Whether the quote of something carried over is there just where that says so."""
    if carried.is_placed == (carried.id in entities.quotes):
        return
    told = (
        N_("carried {id}: the quote that it is about isn't in the project.")
        if carried.is_placed
        else N_("carried {id}: it is said to have no place in the text, but there is a quote of this id.")
    )
    yield fault(Kind.REFERENCE, Message.of(told, id=carried.id), table="carried", id=carried.id)


def _twice(entities: Entities) -> Iterator[Finding]:
    files: dict[str, str] = {}
    for article in entities.articles.values():
        source = article.source
        if source.id is not None or source.file.lower().endswith(_SEVERAL):
            continue
        if source.file in files:
            yield _same("articles", article.id, files[source.file], source.file)
        files.setdefault(source.file, article.id)
    made: dict[object, str] = {}
    for quote in entities.quotes.values():
        if quote.status is not Status.ACCEPTED:
            continue
        what = (quote.article, quote.type, quote.content, quote.cue, quote.speakers, quote.mention)
        if what in made:
            yield _same("quotes", quote.id, made[what], _shown(quote.content))
        made.setdefault(what, quote.id)


def _same(table: str, name: str, other: str, what: str) -> Finding:
    told = Message.of(
        N_("{table} {id}: the same as {other} ({what})."), table=table, id=name, other=other, what=what
    )
    return fault(Kind.DUPLICATE, told, table=table, id=name, other=other)


def _carried_outside(
    carried: Carried, article: Article, length: int, text: Callable[[str], str]
) -> Iterator[Finding]:
    if carried.at > length:
        yield _beyond("carried", carried.id, "at", str(carried.at), article.source.file, length)
    try:
        former = len(text(carried.sha256))
    except StoreError as error:
        yield fault(Kind.TEXT, Message.of_error(error), table="carried", id=carried.id)
        return
    yield from _outside("carried", carried.quote, article.source.file, former)


def _outside(table: str, quote: Quote, file: str, length: int) -> Iterator[Finding]:
    spans = [("content", span) for span in quote.content]
    if quote.cue is not None:
        spans.append(("cue", quote.cue.span))
    if quote.mention is not None:
        spans.append(("mention", quote.mention))
    for place, span in spans:
        if span.end > length:
            yield _beyond(table, quote.id, place, _shown([span]), file, length)


def _beyond(table: str, name: str, place: str, span: str, file: str, length: int) -> Finding:
    told = Message.of(
        N_("{table} {id}: {field} {span} lies outside the text of {file}, which ends at {length}."),
        table=table,
        id=name,
        field=place,
        span=span,
        file=file,
        length=length,
    )
    return fault(Kind.OFFSETS, told, table=table, id=name)


def _shown(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)
