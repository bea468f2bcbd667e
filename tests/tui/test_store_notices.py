"""What the app says of the project's files while it is open."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.i18n import load_catalogue
from summit_tui.session import Session, open_session
from summit_tui.tui.app import SummitApp
from tests.support.driving import as_shown, press, settle, status
from tests.support.editing import make_quote
from tests.support.sessions import fixed_author, paths_in

WORDS = "امتلأت تماما"


def fails(number: int) -> Callable[..., None]:
    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_failed_sync_shows_read_only_at_once_and_keeps_what_was_saved(
    session: Session, app_on: Callable[..., SummitApp], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    quote = make_quote(session, WORDS)
    app = app_on(session, language)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        text = load_catalogue(language).text
        assert as_shown(text("saved")) in status(app)
        monkeypatch.setattr(Disk, "datasync", fails(errno.EIO))
        await press(pilot, "f")
        assert as_shown(text("read only")) in status(app)
        assert app.screen._message.warning
        assert session.quotes == [quote]
        monkeypatch.undo()
        await press(pilot, "f")
        assert as_shown(text("read only")) in status(app)
        assert session.quotes == [quote]


async def test_ann_50_looking_at_two_articles_changes_no_file(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"عنوان {name}\n" + f"قالت الوزيرة إن السدود {WORDS}.\n" * 60, "utf-8")
    made = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author())
    make_quote(made, WORDS)
    made.close()
    before = stamps(tmp_path / ".summit")
    session = open_session(tmp_path, paths=paths_in(tmp_path / "home"), author=fixed_author(2))
    app = app_on(session)
    async with app.run_test() as pilot:
        for article in "12":
            await press(pilot, "f3", article, "pagedown", "pagedown", "end", "pageup")
        await press(pilot, "f3", "1", "n", "s")
        assert len(app.screen_stack) == 2
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1
        await press(pilot, "ctrl+q")
    session.close()
    after = stamps(tmp_path / ".summit")
    assert "project.json" in after
    assert {name: stamp for name, stamp in after.items() if name != "lock"} == {
        name: stamp for name, stamp in before.items() if name != "lock"
    }


def stamps(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What every file holds, and when it was last written."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files
    }


async def test_store_19_while_folds_fail_the_status_line_says_why_and_how_long_the_journal_is(
    session: Session, app_on: Callable[..., SummitApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quote(session, WORDS)
    app = app_on(session)
    async with app.run_test(size=(160, 24)) as pilot:
        await settle(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(Disk, "rename", fails(errno.EROFS))
            session.store.fold(wait=True)
        await press(pilot, "f")
        assert "could not be folded: Read-only file system" in status(app)
        await press(pilot, "left")
        assert "could not be folded" not in status(app)
        size = -(-session.store.journal_size // 1000)
        assert f"saved, {size} kB not folded" in status(app)
        session.store.fold(wait=True)
        await press(pilot, "f")
        assert "folded" not in status(app)
        assert "saved" in status(app)


async def test_store_31_a_hard_link_is_told_before_the_first_edit_and_what_was_mended_after_it(
    session: Session, app_on: Callable[..., SummitApp], tmp_path: Path
) -> None:
    make_quote(session, WORDS)
    session.store.fold(wait=True)
    session.run("quote.unsure")
    session.store._database.lock.release()  # as a kill does
    (journal,) = session.store.path.glob("project.json.j*")
    journal.write_bytes(journal.read_bytes() + b'{"n":9,"set":')
    (tmp_path / "other.json").hardlink_to(session.store.path / "project.json")
    again = open_session(tmp_path / "article.txt", paths=paths_in(tmp_path / "home"), author=fixed_author(2))
    app = app_on(again)
    async with app.run_test(size=(200, 24)) as pilot:
        await settle(pilot)
        assert "(a hard link)" in status(app)
        await press(pilot, "left")
        assert "An edit that was being saved when the program was stopped" in status(app)
        await press(pilot, "left")
        assert "An edit that was being saved" not in status(app)
    again.close()
