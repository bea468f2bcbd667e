"""Taking back what was done before an article's file was moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from summit_tui.model import Article, Change, Project


def kept_in_place(changes: Iterable[Change], project: Project) -> tuple[Change, ...]:
    """``changes`` of an earlier time, with every article where its file is by now.

    Where a file is has nothing to do with what was annotated in it, and is not taken back.
    """
    return tuple(_kept_in_place(change, project) for change in changes)


def _kept_in_place(change: Change, project: Project) -> Change:
    before, after = change.before, change.after
    known = project.articles.get(change.entity.id)
    if known is None or not isinstance(before, Article) or not isinstance(after, Article):
        return change
    source = known.source
    return Change(replace(before, source=source), replace(after, source=source))
