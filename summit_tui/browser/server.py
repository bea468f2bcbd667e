"""Serves the app to browsers on this machine: a page, and a process of the app for each window."""

from __future__ import annotations

import asyncio
import secrets
import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.server import Server, to_int

from summit_tui.browser.window import PATIENCE, BrowserWindow

PAGE: Final = Path(__file__).parent / "page"

FONT_SIZE: Final = 15
"""CSS pixels. The font's letters are 1233/2048 of its size wide, and xterm.js takes whole pixels for a cell:
at multiples of 5 letters fill their cells, at other sizes they overlap by up to a pixel."""

_HEADERS: Final = {
    # The page loads nothing from anywhere else, and tells nobody its address, which holds the key.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class BrowserServer(Server):
    """Serves the app under an address that holds a secret key.

    Whoever can reach the port can't open a window without it: neither other people on this machine nor a
    page of the web that is open in the same browser.
    """

    def __init__(self, arguments: Sequence[str], texts: Mapping[str, str]) -> None:
        """``arguments`` start the app; ``texts`` are the page's, by the names that its template has."""
        super().__init__("", statics_path="static", templates_path=PAGE)
        self.arguments = arguments
        self.texts = texts
        self.key = secrets.token_urlsafe(16)
        self._windows: set[BrowserWindow] = set()

    def address(self, listener: socket.socket) -> str:
        """Where the page is, on a socket that listens."""
        host, port = listener.getsockname()[:2]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/{self.key}/"

    def run(self, listener: socket.socket, ready: Callable[[], None]) -> None:
        """Serves on ``listener`` until SIGINT, SIGTERM or SIGHUP; the apps of all windows have ended then.

        ``ready`` is called once browsers can connect.
        """
        asyncio.run(self._run(listener, ready))

    async def _run(self, listener: socket.socket, ready: Callable[[], None]) -> None:
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        for number in _ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup wants it
                loop.add_signal_handler(number, over.set)
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=PATIENCE)
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            ready()
            await over.wait()
        finally:
            await runner.cleanup()

    async def _make_app(self) -> web.Application:
        app = web.Application()
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path))
        below = f"/{self.key}"
        app.add_routes(
            [
                web.get(f"{below}/", self.handle_index, name="index"),
                web.get(f"{below}/ws", self.handle_websocket, name="websocket"),
                web.static(f"{below}/static", self.statics_path),
                web.static(f"{below}/page", PAGE),
                # Its place is fixed by textual-serve's script; the key of each download is a secret too.
                web.get("/download/{key}", self.handle_download, name="download"),
            ]
        )
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 - as aiohttp calls it
        """Ends the apps of all windows."""
        await asyncio.gather(*(window.stop() for window in tuple(self._windows)))

    @aiohttp_jinja2.template("index.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page; ``?fontsize=N`` asks for letters of N pixels."""
        size = to_int(request.query.get("fontsize", ""), FONT_SIZE)
        return {**self.texts, "font_size": min(max(size, 5), 100)}

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One window, from when its page connects until that is closed or the app is left."""
        websocket = web.WebSocketResponse(heartbeat=15)
        await websocket.prepare(request)
        # A page that is loaded anew closes its window and opens another: the project has to be free by then.
        await asyncio.gather(*(window.stop() for window in self._windows if window.closing))
        window = BrowserWindow(
            self.arguments,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=websocket.close,
            download_manager=self.download_manager,
        )
        self._windows.add(window)
        try:
            await window.start(
                to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24)
            )
            await self._process_messages(websocket, window)
        finally:
            window.closing = True
            await window.stop()
            self._windows.discard(window)
        return websocket


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
