"""The screen of topics and their words: seeing, changing and trying a lexicon."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.i18n import load_catalogue
from summit_tui.model import Change, Name, Topic
from summit_tui.session import Session, open_session
from summit_tui.session.lexicons import terms_of
from summit_tui.tui.app import SummitApp
from summit_tui.tui.screens import topics as topics_module
from summit_tui.tui.screens.annotate import AnnotateScreen
from summit_tui.tui.screens.topics import TopicsScreen
from summit_tui.tui.widgets.line_input import LineInput
from summit_tui.tui.widgets.row_list import RowList
from tests.support.driving import key_event, press, rows, settle, shows, type_text, until
from tests.support.quiet import QUIET
from tests.support.sessions import fixed_author, paths_in, session_on_text

ARTICLE = (
    "وزيرة المياه: السدود ممتلئة\n"
    "قالت وزيرة المياه ليلى الحسني إن السدود امتلأت بعد أمطار الشتاء.\n"
    "وأضافت أن محطة الري ستعمل غدا. ورد النائب سامر خوري بأن القرى بلا ماء.\n"
)
OTHER = "خبر عن الطرق\nقال النائب إن الطرق مقطوعة.\n"
THIRD = "السدود تمتلئ\nقال المهندس إن السدود ممتلئة، وإن الري سيبدأ.\n"
WATER = Topic("water", Name("المياه", "Water"), terms=("ري", "?ماء"))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = session_on_text(tmp_path, ARTICLE)
    session.change("test", [Change(None, WATER)])
    return session


async def open_water(pilot) -> TopicsScreen:
    """Opens the screen and goes to the topic of one's own, which stands last."""
    await press(pilot, "f4", "shift+tab", "end", "up", "tab")
    screen = pilot.app.screen
    assert isinstance(screen, TopicsScreen)
    return screen


def texts(screen: TopicsScreen, which: str) -> list[str]:
    found = [row.lines[0].text for row in screen.query_one(f"#{which}", RowList).rows]
    return [text.replace("\u2068", "").replace("\u2069", "") for text in found]


def terms(session: Session) -> tuple[str, ...] | None:
    return session.project.topics["water"].terms


def matched(screen: TopicsScreen) -> list[str]:
    return [text.partition("‹")[2].partition("›")[0] for text in texts(screen, "hits")]


async def test_it_shows_the_topics_and_the_words_of_one(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "f4")
        assert isinstance(app.screen, TopicsScreen)
        assert texts(app.screen, "lexicon-topics") == [
            "Arms control",
            "Cyber",
            "Iran",
            "Navalny",
            "Ukraine",
            "Water",
            "New topic",
        ]
        first = session.topics[0]
        assert len(app.screen.query_one("#terms", RowList).rows) == len(terms_of(first))
        await press(pilot, "escape")
        screen = await open_water(pilot)
        assert texts(screen, "terms") == ["ري", "ماء"]
        assert [row.lines[0].lead for row in screen.query_one("#terms", RowList).rows] == ["", "?"]
        assert matched(screen) == ["الري", "ماء"]


