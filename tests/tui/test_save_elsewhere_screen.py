"""Where the project can't be written, the status line says so at once, and Ctrl+S saves it elsewhere."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.i18n import load_catalogue
from summit_tui.session import Session, open_session
from summit_tui.tui.app import SummitApp
from summit_tui.tui.widgets.line_input import LineInput
from tests.support.driving import as_shown, main_screen, press, rows, settle, shows, status, type_text
from tests.support.editing import make_quote
from tests.support.sessions import fixed_author, paths_in

WORDS = "امتلأت تماما"


@contextmanager
def broken(monkeypatch: pytest.MonkeyPatch, call: str, number: int, below: Path) -> Iterator[None]:
    """Inside, ``call`` of the disk fails for every file of the folder ``below``."""
    real = getattr(Disk, call)

    def fail(disk: Disk, target: object, *more: object) -> object:
        path = target if isinstance(target, Path) else Path(f"/proc/self/fd/{target}").resolve()
        if path.is_relative_to(below):
            raise OSError(number, os.strerror(number))
        return real(disk, target, *more)

    with monkeypatch.context() as patch:
        patch.setattr(Disk, call, fail)
        yield


async def save_in(pilot, folder: Path) -> None:
    """Types another place than the proposed one."""
    await press(pilot, "ctrl+s")
    await type_text(pilot, str(folder))
    await press(pilot, "enter")


FAULTS = [("write", errno.ENOSPC), ("datasync", errno.EIO), ("write", errno.EROFS), ("sync", errno.EIO)]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("call", "number"), FAULTS)
async def test_it_is_said_at_once_and_saved_elsewhere(
    session: Session,
    app_on: Callable[..., SummitApp],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    language: str,
    call: str,
    number: int,
) -> None:
    catalogue = load_catalogue(language)
    make_quote(session, WORDS)
    old, there = session.store.path, tmp_path / "there"
    app = app_on(session, language)
    async with app.run_test(size=(140, 30)) as pilot:
        await settle(pilot)
        assert as_shown(catalogue.text("saved")) in status(app)
        with broken(monkeypatch, call, number, old):
            if call == "sync":
                session.store._keeper._let_go()  # the next edit has to begin a journal
                session.store._keeper._journal = None
            await press(pilot, "f")
            assert main_screen(app).warns
            not_saved = as_shown(catalogue.count("{n} edit not saved", "{n} edits not saved", 1)).split()
            assert all(word in status(app) for word in not_saved)
            await press(pilot, "left")
            assert all(word in status(app) for word in not_saved)
            assert as_shown(catalogue.text("Save elsewhere")) in rows(app)[-1]
            await save_in(pilot, there)
            assert not main_screen(app).warns
            assert "there" in status(app)
            assert as_shown(catalogue.text("saved")) in status(app)
            assert session.quote.unsure
            await press(pilot, "y")
            assert not main_screen(app).warns
    session.close()
    again = open_session(there, paths=paths_in(tmp_path / "home"), author=fixed_author(5))
    assert [(quote.unsure, quote.type) for quote in again.project.quotes.values()] == [(True, "indirect")]
    again.close()


async def test_a_project_that_is_gone_is_saved_elsewhere_from_memory(
    session: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    make_quote(session, WORDS)
    app = app_on(session)
    async with app.run_test(size=(140, 30)) as pilot:
        await settle(pilot)
        shutil.rmtree(session.store.path)
        await press(pilot, "f")
        assert main_screen(app).warns
        await save_in(pilot, tmp_path / "there")
        assert "history" in status(app) + rows(app)[-1]
        assert session.quote.unsure
        assert session.store.path == tmp_path / "there" / ".summit"


async def test_a_place_that_can_not_be_is_asked_for_again(
    session: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    make_quote(session, WORDS)
    app = app_on(session)
    async with app.run_test(size=(140, 30)) as pilot:
        await save_in(pilot, tmp_path)
        assert len(app.screen_stack) == 2
        assert main_screen(app).warns
        await press(pilot, "escape")
        (tmp_path / "all.json").write_text("mine", "utf-8")
        await save_in(pilot, tmp_path / "all.json")
        assert shows(app, "Yes, overwrite it") or any("Yes, overwrite it" in row for row in rows(app))
        await press(pilot, "2")
        assert (tmp_path / "all.json").read_bytes().startswith(b"{")
        assert session.store.path == tmp_path / ".summit"


async def test_leaving_with_what_is_not_saved_is_asked_about(
    session: Session, app_on: Callable[..., SummitApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quote(session, WORDS)
    app = app_on(session)
    async with app.run_test(size=(140, 30)) as pilot:
        await settle(pilot)
        with broken(monkeypatch, "write", errno.ENOSPC, session.store.path):
            await press(pilot, "f", "ctrl+q")
            assert app.is_running
            assert "kept for the next start: 1" in status(app)
            await press(pilot, "ctrl+q")
    assert app.return_value == 0


async def test_with_room_again_they_are_saved_after_all_or_let_go(
    session: Session, app_on: Callable[..., SummitApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quote(session, WORDS)
    app = app_on(session)
    async with app.run_test(size=(140, 30)) as pilot:
        await settle(pilot)
        with broken(monkeypatch, "write", errno.ENOSPC, session.store.path):
            await press(pilot, "f", "d")
            await press(pilot, "ctrl+r", "1")
            assert main_screen(app).warns
            assert "2 edits not saved" in status(app)
        await press(pilot, "y")
        assert "2 edits not saved" in status(app)
        await press(pilot, "f")
        assert session.quote.unsure
        assert "1 edit not saved" in status(app)
        await press(pilot, "ctrl+r", "2")
        assert " saved " in status(app)
        assert len(session.quotes) == 1
        with broken(monkeypatch, "write", errno.ENOSPC, session.store.path):
            await press(pilot, "f")
        await press(pilot, "ctrl+r", "1")
        assert not session.quote.unsure
        assert " saved " in status(app)
        await press(pilot, "ctrl+r")
        assert len(app.screen_stack) == 1
        assert "Everything is saved." in status(app)


async def test_the_proposed_place_gives_way_to_what_is_typed_and_the_whole_path_is_told(
    session: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    make_quote(session, WORDS)
    app = app_on(session)
    there = tmp_path / "a folder with a long name" / "another one below"
    async with app.run_test(size=(200, 30)) as pilot:
        await press(pilot, "ctrl+s", "end")
        typed = app.screen.query_one("#answer", LineInput)
        proposed = typed.value
        await type_text(pilot, "-more")
        assert typed.value == f"{proposed}-more"
        await press(pilot, "escape")
        await save_in(pilot, there)
        assert session.store.path == there / ".summit"
        assert str(there) in status(app)


async def test_what_was_typed_is_gone_on_with_where_it_was_refused(
    session: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    make_quote(session, WORDS)
    app = app_on(session)
    async with app.run_test(size=(200, 30)) as pilot:
        await save_in(pilot, tmp_path)
        await type_text(pilot, "/there")
        await press(pilot, "enter")
        assert session.store.path == tmp_path / "there" / ".summit"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [80, 100, 200])
async def test_the_keys_that_help_are_named_and_nothing_is_cut_off(
    session: Session,
    app_on: Callable[..., SummitApp],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    width: int,
) -> None:
    catalogue = load_catalogue(language)
    make_quote(session, WORDS)
    app = app_on(session, language)
    async with app.run_test(size=(width, 30)) as pilot:
        await settle(pilot)
        with broken(monkeypatch, "write", errno.ENOSPC, session.store.path):
            await press(pilot, "f")
        shown = f"{status(app)} {rows(app)[-1]}"
        told = main_screen(app)._message.spoken(catalogue.text)
        assert {"Ctrl+S", "Ctrl+R"} <= {*told.replace(":", "").split()}
        for word in told.split()[-6:]:
            assert as_shown(word).strip(".:،") in shown


@pytest.mark.parametrize(("call", "again"), [("datasync", False), ("write", True)])
async def test_there_is_no_trying_again_where_nothing_is_written_any_more(
    session: Session,
    app_on: Callable[..., SummitApp],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    again: bool,
) -> None:
    make_quote(session, WORDS)
    app = app_on(session)
    async with app.run_test(size=(200, 30)) as pilot:
        await settle(pilot)
        with broken(monkeypatch, call, errno.EIO, session.store.path):
            await press(pilot, "f")
        assert ("Ctrl+R: again" in status(app)) is again
        assert "Ctrl+S" in status(app)
