"""What was learned from decisions on suggestions: a list of lessons, of which any can be forgotten."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, Speaker
from summit_tui.session import Session
from summit_tui.session.aliases import remembered_aliases
from summit_tui.session.review.lessons import backed, moved, named
from summit_tui.suggest.learning import Lesson
from summit_tui.tui.keys import key_name
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.speech import spoken
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.row_list import Row, RowLine, RowList


class LearnedScreen(Dialog[bool]):
    """The lessons, the one that moves suggestions most first, then the names by which speakers are called.

    Any of them can be forgotten here, and brought back. It is left with ``True`` to forget everything, which
    whoever opened it asks about.
    """

    def __init__(self, catalogue: Catalogue, session: Session, command: str) -> None:
        """``command`` is the id of the session's command that forgets a lesson or an alias."""
        super().__init__(catalogue)
        self._session = session
        self._command = command
        self._forgettable: dict[str, str | tuple[Speaker, str]] = {}

    def compose(self) -> ComposeResult:
        """A title, whether anything is learned, the list, a hint."""
        mirrored = self.catalogue.right_to_left
        empty = self.catalogue.text("Nothing yet. Accept (=) or reject (-) suggestions.")
        with Vertical(id="dialog", classes="large"):
            yield Bar(id="dialog-title", right_to_left=mirrored, raised=True)
            yield Bar(id="dialog-about", right_to_left=mirrored, raised=True)
            yield RowList(id="options", right_to_left=mirrored, empty=empty)
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Shows what was learned from every decision so far."""
        title = self.catalogue.text("What was learned")
        self.query_one("#dialog-title", Bar).show([BarPiece(title, "bar.strong")])
        self._draw()
        self._tell(None)
        self.query_one(RowList).focus()

    def _draw(self) -> None:
        """Shows what is learned by now, and whether that goes on."""
        lessons = self._session.proposals.learning.wait().lessons()
        rows = [self._lesson_row(lesson) for lesson in lessons]
        rows += [self._alias_row(speaker, alias) for speaker, alias in remembered_aliases(self._session)]
        self.query_one(RowList).show(rows)
        text = self.catalogue.text
        state = text("Learning is on") if self._session.proposals.learns else text("Learning is off")
        count = self._session.proposals.learning.learned.count
        decisions = self.catalogue.count("{n} decision", "{n} decisions", count)
        look = "bar.plain" if self._session.proposals.learns else "bar.dim"
        self.query_one("#dialog-about", Bar).show([BarPiece(f"{state} · {decisions}", look)])

    def _tell(self, message: Message | None) -> None:
        """Shows a message, else the keys that work here, in the last line."""
        if message is not None:
            piece = BarPiece(
                spoken(self.catalogue, message), "bar.warning" if message.warning else "bar.plain"
            )
        else:
            hint = self.catalogue.text("Del forgets one, u undoes, a all, t switches, Esc closes")
            piece = BarPiece(hint, "bar.dim")
        self.query_one("#dialog-hint", Bar).show([piece])

    def _lesson_row(self, lesson: Lesson) -> Row:
        self._forgettable[lesson.trait] = lesson.trait
        behind = " · ".join(spoken(self.catalogue, message) for message in backed(lesson))
        what = RowLine(
            spoken(self.catalogue, named(lesson.trait)), tail=spoken(self.catalogue, moved(lesson))
        )
        return Row(lesson.trait, (what, RowLine(behind, look="rows.dim")))

    def _alias_row(self, speaker: Speaker, alias: str) -> Row:
        key = f"{speaker.id} {alias}"
        self._forgettable[key] = (speaker, alias)
        called = Message.of(N_("{alias} = {name}"), alias=alias, name=speaker.name.ar)
        why = self.catalogue.text("another name, from the speaker that you chose")
        return Row(key, (RowLine(spoken(self.catalogue, called)), RowLine(why, look="rows.dim")))

    def on_key(self, event: events.Key) -> None:
        """Scrolls, switches learning, forgets, and takes that back."""
        key, rows = key_name(event), self.query_one(RowList)
        if key in ("delete", "d"):
            if rows.marked_key is not None:
                self._run(self._command, self._forgettable[rows.marked_key])
        elif key in ("u", "r"):
            self._run("edit.undo" if key == "u" else "edit.redo")
        elif key == "a":
            if rows.rows:
                self.dismiss(True)  # noqa: FBT003 - the dialog's answer
        elif key == "t":
            self._session.run("learning.toggle")
            self._draw()
        elif not rows.take_key(key):
            return
        event.stop()

    def _run(self, command: str, *answers: object) -> None:
        """Runs a command of the session, and shows what is learned after it."""
        told = self._session.run(command, *answers)
        self._draw()
        self._tell(told)

    def on_row_list_chosen(self) -> None:
        """Closes."""
        self.dismiss(None)
