"""Running the suggester behind the screen, for the article that is open."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.worker import get_current_worker

if TYPE_CHECKING:
    from summit_tui.model import Message as Notice
    from summit_tui.session.review.found import Found, Request
    from summit_tui.session.review.pending import Pending
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

    def __init__(self, pending: Pending, parts: list[Found], *, running: bool) -> None:
        super().__init__()
        self.pending = pending
        self.parts = parts
        self.running = running


class Suggesting:
    """Sees to it that each article that is opened is looked through once, in a thread, for ``screen``.

    A run begins when the article's text stands on the screen, and is given up when another one is opened.
    """

    def __init__(self, screen: AnnotateScreen) -> None:
        self._screen = screen
        self._followed: Pending | None = None
        self._noticed: set[Notice] = set()
        self._suggester: Suggester | None = None
        self._stands = False

    def first_screen_stands(self) -> None:
        """Begins with the article that the app was opened on: its text has been sent to the terminal."""
        self._stands = True
        if self._wanted:
            self._begin(self._take_up())

    def follow(self) -> None:
        """Has the article that is open looked through, unless it was or suggestions aren't shown."""
        if self._stands and self._wanted:
            self._screen.call_after_refresh(self._begin, self._take_up())

    def stop(self) -> None:
        """Lets no run that waits for another process keep the app from ending."""
        if self._suggester is not None:
            from summit_tui.suggest.streaming import Stoppable  # loaded with the suggester

            if isinstance(self._suggester, Stoppable):
                self._suggester.stop()

    def new_notices(self, parts: list[Found]) -> list[Notice]:
        """What couldn't be done, as far as no run has told of it yet."""
        told = [notice for part in parts for notice in part.notices if notice not in self._noticed]
        self._noticed.update(told)
        return told

    @property
    def _wanted(self) -> bool:
        reviewing = self._screen.session.reviewing
        pending = reviewing.pending
        return reviewing.shown and (pending is not self._followed or pending.outdated)

    def _take_up(self) -> Pending:
        pending = self._followed = self._screen.session.reviewing.pending
        pending.running, pending.outdated = True, False
        return pending

    def _begin(self, pending: Pending) -> None:
        session = self._screen.session
        if pending is session.reviewing.pending:
            self._screen.run_worker(
                partial(self._run, pending, session.request()),
                thread=True,
                group=GROUP,
                exclusive=True,
                exit_on_error=False,
            )

    def _run(self, pending: Pending, request: Request) -> None:
        """What the thread does. Its first suggestions are handed over at once, later ones in batches."""
        from summit_tui.session.review.running import (
            finding,  # with the suggester, which no first screen needs
        )
        from summit_tui.session.tiers.suggesters import best_suggester

        worker = get_current_worker()
        self._suggester = best_suggester(at_once=True)
        gathered: list[Found] = []
        due, count = 0.0, 0
        for part in finding(request, self._suggester):
            if worker.is_cancelled:
                return
            gathered.append(part)
            count += len(part.quotes)
            if (part.quotes or part.tags) and monotonic() >= due:
                self._hand_over(Suggested(pending, gathered, running=True))
                gathered, due = [], monotonic() + max(_BETWEEN, count * _BETWEEN_EACH)
        if not worker.is_cancelled:
            self._hand_over(Suggested(pending, gathered, running=False))

    def _hand_over(self, suggested: Suggested) -> None:
        with suppress(RuntimeError):  # the app's loop is closed: nobody is there any more
            self._screen.post_message(suggested)
