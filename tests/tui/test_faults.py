"""What the app does where it can't do what was asked: it says so in a line, and goes on."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.i18n import load_catalogue
from summit_tui.session import Session, exported, open_session
from summit_tui.tui.app import SummitApp
from tests.support.driving import article_view, as_shown, press, rows, settle, status
from tests.support.editing import files_in, make_quote, selected, span_of
from tests.support.sessions import fixed_author, paths_in, session_on_text

WORDS = "امتلأت تماما"


def fails(number: int) -> Callable[..., None]:
    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
async def test_a_disk_that_fails_is_told_and_the_app_goes_on(
    session: Session,
    app_on: Callable[..., SummitApp],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    language: str,
) -> None:
    quote = make_quote(session, WORDS)
    app = app_on(session, language)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert as_shown(load_catalogue(language).text("saved")) in status(app)
        before = exported(session)
        with monkeypatch.context() as patch:
            patch.setattr(Disk, "write", fails(number))
            await press(pilot, "f")
            assert app.screen._message.warning
            assert exported(session) == before
            assert not session.quote.unsure
            await press(pilot, ";", "x", "enter", "1", "d")
            assert session.quotes == [quote]
        await press(pilot, "f")
        assert session.quote.unsure
        assert app.is_running
        session.close()
        again = open_session(
            session.place.path_of("article.txt"), paths=paths_in(Path(session.place.root) / "home")
        )
        assert again.quotes[0].unsure
        again.close()


async def test_a_quote_that_cant_be_saved_asks_for_no_speaker(
    session: Session, app_on: Callable[..., SummitApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    session.select(session.selection.moved(span_of(session.text, WORDS).start, extend=False))
    app = app_on(session)
    async with app.run_test() as pilot:
        await press(pilot, "x", "x")
        assert selected(session) == WORDS
        monkeypatch.setattr(os, "fsync", fails(errno.ENOSPC))
        await press(pilot, "enter")
        assert len(app.screen_stack) == 1
        assert app.screen._message.warning
        assert selected(session) == WORDS
        monkeypatch.undo()
        await press(pilot, "enter")
        assert len(app.screen_stack) == 2
        assert len(session.quotes) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_project_that_is_only_read(
    tmp_path: Path, app_on: Callable[..., SummitApp], language: str
) -> None:
    made = session_on_text(tmp_path, f"قالت الوزيرة إن السدود {WORDS}.\n")
    make_quote(made, WORDS)
    made.close()
    session = open_session(
        tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2), read_only=True
    )
    files = files_in(tmp_path)
    app = app_on(session, language)
    async with app.run_test() as pilot:
        await settle(pilot)
        said = as_shown(load_catalogue(language).text("read only"))
        assert said in status(app)
        for key in ("n", "f", "d", "1", "!", "y", "u", "+"):
            await press(pilot, key)
            assert said in status(app)
        await press(pilot, "s", "enter")
        await press(pilot, "x", "x", "x", "enter")
        assert len(session.quotes) == 1
        assert app.is_running
    assert files_in(tmp_path) == files


async def test_an_article_that_is_gone_is_told(tmp_path: Path, app_on: Callable[..., SummitApp]) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"العنوان {name}\nنص.\n", "utf-8")
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    app = app_on(session)
    async with app.run_test() as pilot:
        (tmp_path / "two.txt").unlink()
        await press(pilot, "f3", "2")
        assert app.screen._message.warning
        assert session.article.source.file == "one.txt"
        assert article_view(app).session is session
        assert len(rows(app)) == 24


async def test_warnings_of_opening_stand_in_the_status_line(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    made = session_on_text(tmp_path, f"قالت إن السدود {WORDS}.\n")
    make_quote(made, WORDS)
    made.close()
    (tmp_path / "article.txt").write_text("نص آخر.\n", "utf-8")
    session = open_session(
        tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2)
    )
    app = app_on(session)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        assert "has changed on the disk" in status(app)
        await press(pilot, "left")
        assert "has changed on the disk" not in status(app)
