"""What can be taken back and brought again, worked out from the history alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from summit_tui.model import Article, Change, Edit, Project

GROUNDWORK = frozenset({"project.begin", "article.add", "article.move"})
"""Commands whose edits prepare the ground for others; taking back passes over them."""


@dataclass(slots=True)
class UndoStacks:
    """The edits that can be taken back (``done``) and brought again (``undone``), latest last."""

    done: list[Edit] = field(default_factory=list)
    undone: list[Edit] = field(default_factory=list)

    @classmethod
    def of(cls, history: Iterable[Edit]) -> UndoStacks:
        """The stacks after ``history``, oldest edit first."""
        stacks = cls()
        for edit in history:
            stacks.follow(edit)
        return stacks

    def follow(self, edit: Edit) -> None:
        """Takes account of one more edit."""
        if edit.undoes is not None:
            self.undone.append(self.done.pop())
        elif edit.redoes is not None:
            self.done.append(self.undone.pop())
        elif edit.command not in GROUNDWORK:
            self.done.append(edit)
            self.undone.clear()


def kept_in_place(changes: Iterable[Change], project: Project) -> tuple[Change, ...]:
    """``changes`` of an earlier time, with every article where its file is by now.

    Where a file is has nothing to do with what was annotated in it, and is not taken back.
    """
    return tuple(_kept_in_place(change, project) for change in changes)


def _kept_in_place(change: Change, project: Project) -> Change:
    before, after = change.before, change.after
    if not isinstance(before, Article) or not isinstance(after, Article):
        return change
    source = project.articles[before.id].source
    return Change(replace(before, source=source), replace(after, source=source))
