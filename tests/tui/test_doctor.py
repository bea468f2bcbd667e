"""The doctor's page: what it shows, and keys that try a look, keep it, forget it, or leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from summit_tui.config.arabic_keys import ARABIC_KEYS
from summit_tui.i18n import load_catalogue
from summit_tui.model import Message, SummitError
from summit_tui.session.tiers.available import TierState
from summit_tui.terminal.identity import Family, Multiplexer, Terminal
from summit_tui.terminal.memory import remember
from summit_tui.terminal.treatment import MODE, Wish, treatment_for
from summit_tui.terminal.wishes import Origin, Said, Wishes
from summit_tui.tui.doctor.app import DoctorApp
from summit_tui.tui.doctor.page import SAMPLES
from summit_tui.tui.doctor.sheet import sheet_strips
from summit_tui.tui.doctor.words import LOOKS, ORIGINS
from tests.support.doctor import doctor_app
from tests.support.driving import as_shown, cells, press, rows, settle, unsafe
from tests.tui.test_keys import press_and_leave

TYPED = {key: typed for keys, line in ARABIC_KEYS for key, typed in zip(keys, line, strict=True)}
VTE = Terminal(Family.VTE, "7006", explicit_mode=True, answered=True)
KITTY = Terminal(Family.KITTY, "0.41.1", answered=True)
KITTY_IN_TMUX = Terminal(Family.KITTY, "0.41.1", Multiplexer.TMUX, answered=True)
SIZES = [(80, 24), (60, 24), (120, 36)]
LANGUAGES = ["en", "ar"]


def status(app: DoctorApp) -> str:
    return rows(app)[app.screen.query_one("#status").region.y]


def said(app: DoctorApp, text: str) -> str:
    """``text`` in the app's language, as the screen has it."""
    return as_shown(load_catalogue(app.screen.catalogue.language).text(text))


def stands(app: DoctorApp, text: str) -> bool:
    """Whether ``text``, in the app's language, stands in a row of the screen."""
    return any(said(app, text) in row for row in rows(app))


def sheet_rows(language: str, width: int) -> list[str]:
    strips = sheet_strips(load_catalogue(language), width)
    return ["".join(part.text for part in strip) for strip in strips]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_all_that_is_shown_is_laid_out(language: str, size: tuple[int, int]) -> None:
    app = doctor_app(KITTY, language=language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        shown = rows(app)
        assert sum("│" in row for row in shown) > 12
        assert [found for row in shown for found in unsafe(row)] == []
        assert all(len(cells(row)) == size[0] for row in shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 64, 80, 100, 120, 200])
def test_the_frame_is_straight(language: str, width: int) -> None:
    sheet = [
        cells("".join(part.text for part in strip)) for strip in sheet_strips(load_catalogue(language), width)
    ]
    top, *inside, bottom = sheet
    left, right = top.index("┌"), top.index("┐")
    assert (bottom.index("└"), bottom.index("┘")) == (left, right)
    assert all(row[left] == row[right] == "│" for row in inside)
    assert (left == 0) == (language == "en")
    assert (right == width - 1) == (language == "ar")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_rows_that_are_to_be_compared_are_not_broken(width: int) -> None:
    """Every sample has two rows in each width: those of a paragraph, or one for each of its own."""
    sheet = sheet_rows("en", width)
    filled = [row for row in sheet if row.startswith("│") and row[1 : row.index("│", 2)].strip()]
    assert len(filled) == 2 * len(SAMPLES)


def test_bars_within_the_samples_stand_below_each_other() -> None:
    inside = [cells(row)[1:31] for row in sheet_rows("en", 80) if row.startswith("│")]
    barred = [[column for column, cell in enumerate(row) if cell == "│"] for row in inside]
    assert [bars for bars in barred if bars] == [[24, 26, 28], [24, 26, 28], [14], [14]]


@pytest.mark.parametrize(
    ("sample", "row"),
    [
        (0, "ﻩﺮﺒﻋﻭ ،ﻊﻴﺑﺮﻟﺍ ﻲﻓ ﺮﺴﺠﻟﺍ ﻞﻤﺘﻛﺍ"),
        (1, "ﺍ ﻥ ﺕ ﻱ ﺏ  ﺎﻨﺘﻴﺑ"),
        (1, "ﻢﻨﯿﺑﯽﻣ"),
        (2, "9:30 ﻲﻓ (Line 7) ﺭﺎﻄﻘﻟﺍ"),
        (2, "ﻢﻛ ٢٥ ﻰﻟﺇ ١٠ ﻦﻣ"),
        (3, "«[ﻢﻌﻧ] :ﺖﻟﺎﻗ»"),
        (4, "ﻵ│ﻹ│ﻷ│ﻻ"),
        (4, "٤│٣│٢│١"),
    ],
)
async def test_samples_look_as_they_are_told_to(sample: int, row: str) -> None:
    """Rows in visual order, put down by hand."""
    app = doctor_app(VTE)
    async with app.run_test() as pilot:
        await settle(pilot)
        place = 4 + 2 * sample
        assert any(shown[1:31].strip() == row for shown in rows(app)[place : place + 2])


