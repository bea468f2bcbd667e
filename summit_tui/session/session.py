"""The headless editor: an open project, the article in it, what is selected, and what was done.

Everything that a person can do to annotations goes through ``run`` with a command's id, or through
``change``; the interface only turns keys into commands and draws what it finds here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from summit_tui.i18n import N_
from summit_tui.model import (
    Article,
    Carried,
    Change,
    Edit,
    Message,
    Project,
    Quote,
    Speaker,
    Status,
    SummitError,
    Topic,
    TopicTag,
    UndoStacks,
)
from summit_tui.session.articles import Entry, Opened, entries_of, fits, open_entry
from summit_tui.session.command import Command
from summit_tui.session.desk import Desk
from summit_tui.session.drafts import Drafts, back_to_draft, follow_drafts
from summit_tui.session.home import Home
from summit_tui.session.ledger import Author, Ledger, Shown, begun
from summit_tui.session.review.pending import may_suggest_otherwise
from summit_tui.session.review.proposals import Proposals
from summit_tui.session.review.reviewing import Reviewing, innermost
from summit_tui.session.selection import Selection
from summit_tui.session.unsaved import Unsaved
from summit_tui.store import ProjectPlace, ProjectStore, ReadOnlyError


class Session(Desk):
    """One person's work on one project. Not for use from several threads.

    ``home`` is where the project is, ``ledger`` makes the edits, and ``proposals`` are what is suggested.
    """

    def __init__(
        self,
        home: Home,
        opened: Opened,
        *,
        commands: Mapping[str, Command[Session]],
        files: Iterable[Path] = (),
        topics: Iterable[Topic] = (),
        author: Author | None = None,
    ) -> None:
        super().__init__()
        self.home = home
        self.commands = commands
        self.ledger = Ledger(home.store, author or Author(), topics)
        self._files = tuple(files)
        self._entries: list[Entry] | None = None
        self.unsaved.changed = lambda: home.keep(self.unsaved)
        self.reviewing = Reviewing()
        self._untold: list[Message] = []
        self.proposals = Proposals(self)
        self.reviewing.fits = lambda quote: fits(quote, self.text)
        self.show(opened)
        self.warnings[:0] = home.recall(self.unsaved)

    def show(self, opened: Opened) -> None:
        """Makes an article the one that is worked on, the caret at its start."""
        self._article = opened.article
        self.lay(opened.text, opened.article.sha256)
        self.home.remember(opened.article.sha256, opened.text)
        self.warnings = list(opened.warnings)
        self.file_changed = opened.changed
        self.reviewing.begin()
        self._focus: str | None = None
        back_to_draft(self)

    @property
    def focus(self) -> str | None:
        """The id of the quote that commands on a quote are about."""
        return self._focus

    @focus.setter
    def focus(self, quote: str | None) -> None:
        self._focus = quote
        self.reviewing.pending.leave(quote, self.project.quotes)

    @property
    def store(self) -> ProjectStore:
        """The project on the disk."""
        return self.home.store

    @property
    def place(self) -> ProjectPlace:
        """Where the project is."""
        return self.home.place

    @property
    def drafts(self) -> Drafts:
        """Notes that were typed and are in no project yet."""
        return self.home.drafts

    @property
    def author(self) -> Author:
        """Who edits here."""
        return self.ledger.author

    @property
    def unsaved(self) -> Unsaved[Shown]:
        """The edits that could not be saved."""
        return self.ledger.unsaved

    @property
    def undo_stacks(self) -> UndoStacks:
        """The edits that can be taken back and brought again."""
        return self.ledger.stacks

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
    def entries(self) -> list[Entry]:
        """The articles that can be opened: the project's, and the files that it doesn't know."""
        if self._entries is None:
            self._entries = entries_of(self.project, self.place, self._files)
        return self._entries

    @property
    def topics(self) -> list[Topic]:
        """The topics that are offered, those that came first with the app first."""
        first = self.ledger.first_topics
        known = list(self.project.topics.values()) or list(first)
        place = {topic.id: index for index, topic in enumerate(first)}
        known.sort(key=lambda topic: place.get(topic.id, len(place)))
        return [topic for topic in known if not topic.retired]

    @property
    def _shown_quotes(self) -> Mapping[str, Quote]:
        return self.reviewing.quotes(self.project, self.article.id, len(self.store.history))

    @property
    def quotes(self) -> list[Quote]:
        """The article's quotes and the suggestions not decided on, by first start, last end, id.

        Where suggestions aren't shown, they aren't among them.
        """
        return list(self._shown_quotes.values())

    @property
    def suggestions(self) -> list[Quote]:
        """Those of ``quotes`` that nobody has decided on; some of them may be in no project yet."""
        return self.proposals.suggestions

    @property
    def to_place(self) -> list[Carried]:
        """The article's quotes whose place in its present text nobody has looked at, in text order."""
        return self.project.carried_in(self._article.id)

    def find(self, quote: str) -> Quote | None:
        """The one of ``quotes`` with the id ``quote``."""
        return self._shown_quotes.get(quote)

    @property
    def quote(self) -> Quote | None:
        """The quote that commands on a quote are about: the one visited or made last, or a suggestion."""
        return self.find(self.focus) if self.focus else None

    @property
    def speakers(self) -> dict[str, Speaker]:
        """The project's speakers, and those whom suggestions of this article would bring into it."""
        return self.reviewing.speakers(self.project, self.article.id, len(self.store.history))

    @property
    def suggested_topics(self) -> dict[str, TopicTag]:
        """The topics suggested for the article that nobody has decided on, by their ids."""
        return self.proposals.suggested_topics

    @property
    def read_only(self) -> bool:
        """Whether edits are refused."""
        return self.store.read_only

    @property
    def follows(self) -> bool:
        """Whether another process's edits are taken in by ``follow``."""
        return self.store.follows

    def follow(self) -> bool:
        """Takes in what another process has done to the project; returns whether that was anything.

        Raises ``SummitError`` where it can't be read; all stays as it was then.
        """
        edits = self.home.follow()
        if edits is not None and not edits:
            return False
        self._entries = None
        self.reviewing.refresh()
        self.reviewing.pending.outdated |= edits is None
        for edit in edits or (None,):
            self._follow(edit)
        if self.task is not None and not {self.task.quote} & {*self._shown_quotes, *self.project.carried}:
            self.leave_task()
        return True

    def take_over(self) -> list[Message]:
        """Opens the project for writing, and goes on with it; returns what there is to tell of its files.

        Raises ``ProjectHeldError`` while another process has it, and ``SummitError``; all stays then.
        """
        self.home.take_over()
        self._go_on()
        told, self._untold = [*self.home.recall(self.unsaved), *self._untold], []
        return [*told, *self.store.mended, *self.store.caveats]

    def move_to(self, folder: Path) -> None:
        """Goes on with the project in ``folder``, which holds the same, and saves there what couldn't be.

        Raises ``SummitError`` where it can't be opened; all stays then.
        """
        before = self.drafts
        self.home.move_to(folder)
        self._go_on()
        if self.unsaved:
            self.home.keep(self.unsaved)
            self.save_unsaved()
            self.home.forget(before, self.unsaved)

    def _go_on(self) -> None:
        """Goes on with another store."""
        self.ledger.store = self.store
        self._entries = None
        self.reviewing.refresh()
        self._follow(None)

    def run(self, command: str, *answers: object, **options: object) -> Message | None:
        """Runs the command with the id ``command``; ``answers`` are what it asks for.

        Returns what there is to tell, before all what went on with the project's files. Raises ``KeyError``
        for an unknown id. An edit that can't be saved is told as a warning, and nothing of it is kept.
        """
        definition = self.commands[command]
        if definition.on_quote:
            if self.quote is None:
                return Message.warn(NO_QUOTE)
            answers = (self.quote, *answers)
        try:
            told = definition.run(self, *answers, **options)
        except ReadOnlyError as error:
            return Message.of_error(self.home.refusal(error))
        except SummitError as error:
            return Message.of_error(error)
        return self.news() or told

    def news(self) -> Message | None:
        """A line to tell of what went on beside what was asked for; each one once."""
        gone = self.unsaved.take_gone()
        if gone:
            key = N_("Edits that could not be saved before don't fit any more, and were let go: {count}.")
            self._untold.append(Message.of(key, count=gone))
        return self._untold.pop(0) if self._untold else self.store.news()

    def open_entry(self, entry: Entry) -> None:
        """Opens another article. Raises ``SummitError`` when it can't be read; this one stays then."""
        self.show(open_entry(self.store, self.place, entry, self.author.ids))

    def open_article(self, article: str) -> None:
        """Opens the article of the project with the id ``article``, unless it is open or isn't there.

        Raises ``SummitError`` when its text can't be read; the present article stays then.
        """
        if article in self.project.articles and article != self.article.id:
            self._open_known(article)

    def _open_known(self, article: str) -> None:
        self._entries = None
        self.open_entry(next(entry for entry in self.entries if entry.article == article))

    def change(self, command: str, changes: Iterable[Change]) -> Edit:
        """Makes one edit of ``changes`` and saves it; when this returns, it is on the disk.

        What belongs to them is done with it, as ``Ledger.change`` has it. Raises ``SummitError`` when that
        can't be saved.
        """
        known = self.project.articles.get(self._article.id)
        shown = Shown(self._article, self.text, self.reviewing.pending)
        try:
            edit = self.ledger.change(command, changes, shown)
        except ReadOnlyError as error:
            raise self.home.refusal(error) from error
        finally:
            if self.project.articles.get(self._article.id) != known:
                self._entries = None
        self._follow(edit)
        return edit

    def save_unsaved(self) -> None:
        """Makes the edits that could not be saved, as far as that works by now and they still fit."""
        for edit in self.ledger.save_unsaved():
            self._entries = None
            self._follow(edit)

    def undo(self) -> Edit | None:
        """Takes the last edit back that wasn't yet, and returns it; ``None`` where there is none.

        Raises ``SummitError`` when that can't be saved; nothing is changed then.
        """
        edit = self.ledger.undo()
        self._follow(edit)
        return edit

    def redo(self) -> Edit | None:
        """Makes the edit again that was taken back last, as ``undo`` does."""
        edit = self.ledger.redo()
        self._follow(edit)
        return edit

    def _follow(self, edit: Edit | None) -> None:
        """Lets go of what went, and shows the article's text where it is another one.

        Suggestions are to be made anew where others may be found. What fails is told with the ``news``: the
        edit is saved.
        """
        try:
            self._come_up_to(edit)
        except SummitError as error:
            self._untold.append(Message.of_error(error))

    def _come_up_to(self, edit: Edit | None) -> None:
        if edit is not None and any(map(may_suggest_otherwise, edit.changes)):
            self.reviewing.pending.outdated = True
        follow_drafts(self, edit.changes if edit is not None else ())
        if self.quote is None:
            self.focus = None
        known = self.project.articles.get(self._article.id)
        if known is not None and known.sha256 != self._article.sha256:
            self._open_known(known.id)

    def new_id(self) -> str:
        """An id that was never used."""
        return self.author.ids()

    def now(self) -> str:
        """The time of an edit made now."""
        return self.ledger.now()

    def revise(self, quote: Quote, **fields: object) -> Change:
        """The change of ``quote`` to other ``fields``, with its time of updating.

        Who corrects a suggestion accepts it.
        """
        if quote.status is Status.SUGGESTED and "status" not in fields:
            fields = {"status": Status.ACCEPTED, "by": self.author.name, **fields}
        return Change(quote, replace(quote, **fields, updated=self.now()))  # type: ignore[arg-type]

    def select(self, selection: Selection, *, follow: bool = True) -> None:
        """Sets the selection, as ``put`` does.

        Where ``follow`` and nothing is selected, the innermost quote at the caret is the one that
        commands are about from here on, unless a task is under way.
        """
        self.put(selection)
        if follow and self.selection.empty and self.task is None:
            here = innermost(self.quotes, self.selection.caret)
            if here is not None:
                self.focus = here.id

    def revise_article(self, **fields: object) -> Change:
        """The change of the present article to other ``fields``; a new one is begun by it."""
        return begun(self.article, **fields)

    def visit(self, quote: Quote) -> None:
        """Puts the caret on the start of ``quote`` and makes it the one that commands are about."""
        self.selecting, self.task = False, None
        self.put(Selection.at(quote.start))
        self.focus = quote.id

    def close(self) -> None:
        """Lets go of the project."""
        self.store.close()


NO_QUOTE = N_("No quote is chosen: go to one with n, or select words and press Enter.")
