"""A project's history from the last edit back, each one with what it changed and whether it still counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from summit_tui.i18n import N_
from summit_tui.model import Carried, Edit, Message, Name, Quote
from summit_tui.session.commands import SESSION_COMMANDS
from summit_tui.session.history.facts import About, Back, told
from summit_tui.store import ProjectStore

_OTHER_TITLES = MappingProxyType(
    {
        "project.begin": N_("Topics that come with the app"),
        "article.add": N_("Article taken in"),
        "article.move": N_("File moved"),
        "suggest": N_("Suggestions saved"),
        "project.restore": N_("Restored from a backup"),
        "history.compact": N_("History shortened"),
        "unknown": N_("Changed by another program"),
    }
)
"""Titles of edits that no command of the session makes, by their commands."""


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
        # What an edit is about beyond its changes stands behind its command.
        name = self.edit.command.partition(":")[0]
        command = SESSION_COMMANDS.get(name)
        title = _OTHER_TITLES.get(name) if command is None else command.title
        return self.edit.command if title is None else Message.of(title)


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
