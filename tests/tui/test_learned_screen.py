"""The screen of what was learned: reading it, switching learning, forgetting, all by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from summit_tui.config import Settings
from summit_tui.i18n import load_catalogue
from summit_tui.model import Attribution, Change, Origin, Quote, QuoteType, Status
from summit_tui.session import Session, open_session
from summit_tui.session.review.forgetting import FORGET
from summit_tui.suggest.learning import traits
from summit_tui.tui.app import SummitApp
from summit_tui.tui.reasons import percentage
from summit_tui.tui.screens.annotate import ALL_COMMANDS
from summit_tui.tui.screens.learned import LearnedScreen
from summit_tui.tui.widgets.row_list import RowList
from tests.support.driving import main_screen, press, rows, settle, status, type_text, until
from tests.support.editing import span_of
from tests.support.sessions import fixed_author, paths_in, session_on_text

HEADINGS = 70
TEXT = "سدود البلاد\nقال الوزير سليم الراوي إن السدود ممتلئة.\n" + "".join(
    f"السد رقم {number}\nوأضاف أن السد رقم {number} ممتلئ.\n" for number in range(HEADINGS)
)
SIZES = [(60, 20), (80, 24), (120, 36)]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = session_on_text(tmp_path, TEXT)
    yield session
    session.close()


def headings(session: Session) -> list[Quote]:
    return [
        Quote(
            id=f"h-{number}",
            article=session.article.id,
            type=QuoteType.DIRECT,
            content=(span_of(session.text, f"السد رقم {number}\n"),),
            attribution=Attribution.EXPLICIT,
            status=Status.SUGGESTED,
            origin=Origin("rule", "colon", 0.7),
        )
        for number in range(HEADINGS)
    ]


def reject(session: Session, quotes: list[Quote]) -> None:
    for quote in quotes:
        session.change("test", [Change(None, quote), Change(quote, replace(quote, status=Status.REJECTED))])


def app_on(session: Session, language: str = "en", *, learning: bool = True) -> SummitApp:
    return SummitApp(session, load_catalogue(language), Settings(suggestions=False, learning=learning))


async def open_lessons(pilot: Pilot) -> None:
    """By the palette, as a person without a mouse comes there."""
    await press(pilot, "f2")
    await type_text(pilot, "learning.lesson")
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, LearnedScreen)


def lessons(app: SummitApp) -> list[str]:
    return [row.key for row in app.screen.query_one(RowList).rows]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_it_says_what_was_learned_from_how_many_decisions(session: Session, size) -> None:
    reject(session, headings(session)[:30])
    app = app_on(session)
    async with app.run_test(size=size) as pilot:
        await open_lessons(pilot)
        text = "\n".join(rows(app))
        for words in (
            "Learning is on · 30 decisions",
            "Quotes in headings",
            "lower",
            "rejected 30",
            "0 of 30",
        ):
            assert words in text
        assert "place:heading" in lessons(app)
        await press(pilot, "escape")
        assert app.screen is main_screen(app)
        assert len(session.undo_stacks.done) == 30


async def test_without_decisions_it_says_what_to_do(session: Session) -> None:
    app = app_on(session)
    async with app.run_test(size=(60, 20)) as pilot:
        await open_lessons(pilot)
        assert "Accept (=) or reject (-)" in "\n".join(rows(app))
        await press(pilot, "a", "delete", "down")
        assert isinstance(app.screen, LearnedScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, LearnedScreen)


async def test_learning_is_switched_here_and_by_the_setting(session: Session) -> None:
    app = app_on(session, learning=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lessons(pilot)
        assert "Learning is off" in "\n".join(rows(app))
        await press(pilot, "t")
        assert "Learning is on" in "\n".join(rows(app))
        assert session.proposals.learns
        await press(pilot, "ف", "escape")  # the same key under the Arabic layout
        assert not session.proposals.learns


async def test_one_lesson_is_forgotten_and_brought_back(session: Session) -> None:
    reject(session, headings(session)[:30])
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lessons(pilot)
        first, *others = lessons(app)
        await press(pilot, "delete")
        assert session.store.history[-1].command.endswith(f":{first}")
        assert isinstance(app.screen, LearnedScreen)
        assert "Forgotten" in "\n".join(rows(app))
        assert "0 decisions" in "\n".join(rows(app))
        assert first not in lessons(app)
        assert session.proposals.learning.wait().count == 0
        await press(pilot, "u")
        assert "30 decisions" in "\n".join(rows(app))
        assert lessons(app) == [first, *others]
        await press(pilot, "r", "delete", "escape")
        assert app.screen is main_screen(app)
        assert session.proposals.learning.wait().count == 0


async def test_reading_only_nothing_is_forgotten_and_a_line_says_why(
    session: Session, tmp_path: Path
) -> None:
    reject(session, headings(session)[:30])
    session.close()
    looked_at = open_session(
        tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2), read_only=True
    )
    app = app_on(looked_at)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lessons(pilot)
        before = lessons(app)
        await press(pilot, "delete")
        assert lessons(app) == before
        assert "read" in rows(app)[app.screen.query_one("#dialog-hint").region.y].lower()
    looked_at.close()


async def test_everything_is_forgotten_only_by_who_is_sure(session: Session) -> None:
    reject(session, headings(session)[:30])
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lessons(pilot)
        await press(pilot, "a")
        assert "Forget all that was learned?" in "\n".join(rows(app))
        await press(pilot, "enter")
        assert session.store.history[-1].command != FORGET
        assert session.proposals.learning.wait().count == 30
        await open_lessons(pilot)
        await press(pilot, "a", "down", "enter")
        assert session.store.history[-1].command == FORGET
        assert session.proposals.learning.wait().count == 0
        assert "Press u" in status(app)
        await press(pilot, "u")
        assert session.proposals.learning.wait().count == 30


async def test_in_arabic_it_opens_from_the_palette(session: Session) -> None:
    reject(session, headings(session)[:30])
    app = app_on(session, "ar")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lessons(pilot)
        assert "place:heading" in lessons(app)


async def test_what_is_held_back_is_counted_and_shown_by_a_command(session: Session) -> None:
    quotes = headings(session)
    reject(session, quotes[:-1])
    session.change("test", [Change(None, quotes[-1])])
    session.proposals.learning.wait()
    app = SummitApp(session, load_catalogue("en"), Settings())
    async with app.run_test(size=(120, 36)) as pilot:
        screen = main_screen(app)
        await until(pilot, lambda: screen.session.proposals.held > 0, "something held back")
        await settle(pilot)
        held = screen.session.proposals.held
        assert any(f"{held} held back" in row or f"({held})" in row for row in rows(app))
        assert quotes[-1].id not in {quote.id for quote in session.suggestions}
        screen.perform(ALL_COMMANDS["learning.held"])
        await settle(pilot)
        assert quotes[-1].id in {quote.id for quote in session.suggestions}


async def test_suggestions_are_drawn_as_they_are_rated_once_something_was_learned(session: Session) -> None:
    quotes = headings(session)
    session.change("test", [Change(None, quote) for quote in quotes[:2]])
    app = SummitApp(session, load_catalogue("en"), Settings())
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen = main_screen(app)
        screen.session.visit(quotes[0])
        screen.draw()
        assert any("70%" in row for row in rows(app))
        await press(pilot, "-")
        screen.session.visit(quotes[1])
        screen.draw()
        lowered = screen.session.proposals.learning.wait().score(traits(quotes[1], session.text), 0.7)
        assert percentage(lowered) != "70%"
        await until(pilot, lambda: any(percentage(lowered) in row for row in rows(app)), "the lower score")
