"""The seed article and the doctor's page in windows of real terminals, cell by cell.

What each cell has to look like is put together from the terminal's own pictures of single letters.
"""

from __future__ import annotations

import asyncio
import contextlib
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.color import ColorSystem

from summit_tui.config import Paths
from summit_tui.i18n import load_catalogue
from summit_tui.session import open_session
from summit_tui.session.tiers.available import TierState
from summit_tui.terminal.identity import UNKNOWN, Family, Terminal
from summit_tui.terminal.treatment import KONSOLE_OFF, MLTERM_OFF
from summit_tui.terminal.wishes import Wishes
from summit_tui.tui.app import SummitApp
from summit_tui.tui.doctor.app import DoctorApp
from tests.support.quiet import QUIET, quiet_home
from tests.terminals.cells import Grid, cells_of_app
from tests.terminals.emulators import EMULATORS
from tests.terminals.pictures import write_png
from tests.terminals.typecase import placed, type_case
from tests.terminals.windows import Display, Window

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
SIZE = (80, 24)
QUICK = ("xterm", "sakura")
"""Those that run with the quick tests; the others are slow."""
NEVER_RIGHT = "kitty"
"""It turns the letters of each word round unless its kitty.conf says force_ltr yes; the person is told, in
the two last lines (with the option on its command line, too, which can't be asked for)."""
ENTER = {"konsole": KONSOLE_OFF, "mlterm": MLTERM_OFF}
MOST_PIXELS = 12
"""Of a cell's 9 by 18 or so that may differ: mlterm draws single pixels of a glyph elsewhere. Any two letters
differ in more than 20."""

DIACRITICS_BESIDE = {"alacritty": 16}
"""It draws some diacritics beside their letter, which no program can change."""


def require(require_program: Callable[..., str], emulator: str) -> None:
    """Skips the test where the emulator, or what it needs, is missing."""
    chosen = EMULATORS[emulator]
    for program, package in {chosen.program: chosen.package, **chosen.needs}.items():
        require_program(program, package=package)


def every_emulator() -> list[object]:
    slow = pytest.mark.slow
    return [
        pytest.param(name, marks=() if name in QUICK else slow) for name in EMULATORS if name != NEVER_RIGHT
    ]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return Path(shutil.copy(next((ROOT / "seeds").glob("*.txt")), folder))


def app_grid(article: Path, home: Path, colours: ColorSystem = ColorSystem.TRUECOLOR) -> Grid:
    """What the app shows of the article at first."""

    async def shown() -> Grid:
        session = open_session(article, paths=Paths.of({"SUMMIT_HOME": str(home)}))
        with contextlib.closing(session):
            app = SummitApp(session, load_catalogue("en"), QUIET)
            async with app.run_test(size=SIZE) as pilot:
                await pilot.pause()
                return cells_of_app(app, colours)

    return asyncio.run(shown())


def doctor_grid(*, advised: bool) -> Grid:
    """What the doctor's page shows of a terminal, with advice above the frame or without."""
    terminal = UNKNOWN if advised else Terminal(Family.XTERM)

    tiers = [TierState(tier, asked_for=True) for tier in "ABC"]  # a row, whatever is there

    async def shown() -> Grid:
        app = DoctorApp(load_catalogue("en"), terminal, Wishes(), lambda _: None, tiers)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            return cells_of_app(app)

    return asyncio.run(shown())


def wrong_lines_of_the_doctor(display: Display, emulator: str, folder: Path) -> list[str]:
    """The cells of the doctor's lines, in their frame, that don't show what they should."""
    grid = doctor_grid(advised=emulator.startswith("kitty"))
    frame = [number for number, row in enumerate(grid) if row[0] is not None and row[0].text in "┌│└"]
    case = type_case(
        display, emulator, [cell for _, _, cell in placed(grid)], folder, enter=ENTER.get(emulator, "")
    )
    command = [sys.executable, "-m", "summit_tui", "doctor", "--lang", "en"]
    environment = {"PYTHONPATH": str(ROOT), "COLORTERM": "truecolor", "SUMMIT_HOME": str(folder / "home")}
    with Window(display, emulator, command, environment=environment) as window:
        shown = window.settled_picture(quiet=2.5 if emulator == "konsole" else 0.4)
    write_png(shown, folder / "doctor.png")
    differences = case.differences(shown, grid, pixels=DIACRITICS_BESIDE.get(emulator, MOST_PIXELS))
    return [str(one) for one in differences if frame[0] <= one.row <= frame[-1] and one.column < 32]


