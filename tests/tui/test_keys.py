"""Keys: each command of the registry acts on each of its keys, under the Arabic layout as well."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.pilot import Pilot

from summit_tui.config import canonical_key, unsafe_default_keys
from summit_tui.config.arabic_keys import ARABIC_KEYS
from summit_tui.i18n import load_catalogue
from summit_tui.session import Command, Selection, Session
from summit_tui.tui.app import SummitApp
from summit_tui.tui.commands.window import WINDOW_COMMANDS
from summit_tui.tui.keys import KeyMap, key_name
from summit_tui.tui.screens.annotate import ALL_COMMANDS, AnnotateScreen
from tests.support.cases import case
from tests.support.driving import as_shown, key_event, press, settle, status, type_text
from tests.support.editing import make_quote, selected, span_of

TYPED = {key: typed for keys, line in ARABIC_KEYS for key, typed in zip(keys, line, strict=True)}
SINGLE_KEYS = sorted({key for one in ALL_COMMANDS.values() for key in one.keys if len(key) == 1})

Performed = list[tuple[str, tuple[object, ...]]]


@pytest.fixture
def performed(monkeypatch: pytest.MonkeyPatch) -> Performed:
    """The commands that keys ran, with their answers; they are noted, not run."""
    noted: Performed = []

    def note(screen: AnnotateScreen, command: Command, *answers: object) -> None:
        noted.append((command.id, answers))

    monkeypatch.setattr(AnnotateScreen, "perform", note)
    return noted


def meant(key: str) -> tuple[str, int]:
    """The command that ``key`` means by the definitions, and which of its keys it is."""
    (found,) = [
        (command.id, command.keys.index(key) + 1) for command in ALL_COMMANDS.values() if key in command.keys
    ]
    return found


def should_perform(keys: list[str]) -> Performed:
    return [
        (command, (number,) if ALL_COMMANDS[command].numbered else ()) for command, number in map(meant, keys)
    ]


def test_no_two_commands_share_a_key() -> None:
    keys = [key for command in ALL_COMMANDS.values() for key in command.keys]
    assert len(keys) == len(set(keys)) > 60


def test_no_command_lies_on_a_key_that_the_arabic_layout_takes_away() -> None:
    assert not unsafe_default_keys() & set(SINGLE_KEYS)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_command_has_its_texts(language: str) -> None:
    text = load_catalogue(language).text
    for command in ALL_COMMANDS.values():
        assert text(command.title).strip()
        assert text(command.help).strip()
        if language == "ar":
            assert text(command.title) != command.title
            assert text(command.help) != command.help


def test_titles_tell_commands_apart() -> None:
    for language in ("en", "ar"):
        titles = [load_catalogue(language).text(command.title) for command in ALL_COMMANDS.values()]
        assert sorted(titles) == sorted(set(titles)), language


async def test_every_key_of_every_command_runs_it(
    session: Session, app_on: Callable[..., SummitApp], performed: Performed
) -> None:
    # Textual itself leaves on Ctrl+Q, before any screen sees it.
    keys = [key for command in ALL_COMMANDS.values() for key in command.keys if key != "ctrl+q"]
    async with app_on(session).run_test() as pilot:
        await press(pilot, *keys)
        assert performed == should_perform(keys)


async def test_every_single_key_runs_its_command_under_the_arabic_layout(
    session: Session, app_on: Callable[..., SummitApp], performed: Performed
) -> None:
    arabic = [TYPED[key] for key in SINGLE_KEYS]
    assert sum(not key.isascii() for key in arabic) > 25
    async with app_on(session).run_test() as pilot:
        await press(pilot, *arabic)
        assert performed == should_perform(SINGLE_KEYS)


@pytest.mark.parametrize("panel", ["quotes", "speakers", "topics"])
async def test_panels_go_by_the_same_keys_under_the_arabic_layout(
    session: Session, app_on: Callable[..., SummitApp], panel: str
) -> None:
    make_quote(session, "امتلأت تماما")
    make_quote(session, "لن نقطع الماء عن أحد")
    async with app_on(session).run_test() as pilot:
        rows = pilot.app.screen.query_one(f"#{panel}")
        rows.focus()
        rows.mark(0)
        if not rows.rows[1:]:
            rows.show([*rows.rows, *(rows.rows or pilot.app.screen.query_one("#topics").rows)])
        caret = session.selection.caret
        await press(pilot, TYPED["j"])
        assert rows.marked == 1
        await press(pilot, TYPED["k"])
        assert rows.marked == 0
        if panel != "quotes":
            assert session.selection.caret == caret


@pytest.mark.parametrize("digits", ["123", "١٢٣", "۱۲۳"])
async def test_ann_41_digits_of_any_kind_are_digits(
    session: Session, app_on: Callable[..., SummitApp], digits: str
) -> None:
    quote = make_quote(session, "امتلأت تماما")
    async with app_on(session).run_test() as pilot:
        await press(pilot, *digits)
        assert session.quote.id == quote.id
        assert session.quote.topics == tuple(sorted(topic.id for topic in session.topics[:3]))


async def test_ann_41_keys_of_the_arabic_layout_reach_their_commands(
    session: Session, app_on: Callable[..., SummitApp], performed: Performed
) -> None:
    right = case("ann-41")["right"]
    plain = right["plain"]
    codes = {name: key for name, key in right.items() if len(name) == 6 and name.startswith("U+")}
    coded = {chr(int(name.removeprefix("U+"), base=16)): key for name, key in codes.items()}
    assert (len(plain), len(coded)) == (4, 13)
    app = app_on(session)
    keymap = KeyMap([])
    async with app.run_test() as pilot:
        for character, key in {**plain, **coded}.items():
            assert key_name(key_event(character)) == key == canonical_key(character)
            performed.clear()
            await press(pilot, character)
            with_key = [command.id for command in ALL_COMMANDS.values() if key in command.keys]
            assert [command for command, _ in performed] == with_key, character
    assert keymap.stroke(key_event("ض")) is None


async def test_ann_41_two_letters_for_one_key_do_no_harm(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    """Windows sends lam and alef for the key b: they move, and change nothing."""
    right = case("ann-41")["right"]
    assert right["in an input"] == "U+FEFB is stored as U+0644 U+0627"
    make_quote(session, "امتلأت تماما")
    edits = len(session.store.history)
    async with app_on(session).run_test() as pilot:
        await press(pilot, "\u0644", "\u0627", "\ufefb")
        assert len(session.store.history) == edits
        await press(pilot, ";", "\ufefb", "\ufef7", "enter")
        assert session.quotes[0].note == "\u0644\u0627\u0644\u0623"


async def test_the_arabic_layout_makes_a_quote_as_the_latin_one_does(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    words = "امتلأت تماما"
    session.select(session.selection.moved(span_of(session.text, words).start, extend=False))
    async with app_on(session).run_test() as pilot:
        await press(pilot, TYPED["x"], TYPED["x"])
        assert selected(session) == words
        await press(pilot, TYPED["z"], TYPED["x"], "enter", "escape", TYPED["f"], TYPED["y"])
        assert session.quote.content[0].of(session.text) == words
        assert session.quote.unsure
        await press(pilot, TYPED["u"], TYPED["u"], TYPED["u"])
        assert not session.quotes
        await press(pilot, TYPED["r"])
        assert len(session.quotes) == 1


@pytest.mark.parametrize("key", WINDOW_COMMANDS["window.quit"].keys)
async def test_leaving(session: Session, app_on: Callable[..., SummitApp], key: str) -> None:
    app = app_on(session)
    async with app.run_test() as pilot:
        await press_and_leave(pilot, key)
    assert not app.is_running
    assert (app.return_code, app.return_value) in [(0, None), (0, 0)]


async def press_and_leave(pilot: Pilot, key: str) -> None:
    driver = pilot.app._driver
    assert driver is not None
    driver.send_message(key_event(key))
    for _ in range(100):
        if not pilot.app.is_running or pilot.app._exit:
            return
        await pilot.pause(0.02)
    raise AssertionError("the app didn't end")


async def test_ctrl_c_says_in_the_apps_own_words_how_to_leave(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session, "ar")
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+c")
        await settle(pilot)
        assert app.is_running
        assert not list(app._notifications)
        assert as_shown("Ctrl+Q") in status(app)


def test_keys_that_a_person_gives_come_before_those_of_others() -> None:
    keymap = KeyMap(ALL_COMMANDS.values(), {"quote.make": ("x", "enter"), "quote.note": ()})
    assert keymap.stroke(key_event("x")).command.id == "quote.make"
    assert keymap.stroke(key_event("enter")).command.id == "quote.make"
    assert keymap.stroke(key_event(";")) is None
    assert keymap.keys["select.grow"] == ()
    assert keymap.keys["quote.make"] == ("x", "enter")


def test_keys_that_cannot_be_given_are_told_and_the_commands_keep_their_own() -> None:
    keymap = KeyMap(
        ALL_COMMANDS.values(), {"quote.make": ("x",), "quote.note": ("x",), "quote.nothing": ("y",)}
    )
    assert [dict(warning.values)["command"] for warning in keymap.warnings] == ["quote.note", "quote.nothing"]
    assert keymap.keys["quote.note"] == (";",)
    assert keymap.keys["quote.type"] == ("y",)


async def test_tab_goes_round_the_parts_of_the_screen(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    async with app_on(session).run_test() as pilot:
        gone = []
        for _ in range(4):
            await press(pilot, "tab")
            gone.append(pilot.app.focused.id)
        assert gone == ["quotes", "speakers", "topics", "article"]
        await press(pilot, "shift+tab")
        assert pilot.app.focused.id == "topics"


async def test_the_left_arrow_goes_left_on_the_screen(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    async with app_on(session).run_test() as pilot:
        view = pilot.app.screen.query_one("#article")
        await press(pilot, "down", "down")
        columns = [view.caret_region().x]
        for _ in range(12):
            await press(pilot, "left")
            columns.append(view.caret_region().x)
        # A lam-alef is one cell, in which the caret stops twice.
        assert columns == [*range(columns[0], columns[0] - 12, -1), columns[0] - 11]


async def test_keys_typed_quickly_are_all_taken(session: Session, app_on: Callable[..., SummitApp]) -> None:
    """What is typed while a dialog opens belongs to the dialog."""
    quote = make_quote(session, "امتلأت تماما")
    async with app_on(session).run_test() as pilot:
        driver = pilot.app._driver
        for key in (";", *"نص طويل", "enter", "f"):
            driver.send_message(key_event("space" if key == " " else key))
        await pilot.pause(0.1)
        await settle(pilot)
        (kept,) = session.quotes
        assert kept.id == quote.id
        assert (kept.note, kept.unsure) == ("نص طويل", True)
        session.select(Selection.over(span_of(session.text, "لن نقطع الماء عن أحد")))
        for key in ("enter", "1", "y", "enter", "n"):
            driver.send_message(key_event(key))
        await pilot.pause(0.1)
        await settle(pilot)
        assert len(session.quotes) == 2
        assert session.quotes[1].speakers
        assert not session.quotes[1].topics
        assert session.quote == session.quotes[0]


async def test_what_is_pasted_behind_a_key_goes_into_the_dialog_it_opens(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    make_quote(session, "امتلأت تماما")
    async with app_on(session).run_test() as pilot:
        for event in (key_event(";"), events.Paste("من البيان"), key_event("enter")):
            pilot.app._driver.send_message(event)
        await pilot.pause(0.1)
        await settle(pilot)
        assert session.quote.note == "من البيان"


async def test_typing_goes_into_the_filter_of_the_palette(
    session: Session, app_on: Callable[..., SummitApp], performed: Performed
) -> None:
    async with app_on(session).run_test() as pilot:
        from summit_tui.tui.overlays import open_palette

        open_palette(pilot.app.screen)
        await settle(pilot)
        await type_text(pilot, "dux")
        assert pilot.app.screen.query_one("#filter").value == "dux"
        assert not performed
