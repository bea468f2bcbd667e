"""The application: one screen over one session. What it shows and does is in its parts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from summit_tui.config import Settings
from summit_tui.i18n import Catalogue
from summit_tui.session import Session
from summit_tui.tui.base import TerminalApp
from summit_tui.tui.commands.window import leave
from summit_tui.tui.screens.annotate import AnnotateScreen, LogFault
from summit_tui.tui.terminal import hidden_colours

if TYPE_CHECKING:
    from summit_tui.terminal.questions import Questions
    from summit_tui.terminal.wishes import Said
    from summit_tui.tui.widgets.line_input import LineInput

_UNTIL_LOADING = 0.5
"""Seconds after which the first screen stands, also on a slow machine."""


def load_dialogs() -> None:
    """Imports the dialogs, and reads the suggester's lexicons."""
    from summit_tui.suggest.lexicon import lexicon
    from summit_tui.tui import asking  # noqa: F401 - what it brings is there for the first dialog

    lexicon()


class SummitApp(TerminalApp):
    """Shows a session, and ends with the exit status of the command line."""

    TITLE = "summit"

    def __init__(
        self,
        session: Session,
        catalogue: Catalogue,
        settings: Settings,
        started: Callable[[], None] = lambda: None,
        questions: Questions | None = None,
        said: Said | None = None,
        log_fault: LogFault = lambda _: None,
    ) -> None:
        """``started`` is called once the first screen stands.

        ``questions`` were asked of the terminal, ``said`` is what else there is to go by. ``log_fault``
        keeps what nobody foresaw and the app goes on after; it returns the file.
        """
        super().__init__(questions=questions)
        if questions is not None:
            self.terminal = questions.answers()
        self._said = said
        if said is not None:
            self.treatment = said.treatment(self.terminal)
        self._started = started
        self._log_fault = log_fault
        self.session = session
        self.catalogue = catalogue
        self.settings = settings

    def get_default_screen(self) -> AnnotateScreen:
        """The article beside its panels."""
        return AnnotateScreen(
            self.session, self.catalogue, self.settings, self.treatment.advice, self._log_fault
        )

    def heard_late(self) -> None:
        """Treats the terminal by what it has answered after the app took the screen."""
        super().heard_late()
        if self._said is not None:
            treatment = self._said.treatment(self.terminal)
            if treatment != self.treatment:
                self.apply_treatment(treatment)

    def on_ready(self) -> None:
        """What the first screen didn't need can be loaded when it stands."""
        for screen in self._main_screens():
            screen.first_screen_stands()
        self.set_timer(_UNTIL_LOADING, self._load_the_rest)

    def _load_the_rest(self) -> None:
        """Loads the dialogs and the suggester off the interface's thread, before anyone needs them."""
        self._started()
        # Where it can't be loaded, the command that needs it will say so.
        self.run_worker(load_dialogs, thread=True, exit_on_error=False)

    def tell_how_to_leave(self) -> None:
        """In the status line of the main screen."""
        for screen in self._main_screens():
            screen.tell_how_to_leave()

    async def action_quit(self) -> None:
        """Leaves by the key that Textual takes before any dialog does, as the command leaves."""
        for screen in self._main_screens():
            leave(screen)

    def on_line_input_copied(self, event: LineInput.Copied) -> None:
        """Tells what was copied in an input of a dialog."""
        for screen in self._main_screens():
            screen.tell(event.told)

    def _main_screens(self) -> Iterator[AnnotateScreen]:
        return (screen for screen in self.screen_stack if isinstance(screen, AnnotateScreen))


def run(
    session: Session,
    catalogue: Catalogue,
    settings: Settings,
    started: Callable[[], None] = lambda: None,
    questions: Questions | None = None,
    said: Said | None = None,
    log_fault: LogFault = lambda _: None,
) -> int:
    """Runs the app until it is left, and returns the exit status. The session is the caller's to close.

    The arguments are those of ``SummitApp``. Where the terminal died or a signal asked to end, the status is
    128 + signal. Raises what nothing in the app caught, after the terminal was given back.
    """
    os.environ.update(hidden_colours(os.environ))
    return SummitApp(session, catalogue, settings, started, questions, said, log_fault).run_to_its_end()
