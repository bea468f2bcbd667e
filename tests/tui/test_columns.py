"""Lists with columns: cells laid out one by one, cut, mirrored; thousands of rows, of which few are drawn."""

from __future__ import annotations

import time

import pytest
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult

from summit_tui.tui.columns import Column, Columns, RowCells, Side, Sorting
from summit_tui.tui.styles import style_sheets, tokens
from summit_tui.tui.widgets.row_list import Row, RowList
from tests.support.cases import case
from tests.support.driving import as_shown, background_at, cells, press, rows, settle
from tests.support.visual_order import faults

PLAIN = Style()
LIBRARY = (
    Column("العنوان"),
    Column("State", 8, Side.OWN),
    Column("Quotes", 6, Side.END),
    Column("Date", 10),
)
TITLES = ["وزيرة المياه (CNN): السدود ممتلئة", "Dams are full, says «ليلى»", "لَا تعليق لأحد في 2026", ""]


def row_of(columns: Columns, texts: tuple[str, ...], width: int) -> str:
    strip = columns.strip(texts, width, lambda _: PLAIN, PLAIN)
    assert strip.cell_length == width
    return "".join(segment.text for segment in strip)


def test_rtl_31_each_cell_of_a_row_is_a_paragraph_of_its_own() -> None:
    given, right = case("rtl-31"), case("rtl-31")["right"]
    columns = Columns(
        tuple(Column("", width, Side.OWN) for width in (5, 6, 20)), right_to_left=False, separator=" │ "
    )
    row = row_of(columns, tuple(given["input"].split(" │ ")), right["columns"])
    assert [f"{ord(cell):04X}" for cell in row] == right["row_cells"]


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("width", [20, 44, 60, 80, 120])
@pytest.mark.parametrize("title", TITLES)
def test_columns_stand_side_by_side_at_every_width(right_to_left: bool, width: int, title: str) -> None:
    columns = Columns(LIBRARY, right_to_left)
    texts = (title, "جارٍ", "12", "2026-11-24")
    row = row_of(columns, texts, width)
    assert faults(row) == []
    found = cells(row)
    widths = columns.widths(width)
    assert sum(widths) + 2 * (sum(map(bool, widths)) - 1) == width
    place = 0
    for own, text in zip(widths, texts, strict=True):
        if own:
            cell = (
                found[place : place + own]
                if not right_to_left
                else found[width - place - own : width - place]
            )
            if len(cells(as_shown(text))) <= own:
                assert "".join(cell).strip() == as_shown(text)
            else:
                assert "…" in cell
            place += own + 2


@pytest.mark.parametrize(
    ("side", "arabic", "number"),
    [(Side.START, "ﺪﻬﻋ   ", "12    "), (Side.END, "   ﺪﻬﻋ", "    12"), (Side.OWN, "   ﺪﻬﻋ", "12    ")],
)
def test_sides(side: Side, arabic: str, number: str) -> None:
    columns = Columns((Column("", 6, side),), right_to_left=False)
    mirrored = Columns((Column("", 6, side),), right_to_left=True)
    assert [row_of(columns, (text,), 6) for text in ("عهد", "12")] == [arabic, number]
    other = {"   ﺪﻬﻋ": "ﺪﻬﻋ   ", "ﺪﻬﻋ   ": "   ﺪﻬﻋ"}
    assert row_of(mirrored, ("عهد",), 6) == (arabic if side is Side.OWN else other[arabic])
    assert row_of(mirrored, ("12",), 6) == ("    12" if number == "12    " else "12    ")


def test_a_cell_is_cut_at_its_logical_end() -> None:
    columns = Columns((Column("", 8),), right_to_left=True)
    assert row_of(columns, ("وزيرة المياه",), 8) == "…" + as_shown("وزيرة ا")
    assert row_of(columns, ("Minister (of)",), 8) == "Ministe…"


def test_columns_without_room_are_given_up_from_the_last_one_on() -> None:
    columns = Columns(LIBRARY, right_to_left=False)
    assert columns.widths(80) == [50, 8, 6, 10]
    assert columns.widths(42) == [12, 8, 6, 10]
    assert columns.widths(41) == [23, 8, 6, 0]
    assert columns.widths(25) == [15, 8, 0, 0]
    assert columns.widths(13) == [13, 0, 0, 0]
    assert columns.widths(5) == [5, 0, 0, 0]
    two = Columns((Column(""), Column(""), Column("", 3)), right_to_left=False)
    assert two.widths(41) == [17, 17, 3]
    assert sum(two.widths(42)) == 38


def test_the_column_under_the_mouse() -> None:
    columns, mirrored = Columns(LIBRARY, right_to_left=False), Columns(LIBRARY, right_to_left=True)
    assert [columns.column_at(x, 80) for x in (0, 49, 50, 51, 52, 62, 79)] == [0, 0, None, None, 1, 2, 3]
    assert [mirrored.column_at(79 - x, 80) for x in (0, 49, 50, 51, 52, 62, 79)] == [
        0,
        0,
        None,
        None,
        1,
        2,
        3,
    ]
    assert columns.column_at(40, 41) == 2


