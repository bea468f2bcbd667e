"""What a person's own edits settle of quotes whose place was to be looked at."""

from __future__ import annotations

from collections.abc import Iterable

from summit_tui.model import Article, Carried, Change, Project, Quote, Status


def with_what_they_settle(changes: Iterable[Change], project: Project) -> tuple[Change, ...]:
    """``changes``, and that nobody needs to look at quotes any more whose content they set or that go.

    Changes that speak of such quotes themselves, or of an article's text, settle nothing else.
    """
    changes = tuple(changes)
    if not project.carried or any(isinstance(change.entity, Carried | Article) for change in changes):
        return changes
    settled = [
        Change(project.carried[change.entity.id], None)
        for change in changes
        if change.entity.id in project.carried and _decides(change)
    ]
    return (*changes, *settled)


def _decides(change: Change) -> bool:
    before, after = change.before, change.after
    if not isinstance(before, Quote):
        return False
    if not isinstance(after, Quote):
        return True
    return after.content != before.content or after.status is Status.REJECTED
