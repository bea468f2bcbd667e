"""What was learned from decisions on suggestions: a list of lessons, of which any can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Forget:
    """What is to be forgotten: the lesson on a trait, a speaker's alias, or everything that was learned."""

    lesson: str | tuple[Speaker, str] | None = None


class LearnedScreen(Dialog[Forget]):
    """The lessons, the one that moves suggestions most first, then the names by which speakers are called."""

    def __init__(self, catalogue: Catalogue, session: Session) -> None:
        super().__init__(catalogue)
        self._session = session
        self._forgettable: dict[str, Forget] = {}

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
        rows = [self._lesson_row(lesson) for lesson in self._session.learning.wait().lessons()]
        rows += [self._alias_row(speaker, alias) for speaker, alias in remembered_aliases(self._session)]
        self.query_one(RowList).show(rows)
        self.query_one(RowList).focus()
        self._draw_switch()

    def _draw_switch(self) -> None:
        text = self.catalogue.text
        state = text("Learning is on") if self._session.learns else text("Learning is off")
        count = self._session.learning.learned.count
        decisions = self.catalogue.count("{n} decision", "{n} decisions", count)
        look = "bar.plain" if self._session.learns else "bar.dim"
        self.query_one("#dialog-about", Bar).show([BarPiece(f"{state} · {decisions}", look)])

    def _lesson_row(self, lesson: Lesson) -> Row:
        self._forgettable[lesson.trait] = Forget(lesson.trait)
        behind = " · ".join(spoken(self.catalogue, message) for message in backed(lesson))
        what = RowLine(
            spoken(self.catalogue, named(lesson.trait)), tail=spoken(self.catalogue, moved(lesson))
        )
        return Row(lesson.trait, (what, RowLine(behind, look="rows.dim")))

    def _alias_row(self, speaker: Speaker, alias: str) -> Row:
        key = f"{speaker.id} {alias}"
        self._forgettable[key] = Forget((speaker, alias))
        called = Message.of(N_("{alias} = {name}"), alias=alias, name=speaker.name.ar)
        why = self.catalogue.text("another name, from the speaker that you chose")
        return Row(key, (RowLine(spoken(self.catalogue, called)), RowLine(why, look="rows.dim")))

    def on_key(self, event: events.Key) -> None:
        """Scrolls, switches learning, or leaves to forget something."""
        key, rows = key_name(event), self.query_one(RowList)
        if key in ("delete", "d") and rows.marked_key is not None:
            self.dismiss(self._forgettable[rows.marked_key])
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
