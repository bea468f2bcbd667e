"""The headless editor: an open project, the article in it, what is selected, and what was done.

Everything that a person can do to annotations goes through ``run`` with a command's id, or through
``change``; the interface only turns keys into commands and draws what it finds here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from summit_tui import arabic
from summit_tui.i18n import N_
from summit_tui.model import (
    Article,
    ArticleState,
    Change,
    Clock,
    Edit,
    IdSource,
    Project,
    Quote,
    Span,
    Status,
    SummitError,
    Topic,
    random_ids,
    system_clock,
    time_text,
)
from summit_tui.session.articles import Entry, Opened, open_entry
from summit_tui.session.command import Command, Message
from summit_tui.session.layout import ArticleLayout
from summit_tui.session.selection import Selection
from summit_tui.session.undo import UndoStacks, kept_in_place
from summit_tui.store import ProjectPlace, ProjectStore

DEFAULT_WIDTH = 80
DEFAULT_HEIGHT = 24


@dataclass(frozen=True, slots=True)
class View:
    """How many cells and rows the article is shown in."""

    width: int = DEFAULT_WIDTH
    height: int = DEFAULT_HEIGHT


class TaskKind(StrEnum):
    """What is being chosen in the text for a quote, until it is kept or left; a catalogue key."""

    EDGES = N_("edges")
    CUE = N_("cue")
    MENTION = N_("mention")


@dataclass(frozen=True, slots=True)
class Task:
    """A choice for the quote with the id ``quote`` that is under way."""

    kind: TaskKind
    quote: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who edits, with which ids and at which times: what tests and golden files replace."""

    name: str = "user"
    ids: IdSource = field(default_factory=random_ids)
    clock: Clock = system_clock