TIERS = (
    TierState("A", asked_for=True),
    TierState("B", asked_for=False),
    TierState("C", asked_for=True, missing=Message.of("{name}", name="torch")),
)


async def test_what_suggestions_rest_on_stands_above_the_samples() -> None:
    app = doctor_app(KITTY, tiers=TIERS)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        told = "Suggestions: rules (used) · morphology (off) · named entities (missing)"
        assert told in rows(app)[4]


async def test_all_of_it_is_in_view_at_80_by_24() -> None:
    for language in LANGUAGES:
        app = doctor_app(KITTY, language=language, tiers=TIERS)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert any("└" in row for row in rows(app))
            assert not stands(app, "↓ more")


async def test_what_is_below_can_be_scrolled_to_where_the_window_is_low() -> None:
    app = doctor_app(KITTY)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert "↓ more" in rows(app)[0]
        assert not any("└" in row for row in rows(app))
        await press(pilot, "end")
        await settle(pilot)
        assert any("└" in row for row in rows(app))
        assert "↓ more" not in rows(app)[0]
        await press(pilot, TYPED["k"])
        await settle(pilot)
        assert "↓ more" in rows(app)[0]


@pytest.mark.parametrize(
    ("terminal", "told"),
    [
        (VTE, ["VTE 7006", "it can leave the order alone", "explicit is chosen by what was detected"]),
        (KITTY, ["kitty 0.41.1", "is chosen by what was detected", "force_ltr"]),
        (
            Terminal(Family.XTERM, "379", Multiplexer.TMUX, remote=True, answered=True),
            ["xterm 379 · inside tmux · over ssh", "off is chosen by what was detected"],
        ),
        (Terminal(), ["an unknown terminal · it answered no question", "try 1, 2 and 3"]),
        (Terminal(Family.OTHER, "Some Terminal 1.2", answered=True), ["Some Terminal 1.2", "try 1, 2 and 3"]),
        (Terminal(browser=True), ["in the browser"]),
    ],
)
async def test_what_was_detected_stands_above(terminal: Terminal, told: list[str]) -> None:
    app = doctor_app(terminal)
    async with app.run_test() as pilot:
        await settle(pilot)
        above = "\n".join(rows(app)[1:4])
        assert [words for words in told if words not in above] == []
        assert "summit doctor" not in above


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("keys", ["123", "١٢٣", "۱۲۳"])
async def test_digits_of_any_kind_switch_the_look(language: str, keys: str) -> None:
    app = doctor_app(VTE, language=language)
    async with app.run_test() as pilot:
        for key, way in zip(keys, (Wish.EXPLICIT, Wish.LRM, Wish.OFF), strict=True):
            await press(pilot, key)
            assert app.treatment.way is way
            assert way.value in status(app).split()
            assert said(app, LOOKS[way]) in status(app)
            assert (said(app, "in use") in status(app)) == (way is Wish.EXPLICIT)
        assert app.treatment.lrm is False


@pytest.mark.parametrize("language", LANGUAGES)
async def test_enter_keeps_what_is_shown_and_says_so(language: str) -> None:
    kept: list[Wish] = []
    app = doctor_app(VTE, language=language, keep=kept.append)
    async with app.run_test() as pilot:
        await press(pilot, "2")
        assert kept == []
        await press(pilot, "enter")
        assert kept == [Wish.LRM]
        assert said(app, "in use") in status(app)
        assert said(app, LOOKS[Wish.LRM]) not in status(app)
        assert stands(app, ORIGINS[Origin.PICK])
        assert app.is_running


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["a", TYPED["a"]])
async def test_a_goes_back_to_what_is_detected(language: str, key: str) -> None:
    kept: list[Wish] = []
    app = doctor_app(VTE, language=language, keep=kept.append, wishes=Wishes(pick=Wish.OFF))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.treatment.way is Wish.OFF
        await press(pilot, key)
        assert kept == [Wish.AUTO]
        assert app.treatment == MODE
        assert said(app, "in use") in status(app)
        assert stands(app, ORIGINS[Origin.DETECTION])


