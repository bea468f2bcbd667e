"""Commands that change nothing but what is on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.session.command import Command, Group
from summit_tui.session.copying import text_to_copy
from summit_tui.tui.keys import any_of

if TYPE_CHECKING:
    from summit_tui.tui.screens.annotate import AnnotateScreen


def show_help(screen: AnnotateScreen) -> None:
    """Opens the list of all keys."""
    from summit_tui.tui.overlays import open_help  # dialogs are loaded when they are opened

    open_help(screen)


def show_palette(screen: AnnotateScreen) -> None:
    """Opens the list of all commands, to be filtered and run."""
    from summit_tui.tui.overlays import open_palette  # dialogs are loaded when they are opened

    open_palette(screen)


def copy(screen: AnnotateScreen) -> None:
    """Copies what is selected, or the current quote; tells how to leave where there is neither."""
    text = text_to_copy(screen.session)
    if not text:
        screen.tell_how_to_leave()
        return
    from summit_tui.tui.clipboard import copy_text  # loaded for the first copy

    screen.tell(copy_text(screen.app, text))


def picture(screen: AnnotateScreen) -> None:
    """Takes a picture of the screen, and asks where it is to be written."""
    from summit_tui.tui.picturing import save_picture  # loaded for the rare picture

    save_picture(screen)


def wait_to_write(screen: AnnotateScreen) -> None:
    """Waits until no other process has the project open, or waits no more."""
    from summit_tui.tui.following import toggle_waiting  # only who reads what another writes needs it

    toggle_waiting(screen)


def next_panel(screen: AnnotateScreen) -> None:
    """Goes on to the next part of the screen."""
    screen.focus_next()


def previous_panel(screen: AnnotateScreen) -> None:
    """Goes back to the part of the screen before."""
    screen.focus_previous()


def leave(screen: AnnotateScreen) -> None:
    """Ends the app. Everything was saved when it was made; where it wasn't, that is told before."""
    if screen.session.unsaved and not screen.was_told_of_unsaved:
        screen.was_told_of_unsaved = True
        keys = any_of(screen.keymap.keys["project.save_elsewhere"])
        key = (
            N_("Not saved, but kept for the next start: {count}. {keys}: save elsewhere. Again: leave.")
            if screen.session.home.unsaved_are_kept
            else N_(
                "Edits that could not be saved would be lost: {count}. {keys}: save elsewhere. Again: leave."
            )
        )
        screen.tell(Message.warn(key, count=len(screen.session.unsaved), keys=keys))
        return
    screen.app.exit(0)


_COMMANDS: tuple[Command[AnnotateScreen], ...] = (
    Command(
        "window.help",
        Group.WINDOW,
        ("?", "f1"),
        N_("Help"),
        N_("Every key and what it does"),
        show_help,
    ),
    Command(
        "window.palette",
        Group.WINDOW,
        ("f2", "ctrl+p"),
        N_("Commands"),
        N_("Every command: type to find it, Enter to run it"),
        show_palette,
    ),
    Command(
        "window.copy",
        Group.WINDOW,
        ("ctrl+c",),
        N_("Copy"),
        N_("Copy the selected words or, where none are, the quote"),
        copy,
    ),
    Command(
        "window.picture",
        Group.WINDOW,
        (),
        N_("Picture"),
        N_("Save a picture of the screen as an SVG file"),
        picture,
    ),
    Command(
        "window.wait",
        Group.WINDOW,
        (),
        N_("Wait to write"),
        N_("Write as soon as no other process has the project open, or wait no more"),
        wait_to_write,
    ),
    Command(
        "window.next_panel",
        Group.WINDOW,
        ("tab",),
        N_("Next panel"),
        N_("From the article to the panels, and round"),
        next_panel,
    ),
    Command(
        "window.previous_panel",
        Group.WINDOW,
        ("shift+tab",),
        N_("Previous panel"),
        N_("The same way back"),
        previous_panel,
    ),
    Command(
        "window.quit",
        Group.WINDOW,
        ("ctrl+q", "f10"),
        N_("Quit"),
        N_("Leave the app; everything is saved already"),
        leave,
    ),
)

WINDOW_COMMANDS: Mapping[str, Command[AnnotateScreen]] = MappingProxyType(
    {command.id: command for command in _COMMANDS}
)
