"""Taking over an article's new text, and the list of quotes whose place in it is to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Carried, SummitError
from summit_tui.session import Message, Session
from summit_tui.session.revising.carrying import Carrying
from summit_tui.session.revising.making import prepared
from summit_tui.session.revising.revision import Revision
from summit_tui.tui.keys import key_name
from summit_tui.tui.panels import speaker_names
from summit_tui.tui.reasons import percentage
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.speech import isolated, spoken
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.row_list import Row, RowLine, RowList
from summit_tui.tui.wording import content_words, told_apart, words_after, words_before

LONG_TEXT = 200_000
"""Code points from which on comparing takes longer than a person notices: about a second for a million."""


def compared(session: Session) -> Revision | Message:
    """What the file's text makes of the open article, or why it makes nothing of it."""
    try:
        found = prepared(session)
    except SummitError as error:
        return Message.of_error(error)
    return found or Message.of(N_("The file still has the text that was annotated."))


class RevisionScreen(Dialog[Revision]):
    """What would become of the quotes: how many stay word for word, then those that don't. Enter does it."""

    def __init__(self, catalogue: Catalogue, session: Session) -> None:
        super().__init__(catalogue)
        self._session = session
        self._revision: Revision | None = None

    def compose(self) -> ComposeResult:
        """A title, the counts, the quotes that are changed or lost, a hint."""
        mirrored = self.catalogue.right_to_left
        with Vertical(id="dialog", classes="large"):
            yield Bar(id="dialog-title", right_to_left=mirrored, raised=True)
            yield Bar(id="dialog-about", right_to_left=mirrored, raised=True)
            yield RowList(id="options", right_to_left=mirrored)
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Compares the texts: long ones behind the screen, where the rest of the app waits for it."""
        text = self.catalogue.text
        title = text("New text: {file}", file=isolated(self._session.article.source.file))
        self.query_one("#dialog-title", Bar).show([BarPiece(title, "bar.strong")])
        self.query_one(RowList).focus()
        if len(self._session.text) <= LONG_TEXT:
            self._compared(compared(self._session))
            return
        self._tell(Message.of(N_("The texts are being compared.")), text("Esc leaves"))
        self.run_worker(self._compare, thread=True, exit_on_error=False)

    def _compare(self) -> None:
        """What the thread does. Nothing else changes the project meanwhile: this dialog has all keys."""
        found = compared(self._session)
        with suppress(RuntimeError):  # the app's loop is closed: nobody is there any more
            self.app.call_from_thread(self._compared, found)

    def _compared(self, found: Revision | Message) -> None:
        """Shows what a person has to know before it is done."""
        text = self.catalogue.text
        if isinstance(found, Message):
            self._tell(found, text("Esc closes"))
            return
        self._revision = found
        told = Message.of(
            N_("Word for word: {certain} · changed: {changed} · not placed: {lost}"),
            certain=found.certain,
            changed=found.changed,
            lost=found.lost,
        )
        self._tell(told, text("Enter takes the new text over, Esc leaves the old one"))
        uncertain = (one for one in found.carryings if not one.is_certain)
        self.query_one(RowList).show([self._row(found, one) for one in uncertain])

    def _tell(self, message: Message, hint: str) -> None:
        look = "bar.warning" if message.warning else "bar.plain"
        self.query_one("#dialog-about", Bar).show([BarPiece(spoken(self.catalogue, message), look)])
        self.query_one("#dialog-hint", Bar).show([BarPiece(hint, "bar.dim")])

    def _row(self, revision: Revision, carrying: Carrying) -> Row:
        known = {one.id: one for one in revision.known}.get(carrying.before.id)
        after = None
        if known is not None and not known.is_placed:
            # Its offsets are those of an earlier text than the one before.
            before = words_before(self._session, known)
            if carrying.after is not None:
                after = content_words(revision.text, carrying.after)
        elif carrying.after is not None:
            before, after = told_apart((revision.old, carrying.before), (revision.text, carrying.after))
        else:
            before = content_words(revision.old, carrying.before)
        return _row(self.catalogue, carrying.before.id, before, after, carrying.certainty)

    def on_key(self, event: events.Key) -> None:
        """Scrolls, or takes the text over."""
        key = key_name(event)
        if key == "enter":
            self.dismiss(self._revision)
        elif not self.query_one(RowList).take_key(key):
            return
        event.stop()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click on a quote chooses nothing: what is asked is about all of them."""
        event.stop()


