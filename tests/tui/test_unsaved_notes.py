"""A note half typed when the app ends is offered again at the next start, and goes when it is dealt with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.session import Session, open_session
from summit_tui.store import ProjectStore, StoreError
from summit_tui.tui.app import SummitApp
from summit_tui.tui.widgets.line_input import LineInput
from tests.support.driving import as_shown, press, settle, shows, status, type_text
from tests.support.editing import do, make_quote
from tests.support.sessions import fixed_author, paths_in

WORDS = "لن نقطع الماء عن أحد"


def typed_in(app: SummitApp) -> str:
    return app.screen.query_one("#answer", LineInput).value


async def end_while_typing(app: SummitApp, text: str) -> None:
    async with app.run_test() as pilot:
        await press(pilot, ";")
        await type_text(pilot, text)
        app.exit(return_code=129)
        await asyncio.sleep(0)


async def crash_while_typing(app: SummitApp, text: str) -> None:
    def crash() -> None:
        raise ZeroDivisionError

    async with app.run_test() as pilot:
        await press(pilot, ";")
        await type_text(pilot, text)
        app.call_later(crash)
        await pilot.pause()


@pytest.fixture
def again(tmp_path: Path) -> Callable[[Session], Session]:
    def reopened(session: Session) -> Session:
        session.close()
        return open_session(
            tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2)
        )

    return reopened


async def test_it_is_offered_again_and_saved(
    session: Session, again: Callable[[Session], Session], app_on: Callable[..., SummitApp]
) -> None:
    make_quote(session, WORDS)
    await end_while_typing(app_on(session), "نصف مل")
    session = again(session)
    app = app_on(session)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert as_shown("isn't saved yet") in status(app)
        await press(pilot, ";")
        assert typed_in(app) == "نصف مل"
        assert shows(app, "Not saved yet: Enter or Esc keeps it, Ctrl+Z: as it was")
        await type_text(pilot, "احظة")
        await press(pilot, "enter")
    assert [quote.note for quote in session.quotes] == ["نصف ملاحظة"]
    session = again(session)
    assert session.warnings == []
    assert session.drafts.all() == []


@pytest.mark.parametrize("leave", ["enter", "escape"])
async def test_it_is_given_up_by_taking_the_typing_back(
    session: Session, again: Callable[[Session], Session], app_on: Callable[..., SummitApp], leave: str
) -> None:
    make_quote(session, WORDS)
    do(session, "quote.note", "محفوظة")
    await end_while_typing(app_on(session), " وأكثر")
    session = again(session)
    app = app_on(session)
    async with app.run_test() as pilot:
        await press(pilot, ";")
        assert typed_in(app) == "محفوظة وأكثر"
        await press(pilot, "ctrl+z")
        assert typed_in(app) == "محفوظة"
        await press(pilot, leave)
    assert [quote.note for quote in session.quotes] == ["محفوظة"]
    assert again(session).drafts.all() == []


async def test_an_app_that_ends_with_nothing_typed_keeps_nothing(
    session: Session, again: Callable[[Session], Session], app_on: Callable[..., SummitApp]
) -> None:
    make_quote(session, WORDS)
    await end_while_typing(app_on(session), "")
    assert again(session).warnings == []


async def test_a_crash_keeps_it_too(
    session: Session, again: Callable[[Session], Session], app_on: Callable[..., SummitApp]
) -> None:
    make_quote(session, WORDS)
    with pytest.raises(ZeroDivisionError):
        await crash_while_typing(app_on(session), "نصف")
    assert [draft.note for draft in again(session).drafts.all()] == ["نصف"]


async def test_a_note_that_cannot_be_saved_stays_in_the_input(
    session: Session, app_on: Callable[..., SummitApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quote(session, WORDS)
    app = app_on(session)

    def full(*_: object) -> None:
        raise StoreError("{path} could not be saved: No space left on device.", path="project.json")

    async with app.run_test(size=(240, 30)) as pilot:
        await press(pilot, ";")
        await type_text(pilot, "لا تضيع")
        with monkeypatch.context() as patched:
            patched.setattr(ProjectStore, "commit", full)
            await press(pilot, "enter")
        assert as_shown("What was typed is kept: press ; to go on with it.") in status(app)
        await press(pilot, ";")
        assert typed_in(app) == "لا تضيع"
        await press(pilot, "enter")
    assert [quote.note for quote in session.quotes] == ["لا تضيع"]
    assert session.drafts.all() == []
