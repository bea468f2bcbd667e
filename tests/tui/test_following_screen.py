"""A second window on a project: who has it, following what is done there, waiting for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summit_tui.i18n import load_catalogue
from summit_tui.session import Session, open_session
from summit_tui.tui import following
from summit_tui.tui.app import SummitApp
from tests.support.driving import as_shown, main_screen, press, rows, settle, shows, status, type_text, until
from tests.support.editing import do, make_quote
from tests.support.sessions import fixed_author, paths_in

TEXT = "قال الطبيب فراس النجار: «اللقاح متوفر»، وأضاف أن المستشفى لن يغلق أبوابه.\n"
WORDS, OTHER = "اللقاح متوفر", "أن المستشفى لن يغلق أبوابه"


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "EVERY", 0.05)


def opened(folder: Path, seed: int, **more: object) -> Session:
    return open_session(folder, paths=paths_in(folder.parent / "home"), author=fixed_author(seed), **more)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Session]:
    folder = tmp_path / "أخبار"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, "utf-8")
    session = opened(folder, 1)
    make_quote(session, WORDS)
    yield session
    session.close()


@pytest.fixture
def reader(writer: Session) -> Iterator[Session]:
    session = opened(writer.place.root, 2, follows=True)
    yield session
    session.close()


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_who_has_the_project_is_told_and_what_they_do_is_shown(
    writer: Session, reader: Session, app_on: Callable[..., SummitApp], language: str
) -> None:
    text = load_catalogue(language).text
    app = app_on(reader, language)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert len(app.screen_stack) == 2
        assert shows(app, text("Another process has this project open"))
        assert any(str(reader.home.held_by.holder.pid) in row for row in rows(app))
        await press(pilot, "1")
        assert len(app.screen_stack) == 1
        assert as_shown(text("read only, followed")) in status(app)
        make_quote(writer, OTHER)
        await until(pilot, lambda: len(reader.quotes) == 2, "the other's quote")
        await settle(pilot)
        assert len(main_screen(app).query_one("#quotes").rows) == 2
        do(writer, "edit.undo")
        await until(pilot, lambda: len(main_screen(app).query_one("#quotes").rows) == 1, "the other's undo")


async def test_the_view_stays_where_it_is(
    writer: Session, reader: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(reader)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "escape", "w", "w")
        caret = reader.selection
        make_quote(writer, OTHER)
        await until(pilot, lambda: len(reader.quotes) == 2, "the other's quote")
        assert reader.selection == caret


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_it_waits_and_then_writes(
    writer: Session, reader: Session, app_on: Callable[..., SummitApp], language: str
) -> None:
    text = load_catalogue(language).text
    app = app_on(reader, language)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "2")
        assert as_shown(text("waiting to write")) in status(app)
        make_quote(writer, OTHER)
        writer.close()
        await until(pilot, lambda: not reader.read_only, "the project")
        await settle(pilot)
        assert as_shown(text("saved")) in status(app)
        await press(pilot, "n", "f")
        assert sum(quote.unsure for quote in reader.quotes) == 1
        assert not main_screen(app).warns


async def test_who_waits_may_leave_that(
    writer: Session, reader: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(reader)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "2")
        assert reader.home.waits
        await press(pilot, "f2", *"Wait", "space", *"to", "enter")
        assert not reader.home.waits
        writer.close()
        await pilot.pause(0.2)
        assert reader.read_only


async def test_leaving_at_once_says_that_it_could_not_be_done(
    reader: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(reader)
    async with app.run_test() as pilot:
        await press(pilot, "3")
    assert app.return_value == 3


async def test_a_project_that_is_only_to_be_read_is_followed_without_asking(
    writer: Session, app_on: Callable[..., SummitApp]
) -> None:
    reader = opened(writer.place.root, 2, read_only=True)
    app = app_on(reader)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert len(app.screen_stack) == 1
        assert " read only " in status(app)
        make_quote(writer, OTHER)
        await until(pilot, lambda: len(reader.quotes) == 2, "the other's quote")
        await press(pilot, "f2", *"Wait", "space", *"to", "enter")
        assert "--read-only" in status(app) + rows(app)[-1]
    reader.close()


async def test_a_writer_has_nothing_to_wait_for(writer: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(writer)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "f2", *"Wait", "space", *"to", "enter")
        assert "open for writing" in status(app)


async def test_a_project_that_goes_away_is_told_once(
    writer: Session, reader: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(reader)
    async with app.run_test(size=(140, 30)) as pilot:
        await press(pilot, "escape")
        writer.close()
        await pilot.pause(0.2)
        (writer.store.path / "project.json").rename(writer.store.path / "aside")
        await until(pilot, lambda: main_screen(app).warns, "the warning")
        await press(pilot, "w")
        assert not main_screen(app).warns
        await pilot.pause(0.3)
        assert not main_screen(app).warns
        assert len(reader.quotes) == 1


async def test_who_saves_elsewhere_while_waiting_stays_there(
    writer: Session, reader: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    there = tmp_path / "هناك"
    app = app_on(reader)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "2")
        assert as_shown("waiting to write") in status(app)
        await press(pilot, "ctrl+s", "ctrl+a", "backspace")
        await type_text(pilot, str(there))
        await press(pilot, "enter")
        await until(pilot, lambda: reader.store.path == there / ".summit", "the other place")
        assert as_shown("waiting to write") not in status(app)
        writer.close()
        await press(pilot, "n", "f")
        await pilot.pause(0.2)
        assert reader.store.path == there / ".summit"
        assert [quote.unsure for quote in reader.quotes] == [True]
        await press(pilot, "f2", *"Wait", "space", *"to", "enter")
        assert "open for writing" in status(app)
