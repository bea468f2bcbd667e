"""Running the suggester behind the screen, for the article that is open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.worker import get_current_worker

if TYPE_CHECKING:
    from summit_tui.model import Message as Notice
    from summit_tui.session.review.found import FoundPart, Request
    from summit_tui.session.review.pending import Run
    from summit_tui.suggest.suggestions import Suggester
    from summit_tui.tui.screens.annotate import AnnotateScreen

GROUP: Final = "suggestions"
"""The worker group of the runs."""

_BETWEEN: Final = 0.05
_BETWEEN_EACH: Final = 0.0005
"""Seconds for which found suggestions are gathered before they are handed to the screen together, at the
least, and for each that was found before: drawing them all takes the longer the more there are."""


class Suggested(Message):
    """A run has found something, or come to its end."""

    def __init__(self, run: Run, parts: list[FoundPart], *, running: bool) -> None:
        super().__init__()
        self.run = run
        self.parts = parts
        self.running = running


class RunFailed(Message):
    """A run came upon something unforeseen: nothing more comes of it."""

    def __init__(self, run: Run, error: Exception) -> None:
        super().__init__()
        self.run = run
        self.error = error


class MoreThere(Message):
    """What a run went without is loaded by now: another one finds more."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run


class Suggesting:
    """Sees to it that each article that is opened is looked through, in a thread, for ``screen``.

    A run begins when the article's text stands on the screen, and anew where it would find other things than
    the last one. It is given up when another one begins.
    """

    def __init__(self, screen: AnnotateScreen) -> None:
        self._screen = screen
        self._noticed: set[Notice] = set()
        self._suggester: Suggester | None = None
        self._stands = False
        self._ended = False

    def first_screen_stands(self) -> None:
        """Begins with the article that the app was opened on: its text has been sent to the terminal."""
        self._stands = True
        if self._wanted:
            self._start(self._screen.session.reviewing.pending.begin())

    def follow(self) -> None:
        """Has the article that is open looked through where that is to be done, if suggestions are shown."""
        if self._stands and self._wanted:
            run = self._screen.session.reviewing.pending.begin()
            self._screen.call_after_refresh(self._start, run)

    def stop(self) -> None:
        """Lets no run that waits for another process keep the app from ending."""
        self._ended = True
        if self._suggester is not None:
            from summit_tui.suggest.streaming import Stoppable  # loaded with the suggester

            if isinstance(self._suggester, Stoppable):
                self._suggester.stop()

    def new_notices(self, parts: list[FoundPart]) -> list[Notice]:
        """What couldn't be done, as far as no run has told of it yet."""
        told = [notice for part in parts for notice in part.notices if notice not in self._noticed]
        self._noticed.update(told)
        return told

    @property
    def _wanted(self) -> bool:
        reviewing = self._screen.session.reviewing
        return reviewing.shown and (reviewing.pending.run is None or reviewing.pending.outdated)

    def _start(self, run: Run) -> None:
        session = self._screen.session
        if run is session.reviewing.pending.run:
            self._screen.run_worker(
                partial(self._run, run, session.proposals.request()),
                thread=True,
                group=GROUP,
                exclusive=True,
                exit_on_error=False,
            )

    def _run(self, run: Run, request: Request) -> None:
        """What the thread does."""
        worker = get_current_worker()

        def given_up() -> bool:
            return worker.is_cancelled or self._ended

        try:
            self._find(run, request, given_up)
        except Exception as error:  # noqa: BLE001 - whatever a suggester does wrong, the app goes on
            self._hand_over(RunFailed(run, error))

    def _find(self, run: Run, request: Request, given_up: Callable[[], bool]) -> None:
        """Runs the suggester. First suggestions are handed over at once, later ones in batches."""
        from summit_tui.session.review.running import (
            finding,  # with the suggester, which no first screen needs
        )
        from summit_tui.session.tiers.suggesters import AtOnce, best_suggester

        at_once = AtOnce(given_up, partial(self._hand_over, MoreThere(run)))
        suggester = self._suggester = best_suggester(at_once=at_once)
        gathered: list[FoundPart] = []
        due, count = 0.0, 0
        for part in finding(request, suggester):
            if given_up():
                return
            gathered.append(part)
            count += len(part.quotes)
            if (part.quotes or part.tags) and monotonic() >= due:
                self._hand_over(Suggested(run, gathered, running=True))
                gathered, due = [], monotonic() + max(_BETWEEN, count * _BETWEEN_EACH)
        if not given_up():
            self._hand_over(Suggested(run, gathered, running=False))

    def _hand_over(self, told: Message) -> None:
        with suppress(RuntimeError):  # the app's loop is closed: nobody is there any more
            self._screen.post_message(told)
