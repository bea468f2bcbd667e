"""Showing what another process does to the project, and waiting for one's turn to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summit_tui.i18n import N_
from summit_tui.model import ExitStatus, Message, SummitError
from summit_tui.session.held import who
from summit_tui.store import ProjectHeldError
from summit_tui.tui.screens.picker import Option, Picked, Picker, Wording
from summit_tui.tui.speech import isolated

if TYPE_CHECKING:
    from textual.timer import Timer

    from summit_tui.tui.screens.annotate import AnnotateScreen

EVERY: Final = 1.0
"""Seconds between two looks at the project's files; one takes some 50 microseconds where nothing changed."""


class Following:
    """Follows the project on ``screen`` until it, or another one, is open for writing."""

    def __init__(self, screen: AnnotateScreen) -> None:
        self._screen = screen
        self._timer: Timer = screen.set_interval(EVERY, self.look)
        self._told: str | None = None

    def look(self) -> None:
        """Takes in what was done, and writes from here on where that was waited for and can be."""
        session = self._screen.session
        if not session.follows:
            self._timer.stop()
            return
        try:
            changed = session.follow()
        except SummitError as error:
            # It is looked for again; what is wrong is told once.
            if str(error) != self._told:
                self._told = str(error)
                self._screen.tell(Message.of_error(error))
            return
        self._told = None
        if session.home.waits:
            self.try_to_write()
        if changed:
            self._screen.draw_followed()
            told = session.news()
            if told is not None:
                self._screen.tell(told)

    def try_to_write(self) -> None:
        """Opens the project for writing, unless another process still has it."""
        session = self._screen.session
        try:
            told = session.take_over()
        except ProjectHeldError as held:
            session.home.held_by = held
            return
        except SummitError as error:
            session.home.waits = False
            self._screen.tell(Message.of_error(error))
            return
        self._timer.stop()
        if session.store.why_read_only is not None:
            self._screen.tell(Message.of_error(session.store.why_read_only))
        else:
            self._screen.tell(
                told[0] if told else Message.of(N_("The project is free: what you do is saved."))
            )

    def ask(self, held: ProjectHeldError) -> None:
        """Tells who has the project, and asks what to do."""
        text, screen = self._screen.catalogue.text, self._screen
        wording = Wording(
            text("Another process has this project open"), text("Enter picks, Esc: only read it"), "", ""
        )
        options = [
            Option("read", text("Only read it, and see what is done there"), ()),
            Option("wait", text("Read it until it is free, then write"), ()),
            Option("leave", text("Leave"), ()),
        ]

        def answered(picked: Picked | None) -> None:
            if picked is not None and picked.key == "wait":
                toggle_waiting(screen)
            elif picked is not None and picked.key == "leave":
                screen.app.exit(ExitStatus.COULD_NOT)
            else:
                screen.tell(None)

        about = who(held).spoken(screen.catalogue.text, isolated)
        screen.app.push_screen(Picker(screen.catalogue, wording, options, about=about), answered)


def toggle_waiting(screen: AnnotateScreen) -> None:
    """Waits for the project to be free, or waits no more."""
    session = screen.session
    why = session.store.why_read_only
    if why is None:
        screen.tell(Message.of(N_("The project is open for writing; nothing needs to be waited for.")))
        return
    if session.home.reopen is None or session.home.held_by is None:
        screen.tell(Message.of_error(why))
        return
    session.home.waits = not session.home.waits
    if session.home.waits:
        key = N_("Waiting for {who}. What is done there is shown meanwhile.")
        screen.tell(Message.of(key, who=who(session.home.held_by)))
        screen.try_to_write()
    else:
        screen.tell(Message.of(N_("Not waiting any more: the project is open for reading only.")))
