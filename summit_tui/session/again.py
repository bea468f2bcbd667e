"""Making an edit after all that could not be saved, on what the project is by then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from summit_tui.model import (
    Article,
    ArticleState,
    Carried,
    Change,
    Entity,
    Project,
    Quote,
    Speaker,
    Status,
    Topic,
)

Field = tuple[type, str, str]
"""A field of an entity: the entity's class and id, and the field's name."""

_TIMES = frozenset({"created", "updated"})
"""Fields of a quote that tell when, not what."""

_SETS = frozenset({(Quote, "topics"), (Article, "topics"), (Speaker, "aliases")})
"""Fields whose members come and go one by one."""

_Kind = TypeVar("_Kind", bound=Entity)


def made_again(
    changes: Iterable[Change], project: Project, now: str, ours: Collection[Field] = ()
) -> tuple[Change, ...] | None:
    """The changes that do to ``project`` what ``changes`` would have done; ``None`` where they don't fit.

    There are none where all of it is done already. Fields that something else changed meanwhile are left
    alone, unless they are the same ones; then the changes don't fit, but for fields among ``ours``: those
    that were set by an edit that was tried before this one. What is there under another id, such as a
    speaker of the same name, isn't made twice. ``now`` is the time of quotes' last change.
    """
    states: dict[tuple[type, str], Entity | None] = {}
    others: dict[str, str] = {}
    order: list[Change] = []
    for change in changes:
        key = (type(change.entity), change.entity.id)
        present = states[key] if key in states else _present(change, project)
        if change.before is None and present is None:
            present = _twin(change.entity, project)
            present = None if present is None else states.get((type(present), present.id), present)
        if change.before is None and present is not None:
            others[change.entity.id] = present.id
            states[key] = present
            continue
        wanted = None if change.after is None else _with_ids(change.after, others)
        if change.before is not None and wanted is not None:
            wanted = None if present is None else _changed(change.before, wanted, present, now, ours)
            if wanted is None:
                return None
        if wanted != present:
            order.append(Change(present, wanted))
        states[key] = wanted
    return tuple(order)


def fields_set(changes: Iterable[Change]) -> Iterator[Field]:
    """The fields that are others after ``changes`` than before."""
    for change in changes:
        if change.before is not None and change.after is not None:
            for name in _names(change.before, change.after):
                yield type(change.entity), change.entity.id, name


def _present(change: Change, project: Project) -> Entity | None:
    """What the entity of ``change`` is in ``project``; an article is added by the first edit in it."""
    entity = change.entity
    match entity:
        case Article():
            return project.articles.get(entity.id, change.before)
        case Speaker():
            return project.speakers.get(entity.id)
        case Topic():
            return project.topics.get(entity.id)
        case Quote():
            return project.quotes.get(entity.id)
        case Carried():
            return project.carried.get(entity.id)


def _names(before: Entity, after: Entity) -> list[str]:
    return [one.name for one in fields(after) if getattr(before, one.name) != getattr(after, one.name)]


def _changed(
    before: Entity, after: Entity, present: _Kind, now: str, ours: Collection[Field]
) -> _Kind | None:
    """``present`` with what ``after`` has otherwise than ``before``; ``None`` where it doesn't fit."""
    changed: dict[str, Any] = {}
    kind = type(present)
    for name in _names(before, after):
        if name in _TIMES:
            continue
        old, new, there = (getattr(one, name) for one in (before, after, present))
        may_go = (kind, present.id, name) in ours
        if there in (old, new) or (may_go and (kind, name) not in _SETS):
            changed[name] = new
        elif (kind, name) in _SETS:
            changed[name] = _members(old, new, there, may_go=may_go)
            if changed[name] is None:
                return None
        elif old is not ArticleState.NEW:  # An article that is begun may be begun by something else, too.
            return None
    if all(getattr(present, name) == value for name, value in changed.items()):
        return present
    if isinstance(present, Quote) and isinstance(after, Quote):
        changed.update(_belonging(present, after, now))
    return replace(present, **changed)


def _belonging(present: Quote, after: Quote, now: str) -> dict[str, Any]:
    """What else is changed in a quote with the first field that is."""
    found: dict[str, Any] = {"updated": now, "created": present.created or after.created}
    if present.status is Status.REJECTED and not present.speakers:
        found["speakers"] = (
            after.speakers
        )  # A rejected suggestion was kept without those whom it would bring.
    return found


def _members(
    old: tuple[Any, ...], new: tuple[Any, ...], there: tuple[Any, ...], *, may_go: bool
) -> tuple[Any, ...] | None:
    """``there`` with what came and without what went from ``old`` to ``new``; ``None`` where it can't be."""
    added = [one for one in new if one not in old and one not in there]
    ids = {_id(one) for one in added}
    kept = [one for one in there if one in new or one not in old]
    if not may_go and any(_id(one) in ids for one in kept):
        return None  # Something else was decided on the same topic.
    return (*(one for one in kept if _id(one) not in ids), *added)


def _id(member: Any) -> str:
    return member if isinstance(member, str) else member.id


def _twin(entity: Entity, project: Project) -> Entity | None:
    """The quote of the same words, or the speaker or topic of the same name, that is in ``project``."""
    match entity:
        case Quote():
            same = (quote for quote in project.quotes_of(entity.article) if quote.content == entity.content)
            statuses = set(Status) if entity.status is Status.SUGGESTED else {entity.status}
            return next((quote for quote in same if quote.status in statuses), None)
        case Speaker():
            return next((one for one in project.speakers.values() if one.name == entity.name), None)
        case Topic():
            return next((one for one in project.topics.values() if one.name == entity.name), None)
    return None


def _with_ids(entity: Entity, others: Mapping[str, str]) -> Entity:
    """``entity``, which names those that are there under other ids by these."""
    if not others:
        return entity
    match entity:
        case Quote():
            return replace(
                entity,
                speakers=_each(entity.speakers, others),
                topics=_each(entity.topics, others),
                addressee=entity.addressee and others.get(entity.addressee, entity.addressee),
            )
        case Article():
            tags = (replace(tag, id=others.get(tag.id, tag.id)) for tag in entity.topics)
            return replace(entity, topics=tuple({tag.id: tag for tag in tags}.values()))
    return entity


def _each(ids: Iterable[str], others: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(others.get(one, one) for one in ids))
