"""Making an edit after all that could not be saved, on what the project is by then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from summit_tui.model import Article, Carried, Change, Entity, Project, Quote, Speaker, Topic

_UPDATED = "updated"


def made_again(changes: Iterable[Change], project: Project, now: str) -> tuple[Change, ...] | None:
    """The changes that do to ``project`` what ``changes`` would have done; ``None`` where they don't fit.

    Fields that something else changed meanwhile are left alone, unless they are the same ones. ``now`` is the
    time of quotes' last change.
    """
    found: dict[tuple[type, str], list[Change]] = {}
    order: list[Change] = []
    for change in changes:
        earlier = found.setdefault((type(change.entity), change.entity.id), [])
        present = earlier[-1].after if earlier else _present(change.entity, project)
        if change.before is None and isinstance(present, Speaker):
            continue  # Another suggestion has brought the same one.
        fitting = _fitting(change, present, project, now)
        if fitting is None:
            return None
        earlier.append(fitting)
        order.append(fitting)
    return tuple(order) or None


def _fitting(change: Change, present: Entity | None, project: Project, now: str) -> Change | None:
    if change.before is None:
        return None if present is not None or _has_twin(change.entity, project) else change
    if present is None:
        return None
    if change.after is None:
        return Change(present, None)
    after = _changed(change.before, change.after, present, now)
    return None if after is None else Change(present, after)


def _present(entity: Entity, project: Project) -> Entity | None:
    """What ``entity`` is in ``project``."""
    match entity:
        case Article():
            return project.articles.get(entity.id)
        case Speaker():
            return project.speakers.get(entity.id)
        case Topic():
            return project.topics.get(entity.id)
        case Quote():
            return project.quotes.get(entity.id)
        case Carried():
            return project.carried.get(entity.id)


def _changed(before: Entity, after: Entity, present: Entity, now: str) -> Entity | None:
    """``present`` with what ``after`` has otherwise than ``before``."""
    names = [one.name for one in fields(after) if getattr(before, one.name) != getattr(after, one.name)]
    names = [name for name in names if name != _UPDATED]
    if any(getattr(present, name) != getattr(before, name) for name in names):
        return None
    changed = {name: getattr(after, name) for name in names}
    if isinstance(after, Quote):
        changed[_UPDATED] = now
    return replace(present, **changed)


def _has_twin(entity: Entity, project: Project) -> bool:
    """Whether there is a quote of the same words, or a speaker or topic of the same name."""
    match entity:
        case Quote():
            return any(quote.content == entity.content for quote in project.quotes_of(entity.article))
        case Speaker():
            return any(speaker.name == entity.name for speaker in project.speakers.values())
        case Topic():
            return any(topic.name == entity.name for topic in project.topics.values())
    return False
