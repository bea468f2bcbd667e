"""What happened to a quote or to the whole project: who changed what when, the last edit first."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message as Event

from summit_tui.bidi import wrap
from summit_tui.i18n import N_, Catalogue
from summit_tui.model import Message, Quote, SummitError
from summit_tui.session import Session
from summit_tui.session.history.facts import About
from summit_tui.session.history.walking import Happening, happenings
from summit_tui.tui.keys import key_name
from summit_tui.tui.panels import LONGEST_WORDS, name_in
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.speech import as_typed, isolated
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.row_list import Row, RowLine, RowList

_WHEN_WIDTH = 16
"""Cells of a day and a time."""

_AHEAD = 40
"""Rows that are read beyond those that are shown."""

_AT_ONCE = 0.04
"""Seconds that are spent on reading before keys are heard again."""


class HistoryRows(RowList):
    """The rows of edits; tells when the person comes near the last one that was read."""

    class NearEnd(Event):
        """More rows are wanted, or there is another width to break the lines for."""

    @property
    def wants_more(self) -> bool:
        """Whether what was read ends near what is shown or marked."""
        seen = max(self.scroll_offset.y + self.size.height, self.marked)
        return len(self.rows) < seen + _AHEAD

    def on_resize(self) -> None:
        """Lets the lines be broken anew."""
        self.post_message(self.NearEnd())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Reads on where the mouse scrolls."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.NearEnd())


class HistoryScreen(Dialog[str]):
    """The edits of a quote or, by wish, of the project; read as far back as one scrolls.

    ``a`` changes over from the one to the other. Left with the id of a quote to go to.
    """

    def __init__(
        self, catalogue: Catalogue, session: Session, quote: Quote | None, *, of_quote: bool
    ) -> None:
        """``quote`` is the present one; its edits are shown first where ``of_quote``."""
        super().__init__(catalogue)
        self._session = session
        self._quote = quote
        self._begin(of_quote=of_quote)

    def _begin(self, *, of_quote: bool) -> None:
        quote = self._quote.id if of_quote and self._quote is not None else None
        self._of_quote = quote is not None
        self._walk: Iterator[Happening | None] | None = happenings(
            self._session.store, lambda name: name_in(name, self.catalogue), quote
        )
        self._read: list[Happening] = []
        self._missing: SummitError | None = None
        self._rows: list[Row] = []
        self._width = 0

    def compose(self) -> ComposeResult:
        """A title, which quote it is about, the edits, a hint."""
        mirrored = self.catalogue.right_to_left
        empty = self.catalogue.text("Nothing was changed yet.")
        with Vertical(id="dialog", classes="large"):
            yield Bar(id="dialog-title", right_to_left=mirrored, raised=True)
            yield Bar(id="dialog-about", right_to_left=mirrored, raised=True)
            yield HistoryRows(id="options", right_to_left=mirrored, empty=empty, lead_width=_WHEN_WIDTH)
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Shows the last edits."""
        self._tell()
        self.query_one(RowList).focus()

    def _tell(self) -> None:
        text = self.catalogue.text
        title = (
            text("What happened to this quote") if self._of_quote else text("What happened in the project")
        )
        about = self.catalogue.count("{n} edit", "{n} edits", self._session.store.sequence)
        if self._of_quote and self._quote is not None:
            quote = self._quote
            about = isolated(self._session.text[quote.start : min(quote.end, quote.start + LONGEST_WORDS)])
        self.query_one("#dialog-title", Bar).show([BarPiece(title, "bar.strong")])
        self.query_one("#dialog-about", Bar).show([BarPiece(about, "bar.dim")])
        hint = text("Up and down scroll, Enter goes to the quote, Esc closes")
        if self._quote is not None:
            other = text("a: the whole project") if self._of_quote else text("a: this quote alone")
            hint = f"{hint} · {other}"
        self.query_one("#dialog-hint", Bar).show([BarPiece(hint, "bar.dim")])

    def on_history_rows_near_end(self) -> None:
        """Reads on, or breaks the lines for another width."""
        self._go_on()

    def _go_on(self) -> None:
        """Reads some more edits where they are wanted, and lets keys be heard in between."""
        rows = self.query_one(HistoryRows)
        width = rows.size.width
        if width and width != self._width:
            self._width = width
            self._rows = [row for happening in self._read for row in self._rows_of(happening)]
            self._show(rows)
        if not width or self._walk is None or not rows.wants_more:
            return
        until = time.monotonic() + _AT_ONCE
        walk = self._walk
        while self._walk is walk and len(self._rows) < len(rows.rows) + _AHEAD and time.monotonic() < until:
            self._read_one(walk)
        self._show(rows)
        if self._walk is not None:
            self.set_timer(0, self._go_on)

    def _read_one(self, walk: Iterator[Happening | None]) -> None:
        try:
            happening = next(walk)
        except StopIteration:
            self._walk = None
        except SummitError as error:
            self._walk, self._missing = None, error
        else:
            if happening is not None:
                self._read.append(happening)
                self._rows += self._rows_of(happening)

    def _show(self, rows: HistoryRows) -> None:
        rows.show([*self._rows, *self._last_rows()])

    def _last_rows(self) -> Iterable[Row]:
        """What is told behind the first edit that there is."""
        if self._missing is not None:
            told = Message.of_error(self._missing)
        elif self._walk is None and self._session.store.history.start > 1:
            told = Message.of(
                N_(
                    "Edits before that were taken out of the history, as was asked for, or are lost: {count}."
                ),
                count=self._session.store.history.start - 1,
            )
        else:
            return
        for number, line in enumerate(self._broken(self._spoken(told))):
            yield Row(f"missing {number}", (RowLine(line, look="rows.dim"),))

    def _rows_of(self, happening: Happening) -> Iterable[Row]:
        text, edit = self.catalogue.text, happening.edit
        title = happening.title
        heading = isolated(title) if isinstance(title, str) else self._spoken(title)
        tail = isolated(edit.by)
        if happening.undone:
            heading = text("{what} (undone)", what=heading)
        look = "rows.dim" if happening.undone else "rows.title"
        key = f"{happening.sequence}"
        yield Row(f"{key} ", (RowLine(heading, as_typed(_local(edit.at)), tail, look),))
        look = "rows.dim" if happening.undone else "rows.text"
        lines = [line for about in happening.told for line in self._lines_of(about)]
        for number, line in enumerate(lines):
            yield Row(f"{key} {number}", (RowLine(line, look=look),))

    def _lines_of(self, about: About) -> Iterable[str]:
        if about.subject is not None:
            yield from self._broken(self._spoken(about.subject))
        for fact in about.facts:
            yield from self._broken(self._spoken(fact))

    def _broken(self, line: str) -> list[str]:
        starts = wrap(line, max(self._width - _WHEN_WIDTH - 1, 10))
        return [line[start:end].strip() for start, end in pairwise([*starts, len(line)])]

    def _spoken(self, message: Message) -> str:
        return message.spoken(self.catalogue.text, isolated)

    def on_key(self, event: events.Key) -> None:
        """Scrolls, or changes over between the quote and the project."""
        key, rows = key_name(event), self.query_one(HistoryRows)
        if key == "a" and self._quote is not None:
            self._begin(of_quote=not self._of_quote)
            rows.show([], marked=None)
            rows.mark(0)
            self._tell()
        elif not rows.take_key(key):
            return
        event.stop()
        self._go_on()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Goes to the quote that the edit was about, where it is still there."""
        event.stop()
        number = event.key.partition(" ")[0]
        chosen = next((one for one in self._read if str(one.sequence) == number), None)
        quotes = self._session.project.quotes
        ids = [change.entity.id for change in chosen.edit.changes] if chosen is not None else []
        if self._of_quote and self._quote is not None:
            ids = [self._quote.id]
        self.dismiss(next((one for one in ids if one in quotes), None))


def _local(at: str) -> str:
    """A time as the person's clock has it, to the minute; what is none as it is."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return at[:_WHEN_WIDTH]
