"""``summit serve``: the page, its font, a window's first frames, two windows, and every way to end."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from tests.support.serving import ROOT, Serving, Socket, is_running, until

FIRST_TOPIC = "!"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the seed article, which may hold a project."""
    made = tmp_path / "مقالات $(touch x); 'a b'"
    made.mkdir()
    shutil.copy(ROOT / "seeds" / "summit-2021.txt", made / "-القمة.txt")
    return made


def serving(folder: Path, *arguments: str, **environment: str) -> Serving:
    return Serving(folder, folder.parent / "home", *arguments, **environment)


async def get(address: str) -> tuple[int, aiohttp.typedefs.LooseHeaders, bytes]:
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, answer.headers, await answer.read()


async def test_the_page_and_all_that_it_names_come_from_the_server(folder):
    with serving(folder, "--lang", "ar", "--", "-القمة.txt") as server:
        status, headers, page = await get(server.address)
        assert status == 200
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        text = page.decode("utf-8")
        assert '<html lang="ar">' in text
        assert "<title>-القمة.txt – summit</title>" in text
        assert "//" not in text
        for name in re.findall(r'(?:src|href)="([^":]+)"', text):
            assert (await get(server.address + name))[0] == 200, name
        style = (await get(f"{server.address}page/page.css"))[2].decode()
        fonts = re.findall(r'url\("([^"]+)"\)', style)
        assert len(fonts) == 2
        for font in fonts:
            assert (await get(f"{server.address}page/{font}"))[2].startswith(b"wOF2")


async def test_without_the_key_there_is_nothing(folder):
    with serving(folder, ".") as server:
        parts = urlsplit(server.address)
        assert parts.hostname == "127.0.0.1"
        assert len(parts.path) > 20
        for path in ("/", "/ws", "/static/js/textual.js", "/x" + parts.path[2:]):
            assert (await get(f"http://{parts.netloc}{path}"))[0] == 404


async def test_a_window_is_sent_shaped_lines_and_no_question_of_order(folder):
    with serving(folder, "./-القمة.txt", TMUX="/nowhere,1,0", VTE_VERSION="7000") as server:
        async with Socket(server.address) as window:
            await window.until("Arms control")
            letters = [letter for letter in window.drawn if unicodedata.bidirectional(letter) == "AL"]
            forms = [letter for letter in letters if "\ufb50" <= letter <= "\ufeff"]
            assert len(forms) > 300
            assert set(letters) - set(forms) <= set("ءـ")
            assert "\u200e" not in window.drawn
            for sequence in (
                "\x1b[8l",
                "\x1b[8h",
                "\x1b[8$p",
                "\x1b[>q",
                "\x1b[c",
                "\x1b[>c",
                "\x1bP",
                "\x1b]50",
            ):
                assert sequence not in window.drawn, sequence
            await window.type("x")
            await window.until("Let go")


async def test_two_windows_have_one_lock_and_interrupting_frees_it(folder):
    with serving(folder, ".", "--as", "ليلى") as server:
        async with Socket(server.address) as first, Socket(server.address, columns=250) as second:
            await first.until("Arms control")
            await first.type(FIRST_TOPIC)
            await first.until("saved")
            await second.until("Arms control")
            await second.type("\x1b[B" + FIRST_TOPIC)
            await second.until("in use")
            apps = server.apps()
            assert len(apps) == 2
            status, said = server.end(signal.SIGINT)
            await first.until_closed()
            await second.until_closed()
        assert status == 0
        assert said.splitlines() == [
            "The app is at this address, for browsers on this machine. Ctrl+C ends it."
        ]
        assert not any(map(is_running, apps))
    assert "ليلى" in (folder / ".summit" / "project.json").read_text("utf-8")
    with serving(folder, ".") as server:
        async with Socket(server.address) as window:
            await window.until("Arms control")
            await window.type(FIRST_TOPIC)
            await window.until("saved")


async def test_closing_a_window_ends_its_app_and_frees_the_project_for_the_next(folder):
    with serving(folder, ".") as server:
        former: set[int] = set()
        for _ in range(3):
            async with Socket(server.address) as window:
                await window.until("Arms control")
                await window.type(FIRST_TOPIC)
                await window.until("saved")
                apps = server.apps() - former
            former |= apps
        await until(lambda: not any(map(is_running, former)))


async def test_an_app_that_is_left_closes_its_window(folder):
    with serving(folder, ".") as server:
        async with Socket(server.address) as window:
            await window.until("Arms control")
            await window.type("\x11")  # ctrl+q
            await window.until_closed()
        assert window.told == [["ended", ""]]
        assert server.apps() == set()


async def test_what_keeps_an_app_from_starting_is_told_in_its_window(folder):
    with serving(folder, "./-القمة.txt") as server:
        (folder / "-القمة.txt").unlink()
        async with Socket(server.address) as window:
            await window.until_closed()
        ((kind, said),) = window.told
        assert kind == "ended"
        assert "-القمة.txt" in said
        assert "\n" not in said
        assert server.end(signal.SIGTERM)[0] == 0


async def test_apps_end_with_a_server_that_is_killed(folder):
    with serving(folder, ".") as server:
        async with Socket(server.address) as window:
            await window.until("Arms control")
            apps = server.apps()
            server.process.kill()
            assert len(apps) == 1
            await until(lambda: not any(map(is_running, apps)))


def test_a_port_that_is_taken_is_said(summit, work):
    (work / "a.txt").write_text("قال مازن: «نعم».", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = summit("serve", "a.txt", "--port", str(port))
    assert done.status == 3
    assert len(done.lines) == 1
    assert f"port {port}" in done.lines[0]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["nowhere.txt"], "nowhere.txt"),
        (["a.txt", "--host", "0.0.0.0"], "0.0.0.0"),
        (["a.txt", "--port", "70000"], "--port"),
        (["a.txt", "b.txt"], "b.txt"),
    ],
)
def test_what_cannot_be_served_is_said_before_anything_is(summit, work, arguments, named):
    (work / "a.txt").write_text("قال مازن: «نعم».", "utf-8")
    done = summit("serve", *arguments)
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
    assert named in done.lines[0]
