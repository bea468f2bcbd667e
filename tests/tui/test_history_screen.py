"""The dialogs that tell what happened to a quote and to the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.i18n import load_catalogue
from summit_tui.model import Change
from summit_tui.session import Session, open_session
from summit_tui.store import ProjectStore
from summit_tui.tui.app import SummitApp
from summit_tui.tui.screens.history import HistoryRows, HistoryScreen
from tests.support.driving import as_shown, main_screen, press, rows, settle, shows, status
from tests.support.editing import do, make_quote
from tests.support.sessions import fixed_author, paths_in, session_on_text

WORDS, OTHER = "امتلأت تماما", "لن نقطع الماء عن أحد"


def note(session: Session, text: str) -> None:
    do(session, "quote.note", text)


def place_of(app: SummitApp, text: str) -> int:
    """The row of the screen in which ``text`` is."""
    words = as_shown(text)
    return next(y for y, row in enumerate(rows(app)) if words in row)


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_quotes_edits_stand_newest_first(
    session: Session, app_on: Callable[..., SummitApp], language: str
) -> None:
    text = load_catalogue(language).text
    make_quote(session, OTHER)
    make_quote(session, WORDS)
    note(session, "راجع")
    note(session, "راجع الرقم مع الوزارة")
    do(session, "edit.undo")
    app = app_on(session, language)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "H")
        assert isinstance(app.screen, HistoryScreen)
        titles = [text("Undo"), text("{what} (undone)", what=text("Note")), text("Note"), text("Quote")]
        places = [place_of(app, title) for title in titles]
        assert places == sorted(places)
        assert shows(app, "tester")
        assert any("2026-11-24" in row for row in rows(app))
        made = text("made: {words}", words=WORDS)
        assert any(as_shown(WORDS) in row for row in rows(app)), made
        assert not shows(app, OTHER)
        await press(pilot, "a")
        assert any(as_shown(OTHER) in row for row in rows(app)[3:])
        await press(pilot, "a", "escape")
        assert len(app.screen_stack) == 1


async def test_without_a_quote_it_says_so_and_the_palette_tells_of_the_project(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    make_quote(session, WORDS)
    session.focus = None
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "H")
        assert len(app.screen_stack) == 1
        assert main_screen(app).warns
        await press(pilot, "f2", *"Project", "enter")
        assert isinstance(app.screen, HistoryScreen)
        assert any(as_shown(WORDS) in row for row in rows(app)[3:])
        await press(pilot, "enter")
        assert session.quote is not None


async def test_enter_goes_to_the_quote_in_another_article(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    folder = tmp_path / "أخبار"
    folder.mkdir()
    (folder / "article.txt").write_text(f"قالت الوزيرة إن السدود {WORDS}.\n", "utf-8")
    (folder / "other.txt").write_text("قال الصياد: «لا سمك هنا».\n", "utf-8")
    session = open_session(folder, paths=paths_in(tmp_path / "home"), author=fixed_author())
    first = make_quote(session, WORDS)
    session.open_entry(next(entry for entry in session.entries if entry.file == "other.txt"))
    make_quote(session, "لا سمك هنا")
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "H", "a")
        shown = app.screen.query_one(HistoryRows)
        shown.mark(next(at for at, row in enumerate(shown.rows) if row.key.startswith("3 ")))
        await press(pilot, "enter")
        assert session.article.source.file == "article.txt"
        assert session.quote == first


async def test_edits_are_read_as_far_as_one_scrolls(
    session: Session, app_on: Callable[..., SummitApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = make_quote(session, WORDS)
    for number in range(200):
        changed = replace(session.quote, note=f"ملاحظة {number}")
        session.change("quote.note", [Change(session.quote, changed)])
    read: list[int] = []
    real = type(session.store.history)._numbered

    def counted(history: object, sequence: int, members: dict[str, object]) -> object:
        read.append(sequence)
        return real(history, sequence, members)

    monkeypatch.setattr(type(session.store.history), "_numbered", counted)
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "H")
        assert 10 < len(read) < 80
        known = len(read)
        await press(pilot, "end")
        assert known < len(read) < 160
        for _ in range(20):
            await press(pilot, "end")
        assert app.screen.query_one(HistoryRows).marked_key.startswith(f"{min(read)} ")
        assert session.quote.id == quote.id
        assert any(as_shown(WORDS) in row for row in rows(app)[4:])


async def test_a_part_of_the_history_that_is_gone_is_told(
    session: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    make_quote(session, WORDS)
    session.close()
    with ProjectStore.open(tmp_path) as store:
        quote = next(iter(store.project.quotes.values()))
        store.commit(
            replace(store.history[-1], id="more", changes=(Change(quote, replace(quote, note="x")),))
        )
    (tmp_path / ".summit" / "history" / "000000000001.jsonl").unlink()
    session = session_on_text(tmp_path, session.text)
    session.visit(session.quotes[0])
    app = app_on(session)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "H")
        await settle(pilot)
        assert any("are lost: 3." in row for row in rows(app))
        await press(pilot, "escape")
        assert status(app)


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (200, 50)])
async def test_long_notes_are_broken_and_stay_whole(
    session: Session, app_on: Callable[..., SummitApp], size: tuple[int, int]
) -> None:
    make_quote(session, WORDS)
    note(session, "كلمة " * 30 + "الخاتمة")
    app = app_on(session, "ar")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "H")
        seen = "".join(rows(app))
        for _ in range(20):
            await press(pilot, "down")
            seen += "".join(rows(app))
        assert as_shown("الخاتمة") in seen
        await pilot.resize_terminal(size[0] + 30, size[1])
        await settle(pilot)
        assert all(row is not None for row in rows(app))


async def test_a_suggestion_that_was_never_saved_has_no_history(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    make_quote(session, WORDS)
    quote = session.quote
    do(session, "quote.delete")
    app = app_on(session)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(
            HistoryScreen(app.catalogue, session, replace(quote, id="never-saved"), of_quote=True)
        )
        await settle(pilot)
        assert shows(app, "Nothing was changed yet.")
