"""A window and its program: what is passed on, how it ends, and one that doesn't."""

from __future__ import annotations

import asyncio
import json
import sys
import time

import pytest
from textual_serve.download_manager import DownloadManager

from summit_tui.browser import window as module
from summit_tui.browser.window import BrowserWindow

BEGIN = """
import os, sys, time, json
out = sys.stdout.buffer
def send(kind, data):
    out.write(kind + len(data).to_bytes(4, "big") + data); out.flush()
def begin():
    out.write(b"__GANGLION__\\n")
def until_quit():
    while head := sys.stdin.buffer.read(5):
        said = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
        if head[:1] == b"M" and json.loads(said)["type"] == "quit":
            return
"""


class Page:
    """What a page would get."""

    def __init__(self) -> None:
        self.drawn = b""
        self.told: list[list[str]] = []
        self.closed = asyncio.Event()

    async def write_bytes(self, data: bytes) -> None:
        self.drawn += data

    async def write_str(self, text: str) -> None:
        self.told.append(json.loads(text))

    async def close(self) -> None:
        self.closed.set()


def window_of(page: Page, script: str, *words: str) -> BrowserWindow:
    return BrowserWindow(
        [sys.executable, "-c", BEGIN + script, *words],
        write_bytes=page.write_bytes,
        write_str=page.write_str,
        close=page.close,
        download_manager=DownloadManager(),
    )


async def test_what_a_program_draws_is_passed_on_and_its_end_closes_the_page():
    page = Page()
    window = window_of(
        page, "begin(); send(b'D', sys.argv[1].encode()); send(b'M', b'{\"type\": \"exit\"}')", "$(x) 'ق'"
    )
    await window.start(80, 24)
    await asyncio.wait_for(page.closed.wait(), 10)
    assert page.drawn.decode() == "$(x) 'ق'"
    assert page.told == [["ended", ""]]
    await window.stop()


async def test_what_a_program_says_instead_of_starting_is_told():
    page = Page()
    window = window_of(page, "sys.exit('لا مقالة هنا')")
    await window.start(80, 24)
    await asyncio.wait_for(page.closed.wait(), 10)
    assert (page.drawn, page.told) == (b"", [["ended", "لا مقالة هنا"]])


async def test_a_program_is_asked_to_end_and_waited_for():
    page = Page()
    window = window_of(page, "begin(); until_quit(); send(b'D', b'x' * 1_000_000); time.sleep(0.2)")
    await window.start(80, 24)
    await asyncio.gather(window.stop(), window.stop())
    assert page.closed.is_set()
    assert window._process.returncode == 0


async def test_a_program_goes_on_ending_in_order_when_its_page_is_gone():
    async def gone(_: object) -> None:
        raise ConnectionResetError("Cannot write to closing transport")

    page = Page()
    page.write_bytes = page.write_str = gone
    window = window_of(page, "begin(); until_quit(); send(b'D', b'x' * 1_000_000)")
    await window.start(80, 24)
    await window.stop()
    assert window._process.returncode == 0


async def test_a_program_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    page = Page()
    window = window_of(page, "begin(); send(b'D', b'here'); time.sleep(60)")
    await window.start(80, 24)
    started = time.monotonic()
    await window.stop()
    assert 0.3 <= time.monotonic() - started < 5
    assert window._process.returncode == -9


async def test_the_program_hears_nothing_of_the_servers_terminal(monkeypatch: pytest.MonkeyPatch):
    for name in ("TMUX", "STY", "VTE_VERSION", "XTERM_VERSION"):
        monkeypatch.setenv(name, "1")
    page = Page()
    window = window_of(page, "begin(); send(b'D', ' '.join(os.environ).encode())")
    await window.start(90, 24)
    await asyncio.wait_for(page.closed.wait(), 10)
    names = set(page.drawn.decode().split())
    assert {"TEXTUAL_DRIVER", "COLUMNS", "ROWS"} <= names
    assert not names & {"TMUX", "STY", "VTE_VERSION", "XTERM_VERSION"}
