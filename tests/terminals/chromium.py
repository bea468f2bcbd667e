"""Headless Chromium, driven through its DevTools protocol: open a page, type, take a picture."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import aiohttp

from tests.terminals.windows import TerminalError

_OPTIONS: Final = (
    "--headless=new",
    "--no-sandbox",  # CI runs as root
    "--remote-debugging-port=0",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    # No network but this machine's own: what a page needs has to come from its server.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--proxy-server=direct://",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
)

_KEYS: Final = {
    "Enter": ("Enter", 13, "\r"),
    "Escape": ("Escape", 27, ""),
    "ArrowDown": ("ArrowDown", 40, ""),
    "ArrowLeft": ("ArrowLeft", 37, ""),
}


class Chromium:
    """A browser of its own, an async context manager. Sizes are CSS pixels, one of the screen's each."""

    def __init__(self, *, width: int, height: int) -> None:
        self._size = (width, height)
        self._number = 0

    async def __aenter__(self) -> Self:
        self._profile = tempfile.mkdtemp(prefix="summit-chromium-")
        self._process = subprocess.Popen(
            ["chromium", *_OPTIONS, f"--user-data-dir={self._profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={"PATH": "/usr/bin:/bin", "HOME": self._profile, "LC_ALL": "C.UTF-8"},
        )
        self._session = aiohttp.ClientSession()
        self._pages: list[Page] = []
        try:
            port = await self._port()
            self._address = f"http://127.0.0.1:{port}"
        except BaseException:
            await self._end()
            raise
        return self

    async def _port(self) -> str:
        file = Path(self._profile, "DevToolsActivePort")
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise TerminalError(f"chromium ended with status {self._process.returncode}")
            with suppress(OSError, IndexError):
                return file.read_text("ascii").split()[0]
            await asyncio.sleep(0.05)
        raise TerminalError("waited 30 s in vain for chromium")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    async def _end(self) -> None:
        for page in self._pages:
            await page.detach()
        await self._session.close()
        self._process.terminate()
        try:
            await asyncio.to_thread(self._process.wait, 10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)

    async def open(self, address: str) -> Page:
        """A new tab with the page at ``address``."""
        async with self._session.put(f"{self._address}/json/new") as answer:
            target = await answer.json()
        connection = await self._session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0)
        page = Page(connection)
        self._pages.append(page)
        width, height = self._size
        await page.call("Page.enable")
        await page.call("Network.enable")
        await page.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        await page.call("Runtime.enable")
        await page.call("Page.navigate", url=address)
        await page.until("document.readyState === 'complete' && location.href !== 'about:blank'", address)
        return page


class Page:
    """A tab."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self._connection = connection
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._number = 0
        self.asked_for: list[str] = []
        """The address of everything that the page has loaded or tried to load."""
        self.errors: list[str] = []
        """Exceptions that no script of the page caught."""
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._connection:
            said = json.loads(message.data)
            answer = self._answers.pop(said.get("id", -1), None)
            if answer is not None and not answer.done():
                answer.set_result(said)
            elif said.get("method") == "Network.requestWillBeSent":
                self.asked_for.append(said["params"]["request"]["url"])
            elif said.get("method") == "Runtime.exceptionThrown":
                details = said["params"]["exceptionDetails"]
                self.errors.append(details.get("exception", details).get("description", details["text"]))

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of a method of the protocol; raises ``TerminalError`` for an error."""
        self._number += 1
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._answers[self._number] = answer
        await self._connection.send_json({"id": self._number, "method": method, "params": parameters})
        said = await asyncio.wait_for(answer, 30)
        if "error" in said:
            raise TerminalError(f"{method}: {said['error']}")
        return said["result"]

    async def detach(self) -> None:
        """Gives the tab up, without closing it."""
        await self._connection.close()
        self._reader.cancel()
        with suppress(asyncio.CancelledError):
            await self._reader

    async def close(self) -> None:
        """Closes the tab as a person does."""
        await self.call("Page.close")

    async def evaluate(self, script: str) -> Any:
        """The value of an expression, or of the promise that it gives."""
        done = await self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True
        )
        if "exceptionDetails" in done:
            raise TerminalError(str(done["exceptionDetails"]))
        return done["result"].get("value")

    async def until(self, script: str, what: str, seconds: float = 20.0) -> None:
        """Returns when the expression is true; raises ``TerminalError`` after ``seconds``."""
        deadline = time.monotonic() + seconds
        while not await self.evaluate(script):
            if time.monotonic() > deadline:
                raise TerminalError(f"waited {seconds:g} s in vain for {what}")
            await asyncio.sleep(0.05)

    async def type(self, text: str) -> None:
        """Types letters as a keyboard does."""
        for letter in text:
            code = letter.upper() if letter.isascii() and letter.isalpha() else ""
            key = {"key": letter, "text": letter, "windowsVirtualKeyCode": ord(code) if code else 0}
            await self.call("Input.dispatchKeyEvent", type="keyDown", **key)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **key)

    async def press(self, key: str, *, control: bool = False) -> None:
        """Presses a key by its name in the DOM, or a letter, with Control or without."""
        name, number, text = _KEYS.get(key, (key, ord(key[-1].upper()), ""))
        event = {"key": name, "code": name if key in _KEYS else f"Key{key.upper()}"}
        event |= {"windowsVirtualKeyCode": number, "modifiers": 2 if control else 0}
        await self.call(
            "Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **event
        )
        await self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    async def png(self) -> bytes:
        """A picture of the window."""
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])

    async def settled(self, condition: Callable[[bytes], bool] = bool, quiet: float = 0.5) -> bytes:
        """A picture that hasn't changed for ``quiet`` seconds and meets ``condition``."""
        deadline = time.monotonic() + 20
        before, since = await self.png(), time.monotonic()
        while time.monotonic() < deadline:
            await asyncio.sleep(0.1)
            picture = await self.png()
            if picture != before or not condition(picture):
                before, since = picture, time.monotonic()
            elif time.monotonic() - since >= quiet:
                return picture
        raise TerminalError("the page kept changing")