class CarriedScreen(Dialog[Carried]):
    """The quotes to be placed, in the order of the text; the answer is the one to go to."""

    def __init__(self, catalogue: Catalogue, session: Session) -> None:
        super().__init__(catalogue)
        self._session = session

    def compose(self) -> ComposeResult:
        """A title, what was decided last, the list, a hint."""
        mirrored = self.catalogue.right_to_left
        empty = self.catalogue.text("Every quote has its place in this text.")
        with Vertical(id="dialog", classes="large"):
            yield Bar(id="dialog-title", right_to_left=mirrored, raised=True)
            yield Bar(id="dialog-about", right_to_left=mirrored, raised=True)
            yield RowList(id="options", right_to_left=mirrored, empty=empty)
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Shows them all."""
        text = self.catalogue.text
        self.query_one("#dialog-title", Bar).show([BarPiece(text("Quotes to place"), "bar.strong")])
        hint = text("Enter goes there, = keeps the place, a all from 90%, - drops, Esc: later")
        self.query_one("#dialog-hint", Bar).show([BarPiece(hint, "bar.dim")])
        self._draw(None)
        self.query_one(RowList).focus()

    def _draw(self, told: Message | None) -> None:
        self.query_one(RowList).show([self._row(one) for one in self._session.to_place])
        count = self.catalogue.text("Left: {count}", count=len(self._session.to_place))
        warns = told is not None and told.warning
        about = spoken(self.catalogue, told) if told is not None else count
        self.query_one("#dialog-about", Bar).show([BarPiece(about, "bar.warning" if warns else "bar.plain")])

    def _row(self, carried: Carried) -> Row:
        session = self._session
        before, after = words_before(session, carried), words_after(session, carried)
        who = speaker_names(session, carried.quote, self.catalogue)
        return _row(self.catalogue, carried.id, before, after, carried.certainty, who)

    def on_key(self, event: events.Key) -> None:
        """Decides on the marked one or on all that are nearly certain, or scrolls."""
        key, rows = key_name(event), self.query_one(RowList)
        if key == "a":
            self._draw(self._session.run("revision.accept_sure"))
            event.stop()
            return
        commands = {"=": "revision.accept", "-": "revision.drop", "delete": "revision.drop"}
        if key in commands and rows.marked_key is not None:
            self._decide(commands[key], rows.marked_key)
        elif not rows.take_key(key):
            return
        event.stop()

    def _decide(self, command: str, quote: str) -> None:
        session = self._session
        session.run("revision.list", session.project.carried[quote])
        told = session.run(command)
        session.leave_task()
        # What is told of the next one belongs to the text, which isn't seen here.
        self._draw(told if told is not None and told.warning else None)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Goes to it."""
        event.stop()
        self.dismiss(self._session.project.carried[event.key])


def _row(
    catalogue: Catalogue, key: str, before: str, after: str | None, certainty: float, who: str = ""
) -> Row:
    """What it was, with how certain its place is; what it is now or, where it is nothing, whose it was."""
    tail = percentage(certainty) if after is not None else catalogue.text("not placed")
    lines: Iterable[RowLine] = (
        RowLine(isolated(before), tail=tail, look="rows.dim" if after is not None else "rows.text"),
        RowLine(isolated(after) if after is not None else who, look="rows.text" if after else "rows.dim"),
    )
    return Row(key, tuple(lines))