def test_the_header_tells_how_rows_are_sorted() -> None:
    for descending, sign in ((False, "▲"), (True, "▼")):
        columns = Columns(LIBRARY, right_to_left=True, sorting=Sorting(0, descending=descending))
        shown = "".join(segment.text for segment in columns.header(60, PLAIN))
        assert shown.rstrip().endswith(f"{sign} {as_shown('العنوان')}")
        assert shown.count("▲") + shown.count("▼") == 1


class Library(App[None]):
    """A list of many articles, sorted anew where a title is clicked."""

    def __init__(self, count: int, *, right_to_left: bool) -> None:
        super().__init__(css_path=style_sheets())
        self.list = RowList(
            id="articles", right_to_left=right_to_left, columns=Columns(LIBRARY, right_to_left)
        )
        self.list.styles.height = "1fr"
        self.rows = [
            Row(
                str(number),
                (
                    RowCells(
                        (f"{TITLES[number % 3]} {number}", "جارٍ", str(number), "2026-11-24"),
                        ("rows.text", "rows.dim"),
                    ),
                ),
            )
            for number in range(count)
        ]
        self.chosen: list[str] = []
        self.headers: list[int] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return tokens()

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.list.show(self.rows)
        self.list.focus()

    def on_key(self, event: events.Key) -> None:
        if self.list.take_key(event.key):
            event.prevent_default()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.chosen.append(event.key)

    def on_row_list_header_chosen(self, event: RowList.HeaderChosen) -> None:
        self.headers.append(event.column)
        columns = Columns(LIBRARY, self.list.right_to_left, sorting=Sorting(event.column))
        event.rows.show(self.rows[::-1], marked=event.rows.marked_key, columns=columns)


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("width", [60, 80, 120])
async def test_a_list_of_thousands_draws_only_what_is_seen(
    right_to_left: bool, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[str, ...]] = []
    draw = Columns.strip

    def strip(self: Columns, texts: tuple[str, ...], *rest: object):
        drawn.append(texts)
        return draw(self, texts, *rest)

    monkeypatch.setattr(Columns, "strip", strip)
    app = Library(5000, right_to_left=right_to_left)
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        assert len({texts[0] for texts in drawn}) <= 24
        drawn.clear()
        begin = time.perf_counter()
        await press(pilot, "end")
        assert time.perf_counter() - begin < 1
        assert app.list.marked_key == "4999"
        assert len({texts[0] for texts in drawn}) <= 48
        shown = rows(app)
        assert as_shown("العنوان") in shown[0]
        assert "4999" in shown[-1]
        assert [found for row in shown for found in faults(row)] == []
        assert {len(cells(row)) for row in shown} == {width}
        assert (cells(shown[0]).index(as_shown("العنوان")[0]) > width // 2) == right_to_left


async def test_keys_move_the_mark_and_choose() -> None:
    app = Library(300, right_to_left=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for keys, marked in (
            (["down", "j", "up"], "1"),
            (["pagedown"], "24"),
            (["pagedown", "pageup"], "24"),
            (["end", "up"], "298"),
            (["home"], "0"),
        ):
            await press(pilot, *keys)
            assert app.list.marked_key == marked
        await press(pilot, "down", "enter")
        assert app.chosen == ["1"]
        assert background_at(app, 3, 2) != background_at(app, 3, 3)


@pytest.mark.parametrize("right_to_left", [False, True])
async def test_clicks_on_rows_and_on_titles(right_to_left: bool) -> None:
    app = Library(300, right_to_left=right_to_left)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click(RowList, offset=(20, 5))
        await settle(pilot)
        assert app.chosen == ["4"]
        assert app.list.marked_key == "4"
        await pilot.click(RowList, offset=(78, 0))
        await settle(pilot)
        assert app.headers == [0 if right_to_left else 3]
        assert app.list.marked_key == "4"
        assert "▲" in rows(app)[0]
        assert any(
            "4" in row and background_at(app, 0, y) == background_at(app, 40, y)
            for y, row in enumerate(rows(app))
        )
        await pilot.resize_terminal(60, 10)
        await settle(pilot)
        assert any(as_shown(f"{TITLES[1]} 4")[:20] in row for row in rows(app))


async def test_a_list_may_have_a_title_over_its_columns() -> None:
    class Titled(Library):
        def compose(self) -> ComposeResult:
            self.list.show(self.rows, title="مقالات (300)")
            yield self.list

        def on_mount(self) -> None:
            self.list.focus()

    app = Titled(300, right_to_left=True)
    async with app.run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        shown = rows(app)
        assert as_shown("مقالات (300)") in shown[0]
        assert as_shown("العنوان") in shown[1]
        assert " 0" in shown[2] or "0 " in shown[2]
        await pilot.click(RowList, offset=(78, 0))
        await pilot.click(RowList, offset=(78, 1))
        await settle(pilot)
        assert app.headers == [0]
        assert app.chosen == []
