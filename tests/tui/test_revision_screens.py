"""Taking an article's new text over and placing what isn't certain in it, all by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from summit_tui.model import Change, Message
from summit_tui.session import Session, open_session
from summit_tui.session.revising.carrying import carried
from summit_tui.session.revising.revision import Revision
from summit_tui.session.revising.versions import Versions
from summit_tui.session.tasks import TaskKind
from summit_tui.tui.app import SummitApp
from summit_tui.tui.screens import revision as revision_screen
from summit_tui.tui.screens.annotate import ALL_COMMANDS
from summit_tui.tui.screens.revision import CarriedScreen, RevisionScreen, compared
from summit_tui.tui.widgets.row_list import RowList
from summit_tui.tui.wording import told_apart
from tests.support.corrections import ARTICLE, CORRECTIONS, QUOTES
from tests.support.driving import as_shown, main_screen, press, rows, settle, status, until
from tests.support.sessions import fixed_author, paths_in, session_on_text

CORRECTED = CORRECTIONS["a paragraph removed"].correct(CORRECTIONS["a number"].correct(ARTICLE))
SIZES = [(60, 20), (80, 24), (120, 36)]
AppOn = Callable[..., SummitApp]


@pytest.fixture
def corrected(tmp_path: Path) -> Iterator[Session]:
    """A session on an article with four quotes, whose file was corrected since."""
    made = session_on_text(tmp_path, ARTICLE, name="bridge.txt")
    quotes = [replace(quote, article=made.article.id) for quote in QUOTES.values()]
    made.change("test", [Change(None, quote) for quote in quotes])
    made.close()
    file = tmp_path / "bridge.txt"
    file.write_text(CORRECTED, "utf-8")
    session = open_session(file, paths=paths_in(tmp_path / "home"), author=fixed_author(2))
    yield session
    session.close()


def shown(pilot: Pilot) -> str:
    return "\n".join(rows(pilot.app))


def keys_line(pilot: Pilot) -> str:
    return rows(pilot.app)[-1]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_the_warning_names_the_key_and_so_does_the_line_of_keys(
    corrected: Session, app_on: AppOn, size: tuple[int, int]
) -> None:
    app = app_on(corrected)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "F6" in "\n".join(rows(app)[-2:])
        await press(pilot, "right")
        assert "F6 New text" in keys_line(pilot)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
async def test_what_would_become_of_the_quotes_is_shown_first(
    corrected: Session, app_on: AppOn, size: tuple[int, int]
) -> None:
    app = app_on(corrected)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "f6")
        assert isinstance(app.screen, RevisionScreen)
        for words in (
            "New text: bridge.txt",
            "Word for word: 2 · changed: 1 · not placed: 1",
            "not placed",
            "%",
        ):
            assert words in shown(pilot)
        assert [row.key for row in app.screen.query_one(RowList).rows] == ["money", "costs"]
        await press(pilot, "down", "escape")
        assert app.screen is main_screen(app)
        assert corrected.text == ARTICLE
        assert corrected.store.history[-1].command == "test"


async def test_enter_does_it_and_lists_what_is_left(corrected: Session, app_on: AppOn) -> None:
    app = app_on(corrected)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6", "enter")
        assert corrected.text == CORRECTED
        assert isinstance(app.screen, CarriedScreen)
        assert "Left: 2" in shown(pilot)
        await press(pilot, "escape")
        assert "F7 Quotes to place" in keys_line(pilot)
        assert "F6" not in keys_line(pilot)
        assert any("≈" in row for row in rows(app))
        await press(pilot, "f6")
        assert "still has the text" in shown(pilot)
        await press(pilot, "enter")
        assert app.screen is main_screen(app)
        await press(pilot, "u")
        assert corrected.text == ARTICLE
        assert "Undone: New text" in status(app)
        assert len(corrected.quotes) == 4


async def test_the_queue_is_gone_through_by_keys(corrected: Session, app_on: AppOn) -> None:
    app = app_on(corrected)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "f6", "enter", "enter")
        assert app.screen is main_screen(app)
        assert corrected.task is not None
        assert (corrected.task.kind, corrected.task.quote) == (TaskKind.PLACE, "money")
        assert corrected.selection.caret == corrected.project.quotes["money"].start
        assert "%" in status(app)
        assert "Keep the place" in keys_line(pilot)
        await press(pilot, "0")
        assert corrected.task.quote == "costs"
        assert "not placed" in status(app)
        await press(pilot, "backspace", "=")
        assert corrected.task.quote == "costs"
        assert list(corrected.project.carried) == ["costs"]
        await press(pilot, "enter")
        assert "It has no place yet" in status(app)
        await press(pilot, "x", "enter")
        assert "Every quote has its place" in status(app)
        assert corrected.project.carried == {}
        assert corrected.task is None
        assert corrected.store.history[-1].command == "revision.place"
        (placed,) = corrected.project.quotes["costs"].content
        assert placed.of(CORRECTED)


async def test_the_list_decides_too(corrected: Session, app_on: AppOn) -> None:
    app = app_on(corrected)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6", "enter")
        await press(pilot, "down", "=")
        assert "It has no place yet" in shown(pilot)
        assert len(corrected.to_place) == 2
        await press(pilot, "-")
        assert [one.id for one in corrected.to_place] == ["money"]
        await press(pilot, "=")
        assert "Every quote has its place" in shown(pilot)
        await press(pilot, "=", "-", "enter", "escape")
        assert app.screen is main_screen(app)
        assert corrected.task is None
        assert [edit.command for edit in corrected.store.history[-2:]] == ["revision.drop", "revision.accept"]
        await press(pilot, "u", "u")
        assert len(corrected.to_place) == 2


def test_what_is_told_apart_is_what_differs() -> None:
    new = CORRECTIONS["another person"].correct(ARTICLE)
    quote = QUOTES["costs"]
    after = carried(Versions(ARTICLE, new), quote).after
    assert after is not None
    content = quote.content[0].of(ARTICLE)
    assert told_apart((ARTICLE, quote), (new, after)) == (
        f"النائب مازن الدروبي · {content}",
        f"النائب عدنان العاصي · {content}",
    )
    assert told_apart((ARTICLE, quote), (new, replace(after, cue=None, mention=quote.mention))) == (
        f"ردّ · النائب مازن الدروبي · {content}",
        f"النائب عدنان العاصي · {content}",
    )
    assert told_apart((ARTICLE, quote), (ARTICLE, quote)) == (content, content)


async def test_a_quote_whose_mention_alone_changed_shows_that(corrected: Session, app_on: AppOn) -> None:
    corrected.place.path_of("bridge.txt").write_text(CORRECTIONS["another person"].correct(ARTICLE), "utf-8")
    app = app_on(corrected)
    async with app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "f6")
        for name in ("مازن", "عدنان"):
            assert as_shown(name) in shown(pilot)
        await press(pilot, "enter")
        for name in ("مازن", "عدنان"):
            assert as_shown(name) in shown(pilot)
        await press(pilot, "enter")
        assert as_shown("مازن") in status(app)


async def test_a_file_that_went_meanwhile_is_told(corrected: Session, app_on: AppOn) -> None:
    app = app_on(corrected)
    async with app.run_test(size=(80, 24)) as pilot:
        corrected.place.path_of("bridge.txt").unlink()
        await press(pilot, "f6")
        assert "can't be read" in shown(pilot)
        await press(pilot, "enter")
        assert app.screen is main_screen(app)
        assert corrected.text == ARTICLE


async def test_long_texts_are_compared_behind_the_dialog(
    corrected: Session, app_on: AppOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def slow(session: Session) -> Revision | Message:
        assert go_on.wait(30)
        return compared(session)

    monkeypatch.setattr(revision_screen, "LONG_TEXT", 10)
    monkeypatch.setattr(revision_screen, "compared", slow)
    app = app_on(corrected)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")
        assert "are being compared" in shown(pilot)
        go_on.set()
        await until(pilot, lambda: "Word for word: 2" in shown(pilot), "the comparison")
        await press(pilot, "enter")
        assert corrected.text == CORRECTED


async def test_a_comparison_that_was_left_changes_nothing(
    corrected: Session, app_on: AppOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = Event()

    def slow(session: Session) -> Revision | Message:
        found = compared(session)
        done.set()
        return found

    monkeypatch.setattr(revision_screen, "LONG_TEXT", 10)
    monkeypatch.setattr(revision_screen, "compared", slow)
    app = app_on(corrected)
    async with app.run_test(size=(80, 24)) as pilot:
        main_screen(app).perform(ALL_COMMANDS["revision.make"])
        await press(pilot, "escape")
        await until(pilot, done.is_set, "the comparison")
        await settle(pilot)
        assert app.screen is main_screen(app)
        assert corrected.text == ARTICLE


async def test_all_that_is_nearly_certain_is_kept_by_one_key(corrected: Session, app_on: AppOn) -> None:
    spelling = CORRECTIONS["a name's spelling"].correct(CORRECTED)
    corrected.place.path_of("bridge.txt").write_text(spelling, "utf-8")
    app = app_on(corrected)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6", "enter")
        assert {one.id: one.certainty >= 0.9 for one in corrected.to_place} == {
            "bridge": True,
            "money": True,
            "costs": False,
        }
        await press(pilot, "a")
        assert "Places kept: 2; left: 1" in shown(pilot)
        await press(pilot, "a")
        assert "90%" in shown(pilot)
        await press(pilot, "escape", "u")
        assert len(corrected.to_place) == 3


async def test_what_cannot_be_saved_leaves_the_old_text(
    corrected: Session, app_on: AppOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summit_tui.store import StoreError

    def full(text: str) -> str:
        raise StoreError("The disk is full.")

    app = app_on(corrected)
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(corrected.store, "add_text", full)
        await press(pilot, "f6", "enter")
        assert app.screen is main_screen(app)
        assert "The disk is full." in status(app)
        assert corrected.text == ARTICLE
        assert corrected.file_changed


async def test_in_arabic_the_dialogs_open_and_decide(corrected: Session, app_on: AppOn) -> None:
    app = app_on(corrected, "ar")
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "f6")
        assert isinstance(app.screen, RevisionScreen)
        await press(pilot, "enter")
        assert isinstance(app.screen, CarriedScreen)
        await press(pilot, "-", "escape", "f7")
        assert len(corrected.to_place) == 1
