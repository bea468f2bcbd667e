"""Pictures of the screen: each word where its cells are, and saving one from the palette."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from summit_tui.session import Session
from summit_tui.terminal.treatment import PINNED
from summit_tui.tui.app import SummitApp
from summit_tui.tui.screens.annotate import AnnotateScreen
from summit_tui.tui.screens.picker import Picker
from summit_tui.tui.screens.prompt import Prompt
from summit_tui.tui.widgets.line_input import LineInput
from tests.support.driving import (
    article_view,
    as_shown,
    background_at,
    cells,
    main_screen,
    press,
    rows,
    settle,
    status,
)
from tests.support.editing import make_quote
from tests.support.sessions import session_on_text

ARTICLE = (
    "وزيرة المياه (CNN): السدود ممتلئة\n"
    "قَالَتِ الوَزِيرَةُ لَيْلَى، إنَّ السُّدُودَ «امتلأت تمامًا» بعد 97.5% من الأمطار؛ لا خوف، ولأنها.\n"
    'وكتبت وكالة 漢字 🙂 أن الأرقام [3.5 أشهر] & <لا> "شيء" e\u0301.\n'
)
_CELL, _ROW, _TOP = 12.2, 24.4, 20.0
"""Rich's pictures: a cell's width, a row's height, where the first row's text stands."""


@pytest.fixture
def mixed(tmp_path: Path) -> Session:
    """Marks, ligatures, wide characters, signs of XML, and a quote over some of them."""
    session = session_on_text(tmp_path, ARTICLE)
    make_quote(session, "الأرقام [3.5 أشهر] & <لا>")
    return session


def parts(svg: str, tag: str) -> Iterator[ET.Element]:
    """The elements of the screen itself, without the window around it."""
    space = "{http://www.w3.org/2000/svg}"
    root = ET.fromstring(svg)
    (screen,) = [
        group for group in root.iter(f"{space}g") if (group.get("clip-path") or "").endswith("terminal)")
    ]
    return screen.iter(f"{space}{tag}")


def place(element: ET.Element) -> tuple[int, int]:
    """Column and row."""
    column, row = float(element.get("x")) / _CELL, (float(element.get("y")) - _TOP) / _ROW
    assert column == pytest.approx(round(column), abs=0.02)
    assert row == pytest.approx(round(row), abs=0.02)
    return round(column), round(row)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(80, 24), (61, 20)])
@pytest.mark.parametrize("key", [None, "?", "s"])
async def test_each_word_stands_where_its_cells_are(
    mixed: Session, app_on: Callable[..., SummitApp], language: str, size: tuple[int, int], key: str | None
) -> None:
    app = app_on(mixed, language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, *([key] if key else []))
        svg, shown = app.export_screenshot(), [cells(row) for row in rows(app)]
    drawn = [[" "] * size[0] for _ in shown]
    for element in parts(svg, "text"):
        column, row = place(element)
        word = cells(element.text)
        assert float(element.get("textLength")) == pytest.approx(len(word) * _CELL, abs=0.06)
        assert drawn[row][column : column + len(word)] == [" "] * len(word), "drawn twice"
        drawn[row][column : column + len(word)] = word
    assert drawn == shown


async def test_backgrounds_lie_behind_their_cells(mixed: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(mixed)
    async with app.run_test() as pilot:
        await settle(pilot)
        svg = app.export_screenshot()
        behind: dict[tuple[int, int], str] = {}
        for element in parts(svg, "rect"):
            first, row = round(float(element.get("x")) / _CELL), round((float(element.get("y")) - 1.5) / _ROW)
            for column in range(first, first + round(float(element.get("width")) / _CELL)):
                behind[column, row] = element.get("fill")
        view = article_view(app)
        region = view.region
        colours = set()
        for row in range(region.y, region.bottom):
            for column in range(region.x, region.right):
                colours.add(behind[column, row])
                assert behind[column, row] == background_at(app, column, row)
    assert len(colours) > 2


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_nothing_invisible_is_in_it_also_where_the_terminal_needs_marks(
    mixed: Session, app_on: Callable[..., SummitApp], language: str
) -> None:
    app = app_on(mixed, language)
    async with app.run_test() as pilot:
        await settle(pilot)
        plain = app.export_screenshot()
        app.apply_treatment(PINNED)
        await settle(pilot)
        assert app.export_screenshot() == plain
    assert [char for char in plain if unicodedata.category(char) == "Cf"] == []
    assert "unicode-bidi: bidi-override; direction: ltr" in plain


async def _open_by_palette(pilot, name: str = "SVG") -> None:
    await press(pilot, "f2", *name)
    await press(pilot, "enter")


async def test_a_picture_is_saved_from_the_palette_without_what_asks_for_its_place(
    mixed: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    app = app_on(mixed)
    target = tmp_path / "article.svg"
    async with app.run_test() as pilot:
        await settle(pilot)
        await _open_by_palette(pilot)
        assert isinstance(app.screen, Prompt)
        assert app.screen.query_one(LineInput).value == str(target)
        await press(pilot, "enter")
        assert isinstance(app.screen, AnnotateScreen)
        assert "article.svg" in status(app)
        assert not main_screen(app).warns
        svg = target.read_text("utf-8")
        words = {element.text for element in parts(svg, "text")}
        assert as_shown("المياه") in words
        assert "Picture" not in words
        assert not any("article.svg" in word for word in words)
        # Text of the screen's rows, in their order, is all that it shows.
        assert re.sub(r"\s", "", "".join(rows(app)[1])) == "".join(
            element.text
            for element in sorted(parts(svg, "text"), key=lambda part: float(part.get("x")))
            if place(element)[1] == 1
        ).replace("\xa0", "")


async def test_a_picture_replaces_nothing_unasked(
    mixed: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    app = app_on(mixed)
    target = tmp_path / "article.svg"
    target.write_text("something else")
    async with app.run_test() as pilot:
        await settle(pilot)
        for answer in ("enter", "1", "escape"):
            await _open_by_palette(pilot)
            await press(pilot, "enter")
            assert isinstance(app.screen, Picker)
            assert "article.svg" in "".join(rows(app))
            await press(pilot, answer)
            assert target.read_text() == "something else"
        await _open_by_palette(pilot)
        await press(pilot, "enter", "2")
        assert target.read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("typed", ["", "missing/x.svg", "article.txt", ".summit/x.svg", "."])
async def test_a_place_that_is_none_is_told_and_asked_for_again(
    mixed: Session,
    app_on: Callable[..., SummitApp],
    tmp_path: Path,
    typed: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    app = app_on(mixed)
    article = (tmp_path / "article.txt").read_bytes()
    async with app.run_test() as pilot:
        await settle(pilot)
        await _open_by_palette(pilot)
        app.screen.query_one(LineInput).set_value(typed)
        await press(pilot, "enter")
        assert isinstance(app.screen, Prompt)
        assert app.screen.query_one(LineInput).value == typed
        await press(pilot, "escape")
        assert main_screen(app).warns
    assert (tmp_path / "article.txt").read_bytes() == article
    assert not list(tmp_path.rglob("*.svg"))
