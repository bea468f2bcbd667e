"""Making edits: each one gets an id, an author and a time, and is on the disk before anything shows it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from summit_tui.model import (
    Article,
    ArticleState,
    Change,
    Clock,
    Edit,
    IdSource,
    Quote,
    SummitError,
    Topic,
    UndoStacks,
    random_ids,
    system_clock,
    time_text,
)
from summit_tui.session.review.pending import Pending, with_what_they_bring
from summit_tui.session.revising.settling import with_what_they_settle
from summit_tui.session.undo import kept_in_place, takes_groundwork_away, texts_between
from summit_tui.session.unsaved import Unsaved
from summit_tui.store import ProjectStore, StoreError


@dataclass(frozen=True, slots=True)
class Author:
    """Who edits, with which ids and at which times: what tests and golden files replace."""

    name: str = "user"
    ids: IdSource = field(default_factory=random_ids)
    clock: Clock = system_clock


class Shown(NamedTuple):
    """What an edit is made in: the article that is open, its text, and what was found in it."""

    article: Article
    text: str
    pending: Pending


class Ledger:
    """The edits of one person in one project, and which of them can be taken back.

    ``unsaved`` are those that could not be saved.
    """

    def __init__(self, store: ProjectStore, author: Author, first_topics: Iterable[Topic]) -> None:
        self.store = store
        self.author = author
        self.first_topics = tuple(first_topics)
        self.unsaved: Unsaved[Shown] = Unsaved()

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

    def change(self, command: str, changes: Iterable[Change], shown: Shown) -> Edit:
        """Makes one edit of ``changes`` with all that belongs to them, and returns it, saved.

        A pending suggestion that they change is added by it, with the speakers that it brings. The article
        that the changes are about, and in a new project the topics, are added before it where they are
        missing, each in an edit of its own; a quote's first edit begins a new article. Raises ``SummitError``
        when one can't be saved; it and what follows aren't made then, and the next call goes on from there.
        """
        changes = with_what_they_bring(changes, self.store.project, shown.pending)
        try:
            edit = self._make(command, changes, shown)
        except StoreError:
            if not self.store.follows:
                self.unsaved.add(command, changes, shown)
            raise
        if self.unsaved:
            with suppress(SummitError):  # The edit is saved, whatever else can't be read.
                self.unsaved.prune(self.store.project)
        return edit

    def _begin_in(self, changes: tuple[Change, ...], shown: Shown) -> None:
        """Makes what ``changes`` need to be there."""
        self.begin()
        if any(isinstance(change.entity, Quote | Article) for change in changes):
            self.add(shown.article, shown.text)

    def _make(self, command: str, changes: tuple[Change, ...], shown: Shown) -> Edit:
        self._begin_in(changes, shown)
        about = [type(change.entity) for change in changes]
        if Quote in about and Article not in about:
            article = self.store.project.articles[shown.article.id]
            changes = (*changes, begun(article)) if article.state is ArticleState.NEW else changes
        return self.commit(command, with_what_they_settle(changes, self.store.project))

    def save_unsaved(self) -> list[Edit]:
        """Makes the edits that could not be saved, as far as that works by now and they still fit."""
        made: list[Edit] = []

        def make(command: str, changes: tuple[Change, ...], shown: Shown) -> None:
            made.append(self._make(command, changes, shown))

        self.unsaved.make(lambda: self.store.project, self.now(), make, self._begin_again)
        return made

    def _begin_again(self, changes: tuple[Change, ...], shown: Shown) -> bool:
        """Makes what ``changes`` need; returns whether their offsets are those of the article's text."""
        self._begin_in(changes, shown)
        known = self.store.project.articles.get(shown.article.id)
        return known is None or known.sha256 == shown.article.sha256

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
        """Takes the last edit back that wasn't yet, and returns it; ``None`` where there is none.

        Raises ``SummitError`` when that can't be saved, or a text that it is about can't be read; nothing is
        changed then.
        """
        if not self.stacks.done:
            return None
        edit = self._readable(self.stacks.done[-1])
        self.commit("edit.undo", kept_in_place(edit.inverse(), self.store.project), undoes=edit.id)
        return edit

    def redo(self) -> Edit | None:
        """Makes the edit again that was taken back last, as ``undo`` does."""
        if not self.stacks.undone:
            return None
        edit = self._readable(self.stacks.undone[-1])
        changes = self._undo_of(edit).inverse() if takes_groundwork_away(edit) else edit.changes
        self.commit("edit.redo", kept_in_place(changes, self.store.project), redoes=edit.id)
        return edit

    def _undo_of(self, edit: Edit) -> Edit:
        """The edit that took ``edit`` back last. Raises ``StoreError`` where the history can't be read."""
        found = (item.edit for item in self.store.history.newest_first() if item is not None)
        return next(one for one in found if one.undoes == edit.id)

    def _readable(self, edit: Edit) -> Edit:
        for sha256 in texts_between(edit):
            self.store.text(sha256)
        return edit


def begun(article: Article, **fields: object) -> Change:
    """The change of ``article`` to other ``fields``; a new one is begun by it."""
    if article.state is ArticleState.NEW:
        fields = {"state": ArticleState.BEGUN, **fields}
    return Change(article, replace(article, **fields))  # type: ignore[arg-type]