@pytest.mark.parametrize("key", ["escape", "q", TYPED["q"], "ctrl+q", "f10"])
async def test_leaving_keeps_nothing(key: str) -> None:
    kept: list[Wish] = []
    app = doctor_app(VTE, keep=kept.append)
    async with app.run_test() as pilot:
        await press(pilot, "3")
        await press_and_leave(pilot, key)
    assert kept == []
    assert not app.is_running
    assert (app.return_code, app.return_value) in [(0, None), (0, 0)]


async def test_what_cannot_be_kept_is_told_and_changes_nothing() -> None:
    def keep(_: Wish) -> None:
        raise SummitError("Your pick can't be kept in {path}: {reason}.", path="/x", reason="disk full")

    app = doctor_app(VTE, keep=keep, wishes=Wishes(pick=Wish.EXPLICIT))
    async with app.run_test() as pilot:
        await press(pilot, "2", "enter")
        assert "disk full" in status(app)
        assert "tried" in status(app)
        await press(pilot, "a")
        assert "disk full" in status(app)
        assert app.treatment.way is Wish.LRM


async def test_a_pick_that_something_else_comes_before_is_kept_and_that_is_told() -> None:
    kept: list[Wish] = []
    app = doctor_app(VTE, keep=kept.append, wishes=Wishes(setting=Wish.EXPLICIT))
    async with app.run_test() as pilot:
        await press(pilot, "3", "enter")
        assert kept == [Wish.OFF]
        assert "Kept, but explicit comes first, by the setting terminal_bidi." in status(app)
        assert "tried" in status(app)


async def test_ctrl_c_says_how_to_leave() -> None:
    app = doctor_app(VTE)
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+c")
        await settle(pilot)
        assert app.is_running
        assert "Esc or q" in status(app)


async def test_what_was_kept_is_chosen_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "state" / "picks.json"
    said = Said(None, Wish.AUTO, file)
    app = doctor_app(VTE, wishes=said.about(VTE), keep=lambda wish: remember(file, VTE.key, wish))
    assert said.treatment(VTE).way is Wish.EXPLICIT
    async with app.run_test() as pilot:
        await press(pilot, "2", "enter")
    assert said.treatment(VTE).way is Wish.LRM
    assert said.treatment(KITTY) == treatment_for(KITTY)
    again = doctor_app(VTE, wishes=said.about(VTE), keep=lambda wish: remember(file, VTE.key, wish))
    async with again.run_test() as pilot:
        await settle(pilot)
        assert again.treatment.way is Wish.LRM
        await press(pilot, "a")
    assert said.treatment(VTE).way is Wish.EXPLICIT


class Answered:
    """In the place of ``Questions``: all of them are answered."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal

    def terminal(self) -> Terminal:
        return self._terminal


@pytest.mark.parametrize("tried", [False, True])
async def test_late_answers_are_told_and_heeded_unless_a_look_is_being_tried(
    tmp_path: Path, tried: bool
) -> None:
    file = tmp_path / "picks.json"
    remember(file, VTE.key, Wish.OFF)
    app = doctor_app(Terminal(), said=Said(None, Wish.AUTO, file))
    async with app.run_test() as pilot:
        await press(pilot, *(["2"] if tried else []))
        app.questions = Answered(VTE)
        app.heard_late()
        await settle(pilot)
        assert "VTE 7006" in rows(app)[1]
        assert "off is chosen by the pick that was kept here" in rows(app)[2]
        shown = Wish.LRM if tried else Wish.OFF
        assert app.treatment.way is shown
        assert shown.value in status(app).split()


def settled(*keys: str) -> Callable[[Pilot], Awaitable[None]]:
    async def run(pilot: Pilot) -> None:
        await settle(pilot)
        await press(pilot, *keys)

    return run


@pytest.mark.parametrize(
    ("language", "terminal", "size", "keys"),
    [
        ("en", VTE, (80, 24), []),
        ("en", KITTY_IN_TMUX, (60, 24), ["2"]),
        ("ar", Terminal(Family.XTERM, "379", answered=True), (80, 24), ["1"]),
    ],
    ids=["vte-80x24", "kitty-60x24", "xterm-ar-80x24"],
)
def test_picture(
    snap_compare: Callable[..., bool],
    language: str,
    terminal: Terminal,
    size: tuple[int, int],
    keys: list[str],
) -> None:
    app = doctor_app(terminal, language=language)
    assert snap_compare(app, terminal_size=size, run_before=settled(*keys))
