"""Edits that could not be saved, kept in memory: they weren't made, and can be made after all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from summit_tui.model import Change, Project, SummitError
from summit_tui.store import StoreError

Changes = tuple[Change, ...]
Where = TypeVar("Where")


class Unsaved(Generic[Where]):
    """The edits in the order in which they were tried.

    Each is kept by its command, what it would change, and whatever else it takes to make it.
    """

    def __init__(self) -> None:
        self._edits: list[tuple[str, Changes, Where]] = []

    def __len__(self) -> int:
        return len(self._edits)

    def add(self, command: str, changes: Changes, where: Where) -> None:
        """Keeps an edit."""
        self._edits.append((command, changes, where))

    def clear(self) -> None:
        """Lets go of all."""
        self._edits.clear()

    def prune(self, project: Project) -> None:
        """Lets go of those that don't fit ``project`` any more, as the person made them in another way."""
        from summit_tui.session.again import made_again  # needed only where something was wrong

        self._edits = [edit for edit in self._edits if made_again(edit[1], project, "") is not None]

    def make(
        self, project: Callable[[], Project], now: str, change: Callable[[str, Changes, Where], object]
    ) -> None:
        """Makes them with ``change``, as far as they fit, until one can't be saved again.

        ``project`` gives the present state.
        """
        from summit_tui.session.again import made_again

        while self._edits:
            command, changes, where = self._edits[0]
            fitting = made_again(changes, project(), now)
            try:
                if fitting is not None:
                    change(command, fitting, where)
            except StoreError:
                return
            except SummitError:
                pass  # It doesn't fit after all.
            del self._edits[0]
