"""What can be taken back and brought again, worked out from the history alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from summit_tui.model import Edit

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
