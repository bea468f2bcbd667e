"""Keys in turn: what is typed faster than the app follows goes where it would have gone if typed slowly.

Textual hands a key to whatever has the focus when it arrives. Over a slow line several keys arrive at
once: those behind one that opens a dialog would act on the article below it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from pathlib import PurePath
from time import monotonic
from typing import Final

from textual import events
from textual.app import App

_PATIENCE: Final = 2.0
"""Seconds that a key waits for what is in front of it."""


class KeysInTurn(App[int]):
    """Lets a key, or what is pasted, wait until all that came before it has had its effect."""

    def __init__(self, css_path: list[str | PurePath]) -> None:
        super().__init__(css_path=css_path)
        self._waiting: deque[events.Event] = deque()

    @property
    def keys_wait(self) -> bool:
        """Whether more was typed than has had its effect."""
        return bool(self._waiting)

    async def on_event(self, event: events.Event) -> None:
        """Holds keys back while there is something to wait for."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if not typed or (not self._waiting and self._at_rest()):
            await super().on_event(event)
            return
        self._waiting.append(event)
        if len(self._waiting) == 1:
            # Not here: focus goes into a new dialog by a message to the app, which would wait, too.
            self.run_worker(self._let_through())

    async def _let_through(self) -> None:
        while self._waiting:
            deadline = monotonic() + _PATIENCE
            while not self._at_rest() and monotonic() < deadline:
                await asyncio.sleep(0)
            event = self._waiting[0]
            try:
                await super().on_event(event)
            finally:
                self._waiting.popleft()

    def _at_rest(self) -> bool:
        """Whether no part of the app has a message left, and the screen stands."""
        return (
            self.message_queue_size == 0
            and self.screen.is_mounted
            and not any(
                node.message_queue_size
                for screen in self.screen_stack
                for node in screen.walk_children(with_self=True)
            )
        )
