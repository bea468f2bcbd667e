"""ann-50: who only looks changes nothing on the disk, nor what another process saves meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from summit_tui.config import Settings
from summit_tui.i18n import load_catalogue
from summit_tui.session import Session, open_session
from summit_tui.store import ProjectStore
from summit_tui.tui.app import SummitApp
from summit_tui.tui.screens.picker import Picker
from tests.support.driving import main_screen, press, settle
from tests.support.editing import do, files_in
from tests.support.sessions import fixed_author, paths_in
from tests.support.walking import annotated_session


def again(tmp_path: Path, *, read_only: bool) -> Session:
    folder = tmp_path / "أخبار (news)"
    return open_session(
        folder, paths=paths_in(tmp_path / "home"), author=fixed_author(2), read_only=read_only
    )


def state(tmp_path: Path) -> dict[str, tuple[str, int]]:
    """Every file and folder but the lock, which tells who has the project open."""
    return {name: what for name, what in files_in(tmp_path).items() if not name.endswith("/lock")}


async def look_around(pilot: Pilot[object]) -> None:
    """Scrolls through two articles, and opens and leaves the list of speakers."""
    app = pilot.app
    session = main_screen(app).session
    await settle(pilot)
    seen = set()
    for keys in (("down", "enter"), ("enter",)):
        seen.add(session.article.id)
        await press(pilot, "pagedown", "end", "pageup", "tab", "down", "tab", "down", "tab", "tab")
        if session.quotes:
            await press(pilot, "n", "s")
            assert isinstance(app.screen, Picker)
            await press(pilot, "down", "escape")
        await press(pilot, "f3", *keys)
        assert len(app.screen_stack) == 1
    assert len(seen) == 2


async def test_ann_50_looking_at_a_project_in_the_app_writes_nothing(tmp_path: Path) -> None:
    annotated_session(tmp_path).close()
    before = state(tmp_path)
    for read_only in (False, True):
        session = again(tmp_path, read_only=read_only)
        app = SummitApp(session, load_catalogue("en"), Settings(learning=False))
        async with app.run_test(size=(100, 30)) as pilot:
            await look_around(pilot)
        session.close()
        assert state(tmp_path) == before


async def test_ann_50_looking_while_another_edits_writes_nothing(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    writer = annotated_session(tmp_path)
    reader = again(tmp_path, read_only=True)
    made = len(writer.store.history)
    app = app_on(reader)
    async with app.run_test(size=(100, 30)) as pilot:
        for number in range(3):
            do(writer, "quote.note", f"ملاحظة {number}")
            before = files_in(tmp_path)
            await look_around(pilot)
            assert files_in(tmp_path) == before
        writer.store.fold(wait=True)
        before = files_in(tmp_path)
        await look_around(pilot)
        assert files_in(tmp_path) == before
    reader.close()
    writer.close()
    with ProjectStore.open(tmp_path / "أخبار (news)") as store:
        assert len(store.history) == made + 3
        assert "ملاحظة 2" in {quote.note for quote in store.project.quotes.values()}
