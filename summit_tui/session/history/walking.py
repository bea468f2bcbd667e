"""A project's history from the last edit back, each one with what it changed and whether it still counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from summit_tui.model import Carried, Edit, Message, Name, Quote
from summit_tui.session.commands import SESSION_COMMANDS
from summit_tui.session.history.facts import About, Back, told
from summit_tui.session.titles import edit_title
from summit_tui.store import ProjectStore

_TEXTS = 8
"""How many articles' texts are kept in memory meanwhile."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One edit; ``undone`` where a later one took it back and none brought it again."""

    sequence: int
    edit: Edit
    undone: bool
    told: tuple[About, ...]

    @property
    def title(self) -> Message | str:
        """What was done, as a command is called."""
        return edit_title(self.edit.command, SESSION_COMMANDS)


def happenings(
    store: ProjectStore, called: Callable[[Name], str], quote: str | None = None
) -> Iterator[Happening | None]:
    """The edits of a project, or of the quote with that id, the last one first.

    ``called`` gives a name in the reader's language. Each edit is read when it is reached; ``None`` is given
    now and then, so that who goes through a long history can rest. Raises ``StoreError`` where an edit can't
    be read.
    """
    back = Back(store.project, lru_cache(_TEXTS)(store.text), called)
    undone: dict[str, bool] = {}
    for item in store.history.newest_first(quote):
        if item is None:
            yield None
            continue
        edit = item.edit
        # The last one that is about an edit tells what became of it.
        if edit.undoes is not None:
            undone.setdefault(edit.undoes, True)
        if edit.redoes is not None:
            undone.setdefault(edit.redoes, False)
        back.begin(edit)
        about = tuple(told(edit, back, quote))
        back.end(edit)
        yield Happening(item.sequence, edit, undone.get(edit.id, False), about)
        if quote is not None and _made_it(edit, quote):
            return


def _made_it(edit: Edit, quote: str) -> bool:
    """Whether nothing can have happened to the quote before ``edit``."""
    if edit.undoes is not None or edit.redoes is not None or edit.command == "project.restore":
        return False
    changes = [change for change in edit.changes if change.entity.id == quote]
    made = any(isinstance(change.after, Quote) and change.before is None for change in changes)
    return made and not any(isinstance(change.entity, Carried) for change in changes)
