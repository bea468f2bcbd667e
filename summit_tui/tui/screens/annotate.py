"""The main screen: the article beside the panels, and the lines above and below them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from summit_tui.config import Settings
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Status
from summit_tui.session import SESSION_COMMANDS, Command, Message, Session
from summit_tui.session.commands.review import NONE_LEFT
from summit_tui.session.commands.revision import with_offer
from summit_tui.session.commands.topic import NOT_SUGGESTED
from summit_tui.session.review.queue import Order
from summit_tui.session.tasks import TaskKind
from summit_tui.tui import panels
from summit_tui.tui.commands.window import WINDOW_COMMANDS
from summit_tui.tui.hints import IN_PLACING, IN_QUEUE, KEEP, PANEL_ENTER, Place, hinted
from summit_tui.tui.keys import KeyMap, any_of, key_name, shown_key, shown_keys
from summit_tui.tui.speech import as_typed
from summit_tui.tui.status import broken, status_pieces, tier_pieces, title_pieces
from summit_tui.tui.suggesting import MoreThere, RunFailed, Suggested, Suggesting
from summit_tui.tui.text import cells_of
from summit_tui.tui.widgets.article import ArticleView
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from summit_tui.tui.following import Following

_ON_TOPIC: Mapping[str, str] = MappingProxyType(
    {"review.accept": "topic.article", "review.reject": "topic.reject"}
)
"""What the keys that decide on suggestions do while the topics have the focus."""


_ON_QUEUE = frozenset({"review.accept", "review.reject", "review.next", "review.previous"})
"""What goes to the suggested topics where no suggested quote is left."""

LogFault = Callable[[BaseException], Path | None]


def _failed(error: Exception, log: Path | None) -> Message:
    """What is told of a run that failed with ``error``, of which more is in ``log``."""
    what = f"{type(error).__name__}: {error}"
    if log is None:
        return Message.warn(N_("No suggestions could be made for this article ({reason})."), reason=what)
    return Message.warn(
        N_("No suggestions could be made for this article ({reason}). More is in {log}."),
        reason=what,
        log=log,
    )


def _cells(pieces: Iterable[BarPiece]) -> int:
    return sum(cells_of(piece.text) for piece in pieces)


ALL_COMMANDS: Mapping[str, Command[Any]] = MappingProxyType({**SESSION_COMMANDS, **WINDOW_COMMANDS})


class AnnotateScreen(Screen[None]):
    """Turns keys into commands, and draws what they changed."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-wide")]  # noqa: RUF012 - as Textual declares it

    def __init__(
        self,
        session: Session,
        catalogue: Catalogue,
        settings: Settings,
        advice: Message | None = None,
        log_fault: LogFault = lambda _: None,
    ) -> None:
        """``advice`` on the terminal is told at first, where nothing more urgent is.

        ``log_fault`` keeps what nobody foresaw, and returns the file, or ``None`` where it can't be written.
        """
        super().__init__(classes="rtl" if catalogue.right_to_left else "ltr")
        self.session = session
        self.catalogue = catalogue
        self.commands = ALL_COMMANDS
        self.keymap = KeyMap(self.commands.values(), settings.keys)
        self._log_fault = log_fault
        self._shown: tuple[object, ...] | None = None
        self._focus_shown: str | None = None
        self._suggesting = Suggesting(self)
        self._following: Following | None = None
        self.was_told_of_unsaved = False
        session.reviewing.shown = settings.suggestions
        session.reviewing.order = Order(settings.suggestion_order)
        session.proposals.learns = settings.learning
        session.proposals.heard = self._hear
        warnings = [*session.warnings, *self.keymap.warnings, *([advice] if advice is not None else [])]
        self._message = with_offer(warnings[0]) if warnings else None
        self._untold = warnings[1:]

    def compose(self) -> ComposeResult:
        """The article at the side where reading begins in the interface's language."""
        mirrored = self.catalogue.right_to_left
        text = self.catalogue.text
        yield Bar(id="title", right_to_left=mirrored, raised=True)
        with Horizontal(id="body"):
            article = ArticleView(self.session)
            column = Vertical(
                RowList(
                    id="quotes",
                    right_to_left=mirrored,
                    title=text("Quotes"),
                    empty=text("x selects, Enter quotes"),
                    always_marked=True,
                ),
                RowList(
                    id="speakers", right_to_left=mirrored, title=text("Speakers"), empty=text("none yet")
                ),
                RowList(id="topics", right_to_left=mirrored, title=text("Topics"), choosing_edits=True),
                id="panels",
            )
            yield from (column, article) if mirrored else (article, column)
        yield Bar(id="status", right_to_left=mirrored, raised=True)
        yield Bar(id="keys", right_to_left=mirrored)

    def on_mount(self) -> None:
        """Ready to read."""
        self.query_one(ArticleView).focus()
        self.draw()

    def first_screen_stands(self) -> None:
        """What was kept back until the text could be read."""
        self._suggesting.first_screen_stands()
        if self.session.follows:
            from summit_tui.tui.following import Following  # nobody else needs it

            self._following = Following(self)
            if self.session.home.held_by is not None:
                self._following.ask(self.session.home.held_by)

    def try_to_write(self) -> None:
        """Opens the project for writing, where it is followed and nobody else has it any more."""
        if self._following is not None:
            self._following.look()

    def draw_followed(self) -> None:
        """Draws what another process has changed, and leaves the view where it is."""
        self._draw_rated()
        self._suggesting.follow()

    @property
    def place(self) -> Place:
        """Which part of the screen has the focus."""
        focused = self.focused.id if self.focused else None
        return {"quotes": Place.QUOTES, "speakers": Place.SPEAKERS, "topics": Place.TOPICS}.get(
            focused or "", Place.ARTICLE
        )

    def draw(self) -> None:
        """Brings everything on the screen up to what the session holds."""
        self.query_one(ArticleView).sync()
        self._draw_around()
        self._suggesting.follow()

    def _draw_around(self) -> None:
        """What stands around the article."""
        session = self.session
        shown = (session.article.id, len(session.store.history), *session.reviewing.version)
        if shown != self._shown:
            self._shown = shown
            self._focus_shown = session.focus
            self._draw_panels()
        elif session.focus != self._focus_shown:
            self._focus_shown = session.focus
            self._mark_focus()
        self.draw_lines()

    def _draw_panels(self) -> None:
        """What panels show. Nothing of it is about the caret, and little about the present quote."""
        session, catalogue = self.session, self.catalogue
        quotes = self.query_one("#quotes", RowList)
        title, shorter = panels.quotes_titles(session, catalogue)
        marked = session.focus or quotes.marked_key
        quotes.show(panels.quote_rows(session, catalogue), title=title, shorter_title=shorter, marked=marked)
        self.query_one("#speakers", RowList).show(panels.speaker_rows(session, catalogue))
        self.query_one("#topics", RowList).show(panels.topic_rows(session, catalogue))
        self.query_one("#title", Bar).show(*title_pieces(session, catalogue))

    def _mark_focus(self) -> None:
        """Marks the present quote, and its topics."""
        quotes = self.query_one("#quotes", RowList)
        quotes.show(quotes.rows, marked=self.session.focus or quotes.marked_key)
        self.query_one("#topics", RowList).show(panels.topic_rows(self.session, self.catalogue))

    def draw_lines(self) -> None:
        """The status line and the line of keys, which gives way to the rest of a long message."""
        near, far = status_pieces(self.session, self.catalogue, self._message)
        tier = tier_pieces(self.session, self.catalogue)
        if _cells((*near, *far, *tier)) <= self.size.width:
            far = [*tier, *far]
        near, rest = broken(near, self.size.width - _cells(far))
        self.query_one("#status", Bar).show(near, far)
        self.query_one("#keys", Bar).show(
            [rest] if rest is not None and self._message else self._key_pieces()
        )

    def _key_pieces(self) -> list[BarPiece]:
        enter = PANEL_ENTER.get(self.place)
        pieces = self._key_piece("Enter", enter) if enter is not None else []
        for command_id in hinted(self.session, self.place):
            keys = self.keymap.keys[command_id]
            if keys:
                shown = shown_keys(keys) if len(keys) > 4 else shown_key(keys[0])
                pieces += self._key_piece(shown, self._hint(command_id))
        return pieces

    def _hint(self, command_id: str) -> str:
        """What the command does at the moment, in a word."""
        session = self.session
        if session.task is not None and session.task.kind is TaskKind.PLACE:
            return IN_PLACING.get(command_id, self.commands[command_id].title)
        if session.task is not None and command_id == "quote.make":
            return KEEP
        if session.quote is not None and session.quote.status is Status.SUGGESTED:
            return IN_QUEUE.get(command_id, self.commands[command_id].title)
        return self.commands[command_id].title

    def _key_piece(self, shown: str, title: str) -> list[BarPiece]:
        return [BarPiece(f" {as_typed(shown)}", "bar.key"), BarPiece(f" {self.catalogue.text(title)} ")]

    def on_key(self, event: events.Key) -> None:
        """Runs the command that the key means."""
        if self._panel_took(event):
            event.stop()
            event.prevent_default()
            return
        stroke = self.keymap.stroke(event)
        if stroke is None:
            return
        event.stop()
        event.prevent_default()
        if self.place is Place.TOPICS and stroke.command.id in _ON_TOPIC:
            self._decide_on_topic(self.commands[_ON_TOPIC[stroke.command.id]])
            return
        self.perform(stroke.command, *((stroke.number,) if stroke.command.numbered else ()))

    def _decide_on_topic(self, command: Command[Any]) -> None:
        """Accepts or rejects the marked topic, where it is suggested."""
        marked = self.query_one("#topics", RowList).marked_key
        topic = next((topic for topic in self.session.topics if topic.id == marked), None)
        if topic is None or topic.id not in self.session.suggested_topics:
            self.tell(Message.warn(NOT_SUGGESTED))
            return
        self.perform(command, topic)
        if self.warns:
            return
        self._mark_suggested_topic()
        if not self.session.suggested_topics and not self.session.suggestions:
            self.tell(Message.of(NONE_LEFT))

    def _mark_suggested_topic(self) -> None:
        """Marks the first suggested topic from the marked one on, and round, where there is one."""
        topics = self.query_one("#topics", RowList)
        keys = [row.key for row in topics.rows]
        onward = (*range(topics.marked, len(keys)), *range(topics.marked))
        topics.mark(next((at for at in onward if keys[at] in self.session.suggested_topics), topics.marked))

    @property
    def _only_topics_left(self) -> bool:
        """Whether there are suggested topics to decide on, and no quotes."""
        session = self.session
        if session.task is not None or session.suggestions or session.reviewing.pending.running:
            return False
        return bool(session.suggested_topics)

    def _go_to_topics(self) -> None:
        """Lets the keys that decide on suggestions decide on the suggested topics."""
        self.query_one("#topics", RowList).focus()
        self._mark_suggested_topic()
        self.tell(Message.of(N_("Suggested topics: = accepts the marked one, - rejects it.")))

    def _panel_took(self, event: events.Key) -> bool:
        focused = self.focused
        if not isinstance(focused, RowList):
            return False
        key = key_name(event)
        taken = focused.take_key(key)
        if taken and focused.id == "quotes" and key != "enter":
            self._visit(focused.marked_key)
        return taken

    def _visit(self, quote_id: str | None) -> None:
        quote = self.session.find(quote_id or "")
        if quote is not None:
            self.session.visit(quote)
            self._message = None
            self.draw()

    def perform(self, command: Command[Any], *answers: object, **options: object) -> None:
        """Runs a command of the session or of the interface; asks first where it has to be told something."""
        if command.id in WINDOW_COMMANDS:
            command.run(self)
            return
        if command.ask is not None and not answers:
            self._ask(command)
            return
        if command.id in _ON_QUEUE and self._only_topics_left:
            self._go_to_topics()
            return
        edits, unsaved = len(self.session.store.history), len(self.session.unsaved)
        task = self.session.task
        told = self.session.run(command.id, *answers, **options)
        self.tell(self._with_ways_out(told) if len(self.session.unsaved) > unsaved else told)
        made = len(self.session.store.history) > edits
        if command.then is not None and made and task is None:
            self.perform(self.commands[command.then])

    def _with_ways_out(self, told: Message | None) -> Message | None:
        if told is None or not told.warning:
            return told
        from summit_tui.tui.ways_out import with_ways_out  # needed only where something is wrong

        return with_ways_out(told, self.keymap.keys, read_only=self.session.read_only)

    def _ask(self, command: Command[Any]) -> None:
        from summit_tui.tui.asking import Asker  # the app loads it once the first screen stands

        Asker(self).ask(command)

    @property
    def warns(self) -> bool:
        """Whether the status line shows a warning of the last command."""
        return self._message is not None and self._message.warning

    def tell(self, message: Message | None) -> None:
        """Shows a message, or none, in the status line, and what changed everywhere else.

        In the place of none comes what there was to tell at the start, a line each time.
        """
        if message is None and self._untold:
            message = self._untold.pop(0)
        self._message = message
        self.draw()

    def tell_how_to_leave(self) -> None:
        """Names the keys, for who tries another."""
        keys = any_of(self.keymap.keys["window.quit"])
        self.tell(Message.of(N_("Keys that leave the app: {keys}"), keys=keys))

    def _hear(self) -> None:
        """Draws suggestions as they are rated from here on; called in the thread that learns."""
        with suppress(RuntimeError):  # the app's loop is closed: nobody is there any more
            self.call_later(self._draw_rated)

    def _draw_rated(self) -> None:
        self.query_one(ArticleView).sync(following=False)
        self._draw_around()

    def on_unmount(self) -> None:
        """Lets no run keep the app from ending."""
        self._suggesting.stop()

    def on_suggested(self, event: Suggested) -> None:
        """Shows what was found, and leaves everything else as it is."""
        self.session.proposals.take(event.run, *event.parts, running=event.running)
        for notice in self._suggesting.new_notices(event.parts):
            self._message = notice
        self._draw_rated()

    def on_more_there(self, event: MoreThere) -> None:
        """Looks the article through again, where that wasn't done by then and it is still open."""
        if event.run is self.session.reviewing.pending.run:
            event.run.pending.outdated = True
            self._suggesting.follow()

    def on_run_failed(self, event: RunFailed) -> None:
        """Keeps what went wrong, and tells of it where its article is still open."""
        event.run.pending.give_up(event.run)
        log = self._log_fault(event.error)
        if event.run is self.session.reviewing.pending.run:
            self.tell(_failed(event.error, log))

    def on_article_view_moved(self) -> None:
        """Follows the mouse."""
        self.tell(None)

    def on_descendant_focus(self) -> None:
        """Tells of the keys that work in the part that has the focus."""
        if self.is_mounted:
            self.draw_lines()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Goes to the quote, or to the speaker's next one; tags the article with the topic."""
        event.stop()
        match event.rows.id:
            case "quotes":
                self._visit(event.key)
                self.query_one(ArticleView).focus()
            case "speakers":
                self._visit_next_of(event.key)
            case "topics":
                topic = next(topic for topic in self.session.topics if topic.id == event.key)
                self.perform(self.commands["topic.article"], topic)
            case _:
                pass

    def _visit_next_of(self, speaker: str) -> None:
        quotes = [quote for quote in self.session.quotes if speaker in quote.speakers]
        if quotes:
            current = self.session.quote
            place = quotes.index(current) + 1 if current in quotes else 0
            self._visit(quotes[place % len(quotes)].id)
