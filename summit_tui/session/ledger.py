"""Making edits: each one gets an id, an author and a time, and is on the disk before anything shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from summit_tui.model import (
    Article,
    Change,
    Clock,
    Edit,
    IdSource,
    Topic,
    UndoStacks,
    random_ids,
    system_clock,
    time_text,
)
from summit_tui.session.undo import kept_in_place
from summit_tui.store import ProjectStore


@dataclass(frozen=True, slots=True)
class Author:
    """Who edits, with which ids and at which times: what tests and golden files replace."""

    name: str = "user"
    ids: IdSource = field(default_factory=random_ids)
    clock: Clock = system_clock


class Ledger:
    """The edits of one person in one project, and which of them can be taken back."""

    def __init__(self, store: ProjectStore, author: Author, first_topics: Iterable[Topic]) -> None:
        self.store = store
        self.author = author
        self.first_topics = tuple(first_topics)

    @property
    def stacks(self) -> UndoStacks:
        """The edits that can be taken back and brought again."""
        return self.store.stacks

    def now(self) -> str:
        """The time of an edit made now."""
        return time_text(self.author.clock())

    def begin(self) -> None:
        """Adds the topics that come with the app, in a project that has none."""
        if self.first_topics and not self.store.project.topics:
            self.commit("project.begin", [Change(None, topic) for topic in self.first_topics])

    def add(self, article: Article, text: str) -> Edit | None:
        """Adds ``article`` where the project doesn't know it, or tells where its file was moved to."""
        known = self.store.project.articles.get(article.id)
        if known is None:
            self.store.add_text(text)
            return self.commit("article.add", [Change(None, article)])
        if known.source.file != article.source.file:
            return self.commit("article.move", [Change(known, replace(known, source=article.source))])
        return None

    def commit(
        self, command: str, changes: Iterable[Change], *, undoes: str | None = None, redoes: str | None = None
    ) -> Edit:
        """Makes one edit of ``changes``; when this returns, it is on the disk.

        Raises ``SummitError`` when it can't be saved; nothing of it was made then.
        """
        edit = Edit(self.author.ids(), self.author.name, self.now(), command, tuple(changes), undoes, redoes)
        self.store.commit(edit)
        return edit

    def undo(self) -> Edit | None:
        """Takes the last edit back that wasn't yet, and returns it; ``None`` where there is none."""
        if not self.stacks.done:
            return None
        edit = self.stacks.done[-1]
        self.commit("edit.undo", kept_in_place(edit.inverse(), self.store.project), undoes=edit.id)
        return edit

    def redo(self) -> Edit | None:
        """Makes the edit again that was taken back last, and returns it; ``None`` where there is none."""
        if not self.stacks.undone:
            return None
        edit = self.stacks.undone[-1]
        self.commit("edit.redo", kept_in_place(edit.changes, self.store.project), redoes=edit.id)
        return edit
