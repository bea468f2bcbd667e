"""Setting right what a look through a project found, as far as that can be done without guessing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace

from summit_tui.disk import Disk
from summit_tui.formats.articles import read_article
from summit_tui.i18n import N_
from summit_tui.model import (
    Article,
    Carried,
    Change,
    Entity,
    Message,
    Project,
    Quote,
    SummitError,
    text_sha256,
)
from summit_tui.session.ledger import Author, Ledger
from summit_tui.store import ProjectHeldError, ProjectPlace, ProjectStore, StoreError, Waiting
from summit_tui.store.backups import BEFORE_MENDING, set_damaged_aside
from summit_tui.store.checking import Checked, Kind, Rank, check
from summit_tui.store.holding import NOT_AT_ALL
from summit_tui.store.naming import Names

MEND, TIDY = "project.mend", "project.tidy"

_TIDIED = frozenset({Kind.CHECKSUM, Kind.JOURNAL, Kind.TORN, Kind.FOLD, Kind.TEMPORARY, Kind.LOCK})
"""What is set right by the first write to the project, whatever is written."""


@dataclass(slots=True)
class Mended:
    """What was changed, a line each, why not more, and what a look afterwards found."""

    checked: Checked
    changed: list[Message] = field(default_factory=list)
    stopped: Message | None = None


def mend(place: ProjectPlace, author: Author, before: Checked, waiting: Waiting = NOT_AT_ALL) -> Mended:
    """Mends the project at ``place``, in which ``before`` was found, after a backup of it.

    Changed are: ids that lead nowhere or stand twice, by one edit that can be taken back; texts that the
    articles' own files still have; damaged backups, which are set aside; and what a stopped program left.
    Raises ``ProjectHeldError`` where another process has the project open, unless that is waited for.
    """
    if not any(finding.rank is not Rank.NOTE for finding in before.findings):
        return Mended(before)
    changed: list[Message] = []
    stopped = None
    try:
        with ProjectStore.open(place.folder, waiting=waiting) as store:
            if store.why_read_only is not None:
                raise store.why_read_only
            copy = store.back_up(BEFORE_MENDING)
            changed.append(Message.of(N_("The project was backed up first, to {path}."), path=copy))
            changed.extend(_mended(store, place, author, before))
    except ProjectHeldError:
        raise
    except StoreError as error:
        stopped = Message.of_error(error)
    return Mended(check(place.folder), changed, stopped)


def _mended(store: ProjectStore, place: ProjectPlace, author: Author, before: Checked) -> Iterator[Message]:
    changes = list(_changes(store.project))
    tidies = any(finding.kind in _TIDIED and finding.rank is not Rank.NOTE for finding in before.findings)
    is_history_hurt = any(finding.kind is Kind.HISTORY for finding in before.faults)
    start = store.leave_lost_edits() if is_history_hurt else None
    if changes or tidies or start is not None:
        Ledger(store, author, ()).commit(MEND if changes else TIDY, changes)
    if start is not None:
        store.fold(wait=True)
        yield Message.of(
            N_("The history begins with edit number {first} from this on: those before can't be read."),
            first=start,
        )
    for change in changes:
        yield Message.of(
            N_("{kind} {id}: ids that lead nowhere, or stood twice, were taken out."),
            kind=type(change.entity).__name__.lower(),
            id=change.entity.id,
        )
    for article in _without_text(store, before):
        text = _text_of(place, article)
        if text is not None:
            store.add_text(text)
            yield Message.of(
                N_("The text of {file} was stored again from the file, which still has it."),
                file=article.source.file,
            )
    if any(finding.kind is Kind.BACKUP for finding in before.faults):
        for path in set_damaged_aside(Names.of_project(place.folder), Disk()):
            yield Message.of(N_("The damaged backup is called {path} now."), path=path)
    if tidies:
        yield Message.of(N_("What a stopped program or another one left was put in order."))


def _changes(project: Project) -> Iterator[Change]:
    """What takes ids out that lead nowhere or stand twice in a list."""
    for entity in project.entities():
        whole = _with_ids_in(entity, project)
        if whole != entity:
            yield Change(entity, whole)


def _with_ids_in(entity: Entity, project: Project) -> Entity:
    """``entity`` with only those ids that are in the project, each once."""
    match entity:
        case Article():
            tags = {tag.id: tag for tag in reversed(entity.topics) if tag.id in project.topics}
            return replace(entity, topics=tuple(reversed(tags.values())))
        case Quote():
            return _quote_with_ids_in(entity, project)
        case Carried():
            return replace(entity, quote=_quote_with_ids_in(entity.quote, project))
        case _:
            return entity


def _quote_with_ids_in(quote: Quote, project: Project) -> Quote:
    known = quote.addressee is None or quote.addressee in project.speakers
    return replace(
        quote,
        speakers=_known(quote.speakers, project.speakers),
        topics=_known(quote.topics, project.topics),
        addressee=quote.addressee if known else None,
    )


def _known(ids: Iterable[str], table: Container[str]) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(ids) if one in table)


def _without_text(store: ProjectStore, before: Checked) -> Iterator[Article]:
    for finding in before.faults:
        if finding.kind is Kind.TEXT and finding.table == "articles" and finding.id is not None:
            article = store.project.articles.get(finding.id)
            if article is not None:
                yield article


def _text_of(place: ProjectPlace, article: Article) -> str | None:
    """The text of ``article``, if its file still has it."""
    try:
        text = read_article(place.path_of(article.source.file), article.source.file).text
    except (SummitError, ValueError):
        return None
    return text if text_sha256(text) == article.sha256 else None
