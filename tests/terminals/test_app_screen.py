"""The app itself: what tmux reads back is the layout model, and windows show exactly that."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from wcwidth import wcwidth

from summit_tui.config import Paths
from summit_tui.i18n.catalogue import load_catalogue
from summit_tui.session import open_session
from summit_tui.tui.app import SummitApp
from summit_tui.tui.widgets.article import ArticleView
from tests.support.quiet import QUIET, quiet_home
from tests.terminals.test_order import OTHER, SAME
from tests.terminals.tmux import Tmux
from tests.terminals.windows import Display, Picture, Window

pytestmark = pytest.mark.terminal

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEYS = ("Down", "Down", "Down", "Left", "Left", "Left", "Left", "Left")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The seed article in a folder of its own, so that a project may be made beside it."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return Path(shutil.copy(next((ROOT / "seeds").glob("*.txt")), folder))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    quiet = quiet_home(home / "summit")
    return {"PYTHONPATH": str(ROOT), "COLORTERM": "truecolor", "HOME": str(home), **quiet}


@pytest.fixture
def tmux_is_there(require_program: Callable[..., str]) -> None:
    require_program("tmux", package="tmux")


def app(article: Path) -> list[str]:
    return [sys.executable, "-m", "summit_tui", "--lang", "en", str(article)]


def app_without_sequences(article: Path) -> list[str]:
    return [*app(article), "--terminal-bidi", "off"]


def cells_of(row: str, columns: int) -> list[str]:
    """A row of text as cells: each character with the marks that stand on it."""
    cells: list[str] = []
    for character in row:
        if wcwidth(character) == 0 and cells:
            cells[-1] += character
        else:
            cells.extend([character, *[""] * (wcwidth(character) - 1)])
    return cells + [" "] * (columns - len(cells))


async def model(article: Path, columns: int, rows: int) -> tuple[tuple[int, int], list[list[str]]]:
    """Where the article stands on a screen of that size, and the cells of its rows by the layout model."""
    session = open_session(article, paths=Paths.of({"SUMMIT_HOME": str(article.parent / "home")}))
    with contextlib.closing(session):
        summit = SummitApp(session, load_catalogue("en"), QUIET)
        async with summit.run_test(size=(columns, rows)) as pilot:
            await pilot.pause()
            view = summit.screen.query_one(ArticleView)
            lines = [session.layout.line(row) for row in range(min(view.size.height, session.layout.rows))]
            cells = [laid[1].row() if laid else [" "] * session.layout.width for laid in lines]
            return (view.region.x, view.region.y), cells


def article_cells(
    screen: list[str], place: tuple[int, int], size: tuple[int, int], columns: int
) -> list[list[str]]:
    (x, y), (width, height) = place, size
    return [cells_of(row, columns)[x : x + width] for row in screen[y : y + height]]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 36)])
async def test_tmux_reads_the_layout_model(
    article: Path, environment: dict[str, str], tmux_is_there: None, columns: int, rows: int
):
    place, should = await model(article, columns, rows)
    assert sum(any(cell != " " for cell in row) for row in should) > 10
    with Tmux(app(article), columns=columns, rows=rows, environment=environment) as tmux:
        screen = tmux.settled_rows()
    assert article_cells(screen, place, (len(should[0]), len(should)), columns) == should


async def test_tmux_reads_the_layout_model_after_resizing(
    article: Path, environment: dict[str, str], tmux_is_there: None
):
    place, should = await model(article, 100, 30)
    with Tmux(app(article), environment=environment) as tmux:
        tmux.settled_rows()
        tmux.resize(100, 30)
        screen = tmux.settled_rows()
    assert article_cells(screen, place, (len(should[0]), len(should)), 100) == should


def picture(
    display: Display, terminal: str, command: list[str], environment: dict[str, str], *keys: str
) -> Picture:
    with Window(display, terminal, command, environment=environment) as window:
        shown = window.settled_picture()
        if keys:
            window.press(*keys)
            shown = window.settled_picture()
        return shown


@pytest.fixture
def expected(article: Path, environment: dict[str, str], tmux_is_there: None, tmp_path: Path) -> list[str]:
    """A command that prints the app's screen, as tmux reads it back after ``KEYS``, with each cell pinned."""
    with Tmux(app(article), environment=environment) as tmux:
        tmux.settled_rows()
        tmux.press(*KEYS)
        tmux.settled_rows()
        path = tmp_path / "screen.txt"
        path.write_text("\n".join(tmux.rows(styled=True)), encoding="utf-8")
    return [sys.executable, str(HERE / "print_screen.py"), str(path), "--pinned"]


def test_windows_show_what_tmux_reads(
    display: Display, terminal: str, article: Path, environment: dict[str, str], expected: list[str]
):
    should = picture(display, terminal, expected, environment)
    assert picture(display, terminal, app(article), environment, *KEYS).difference(should) < SAME


def test_without_the_sequences_vte_shows_something_else(
    display: Display, vte: str, article: Path, environment: dict[str, str], expected: list[str]
):
    should = picture(display, vte, expected, environment)
    assert (
        picture(display, vte, app_without_sequences(article), environment, *KEYS).difference(should) > OTHER
    )
