"""What was learned from decisions on suggestions: a list of lessons, of which any can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from summit_tui.i18n import Catalogue
from summit_tui.session import Session
from summit_tui.session.lessons import backed, moved, named
from summit_tui.suggest.learning import Lesson
from summit_tui.tui.keys import key_name
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.speech import spoken
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.row_list import Row, RowLine, RowList


@dataclass(frozen=True, slots=True)
class Forget:
    """What is to be forgotten: the lesson on ``trait``, or everything where it is ``None``."""

    trait: str | None = None


class LearnedScreen(Dialog[Forget]):
    """The lessons, the one that moves suggestions most first, with what stands behind each."""

    def __init__(self, catalogue: Catalogue, session: Session) -> None:
        super().__init__(catalogue)
        self._session = session

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
        text = self.catalogue.text
        self.query_one("#dialog-title", Bar).show([BarPiece(text("What was learned"), "bar.strong")])
        hint = text("Del forgets one, a all, t switches, Esc closes")
        self.query_one("#dialog-hint", Bar).show([BarPiece(hint, "bar.dim")])
        lessons = self._session.learning.wait().lessons()
        self.query_one(RowList).show([self._row(lesson) for lesson in lessons])
        self.query_one(RowList).focus()
        self._draw_switch()

    def _draw_switch(self) -> None:
        text = self.catalogue.text
        state = text("Learning is on") if self._session.learns else text("Learning is off")
        count = self._session.learning.learned.count
        decisions = self.catalogue.count("{n} decision", "{n} decisions", count)
        look = "bar.plain" if self._session.learns else "bar.dim"
        self.query_one("#dialog-about", Bar).show([BarPiece(f"{state} · {decisions}", look)])

    def _row(self, lesson: Lesson) -> Row:
        behind = " · ".join(spoken(self.catalogue, message) for message in backed(lesson))
        what = RowLine(
            spoken(self.catalogue, named(lesson.trait)), tail=spoken(self.catalogue, moved(lesson))
        )
        return Row(lesson.trait, (what, RowLine(behind, look="rows.dim")))

    def on_key(self, event: events.Key) -> None:
        """Scrolls, switches learning, or leaves to forget something."""
        key, rows = key_name(event), self.query_one(RowList)
        if key in ("delete", "d") and rows.marked_key is not None:
            self.dismiss(Forget(rows.marked_key))
        elif key == "a" and rows.rows:
            self.dismiss(Forget())
        elif key == "t":
            self._session.run("learning.toggle")
            self._draw_switch()
        elif not rows.take_key(key):
            return
        event.stop()

    def on_row_list_chosen(self) -> None:
        """Closes."""
        self.dismiss(None)