class Session:
    """One person's work on one project. Not for use from several threads."""

    def __init__(
        self,
        store: ProjectStore,
        place: ProjectPlace,
        opened: Opened,
        *,
        commands: Mapping[str, Command[Session]],
        entries: Iterable[Entry] = (),
        topics: Iterable[Topic] = (),
        author: Author | None = None,
    ) -> None:
        self.store = store
        self.place = place
        self.commands = commands
        self.author = author or Author()
        self.undo_stacks = UndoStacks.of(store.history)
        self.entries = list(entries)
        self.view = View()
        self._first_topics = tuple(topics)
        self.show(opened)

    def show(self, opened: Opened) -> None:
        """Makes an article the one that is worked on, the caret at its start."""
        self._article = opened.article
        self.text = opened.text
        self.warnings = list(opened.warnings)
        self._layout: ArticleLayout | None = None
        self.selection = Selection.at(0)
        self.selecting = False
        self.task: Task | None = None
        self.goal_column: int | None = None
        self.grown: list[Selection] = []
        self.focus: str | None = None

    @property
    def project(self) -> Project:
        """The project's present state."""
        return self.store.project

    @property
    def article(self) -> Article:
        """The article that is worked on; not in the project before the first edit.

        The project learns with the first edit, too, where the file of an article was moved to.
        """
        known = self.project.articles.get(self._article.id)
        if known is None:
            return self._article
        moved = known.source.file != self._article.source.file
        return replace(known, source=self._article.source) if moved else known

    @property
    def layout(self) -> ArticleLayout:
        """The article as rows of the view's width; laid out when it is first asked for."""
        if self._layout is None:
            self._layout = ArticleLayout(self.text, self.view.width)
        return self._layout

    @property
    def topics(self) -> list[Topic]:
        """The topics that are offered, those that came first with the app first."""
        known = list(self.project.topics.values()) or list(self._first_topics)
        place = {topic.id: index for index, topic in enumerate(self._first_topics)}
        known.sort(key=lambda topic: place.get(topic.id, len(place)))
        return [topic for topic in known if not topic.retired]

    @property
    def quotes(self) -> list[Quote]:
        """The article's quotes that weren't rejected, by first start, last end, id."""
        return [quote for quote in self.project.quotes_of(self.article.id) if quote.status != Status.REJECTED]

    @property
    def quote(self) -> Quote | None:
        """The quote that commands on a quote are about: the one visited or made last, unless rejected."""
        quote = self.project.quotes.get(self.focus) if self.focus else None
        if quote is None or quote.article != self.article.id or quote.status is Status.REJECTED:
            return None
        return quote

    @property
    def extending(self) -> bool:
        """Whether movements carry the selection's end with them."""
        return self.selecting or (self.task is not None and self.task.kind is TaskKind.EDGES)

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self.store.read_only

    def resize(self, width: int, height: int) -> None:
        """Lays the article out anew for a view of ``width`` cells and ``height`` rows."""
        if width != self.view.width:
            self._layout = None
            self.goal_column = None
        self.view = View(width, max(height, 1))

    def run(self, command: str, *answers: object) -> Message | None:
        """Runs the command with the id ``command``; ``answers`` are what it asks for.

        Returns what there is to tell. Raises ``KeyError`` for an unknown id. An edit that can't be
        saved is told as a warning, and nothing of it is kept.
        """
        try:
            return self.commands[command].run(self, *answers)
        except SummitError as error:
            return Message(error.message, tuple(error.values.items()), warning=True)

    def open_entry(self, entry: Entry) -> None:
        """Opens another article. Raises ``SummitError`` when it can't be read; this one stays then."""
        known = next(
            (known for known in self.project.articles.values() if known.source.file == entry.file), None
        )
        self.show(open_entry(self.store, replace(entry, article=known), self.author.ids))

    def change(self, command: str, changes: Iterable[Change]) -> Edit:
        """Makes one edit of ``changes`` and saves it; when this returns, it is on the disk.

        The article, and in a new project the topics, are added before it where they are missing, each
        in an edit of its own. Raises ``SummitError`` when one can't be saved; it and what follows
        aren't made then, and the next call goes on from there.
        """
        changes = tuple(changes)
        self._prepare()
        article = self.article
        if article.state is ArticleState.NEW and article not in [change.before for change in changes]:
            changes = (*changes, self.revise_article())
        return self._commit(command, changes)

    def commit_inverse(self, edit: Edit, *, again: bool) -> Edit:
        """Takes ``edit`` back or, where ``again``, brings it back after it was taken back."""
        changes = kept_in_place(edit.changes if again else edit.inverse(), self.project)
        if again:
            return self._commit("edit.redo", changes, redoes=edit.id)
        return self._commit("edit.undo", changes, undoes=edit.id)

    def _prepare(self) -> None:
        if self._first_topics and not self.project.topics:
            self._commit("project.begin", [Change(None, topic) for topic in self._first_topics])
        known = self.project.articles.get(self._article.id)
        if known is not None and known.source.file != self._article.source.file:
            self._commit("article.move", [Change(known, replace(known, source=self._article.source))])
        if known is None:
            self.store.add_text(self.text)
            self._commit("article.add", [Change(None, self._article)])

    def _commit(
        self, command: str, changes: Iterable[Change], *, undoes: str | None = None, redoes: str | None = None
    ) -> Edit:
        edit = Edit(self.new_id(), self.author.name, self.now(), command, tuple(changes), undoes, redoes)
        self.store.commit(edit)
        self.undo_stacks.follow(edit)
        if self.focus and self.focus not in self.project.quotes:
            self.focus = None
        return edit

    def new_id(self) -> str:
        """An id that was never used."""
        return self.author.ids()

    def now(self) -> str:
        """The time of an edit made now."""
        return time_text(self.author.clock())

    def revise(self, quote: Quote, **fields: object) -> Change:
        """The change of ``quote`` to other ``fields``, with its time of updating."""
        return Change(quote, replace(quote, **fields, updated=self.now()))  # type: ignore[arg-type]

    def select(self, selection: Selection, *, follow: bool = True) -> None:
        """Sets the selection, widened so that it splits no grapheme cluster.

        Where ``follow`` and nothing is selected, the innermost quote at the caret is the one that
        commands are about from here on, unless a task is under way.
        """
        self.selection = _snapped(self.text, selection)
        if follow and self.selection.empty and self.task is None:
            here = innermost(self.quotes, self.selection.caret)
            if here is not None:
                self.focus = here.id

    def revise_article(self, **fields: object) -> Change:
        """The change of the present article to other ``fields``; a new one is begun by it."""
        article = self.article
        if article.state is ArticleState.NEW:
            fields = {"state": ArticleState.BEGUN, **fields}
        return Change(article, replace(article, **fields))  # type: ignore[arg-type]

    def visit(self, quote: Quote) -> None:
        """Puts the caret on the start of ``quote`` and makes it the one that commands are about."""
        self.selecting, self.task = False, None
        self.grown.clear()
        self.goal_column = None
        self.select(Selection.at(quote.start), follow=False)
        self.focus = quote.id

    def close(self) -> None:
        """Lets go of the project."""
        self.store.close()


def innermost(quotes: Iterable[Quote], offset: int) -> Quote | None:
    """The shortest of ``quotes`` whose content covers ``offset``."""
    around = (quote for quote in quotes if any(span.covers(offset) for span in quote.content))
    return min(around, key=lambda quote: (quote.end - quote.start, quote.order), default=None)


def _snapped(text: str, selection: Selection) -> Selection:
    span = selection.span
    if selection.empty:
        return Selection.at(arabic.snap(text, Span(span.start, span.start)).start)
    snapped = arabic.snap(text, span)
    if selection.anchor <= selection.caret:
        return Selection(snapped.start, snapped.end)
    return Selection(snapped.end, snapped.start)


READ = N_("read")
SELECT = N_("select")


def mode_of(session: Session) -> str:
    """The catalogue key of the mode that the person is in."""
    if session.task is not None:
        return session.task.kind
    return SELECT if session.selecting or not session.selection.empty else READ
