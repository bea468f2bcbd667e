"""Lines in visual order stay as they were sent, in windows of terminals that reorder and of ones that don't.

What a window should look like is printed by print_screen.py with each cell pinned, without the mode that the
app's driver asks for.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.terminals.windows import Display, Picture, Window

pytestmark = pytest.mark.terminal

HERE = Path(__file__).parent
ENVIRONMENT = {"PYTHONPATH": str(HERE.parents[1])}
SAME, OTHER = 0.001, 0.02
"""Parts of a window's pixels: below SAME two pictures show one text, above OTHER they don't. Between them
lies neither: pinning changes single pixels in xterm, one reversed row 0.003 of all, all rows a tenth."""

VISUAL = (
    "ﺍﺪﻏ ﺃﺪﺒﺗ ﺕﺎﺛﺩﺎﺤﻤﻟﺍ ﻥﺇ ﻱﻭﺍﺮﻟﺍ ﻢﻟﺎﺳ ﺔﻴﺟﺭﺎﺨﻟﺍ ﺮﻳﺯﻭ ﻝﺎﻗ",
    '"ﺀﺎﻘﻠﻟﺍ ﻞﻴﺟﺄﺘﻟ ﺔﻴﻧ ﻻ" :ﺙﺪﺤﺘﻤﻟﺍ ﻑﺎﺿﺃﻭ',
    "(2021) ﺔﺣﺍﻮﻟﺍ ﺔﻨﻳﺪﻣ ﻲﻓ ﺔﻳﻮﻨﺴﻟﺍ ﺔﻤﻘﻟﺍ",
    "GMT 18:30 ﺔﻋﺎﺴﻟﺍ ﻢﻛﺭﻮﻀﺣ ﻰﻠﻋ ﺎﻌﻴﻤﺟ ﻢﻜﻟ ًﺍﺮﻜﺷﻭ",
)
"""Rows in visual order, in presentation forms, first cell left."""
LOGICAL = "before: قال وزير الخارجية سالم الراوي إن المحادثات تبدأ غدا"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.txt"
    path.write_text("\n".join(f"{number} {VISUAL[number % 4]}" for number in range(60)), encoding="utf-8")
    return path


def program(rows: Path) -> list[str]:
    return [sys.executable, str(HERE / "rows_program.py"), str(rows)]


def program_without_sequences(rows: Path) -> list[str]:
    script = (
        "from summit_tui.terminal import treatment; treatment.MODE = treatment.NOTHING; import runpy, sys; "
    )
    script += f"sys.argv = ['rows_program.py', {str(rows)!r}]; "
    script += f"runpy.run_path({str(HERE / 'rows_program.py')!r}, run_name='__main__')"
    return [sys.executable, "-c", script]


def expected(rows: Path, *, first: int = 0) -> list[str]:
    shown = rows.read_text(encoding="utf-8").split("\n")[first : first + 24]
    width = 80
    marks = [sum(character == "\u064b" for character in row) for row in shown]  # they take no cell
    printed = [row.rjust(width + mark) for row, mark in zip(shown, marks, strict=True)]
    path = rows.with_name(f"expected-{first}.txt")
    path.write_text("\n".join(printed), encoding="utf-8")
    return [sys.executable, str(HERE / "print_screen.py"), str(path), "--pinned"]


def picture(display: Display, terminal: str, command: list[str]) -> Picture:
    with Window(display, terminal, command, environment=ENVIRONMENT) as window:
        return window.settled_picture()


def test_rows_stand_as_they_were_sent(display: Display, terminal: str, rows: Path):
    should = picture(display, terminal, expected(rows))
    assert picture(display, terminal, program(rows)).difference(should) < SAME


def test_without_the_sequences_vte_reorders(display: Display, vte: str, rows: Path):
    should = picture(display, vte, expected(rows))
    assert picture(display, vte, program_without_sequences(rows)).difference(should) > OTHER


def test_rows_stand_as_they_were_sent_after_resizing_and_scrolling(display: Display, vte: str, rows: Path):
    should = picture(display, vte, expected(rows, first=3))
    with Window(display, vte, program(rows), environment=ENVIRONMENT) as window:
        before = window.settled_picture()
        window.press("Down")
        window.resize(before.width // 2, before.height // 2)
        window.press("Down")
        window.settled_picture()
        window.resize(before.width, before.height)
        window.press("Down")
        assert window.settled_picture().difference(should) < SAME


def test_vte_reorders_again_when_the_app_has_ended(display: Display, vte: str, rows: Path, tmp_path: Path):
    text = tmp_path / "logical.txt"
    text.write_text(LOGICAL + "\n", encoding="utf-8")
    print_it = f"printf '\\033[?25l'; cat {shlex.quote(str(text))}"
    on_alternate = f"read key; printf '\\033[?1049h\\033[H'; cat {shlex.quote(str(text))}; exec sleep 60"

    def pictures(*parts: str, quit_first: bool) -> tuple[Picture, Picture]:
        command = ["/bin/sh", "-c", "; ".join([print_it, *parts, print_it, on_alternate])]
        with Window(display, vte, command, environment=ENVIRONMENT) as window:
            window.settled_picture()
            if quit_first:
                window.press("q")
            normal = window.settled_picture()
            window.press("Return")
            return normal, window.settled_picture()

    should = pictures(quit_first=False)
    assert should[0].difference(should[1]) > SAME
    for picture_after, picture_without in zip(
        pictures(shlex.join(program(rows)), quit_first=True), should, strict=True
    ):
        assert picture_after.difference(picture_without) < SAME
