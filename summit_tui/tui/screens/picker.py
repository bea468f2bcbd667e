"""Choosing from a list that is filtered as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from summit_tui import arabic
from summit_tui.arabic import NameMatch
from summit_tui.i18n import Catalogue
from summit_tui.tui.keys import key_name
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.speech import isolated
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.line_input import LineInput
from summit_tui.tui.widgets.row_list import Row, RowLine, RowList

NEW = "+"
"""The key of the row that makes a new entry of what was typed."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what is shown, and every name that finds it while one types."""

    key: str
    text: str
    names: tuple[str, ...]
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Picked:
    """The answer: the key of an option, or a new name; ``more`` where it is to be added to what there is."""

    key: str | None
    name: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one picker. ``make`` has a place ``{name}``; empty: nothing new can be made."""

    title: str
    hint: str
    placeholder: str
    empty: str
    make: str = ""


class Picker(Dialog[Picked]):
    """A filter, the options that fit it, and a hint. A digit picks while nothing is typed."""

    def __init__(
        self,
        catalogue: Catalogue,
        wording: Wording,
        options: Sequence[Option],
        *,
        proposed_name: str = "",
        adds: bool = False,
        about: str = "",
    ) -> None:
        """``about`` is what is being chosen for, and stands under the title."""
        super().__init__(catalogue)
        self._about = about
        self._wording = wording
        self._options = tuple(options)
        self._proposed_name = proposed_name
        self._adds = adds

    def compose(self) -> ComposeResult:
        """The title, the filter, the options, a line that says which keys there are."""
        mirrored = self.catalogue.right_to_left
        with Vertical(id="dialog"):
            yield Bar(id="dialog-title", right_to_left=mirrored, raised=True)
            if self._about:
                yield Bar(id="dialog-about", right_to_left=mirrored, raised=True)
            yield LineInput(
                id="filter",
                right_to_left=mirrored,
                placeholder=self._wording.placeholder,
                first_refusal=self._take_key,
            )
            rows = RowList(id="options", right_to_left=mirrored, empty=self._wording.empty)
            rows.can_focus = False
            yield rows
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Shows everything there is to choose."""
        self.query_one("#dialog-title", Bar).show([BarPiece(self._wording.title, "bar.strong")])
        if self._about:
            self.query_one("#dialog-about", Bar).show([BarPiece(isolated(self._about), "bar.dim")])
        self.query_one("#dialog-hint", Bar).show([BarPiece(self._wording.hint, "bar.dim")])
        self._show("")
        self.query_one(LineInput).focus()

    @property
    def _rows(self) -> RowList:
        return self.query_one(RowList)

    def _show(self, typed: str) -> None:
        name = typed.strip()
        options = self._fitting(name)
        rows = [
            Row(
                option.key,
                (RowLine(option.text, str(number) if number < 10 and not name else "", option.tail),),
            )
            for number, option in enumerate(options, 1)
        ]
        made = name or self._proposed_name
        words = arabic.name_words(made)
        known = any(arabic.name_words(other) == words for option in self._options for other in option.names)
        if self._wording.make and made and not known:
            rows.append(Row(NEW, (RowLine(self._wording.make.format(name=isolated(made)), NEW),)))
        self._rows.show(rows, marked=rows[0].key if rows else None)

    def _fitting(self, typed: str) -> list[Option]:
        if not typed:
            return list(self._options)
        ranked = []
        for place, option in enumerate(self._options):
            match = max((arabic.match_name(typed, name) for name in option.names), default=NameMatch.NONE)
            if match is not NameMatch.NONE:
                ranked.append((-match, place, option))
        return [option for _, _, option in sorted(ranked, key=lambda entry: entry[:2])]

    def on_line_input_changed(self, event: LineInput.Changed) -> None:
        """Filters."""
        self._show(event.value)

    def on_line_input_submitted(self) -> None:
        """Takes the marked row."""
        self._take(self._rows.marked_key)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Takes the row that was clicked."""
        self._take(event.key)

    def _take(self, key: str | None, *, more: bool = False) -> None:
        if key is None:
            return
        if key == NEW:
            name = self.query_one(LineInput).value.strip() or self._proposed_name
            self.dismiss(Picked(None, name, more))
        else:
            self.dismiss(Picked(key, more=more))

    def _take_key(self, event: events.Key) -> bool:
        """Takes digits into an empty filter, ``+`` and the vertical arrows before the filter does."""
        key = key_name(event)
        rows = self._rows.rows
        if len(key) == 1 and key in "123456789" and not self.query_one(LineInput).value:
            if int(key) <= len(rows) and rows[int(key) - 1].key != NEW:
                self._take(rows[int(key) - 1].key)
            return True
        if key == "+" and self._adds:
            self._take(self._rows.marked_key, more=True)
            return True
        return event.key in ("up", "down", "pageup", "pagedown") and self._rows.take_key(event.key)
