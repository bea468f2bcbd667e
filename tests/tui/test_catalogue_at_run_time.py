"""Whatever the interface says in Arabic, and in whichever way it comes to say it, the catalogue has."""

from __future__ import annotations

import gettext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summit_tui.config import Settings
from summit_tui.i18n import Catalogue, load_catalogue
from summit_tui.i18n.terms import RULES
from summit_tui.session import Command, Session, open_session
from summit_tui.tui.app import SummitApp
from summit_tui.tui.screens.annotate import ALL_COMMANDS
from summit_tui.tui.screens.picker import Picker
from summit_tui.tui.suggesting import Suggesting
from summit_tui.tui.widgets.line_input import LineInput
from tests.support.driving import main_screen, press, settle, shows, type_text
from tests.support.editing import make_quote, put_caret, select_words
from tests.support.quiet import QUIET
from tests.support.sessions import fixed_author, paths_in
from tests.support.suggesting import suggest, suggested_quote


class Unknown(gettext.NullTranslations):
    """Stands behind the Arabic texts and keeps what none of them is for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def gettext(self, message: str) -> str:
        self.asked.append(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.append(msgid1)
        return msgid1 if n == 1 else msgid2


@pytest.fixture
def unknown() -> Unknown:
    return Unknown()


@pytest.fixture
def catalogue(unknown: Unknown) -> Catalogue:
    # gettext shares one object among all who ask for a language; its fallbacks are another's too.
    arabic = load_catalogue("ar")
    translations = gettext.GNUTranslations.__new__(gettext.GNUTranslations)
    translations.__dict__.update(arabic._translations.__dict__)
    translations._fallback = unknown
    return Catalogue("ar", translations)


@pytest.fixture
def app(session: Session, catalogue: Catalogue) -> SummitApp:
    return SummitApp(session, catalogue, QUIET)


def test_a_text_that_nobody_translated_is_found(catalogue: Catalogue, unknown: Unknown) -> None:
    assert catalogue.text("Quit") == "خروج"
    assert unknown.asked == []
    catalogue.text("Quiet")
    assert unknown.asked == ["Quiet"]


async def test_the_first_screen_is_in_arabic(app: SummitApp, unknown: Unknown) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        assert unknown.asked == []


@pytest.mark.parametrize(
    "command", [command for command in ALL_COMMANDS.values() if command.keys], ids=lambda command: command.id
)
async def test_what_a_command_asks_and_answers_is_in_arabic(
    session: Session, app: SummitApp, unknown: Unknown, command: Command[Any]
) -> None:
    """On nothing, on a selection, on a quote: each gives other messages and dialogs."""
    if command.id == "window.quit":
        return
    async with app.run_test() as pilot:
        for prepared in (nothing, words_selected, quote_chosen):
            prepared(session)
            main_screen(app).draw()
            await press(pilot, command.keys[0])
            if len(app.screen_stack) > 1:
                await type_text(pilot, "لا أحد")
                while len(app.screen_stack) > 1:
                    await press(pilot, "escape")
            # Once more, for what is undone, marked or open already.
            await press(pilot, command.keys[0], "enter", *["escape"] * 3)
        assert unknown.asked == []


def nothing(session: Session) -> None:
    put_caret(session, "السدود")


def words_selected(session: Session) -> None:
    select_words(session, "امتلأت تماما")


def quote_chosen(session: Session) -> None:
    quote = make_quote(session, "لن نقطع الماء عن أحد")
    session.visit(quote)


async def test_the_question_before_overwriting_is_in_arabic(
    session: Session, app: SummitApp, unknown: Unknown, tmp_path: Path
) -> None:
    make_quote(session, "امتلأت تماما")
    there = tmp_path / "there.json"
    there.write_text("{}", "utf-8")
    async with app.run_test() as pilot:
        await press(pilot, "f5")
        app.screen.query_one(LineInput).set_value(str(there))
        await press(pilot, "enter")
        assert isinstance(app.screen, Picker)
        await press(pilot, "down", "enter")
        assert there.read_text("utf-8") != "{}"
        assert unknown.asked == []


async def test_notices_about_settings_and_ctrl_c_are_in_arabic(
    session: Session, catalogue: Catalogue, unknown: Unknown
) -> None:
    keys = {"quote.make": ("x",), "quote.note": ("x",), "quote.nothing": ("y",)}
    app = SummitApp(session, catalogue, replace(QUIET, keys=keys))
    async with app.run_test() as pilot:
        await press(pilot, "ctrl+c")
        await settle(pilot)
        keys = " أو ".join(f"\u2068{key}\u2069" for key in ("Ctrl+Q", "F10"))
        assert shows(app, catalogue.text("Keys that leave the app: {keys}", keys=keys))
        assert unknown.asked == []


async def test_a_read_only_session_says_so_in_arabic(
    tmp_path: Path, session: Session, catalogue: Catalogue, unknown: Unknown
) -> None:
    make_quote(session, "امتلأت تماما")
    session.close()
    looked_at = open_session(
        tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2), read_only=True
    )
    app = SummitApp(looked_at, catalogue, QUIET)
    async with app.run_test() as pilot:
        await press(pilot, "n", "y")
        assert unknown.asked == []
    looked_at.close()


async def test_what_is_told_of_suggestions_is_in_arabic(
    session: Session, catalogue: Catalogue, unknown: Unknown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Suggesting, "first_screen_stands", lambda self: None)
    words = list(dict.fromkeys(session.text.split()))[3:]
    found = [
        suggested_quote(session, word, "ليلى الحسني", rule=rule)
        for word, rule in zip(words, RULES, strict=False)
    ]
    assert len(found) == len(RULES)
    suggest(session, *found, topics={"iran": 0.8})
    app = SummitApp(session, catalogue, Settings())
    async with app.run_test(size=(140, 30)) as pilot:
        await press(pilot, *"0" * len(RULES), "backspace", "f9", "f9", "f9", "f8", "0", "f8")
        session.reviewing.pending.running = True
        await press(pilot, *"0-=-=-==")
        session.reviewing.pending.running = False
        await press(pilot, "=", *"uuuuuu", "tab", "tab", "tab", *"-=", "down", "down", *"-=-")
        assert session.reviewing.pending.tier is not None
    assert unknown.asked == []