def wrong_cells(
    display: Display,
    emulator: str,
    article: Path,
    folder: Path,
    *options: str,
    through: Sequence[str] = (),
    colours: ColorSystem = ColorSystem.TRUECOLOR,
) -> list[str]:
    """The cells of the app's window that don't show what they should.

    ``through`` stands before the app's command, which is one word then.
    """
    grid = app_grid(article, folder / "home", colours)
    cells = [cell for _, _, cell in placed(grid)]
    case = type_case(display, emulator, cells, folder, enter=ENTER.get(emulator, ""))
    command = [sys.executable, "-m", "summit_tui", "--lang", "en", *options, str(article)]
    command = [*through, shlex.join(command)] if through else command
    environment = {
        "PYTHONPATH": str(ROOT),
        "COLORTERM": "truecolor",
        **quiet_home(folder / "home"),
    }
    with Window(display, emulator, command, environment=environment) as window:
        # Konsole shows its size for a while.
        shown = window.settled_picture(quiet=2.5 if emulator == "konsole" else 1.0 if through else 0.4)
    write_png(shown, folder / "shown.png")
    write_png(case.picture(grid), folder / "expected.png")
    compared = SIZE[1] - 2 if emulator.startswith("kitty") else SIZE[1]
    differences = case.differences(shown, grid, pixels=MOST_PIXELS)
    return [str(difference) for difference in differences if difference.row < compared]


@pytest.mark.parametrize("emulator", every_emulator())
def test_the_seed_article_stands_cell_by_cell(
    display: Display, emulator: str, article: Path, tmp_path: Path, require_program: Callable[..., str]
) -> None:
    require(require_program, emulator)
    assert wrong_cells(display, emulator, article, tmp_path) == []


@pytest.mark.parametrize("emulator", every_emulator())
def test_the_doctors_lines_stand_cell_by_cell(
    display: Display, emulator: str, tmp_path: Path, require_program: Callable[..., str]
) -> None:
    require(require_program, emulator)
    assert wrong_lines_of_the_doctor(display, emulator, tmp_path) == []


@pytest.mark.parametrize("emulator", ["sakura", pytest.param("konsole", marks=pytest.mark.slow)])
def test_without_its_treatment_a_terminal_that_reorders_shows_another_screen(
    display: Display, emulator: str, article: Path, tmp_path: Path, require_program: Callable[..., str]
) -> None:
    require(require_program, emulator)
    assert len(wrong_cells(display, emulator, article, tmp_path, "--terminal-bidi", "off")) > 100


@pytest.mark.slow
def test_kitty_shows_another_screen_by_itself(
    display: Display, article: Path, tmp_path: Path, require_program: Callable[..., str]
) -> None:
    """That the person is told is tested by test_treatment.py."""
    require_program("kitty", package="kitty")
    assert len(wrong_cells(display, NEVER_RIGHT, article, tmp_path)) > 100


TMUX_SETTINGS = """set -g status off
set -g default-terminal "tmux-256color"
set -as terminal-features ",*:RGB"
"""


@pytest.mark.parametrize("emulator", QUICK)
def test_the_seed_article_stands_cell_by_cell_in_tmux(
    display: Display, emulator: str, article: Path, tmp_path: Path, require_program: Callable[..., str]
) -> None:
    """Inside the VTE one each cell is followed by U+200E."""
    require_program("tmux", package="tmux")
    require(require_program, emulator)
    settings = tmp_path / "tmux.conf"
    settings.write_text(TMUX_SETTINGS, "utf-8")
    through = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(settings), "new-session"]
    assert wrong_cells(display, emulator, article, tmp_path, through=through) == []


SCREEN_SETTINGS = """startup_message off
defutf8 on
term screen-256color
"""


@pytest.mark.slow
@pytest.mark.parametrize("emulator", QUICK)
def test_the_seed_article_stands_cell_by_cell_in_screen(
    display: Display, emulator: str, article: Path, tmp_path: Path, require_program: Callable[..., str]
) -> None:
    """screen knows 256 colours, and says nothing of the terminal outside."""
    require_program("screen", package="screen")
    require(require_program, emulator)
    settings = tmp_path / "screenrc"
    settings.write_text(SCREEN_SETTINGS, "utf-8")
    through = [
        "env",
        "TERM=xterm-256color",
        "screen",
        "-U",
        "-c",
        str(settings),
        "-S",
        tmp_path.name,
        "env",
        "-u",
        "COLORTERM",
        "sh",
        "-c",
    ]
    wrong = wrong_cells(display, emulator, article, tmp_path, through=through, colours=ColorSystem.EIGHT_BIT)
    # The two last lines hold what is told of a terminal that isn't known.
    assert [one for one in wrong if not one.startswith(("row 22,", "row 23,"))] == []
