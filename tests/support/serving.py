"""``summit serve`` in a process of its own, and what a browser would say to it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import aiohttp

ROOT: Final = Path(__file__).resolve().parents[2]


class Serving:
    """``summit serve --port 0 …`` on a free port; a context manager that ends it."""

    def __init__(self, folder: Path, home: Path, *arguments: str, **environment: str) -> None:
        """It is run in ``folder``, with the user's folders under ``home``, in English."""
        self._folder = folder
        self._arguments = arguments
        self._environment = {
            "SUMMIT_HOME": str(home),
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PATH": os.environ["PATH"],
            **environment,
        }

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "summit_tui", "serve", "--port", "0", *self._arguments]
        self.process = subprocess.Popen(
            command,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        """What was printed, that is the page's address."""
        if not self.address:
            raise AssertionError(self.process.communicate()[1])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        self.process.kill()
        self.process.communicate()

    def apps(self) -> set[int]:
        """The process ids of the apps that it runs."""
        listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
        pairs = (map(int, line.split()) for line in listed.stdout.splitlines())
        return {pid for pid, parent in pairs if parent == self.process.pid}

    def end(self, number: int) -> tuple[int, str]:
        """Sends it a signal; its exit status and all that it said on standard error."""
        self.process.send_signal(number)
        return self.process.wait(15), self.process.communicate()[1]


def is_running(pid: int) -> bool:
    """Whether a process is there and hasn't ended; one that nobody waits for has."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return bool(state.strip()) and not state.startswith("Z")


async def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Returns as soon as ``condition`` holds; raises ``TimeoutError`` after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        await asyncio.sleep(0.02)


class Socket:
    """A window's connection, without a window: an async context manager."""

    def __init__(self, address: str, *, columns: int = 100, rows: int = 30) -> None:
        self._address = f"{address.replace('http', 'ws', 1)}ws?width={columns}&height={rows}"
        self.drawn = ""
        """All that the app has sent to the terminal."""
        self.told: list[list[object]] = []
        """Messages to the page."""

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        try:
            self._connection = await self._session.ws_connect(self._address, max_msg_size=0)
        except BaseException:
            await self._session.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connection, as a tab that is closed does."""
        await self._connection.close()
        await self._session.close()

    async def type(self, keys: str) -> None:
        """Sends what a terminal sends for keys."""
        await self._connection.send_json(["stdin", keys])

    async def until(self, text: str, seconds: float = 15.0) -> None:
        """Reads until the app has drawn ``text``; raises ``TimeoutError`` after ``seconds``."""
        async with asyncio.timeout(seconds):
            while text not in self.drawn:
                if not await self._read():
                    raise AssertionError(f"closed before {text!r} was drawn; {self.told}")

    async def until_closed(self, seconds: float = 15.0) -> None:
        """Reads until the server has closed the connection."""
        async with asyncio.timeout(seconds):
            while await self._read():
                pass

    async def _read(self) -> bool:
        message = await self._connection.receive()
        match message.type:
            case aiohttp.WSMsgType.BINARY:
                self.drawn += message.data.decode("utf-8")
            case aiohttp.WSMsgType.TEXT:
                self.told.append(message.json())
            case _:
                return False
        return True
