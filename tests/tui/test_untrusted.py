"""What reaches the terminal: no control, no bidi control, no letter unshaped, on any screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from wcwidth import wcswidth

from summit_tui.i18n import load_catalogue
from summit_tui.model import Change, Name, Speaker, Topic
from summit_tui.session import Session
from summit_tui.tui.app import SummitApp
from summit_tui.tui.screens.annotate import ALL_COMMANDS, AnnotateScreen
from summit_tui.tui.screens.dialog import Dialog
from summit_tui.tui.widgets.line_input import LineInput
from tests.support.driving import (
    SHAPED_LETTERS,
    article_view,
    as_shown,
    press,
    rows,
    settle,
    shows,
    status,
    type_text,
    unsafe,
)
from tests.support.editing import do, make_quote, put_caret, select_words
from tests.support.sessions import session_on_text
from tests.support.walking import classes_of_the_package

NASTY = (
    "\x1b[31mأحمر\x1b]0;عنوان\x07\x9b2J\x7f\x01"
    "\u202eعكس\u202c\u2067عزل\u2069\u200fيمين\u200d\ufeff\x85\u2028آخر\U000e0041"
)
ARTICLE = (
    f"العنوان {NASTY}\n"
    f"قال الوزير {NASTY}: «لن نقبل {NASTY} بذلك أبدا». وأضاف أن العدد abc \u202e(12)\u202c كبير.\n"
    "كلام سليم في سطر قائم بذاته، لا عيب فيه.\n"
    + "".join(chr(letter) for letter in range(0x621, 0x64B))
    + " "
    + " ".join(chr(letter) for letter in range(0x621, 0x6D4))
    + "\n"
)
WORDS = "كلام سليم"


@pytest.fixture
def nasty_session(tmp_path: Path) -> Session:
    session = session_on_text(tmp_path, ARTICLE, name="خبر\x1b]0;x\x07\u202egpj.txt")
    make_quote(session, "وأضاف أن العدد abc \u202e(12)\u202c كبير")
    make_quote(session, f"لن نقبل {NASTY} بذلك")
    quote = session.quote
    session.change("test", [Change(None, Speaker("s-1", Name(f"وزير {NASTY}", f"Minister {NASTY}")))])
    topic = Topic("t-1", Name(f"موضوع {NASTY}", f"Topic {NASTY}"))
    session.change("test", [Change(None, topic), session.revise(quote, speakers=("s-1",), topics=("t-1",))])
    do(session, "quote.note", f"ملاحظة {NASTY}")
    session.focus = quote.id
    return session


async def everything(pilot: Pilot) -> AsyncIterator[str]:
    """Brings up every dialog and message that a command can bring up, one after another."""
    app = pilot.app
    main = app.screen
    yield "start"
    for command in ALL_COMMANDS.values():
        if command.id == "window.quit" or command.numbered:
            continue
        if main.session.quotes:
            main.session.visit(main.session.quotes[-1])
        main.perform(command)
        await settle(pilot)
        yield command.id
        if len(app.screen_stack) > 1 and app.screen.query(LineInput):
            await type_text(pilot, "ضوء ab")
            yield f"{command.id}, something typed"
        while len(app.screen_stack) > 1:
            await press(pilot, "escape")
        yield f"{command.id}, left"
        main.perform(main.commands["select.none"])
    for panel in ("quotes", "speakers", "topics"):
        app.screen.query_one(f"#{panel}").focus()
        await press(pilot, "down", "enter")
        yield panel


def faults(app: SummitApp, width: int) -> Iterator[tuple[str, object]]:
    for row in rows(app):
        if found := unsafe(row):
            yield row, found
        if wcswidth(row) != width:
            yield row, wcswidth(row)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_nothing_unsafe_or_unshaped_on_any_screen(
    nasty_session: Session, app_on: Callable[..., SummitApp], language: str, size: tuple[int, int]
) -> None:
    app = app_on(nasty_session, language)
    seen: set[type] = set()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        async for place in everything(pilot):
            seen.add(type(app.screen))
            assert list(faults(app, size[0])) == [], place
    assert seen == {AnnotateScreen, *classes_of_the_package(Dialog)} - {Dialog}


def test_what_counts_as_unshaped() -> None:
    assert {*"ابتثجحخدذرزسشصضطظعغفقكلمنهويآأؤإئةى", "پ", "چ", "ک", "ی"} <= SHAPED_LETTERS
    assert unsafe("\ufe8e\u0621 a1") == []
    assert unsafe("ب") == ["U+0628"]
    assert unsafe("\x1b\u200f") == ["U+001B", "U+200F"]


async def test_controls_show_as_signs(nasty_session: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(nasty_session)
    async with app.run_test(size=(200, 24)) as pilot:
        await settle(pilot)
        view = article_view(app)
        title = rows(app)[view.region.y]
        for sign in "\u241b\u2407\u2421\u2401":
            assert sign in title
        assert "31m" in title


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_an_override_is_announced_beside_its_line_and_in_the_status_line(
    tmp_path: Path, app_on: Callable[..., SummitApp], language: str
) -> None:
    text = "عنوان\nسطر سليم.\nسطر فيه \u202eabc\u202c مقلوب.\nقال: «نعم».\n"
    session = session_on_text(tmp_path, text)
    app = app_on(session, language)
    warning = load_catalogue(language).text(
        "A hidden control ({name}) makes this line read in another order.", name="RLO"
    )
    async with app.run_test() as pilot:
        await settle(pilot)
        view = article_view(app)

        def gutter(words: str) -> str:
            row = session.layout.row_of(text.index(words))
            return rows(app)[view.region.y + row][view.region.x + session.layout.width :][:2]

        assert "!" in gutter("سطر فيه")
        assert "!" not in gutter("سطر سليم") + gutter("عنوان")
        assert as_shown(warning) not in status(app)
        put_caret(session, "مقلوب")
        main = app.screen
        assert isinstance(main, AnnotateScreen)
        main.tell(None)
        await settle(pilot)
        assert as_shown("RLO") in status(app)
        assert as_shown(warning).split()[0] in status(app)


async def test_an_override_is_announced_also_where_a_quote_was_chosen(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    text = "عنوان\nسطر فيه \u202eabc\u202c مقلوب.\nقال: «نعم».\n"
    session = session_on_text(tmp_path, text)
    make_quote(session, "نعم")
    app = app_on(session)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "RLO" not in status(app)
        await press(pilot, "[", "[")
        assert session.quote is not None
        assert "RLO" in status(app)


async def test_an_article_of_escapes_is_annotated_like_any_other(
    nasty_session: Session, app_on: Callable[..., SummitApp]
) -> None:
    session, app = nasty_session, app_on(nasty_session)
    select_words(session, WORDS)
    async with app.run_test() as pilot:
        await press(pilot, "enter", "escape")
        assert session.quote.content[0].of(session.text) == WORDS
        assert shows(app, WORDS)
