"""``summit serve`` in headless Chromium: the picture is the app's screen, cell by cell, and keys arrive."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import pytest
from aiohttp import web
from fontTools.ttLib import TTFont

from summit_tui.browser.server import FONT_SIZE, BrowserServer
from summit_tui.config import Paths
from summit_tui.i18n.catalogue import load_catalogue
from summit_tui.session import open_session
from summit_tui.terminal.identity import Terminal
from summit_tui.tui.app import SummitApp
from tests.support.doctor import doctor_app
from tests.support.quiet import QUIET, quiet_home
from tests.support.serving import ROOT, Serving, is_running, until
from tests.terminals.cells import Cell, Grid, cells_of_app
from tests.terminals.chromium import Chromium, Page
from tests.terminals.pictures import Picture
from tests.terminals.typecase import Metric, TypeCase, sheet_of
from tools.font import FACES, FOLDER

pytestmark = [pytest.mark.terminal, pytest.mark.slow]

COLUMNS, ROWS = 100, 30
CELL = Metric(0, 0, 9, 18)
"""Of the font at its usual size."""

SMOOTHING = 1
"""Pixels that a glyph may colour beyond its outline."""

BOLD, ITALIC = "1", "3"

KEYS = (("ArrowDown",) * 3, ("x", "x"))


@pytest.fixture
async def chromium(require_program: Callable[..., str]) -> AsyncIterator[Chromium]:
    require_program("chromium", package="chromium")
    require_program("convert", package="imagemagick")
    async with Chromium(width=COLUMNS * CELL.width, height=ROWS * CELL.height) as started:
        yield started


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return Path(shutil.copy(ROOT / "seeds" / "summit-2021.txt", folder))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    quiet_home(tmp_path / "home")
    return tmp_path / "home"


def picture_of(png: bytes) -> Picture:
    done = subprocess.run(
        ["convert", "png:-", "-depth", "8", "ppm:-"], input=png, capture_output=True, check=True
    )
    return Picture.from_ppm(done.stdout)


async def screens(article: Path, home: Path, language: str) -> list[Grid]:
    """What the app has on its screen at first, and after each of ``KEYS``."""
    session = open_session(article, paths=Paths.of({"SUMMIT_HOME": str(home)}))
    with contextlib.closing(session):
        app = SummitApp(session, load_catalogue(language), QUIET)
        async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
            await pilot.pause()
            found = [cells_of_app(app)]
            for keys in KEYS:
                await pilot.press(*(key.removeprefix("Arrow").lower() for key in keys))
                await pilot.pause()
                found.append(cells_of_app(app))
            return found


@contextlib.asynccontextmanager
async def served(command: list[str]) -> AsyncIterator[str]:
    """The address of a page that shows another program than the app."""
    texts = dict.fromkeys(("language", "direction", "title", "starting", "ended", "again"), "")
    server = BrowserServer(command, texts)
    runner = web.AppRunner(await server._make_app(), shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        (address,) = runner.addresses
        yield f"http://127.0.0.1:{address[1]}/{server.key}/"
    finally:
        await runner.cleanup()


async def type_case(chromium: Chromium, cells: Iterable[Cell], folder: Path) -> TypeCase:
    """The tiles of the browser's terminal: each of ``cells`` shown by itself."""
    sheet = sheet_of(cells, COLUMNS, ROWS)
    file = folder / "sheet.json"
    file.write_text(json.dumps(["\x1b[0m\x1b[2Jnothing yet", *sheet.pages]), encoding="utf-8")
    async with served([sys.executable, "-m", "tests.terminals.browser_sheet", str(file)]) as address:
        page = await begun(chromium, address)
        shown = [await page.settled()]
        for _ in sheet.pages:
            await page.type("n")
            shown.append(await page.settled(lambda picture, former=shown[-1]: picture != former))
        await page.close()
    return sheet.cut([picture_of(png) for png in shown[1:]], CELL)


