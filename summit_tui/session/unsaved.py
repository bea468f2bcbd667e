"""Edits that could not be saved, kept in memory: they weren't made, and can be made after all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from summit_tui.model import Change, Project, SummitError
from summit_tui.store import StoreError

Changes = tuple[Change, ...]
Where = TypeVar("Where")


class Kept(NamedTuple, Generic[Where]):
    """An edit: its command, what it would change, and whatever else it takes to make it."""

    command: str
    changes: Changes
    where: Where


class Unsaved(Generic[Where]):
    """The edits in the order in which they were tried. ``changed`` is called when they are others."""

    def __init__(self) -> None:
        self._edits: list[Kept[Where]] = []
        self.changed: Callable[[], object] = lambda: None
        self._gone = 0
        self._ours: set[tuple[type, str, str]] = set()

    def __len__(self) -> int:
        return len(self._edits)

    def add(self, command: str, changes: Changes, where: Where) -> None:
        """Keeps an edit."""
        self._edits.append(Kept(command, changes, where))
        self.changed()

    def recall(self, edits: Iterable[Kept[Where]]) -> None:
        """Keeps ``edits`` of an earlier run before all others."""
        self._edits[:0] = edits

    def all(self) -> tuple[Kept[Where], ...]:
        """All of them."""
        return tuple(self._edits)

    def clear(self) -> None:
        """Lets go of all."""
        self._edits.clear()
        self._ours.clear()
        self.changed()

    def take_gone(self) -> int:
        """How many were let go of since this was asked last, as they didn't fit any more."""
        gone, self._gone = self._gone, 0
        return gone

    def prune(self, project: Project) -> None:
        """Lets go of those that don't fit ``project`` any more, or that the person made in another way."""
        from summit_tui.session.again import made_again  # needed only where something was wrong

        self._ours.clear()
        fitting = [(edit, made_again(edit.changes, project, "")) for edit in self._edits]
        self._edits = [edit for edit, changes in fitting if changes]
        self._gone += sum(changes is None for _, changes in fitting)
        if len(self._edits) < len(fitting):
            self.changed()

    def make(
        self,
        project: Callable[[], Project],
        now: str,
        change: Callable[[str, Changes, Where], object],
        begin: Callable[[Changes, Where], bool],
    ) -> None:
        """Makes them with ``change``, as far as they fit, until one can't be saved again.

        ``begin`` makes what has to be there before an edit, and says whether that can still be made;
        ``project`` gives the present state. A field that several set is as the last of them has it.
        """
        from summit_tui.session.again import fields_set, made_again

        while self._edits:
            command, changes, where = self._edits[0]
            try:
                fits = begin(changes, where)
                fitting = made_again(changes, project(), now, self._ours) if fits else None
                if fitting:
                    change(command, fitting, where)
                elif fitting is None:
                    self._gone += 1
            except StoreError:
                return
            except SummitError:
                self._gone += 1
            else:
                self._ours.update(fields_set(fitting or ()))
            del self._edits[0]
            self.changed()
        self._ours.clear()
