"""Typing into inputs stays typing, and the line that one types into is a right-to-left one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from summit_tui.session import Session
from summit_tui.tui.app import SummitApp
from summit_tui.tui.widgets.line_input import LineInput
from tests.support.cases import case
from tests.support.driving import as_shown, background_at, press, rows, settle, shows, type_text, unsafe
from tests.support.editing import make_quote
from tests.support.sessions import session_on_text

NOTE = ";"


@pytest.fixture
def quoted(session: Session) -> Session:
    make_quote(session, "امتلأت تماما")
    return session


async def test_ann_17_no_key_typed_into_a_note_fires_a_command(
    tmp_path: Path, app_on: Callable[..., SummitApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = case("ann-17")["right"]
    session = session_on_text(tmp_path, case("ann-17")["input"]["text"])
    make_quote(session, "نعم")
    fired: list[str] = []
    run = session.run
    async with app_on(session).run_test() as pilot:
        await press(pilot, NOTE)
        monkeypatch.setattr(
            session, "run", lambda command, *rest: [fired.append(command), run(command, *rest)][1]
        )
        await type_text(pilot, "ضدdxu")
        await press(pilot, "backspace")
        assert fired == right["commands_fired"]
        await press(pilot, "escape")
        assert session.quote.note == right["note"]
        assert len(session.quotes) == right["quotes"]
        assert fired == ["quote.note"]


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_note_is_written_changed_and_taken_away(
    quoted: Session, app_on: Callable[..., SummitApp], language: str
) -> None:
    app = app_on(quoted, language)
    async with app.run_test() as pilot:
        await press(pilot, NOTE)
        await type_text(pilot, "من البيان 12")
        assert shows(app, "من البيان 12")
        await press(pilot, "enter")
        assert quoted.quote.note == "من البيان 12"
        await press(pilot, NOTE, "ctrl+w", "backspace", "enter")
        assert quoted.quote.note == "من البيان"
        await press(pilot, NOTE, "ctrl+u", "enter")
        assert quoted.quote.note == ""
        await press(pilot, "u")
        assert quoted.quote.note == "من البيان"


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["left", "x"], "سلامx"),
        (["right", "x"], "سلاxم"),
        (["home", "x"], "xسلام"),
        (["home", "delete"], "لام"),
        (["backspace", "backspace"], "سل"),
        (["ctrl+backspace"], ""),
        (["home", "end", "x"], "سلامx"),
        (["\u064b"], "سلام\u064b"),
        (["\u064b", "backspace"], "سلا"),
        (["ctrl+left", "!"], "سلام!"),
        (["tab", "!"], "سلام!"),
    ],
)
async def test_keys_edit_the_line(
    quoted: Session, app_on: Callable[..., SummitApp], keys: list[str], value: str
) -> None:
    """The caret stands at the line's end at first; there is nothing to the left of it in Arabic."""
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, NOTE)
        await type_text(pilot, "سلام")
        await press(pilot, *keys, "enter")
        assert quoted.quote.note == value


async def test_arrows_go_the_other_way_in_latin_text(
    quoted: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(quoted, "ar")
    async with app.run_test() as pilot:
        await press(pilot, NOTE)
        await type_text(pilot, "note")
        await press(pilot, "left", "x", "right", "y", "enter")
        assert quoted.quote.note == "notxey"


async def test_arabic_typed_stands_at_the_right_joined(
    quoted: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(quoted, "en")
    async with app.run_test() as pilot:
        await press(pilot, NOTE)
        await type_text(pilot, "سلام")
        region = app.screen.query_one(LineInput).region
        shown = rows(app)[region.y][region.x : region.right]
        assert shown.rstrip().endswith(as_shown("سلام"))
        assert len(shown) - len(shown.rstrip()) <= 1
        caret = region.right - 1 - len(as_shown("سلام"))
        assert background_at(app, caret, region.y) != background_at(app, caret - 3, region.y)


async def test_a_line_longer_than_the_input_keeps_its_caret_in_view(
    quoted: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(quoted)
    words = "كلمة أخرى 12 and more، "
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, NOTE)
        field = app.screen.query_one(LineInput)
        field.insert(words * 20)
        await settle(pilot)
        for key in ("end", "home", *["ctrl+left"] * 30, *["left"] * 30, "end"):
            await press(pilot, key)
            region = field.region
            backgrounds = [background_at(app, x, region.y) for x in range(region.x, region.right)]
            assert len(set(backgrounds)) == 2, key
        await press(pilot, "enter")
        assert quoted.quote.note == (words * 20)


async def test_what_is_pasted_is_typed(quoted: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(quoted)
    async with app.run_test() as pilot:
        await press(pilot, NOTE)
        paste = events.Paste("سطر\r\nآخر\x1b[31m\u202eabc")
        paste.set_sender(app)
        app._driver.send_message(paste)
        await settle(pilot)
        assert not [found for row in rows(app) for found in unsafe(row)]
        await press(pilot, "enter")
        assert quoted.quote.note == "سطر آخر[31m\u202eabc"
        assert not [found for row in rows(app) for found in unsafe(row)]


async def test_a_paste_over_the_article_does_nothing(
    quoted: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(quoted)
    edits = len(quoted.store.history)
    async with app.run_test() as pilot:
        paste = events.Paste("ddd\n123")
        paste.set_sender(app)
        app._driver.send_message(paste)
        await settle(pilot)
        assert len(quoted.store.history) == edits
        assert len(app.screen_stack) == 1