def assert_ink_is_where_the_font_has_it(case: TypeCase) -> None:
    """Each Arabic glyph colours its cell from its outline's left end to its right one, and nothing else.

    Some outlines reach beyond the cell by their design: the tails of final letters.
    """
    fonts = [TTFont(FOLDER / f"{face}.woff2") for face in FACES]
    forms = [cell for cell in case.tiles if "\ufb50" <= cell.text[0] <= "\ufeff" and len(cell.text) == 1]
    assert len({cell.text for cell in forms}) > 80
    for cell in forms:
        attributes = cell.style.removeprefix("\x1b[").removesuffix("m").split(";")
        if ITALIC in attributes[:2]:
            continue  # slanted by the browser, without an outline of its own
        font = fonts[BOLD in attributes[:2]]
        outline = font["glyf"][font.getBestCmap()[ord(cell.text)]]
        scale = FONT_SIZE / font["head"].unitsPerEm
        tile = case.tiles[cell]
        ink = {n % tile.around.width - CELL.width // 2 for n in tile.around.differing(tile.blank, 8)}
        assert ink, f"{cell} shows nothing"
        assert outline.xMin * scale - SMOOTHING - 1 < min(ink), f"{cell} begins at {min(ink)}"
        assert max(ink) < outline.xMax * scale + SMOOTHING, f"{cell} ends at {max(ink)}"
        assert max(ink) > outline.xMax * scale - SMOOTHING - 1, f"{cell} ends at {max(ink)}"


async def begun(chromium: Chromium, address: str) -> Page:
    """A tab in which the app has drawn something, and which takes keys."""
    page = await chromium.open(address)
    await page.until("document.body.classList.contains('-first-byte')", "the app's first bytes")
    await page.until("document.activeElement.className === 'xterm-helper-textarea'", "the terminal's focus")
    return page


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_cell_shows_what_the_app_drew(
    chromium: Chromium, article: Path, home: Path, tmp_path: Path, language: str, monkeypatch
):
    monkeypatch.chdir(ROOT)
    should = await screens(article, home, language)
    cells = {cell for grid in should for row in grid for cell in row if cell}
    case = await type_case(chromium, cells, tmp_path)
    assert_ink_is_where_the_font_has_it(case)
    with Serving(article.parent, home, str(article), "--lang", language) as server:
        page = await begun(chromium, server.address)
        for keys, grid in zip(((), *KEYS), should, strict=True):
            for key in keys:
                await page.press(key) if len(key) > 1 else await page.type(key)
            shown = picture_of(await page.settled())
            assert not list(map(str, case.differences(shown, grid)))
        assert page.errors == []
        assert page.asked_for
        assert all(address.startswith(server.address) for address in page.asked_for)


async def test_every_cell_of_the_doctors_page_shows_what_it_drew(
    chromium: Chromium, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(ROOT)
    for name, value in {"SUMMIT_HOME": str(home), "LC_ALL": "C.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    app = doctor_app(Terminal(browser=True))
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await pilot.pause()
        should = cells_of_app(app)
    case = await type_case(chromium, {cell for row in should for cell in row if cell}, tmp_path)
    async with served([sys.executable, "-m", "summit_tui", "doctor", "--lang", "en"]) as address:
        page = await begun(chromium, address)
        shown = picture_of(await page.settled())
        assert not list(map(str, case.differences(shown, should)))
        await page.close()


async def test_a_tab_that_is_closed_ends_its_app(chromium: Chromium, article: Path, home: Path):
    with Serving(article.parent, home, str(article)) as server:
        page = await begun(chromium, server.address)
        apps = server.apps()
        assert len(apps) == 1
        await page.close()
        await until(lambda: not any(map(is_running, apps)))


async def test_a_page_that_is_loaded_anew_has_the_project(chromium: Chromium, article: Path, home: Path):
    with Serving(article.parent, home, str(article)) as server:
        page = await begun(chromium, server.address)
        for _ in range(3):
            await page.settled()
            await page.type("!")  # the article's first topic
            await page.settled()
            former = server.apps()
            await page.call("Page.reload")
            await until(lambda former=former: bool(server.apps() - former))
            await page.until("document.body?.classList.contains('-first-byte')", "the app's first bytes")
            await page.until("document.activeElement.className === 'xterm-helper-textarea'", "focus")
        assert len(server.apps()) == 1
        await page.settled()
    exported = subprocess.run(
        [sys.executable, "-m", "summit_tui", "export", str(article)],
        env={"SUMMIT_HOME": str(home), "PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        check=True,
    )
    # Set, taken back, set: each page wrote to the project that the one before had let go.
    assert len(json.loads(exported.stdout)["articles"][0]["topics"]) == 1


async def test_the_page_says_that_the_app_has_ended(chromium: Chromium, article: Path, home: Path):
    with Serving(article.parent, home, str(article)) as server:
        page = await begun(chromium, server.address)
        await page.press("q", control=True)
        await page.until("document.querySelector('.ended').checkVisibility()", "the closing words")
        said = await page.evaluate("document.querySelector('.ended').innerText")
        assert "summit has ended in this window" in said
        await page.press("Enter")  # the button has the focus
        await page.until("document.body?.classList.contains('-first-byte')", "the app, opened again")


async def test_what_the_app_copies_is_in_the_clipboard(chromium: Chromium, article: Path, home: Path):
    with Serving(article.parent, home, str(article)) as server:
        page = await begun(chromium, server.address)
        await page.settled()
        await page.type("xxx")
        await page.settled()
        await page.press("c", control=True)
        await page.settled()
        # Only reading takes a permission: a page may write to the clipboard of its own accord.
        await page.call("Browser.grantPermissions", permissions=["clipboardReadWrite"])
        copied = await page.evaluate("navigator.clipboard.readText()")
    assert len(copied) > 20
    assert copied in article.read_text("utf-8")
