"""One browser window and the process that runs the app for it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from textual_serve.app_service import AppService

PATIENCE: Final = 3.0
"""Seconds that an app has for ending in order; then it is killed. What it showed as saved is on the disk."""

_FIRST_LINE: Final = b"__GANGLION__\n"
"""What Textual's driver for browsers writes before its packets."""

_OF_THE_TERMINAL: Final = frozenset({"TMUX", "TMUX_PANE", "STY", "VTE_VERSION", "XTERM_VERSION"})
"""What the environment says of the terminal that the server was started in, which a window isn't."""


class BrowserWindow(AppService):
    """Runs the app, and passes on what it draws and what is typed.

    Other than its base it starts the command without a shell, tells the page why an app ended, closes the
    page's connection when it has, and never waits for an app for ever.
    """

    def __init__(
        self, arguments: Sequence[str], *, close: Callable[[], Awaitable[object]], **connection: Any
    ) -> None:
        """``arguments`` are the command's words; ``connection`` is what ``AppService`` takes."""
        super().__init__("", close=self._close_when_over, **connection)
        self._arguments = arguments
        self._close = close
        self.closing = False
        """Whether its page is gone, and the app is being ended."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        # In a session of its own: Ctrl+C is the server's, which ends its apps in order.
        self._process = await asyncio.create_subprocess_exec(
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width=width, height=height),
            start_new_session=True,
        )
        self._stdin = self._process.stdin
        return self._process

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        return {name: value for name, value in environment.items() if name not in _OF_THE_TERMINAL}

    async def run(self) -> None:
        """Passes on what the app draws until it ends, then tells the page what it said, and closes."""
        process = self._process
        assert process is not None and process.stdout is not None and process.stderr is not None  # noqa: PT018
        errors = asyncio.create_task(process.stderr.read())
        with contextlib.suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await process.stdout.readuntil(_FIRST_LINE)
            while True:
                await self._pass_on(*await _packet(process.stdout))
        await process.wait()
        said = (await errors).decode("utf-8", "replace").strip()
        with contextlib.suppress(ConnectionError, RuntimeError):
            await self.remote_write_str(json.dumps(["ended", said]))
        await self._close()

    async def _pass_on(self, kind: bytes, payload: bytes) -> None:
        # An app must go on being read when its window is gone: it ends only when it has written all.
        with contextlib.suppress(ConnectionError, RuntimeError):
            match kind:
                case b"D":
                    await self.on_data(payload)
                case b"M":
                    await self.on_meta(payload)
                case b"P":
                    await self.on_packed(payload)

    async def stop(self) -> None:
        """Asks the app to end and returns when it has; it may be called again, and when it has ended."""
        if self._task is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        if not (await asyncio.wait({self._task}, timeout=PATIENCE))[0] and self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        await self._task

    async def _close_when_over(self) -> None:
        """Does nothing: an app says that it ends before it has, and ``run`` closes when its lock is free."""


async def _packet(stream: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """The kind of the next packet, and what it holds."""
    head = await stream.readexactly(5)
    return head[:1], await stream.readexactly(int.from_bytes(head[1:], "big"))