async def test_what_is_typed_is_tried_at_once_and_kept_by_enter(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_water(pilot)
        assert shows(app, "This article doesn't get the topic (")
        edits = len(session.store.history)
        await type_text(pilot, "سدود")
        assert matched(screen) == ["السدود", "السدود", "الري", "ماء"]
        assert shows(app, "This article gets the topic (")
        assert len(session.store.history) == edits
        await press(pilot, "enter")
        assert terms(session) == ("ري", "?ماء", "سدود")
        assert screen.query_one("#term", LineInput).value == ""
        assert screen.query_one("#terms", RowList).marked_key == "سدود"
        await press(pilot, "escape")
        assert isinstance(app.screen, AnnotateScreen)
        await press(pilot, "u")
        assert terms(session) == WATER.terms


@pytest.mark.parametrize("typed", ["!!!", "؟", "-", "…»", "# ملاحظة"])
async def test_what_has_no_word_is_not_added_and_a_line_says_so(
    session: Session, app_on: Callable[..., SummitApp], typed: str
) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_water(pilot)
        await type_text(pilot, typed)
        await press(pilot, "enter")
        assert shows(app, "There is no word in it: nothing was added or changed.")
        assert terms(session) == WATER.terms
        assert screen.query_one("#term", LineInput).value == typed
        await press(pilot, "escape", "down", "enter")
        await type_text(pilot, "x")
        assert not shows(app, "There is no word in it: nothing was added or changed.")


async def test_keys_that_come_fast_are_tried_together_and_nothing_is_lost(
    session: Session, app_on: Callable[..., SummitApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long term that comes at once, as from a terminal that pastes key by key, would take seconds."""
    tried = []
    trial = topics_module.verdict
    monkeypatch.setattr(
        topics_module, "verdict", lambda topic, lines, text: tried.append(lines) or trial(topic, lines, text)
    )
    app = app_on(session)
    words = "محطة الري الكبرى " * 12
    async with app.run_test(size=(100, 30)) as pilot:
        await open_water(pilot)
        tried.clear()
        for key in (*("space" if letter == " " else letter for letter in words.strip()), "enter"):
            event = key_event(key)
            event.set_sender(app)
            app._driver.send_message(event)
        await until(pilot, lambda: len(terms(session)) == 3, "the term", rounds=500)
        await settle(pilot)
        assert terms(session) == (*WATER.terms, words.strip())
        assert len(tried) < len(words) / 2


async def test_a_term_is_taken_up_and_changed_in_its_place(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_water(pilot)
        await press(pilot, "enter")
        assert screen.query_one("#term", LineInput).value == "ري"
        await type_text(pilot, "اح")
        assert matched(screen) == ["ماء"]
        await press(pilot, "enter")
        assert terms(session) == ("رياح", "?ماء")
        await press(pilot, "enter")
        await type_text(pilot, "ن")
        await press(pilot, "escape")
        assert terms(session) == ("رياح", "?ماء")
        assert isinstance(app.screen, TopicsScreen)


async def test_a_term_is_removed(session: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_water(pilot)
        await press(pilot, "down", "delete")
        assert terms(session) == ("ري",)
        await press(pilot, "delete")
        assert terms(session) == ()
        assert shows(app, "Type a term, Enter adds it.")
        await press(pilot, "delete")
        # In a list, u takes edits back and r makes them again.
        await press(pilot, "tab", "u")
        assert terms(session) == ("ري",)
        await press(pilot, "u")
        assert terms(session) == ("ري", "?ماء")
        await press(pilot, "r")
        assert terms(session) == ("ري",)
        assert texts(screen, "terms") == ["ري"]


async def test_delete_in_what_is_typed_deletes_a_letter(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_water(pilot)
        await type_text(pilot, "سد")
        await press(pilot, "home", "delete")
        assert screen.query_one("#term", LineInput).value == "د"
        assert terms(session) == WATER.terms


async def test_what_is_typed_filters_the_terms(session: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_water(pilot)
        await type_text(pilot, "مَا")
        assert texts(screen, "terms") == ["New term: مَا", "ماء"]
        await press(pilot, "down", "enter")
        assert screen.query_one("#term", LineInput).value == "?ماء"


@pytest.mark.parametrize(
    ("line", "kept"), [("?", False), ("  ", False), ("# ملاحظة", False), ("؟ نهر", True)]
)
async def test_only_terms_are_kept(
    session: Session, app_on: Callable[..., SummitApp], line: str, kept: bool
) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_water(pilot)
        await type_text(pilot, line)
        await press(pilot, "enter")
        expected = (*WATER.terms, line) if kept else WATER.terms
        assert terms(session) == expected


async def test_a_new_topic_needs_no_code(session: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "f4", "shift+tab", "end", "enter")
        await type_text(pilot, "السدود")
        await press(pilot, "enter")
        await type_text(pilot, "سدود")
        await press(pilot, "enter")
        assert shows(app, "This article gets the topic (")
        (made,) = (topic for topic in session.topics if topic.name.ar == "السدود")
        assert made.terms == ("سدود",)


async def test_the_first_change_of_a_lexicon_that_came_with_the_app(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    first = session.topics[0]
    assert first.terms is None
    came = terms_of(first)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "f4")
        await type_text(pilot, "ري")
        await press(pilot, "enter")
        assert session.topics[0].terms == (*came, "ري")
        await press(pilot, "tab", "u")
        assert session.topics[0].terms is None


async def test_enter_on_a_match_goes_to_it(session: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_water(pilot)
        await press(pilot, "tab", "home", "down", "enter")
        assert isinstance(app.screen, AnnotateScreen)
        assert session.selection.span.of(session.text) == "ماء"


async def test_it_opens_at_the_topic_that_is_marked_in_the_panel(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        app.screen.query_one("#topics").focus()
        await press(pilot, "end")
        assert shows(app, "F4")
        await press(pilot, "f4")
        assert isinstance(app.screen, TopicsScreen)
        assert texts(app.screen, "terms") == ["ري", "ماء"]


async def test_the_project_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("a.txt", ARTICLE), ("b.txt", OTHER), ("c.txt", THIRD)):
        (folder / name).write_text(text, "utf-8")
    session = open_session(folder, paths=paths_in(tmp_path / "home"), author=fixed_author())
    session.change("test", [Change(None, WATER)])
    app = SummitApp(session, load_catalogue("en"), QUIET)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await open_water(pilot)
        await type_text(pilot, "سدود")
        await _until(pilot, "In the project: 2 of 3 articles")
        await press(pilot, "escape")
        await type_text(pilot, "طرق")
        await _until(pilot, "In the project: 1 of 3 articles")
        assert matched(screen) == ["الري", "ماء"]


async def _until(pilot, text: str) -> None:
    for _ in range(60):
        if shows(pilot.app, text):
            return
        await pilot.pause(0.05)
    raise AssertionError(f"{text!r} never came: {rows(pilot.app)}")


async def test_a_change_that_cannot_be_saved_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE, "utf-8")
    session = open_session(file, paths=paths_in(tmp_path / "home"), author=fixed_author(), read_only=True)
    app = SummitApp(session, load_catalogue("en"), QUIET)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "f4")
        await type_text(pilot, "ري")
        await press(pilot, "enter")
        assert app.screen.query_one("#term", LineInput).value == "ري"
        assert shows(app, "read-only") or shows(app, "read only")
        assert session.topics[0].terms is None


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [60, 80, 120])
async def test_all_parts_are_seen_at_every_width(
    session: Session, app_on: Callable[..., SummitApp], language: str, width: int
) -> None:
    app = app_on(session, language)
    async with app.run_test(size=(width, 24)) as pilot:
        screen = await open_water(pilot)
        await settle(pilot)
        for part in ("lexicon-topics", "term", "terms", "verdict", "hits", "dialog-about", "dialog-hint"):
            region = screen.query_one(f"#{part}").region
            assert region.width > 15, part
            assert region.height > 0, part
            assert screen.query_one("#dialog").region.contains_region(region), part
        side, trial = screen.query_one("#lexicon-side").region, screen.query_one("#lexicon-trial").region
        if width < 76:
            assert side.bottom <= trial.y
        elif language == "ar":
            assert trial.right <= side.x
        else:
            assert side.right <= trial.x


async def test_the_arabic_layout_types_terms_and_still_commands_in_lists(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_water(pilot)
        await type_text(pilot, "؟نهر")
        await press(pilot, "enter")
        assert terms(session) == (*WATER.terms, "؟نهر")
        await press(pilot, "tab", "ع")
        assert terms(session) == WATER.terms
