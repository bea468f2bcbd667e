"""Which edits can be taken back and brought again, worked out from the history alone."""

from __future__ import annotations

from collections.abc import Iterable, MutableSequence
from dataclasses import dataclass, field

from summit_tui.model.project import Edit, EditConflictError

GROUNDWORK = frozenset({"project.begin", "article.add", "article.move", "history.compact", "project.tidy"})
"""Commands whose edits prepare the ground for others, or change nothing; taking back passes over them."""


@dataclass(slots=True)
class UndoStacks:
    """The edits that can be taken back (``done``) and brought again (``undone``), latest last."""

    done: MutableSequence[Edit] = field(default_factory=list)
    undone: MutableSequence[Edit] = field(default_factory=list)

    @classmethod
    def of(cls, history: Iterable[Edit]) -> UndoStacks:
        """The stacks after ``history``, oldest edit first. Raises as ``follow`` does."""
        stacks = cls()
        for edit in history:
            stacks.follow(edit)
        return stacks

    def check(self, edit: Edit) -> None:
        """Raises ``EditConflictError`` where ``edit`` can't be the next one.

        Only the edit done last can be taken back, and only the one taken back last brought again.
        """
        if edit.undoes is not None and not _ends_with(self.done, edit.undoes):
            raise _misfit(edit.undoes)
        if edit.redoes is not None and (edit.undoes is not None or not _ends_with(self.undone, edit.redoes)):
            raise _misfit(edit.redoes)

    def follow(self, edit: Edit) -> None:
        """Takes account of one more edit. Raises ``EditConflictError``, with the stacks as they were."""
        self.check(edit)
        if edit.undoes is not None:
            self.undone.append(self.done.pop())
        elif edit.redoes is not None:
            self.done.append(self.undone.pop())
        elif edit.command not in GROUNDWORK:
            self.done.append(edit)
            self.undone.clear()


def _ends_with(edits: MutableSequence[Edit], name: str) -> bool:
    return bool(edits) and edits[-1].id == name


def _misfit(name: str) -> EditConflictError:
    return EditConflictError(
        "This edit doesn't fit the project; nothing was changed. "
        "It takes back or brings again the edit {id}, whose turn it isn't.",
        id=name,
    )
