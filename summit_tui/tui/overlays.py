"""Help and the palette: lists of all commands over the main screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summit_tui.tui.keys import shown_keys
from summit_tui.tui.screens.help import HelpScreen
from summit_tui.tui.screens.picker import Option, Picked, Picker, Wording
from summit_tui.tui.speech import as_typed

if TYPE_CHECKING:
    from summit_tui.tui.screens.annotate import AnnotateScreen


def open_help(screen: AnnotateScreen) -> None:
    """Every key and what it does."""
    screen.app.push_screen(HelpScreen(screen.catalogue, screen.commands.values(), screen.keymap))


def open_palette(screen: AnnotateScreen) -> None:
    """Every command, found by its texts in either language, and run."""
    text = screen.catalogue.text
    options = [
        Option(
            command.id,
            f"{text(command.title)}: {text(command.help)}",
            (text(command.title), text(command.help), command.title, command.id),
            as_typed(shown_keys(screen.keymap.keys[command.id][:1])),
        )
        for command in screen.commands.values()
        if not command.numbered
    ]
    wording = Wording(
        text("Commands"),
        text("Type to find, Enter runs, Esc leaves"),
        text("Command"),
        text("No such command."),
    )

    def run(picked: Picked | None) -> None:
        if picked is not None and picked.key is not None:
            screen.perform(screen.commands[picked.key])

    screen.app.push_screen(Picker(screen.catalogue, wording, options), run)
