"""Every screen, dialog, list and message: no letter in logical order, none unshaped, no invisible control.

Screens and widgets are found in the package, commands in the registry: a screen, a widget or an app that no
walk comes by fails here until one does.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from summit_tui.config import Settings
from summit_tui.i18n import load_catalogue
from summit_tui.session import SESSION_COMMANDS
from summit_tui.tui.app import SummitApp
from summit_tui.tui.commands.window import WINDOW_COMMANDS
from summit_tui.tui.visual import BidiText
from tests.support.driving import cells, press, settle
from tests.support.walking import (
    ARTICLE,
    Walk,
    annotated_session,
    apps_of_the_package,
    classes_of_the_package,
    found_wrong,
    walk_summit,
)

SIZES = [(60, 20), (80, 24), (120, 36)]
LANGUAGES = ["en", "ar"]


def _summit(folder: Path, language: str) -> App[Any]:
    return SummitApp(annotated_session(folder), load_catalogue(language), Settings())


def _doctor(folder: Path, language: str) -> App[Any]:
    from summit_tui.terminal.identity import Family, Terminal
    from tests.support.doctor import doctor_app

    return doctor_app(Terminal(Family.KITTY, "0.41.1", answered=True), language=language)


async def _walk_doctor(pilot: Pilot[Any], walk: Walk) -> None:
    walk.look(pilot.app, "start")
    for key in ("1", "2", "3", "enter", "a", "end", "pageup", "down", "x", "ctrl+c"):
        await press(pilot, key)
        walk.look(pilot.app, f"after {key}")


def _parted_in_the_doctor() -> Iterator[str]:
    """The doctor's texts in which a non-joiner parts letters."""
    from summit_tui.tui.doctor.page import SAMPLES

    parts = (part for sample in SAMPLES for row in sample.rows for part in row)
    return (word for part in parts for word in part.split() if "\u200c" in word)


Make = Callable[[Path, str], App[Any]]
Go = Callable[[Pilot[Any], Walk], Awaitable[None]]

WALKS: Mapping[str, tuple[Make, Go]] = MappingProxyType(
    {"SummitApp": (_summit, walk_summit), "DoctorApp": (_doctor, _walk_doctor)}
)
"""How to make an app of that name, and how to come by all that it shows."""

APPS = sorted(apps_of_the_package())


def test_each_app_is_walked_through() -> None:
    assert [app for app in APPS if app not in WALKS] == []


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a command proposes to write here lies in the test's own folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture(scope="module")
def seen() -> set[type]:
    """The classes of all that was on a screen in this module's walks."""
    return set()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("app", APPS)
async def test_all_that_is_shown_is_in_visual_order(
    tmp_path: Path, seen: set[type], app: str, language: str, size: tuple[int, int]
) -> None:
    make, go = WALKS[app]
    walk = Walk(_parted_in_the_doctor() if app == "DoctorApp" else ())
    running = make(tmp_path, language)
    async with running.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await go(pilot, walk)
    seen |= walk.classes
    assert found_wrong(walk) == []
    if app == "SummitApp":
        commands = {*SESSION_COMMANDS, *WINDOW_COMMANDS} - {"window.quit"}
        assert commands <= set(walk.places)


def test_each_screen_and_widget_of_the_package_was_seen(
    seen: set[type], request: pytest.FixtureRequest
) -> None:
    walks = len(SIZES) * len(LANGUAGES) * len(APPS)
    if sum("all_that_is_shown" in item.name for item in request.session.items) < walks:
        pytest.skip("only some of the walks were asked for")
    # A screen is a widget, too.
    assert sorted(unseen.__qualname__ for unseen in classes_of_the_package(Widget) - seen) == []


# That the walk would find faults.


class _Shows(App[None]):
    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._shown = widgets

    def compose(self) -> ComposeResult:
        yield from self._shown


async def looked_at(*widgets: Widget) -> list[str]:
    walk, app = Walk(), _Shows(*widgets)
    async with app.run_test(size=(80, 24), tooltips=True) as pilot:
        await settle(pilot)
        walk.look(app, "here")
    return found_wrong(walk)


async def test_a_screen_that_is_laid_out_passes() -> None:
    assert await looked_at(Static(BidiText(ARTICLE))) == []


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("logical order", lambda text: text),
        ("reversed, unshaped", lambda text: "\n".join(line[::-1] for line in text.split("\n"))),
    ],
)
async def test_a_screen_of_plain_strings_fails(name: str, spoil: Callable[[str], str]) -> None:
    assert await looked_at(Static(BidiText(ARTICLE)), Static(spoil("قالت ليلى لا"), markup=False))


async def test_a_screen_with_shaped_letters_in_logical_order_fails() -> None:
    shaped = "".join(reversed(cells("".join(strip.text for strip in _rows("قالت ليلى لا خوف على السدود")))))
    assert await looked_at(Static(BidiText(ARTICLE)), Static(shaped, markup=False))


def _rows(text: str):
    from textual.css.styles import RulesMap
    from textual.style import Style
    from textual.visual import RenderOptions

    return BidiText(text).render_strips(
        60, None, Style.null(), RenderOptions(lambda style: style, RulesMap())
    )


async def test_a_tooltip_that_is_not_laid_out_fails() -> None:
    widget = Static(BidiText(ARTICLE))
    widget.tooltip = "سلام"
    assert any("tooltip" in one for one in await looked_at(widget))
    widget = Static(BidiText(ARTICLE))
    widget.tooltip = BidiText("سلام")
    assert await looked_at(widget) == []
