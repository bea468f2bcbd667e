"""Taking back what was done, whatever groundwork came since: articles added or moved, the first topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from summit_tui.model import Article, Change, Edit, Entity, Project, Topic


def kept_in_place(changes: Iterable[Change], project: Project) -> tuple[Change, ...]:
    """``changes`` of an earlier time, as they fit ``project`` with its groundwork, which is not taken back.

    Every article stays where its file is by now: that has nothing to do with what was annotated in it.
    Where an article or a topic is to come back that was added anew since, as an article is by its first
    edit, the one that is there becomes what that was.
    """
    return tuple(_kept_in_place(changes, project))


def takes_groundwork_away(edit: Edit) -> bool:
    """Whether ``edit`` took away articles or topics, which are added without an edit of the person's.

    What is there when that is taken back depends on what was added since. So only the edit which took it
    back tells what bringing it again has to lead to.
    """
    return any(change.after is None and isinstance(change.before, Article | Topic) for change in edit.changes)


def _kept_in_place(changes: Iterable[Change], project: Project) -> Iterator[Change]:
    for change in changes:
        known = _known(change.entity, project)
        if known is None:
            yield change
            continue
        before, after = (_moved(one, known) for one in (change.before, change.after))
        if before is not None:
            yield Change(before, after)
        elif after != known:
            yield Change(known, after)


def _known(entity: Entity, project: Project) -> Article | Topic | None:
    """What the project has in the place of an article or a topic."""
    if isinstance(entity, Article):
        return project.articles.get(entity.id)
    return project.topics.get(entity.id) if isinstance(entity, Topic) else None


def _moved(entity: Entity | None, known: Article | Topic) -> Entity | None:
    """An article with its file where it is in ``known``."""
    if isinstance(entity, Article) and isinstance(known, Article):
        return replace(entity, source=known.source)
    return entity


def texts_between(edit: Edit) -> Iterator[str]:
    """The hashes of the texts before and after an edit that changes an article's text."""
    for change in edit.changes:
        before, after = change.before, change.after
        if isinstance(before, Article) and isinstance(after, Article) and before.sha256 != after.sha256:
            yield from (before.sha256, after.sha256)
