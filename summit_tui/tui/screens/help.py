"""Every key and what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from summit_tui.bidi import wrap
from summit_tui.i18n import N_, Catalogue
from summit_tui.session import Command, Group
from summit_tui.tui import editing_keys
from summit_tui.tui.keys import KeyMap, key_name, shown_keys
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.speech import as_typed
from summit_tui.tui.text import cells_of
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


INPUT_NAME = N_("While typing")
"""The title over the keys of inputs."""


class _BrokenRows(RowList):
    """A list whose lines are broken for the width that it has; ``rows`` makes them for one."""

    def __init__(self, rows: Callable[[int], Iterable[Row]], *, right_to_left: bool) -> None:
        super().__init__(id="options", right_to_left=right_to_left, lead_width=_KEYS_WIDTH)
        self._rows_for = rows

    def on_resize(self) -> None:
        """Breaks the lines; what the list itself does then comes after it."""
        self.show(list(self._rows_for(self.size.width)))


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
            yield _BrokenRows(self._rows, right_to_left=mirrored)
            yield Bar(id="dialog-hint", right_to_left=mirrored, raised=True)

    def on_mount(self) -> None:
        """Shows the keys."""
        text = self.catalogue.text
        self.query_one("#dialog-title", Bar).show([BarPiece(text("Keys"), "bar.strong")])
        self.query_one("#dialog-hint", Bar).show(
            [BarPiece(text("Up and down scroll, Esc closes. The Arabic layout works too."), "bar.dim")]
        )
        self.query_one(RowList).focus()

    def _rows(self, width: int) -> Iterable[Row]:
        for group, commands in groupby(self._commands, key=lambda command: command.group):
            yield self._title(group, GROUP_NAMES[group])
            for command in commands:
                keys = self._keymap.keys[command.id]
                if keys:
                    yield from self._entry(command.id, keys, command.help, width)
        yield self._title("input", INPUT_NAME)
        for keys, help_line in editing_keys.HELP:
            yield from self._entry(f"input {keys[0]}", keys, help_line, width)

    def _title(self, key: str, name: str) -> Row:
        return Row(key, (RowLine(self.catalogue.text(name), look="rows.title"),))

    def _entry(self, key: str, keys: Sequence[str], help_line: str, width: int) -> Iterable[Row]:
        shown = as_typed(shown_keys(keys))
        room = width - max(_KEYS_WIDTH, cells_of(shown)) - 1
        for number, line in enumerate(_broken(self.catalogue.text(help_line), room)):
            yield Row(f"{key} {number}", (RowLine(line, "" if number else shown),))

    def on_key(self, event: events.Key) -> None:
        """Scrolls."""
        if self.query_one(RowList).take_key(key_name(event)):
            event.stop()

    def on_row_list_chosen(self) -> None:
        """Closes."""
        self.dismiss(None)


def _broken(text: str, width: int) -> list[str]:
    """``text`` in lines of ``width`` cells."""
    starts = wrap(text, width)
    return [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
