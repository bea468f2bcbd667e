"""Every key and what it does."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from summit_tui.i18n import N_, Catalogue
from summit_tui.session import Command, Group
from summit_tui.tui.keys import KeyMap, key_name, shown_keys
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.speech import as_typed
from summit_tui.tui.widgets.bar import Bar, BarPiece
from summit_tui.tui.widgets.row_list import Row, RowLine, RowList

_KEYS_WIDTH = 16
"""Cells in which the keys of nearly every command fit."""

GROUP_NAMES = {
    Group.MOVE: N_("Move"),
    Group.SELECT: N_("Select"),
    Group.QUOTE: N_("Quotes"),
    Group.TOPIC: N_("Topics"),
    Group.REVIEW: N_("Suggestions"),
    Group.EDIT: N_("Work"),
    Group.WINDOW: N_("Window"),
}


class HelpScreen(Dialog[None]):
    """The keys by groups, from the commands' definitions."""

    def __init__(self, catalogue: Catalogue, commands: Iterable[Command[Any]], keymap: KeyMap) -> None:
        super().__init__(catalogue)
        self._commands = tuple(commands)
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """A title, the list, a hint."""
        mirrored = self.catalogue.right_to_left
        with Vertical(id="dialog", classes="large"):
            yield Bar(id="dialog-title", right_to_left=mirrored, raised=True)
            yield RowList(id="options", right_to_left=mirrored, lead_width=_KEYS_WIDTH)
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Shows the keys."""
        text = self.catalogue.text
        self.query_one("#dialog-title", Bar).show([BarPiece(text("Keys"), "bar.strong")])
        self.query_one("#dialog-hint", Bar).show(
            [BarPiece(text("Up and down scroll, Esc closes. The Arabic layout works too."), "bar.dim")]
        )
        self.query_one(RowList).show(list(self._rows()))
        self.query_one(RowList).focus()

    def _rows(self) -> Iterable[Row]:
        for group, commands in groupby(self._commands, key=lambda command: command.group):
            yield Row(group, (RowLine(self.catalogue.text(GROUP_NAMES[group]), look="rows.title"),))
            for command in commands:
                keys = self._keymap.keys[command.id]
                if keys:
                    help_line = self.catalogue.text(command.help)
                    yield Row(command.id, (RowLine(help_line, as_typed(shown_keys(keys))),))

    def on_key(self, event: events.Key) -> None:
        """Scrolls."""
        if self.query_one(RowList).take_key(key_name(event)):
            event.stop()

    def on_row_list_chosen(self) -> None:
        """Closes."""
        self.dismiss(None)
