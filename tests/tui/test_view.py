"""The article on the screen: sizes, resizing, what is in view, very long articles."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from wcwidth import wcswidth

from summit_tui.session import Selection, Session
from summit_tui.tui.app import SummitApp
from summit_tui.tui.screens.annotate import AnnotateScreen
from summit_tui.tui.widgets.article import ArticleView
from tests.support.cases import case
from tests.support.driving import article_view, as_shown, background_at, press, rows, settle, shows, status
from tests.support.editing import do, make_quote, span_of
from tests.support.sessions import session_on_text

LONG = "عنوان المقال\n\n" + "".join(
    f"قال المتحدث رقم {number} إن السوق «ستفتح أبوابها غدا» عند الساعة 9.30 صباحا، وغادر القاعة.\n"
    for number in range(60)
)


@pytest.fixture
def long_session(tmp_path: Path) -> Session:
    return session_on_text(tmp_path, LONG)


async def resize(pilot: Pilot, width: int, height: int) -> None:
    await pilot.resize_terminal(width, height)
    await settle(pilot)


def first_shown(session: Session, view: ArticleView) -> range:
    """The offsets of the first line shown."""
    row = view.scroll_offset.y
    bounds = session.layout.bounds(row) or session.layout.bounds(row + 1)
    return range(*bounds)


def caret_is_shown(view: ArticleView) -> bool:
    return view.region.contains(*view.caret_region()[:2])


@pytest.mark.parametrize("size", [(120, 36), (60, 20), (44, 12), (200, 50)])
async def test_resizing_keeps_the_reading_place(
    long_session: Session, app_on: Callable[..., SummitApp], size: tuple[int, int]
) -> None:
    session, app = long_session, app_on(long_session)
    async with app.run_test(size=(80, 24)) as pilot:
        view = article_view(app)
        await settle(pilot)
        view.scroll_to(y=40, animate=False, immediate=True)
        await settle(pilot)
        assert view.scroll_offset.y == 40
        here = first_shown(session, view).start
        await resize(pilot, *size)
        assert here in first_shown(session, view)
        await resize(pilot, 80, 24)
        assert first_shown(session, view).start == here


async def test_resizing_through_many_sizes_comes_back_to_the_same_place(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    session = session_on_text(tmp_path, "كلمات طويلة وقصيرة من خبر لا ينتهي، " * 200)
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        view = article_view(app)
        await settle(pilot)
        view.scroll_to(y=40, animate=False, immediate=True)
        await settle(pilot)
        assert view.scroll_offset.y == 40
        here = first_shown(session, view).start
        for width in [*range(78, 59, -3), *range(62, 81, 3)]:
            await resize(pilot, width, 24)
            assert here in first_shown(session, view)
        assert first_shown(session, view).start == here


@pytest.mark.parametrize("size", [(120, 36), (60, 20), (44, 10)])
async def test_resizing_keeps_the_caret_in_view(
    long_session: Session, app_on: Callable[..., SummitApp], size: tuple[int, int]
) -> None:
    app = app_on(long_session)
    async with app.run_test(size=(80, 24)) as pilot:
        view = article_view(app)
        await press(pilot, *["pagedown"] * 3)
        assert caret_is_shown(view)
        for width, height in (size, (80, 24)):
            await resize(pilot, width, height)
            assert caret_is_shown(view)


async def test_the_caret_is_in_view_wherever_it_goes(
    long_session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(long_session)
    async with app.run_test(size=(60, 20)) as pilot:
        view = article_view(app)
        for key in (
            "'",
            "g",
            *["]"] * 30,
            *["pagedown"] * 3,
            *["up"] * 25,
            *["["] * 20,
            "ctrl+end",
            "ctrl+home",
        ):
            await press(pilot, key)
            assert caret_is_shown(view), key
            region = view.caret_region()
            assert background_at(app, region.x, region.y) != background_at(app, view.region.x, region.y), key


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "size", [(80, 24), (60, 20), (40, 12), (26, 8), (20, 5), (10, 3), (2, 1), (300, 100)]
)
async def test_every_size_is_survived(
    session: Session, app_on: Callable[..., SummitApp], size: tuple[int, int], language: str
) -> None:
    make_quote(session, "امتلأت تماما")
    app = app_on(session, language)
    async with app.run_test(size=size) as pilot:
        for key in (
            "down",
            "left",
            "x",
            "x",
            "enter",
            "escape",
            "s",
            "escape",
            "?",
            "down",
            "escape",
            "f2",
            "escape",
        ):
            await press(pilot, key)
            assert [wcswidth(row) for row in rows(app)] == [size[0]] * size[1], key
        await press(pilot, "tab", "down", "tab", "tab", "down", "u")
        await resize(pilot, 80, 24)
        await press(pilot, "escape", ";", "x", "enter")
        assert isinstance(app.screen, AnnotateScreen)
        assert shows(app, session.article.title)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_small_windows_show_what_one_works_with(
    session: Session, app_on: Callable[..., SummitApp], size: tuple[int, int], language: str
) -> None:
    make_quote(session, "امتلأت تماما")
    app = app_on(session, language)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert article_view(app).region.width >= 30
        for panel in ("quotes", "speakers", "topics"):
            region = app.screen.query_one(f"#{panel}").region
            assert region.width >= 14
            assert region.height >= 3
        for text in (session.article.title, "امتلأت تماما"):
            assert shows(app, text)
        assert as_shown(app.catalogue.text("saved")) in status(app)


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_right_to_left_article_stands_at_the_right(
    session: Session, app_on: Callable[..., SummitApp], language: str
) -> None:
    app = app_on(session, language)
    async with app.run_test() as pilot:
        await settle(pilot)
        view = article_view(app)
        panels = app.screen.query_one("#panels").region
        assert (panels.x > view.region.x) == (language == "en")
        right = view.region.x + session.layout.width
        shown = rows(app)
        laid = [session.layout.line(row) for row in range(min(view.size.height, session.layout.rows))]
        texts = [row for row, found in enumerate(laid) if found and found[1].glyphs]
        assert len(texts) > 5
        for row in texts:
            assert shown[view.region.y + row][right - 1] != " "


async def test_a_quote_is_highlighted_and_the_present_one_stands_out(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test() as pilot:
        view = article_view(app)

        def behind(words: str) -> set[str | None]:
            span = span_of(session.text, words)
            found = set()
            for offset in range(span.start, span.end):
                row = session.layout.row_of(offset)
                start, line = session.layout.line(row)
                column = line.glyph_of(offset - start).column
                found.add(background_at(app, view.region.x + column, view.region.y + row))
            return found

        ground = behind("قطع الماء")
        assert len(ground) == 1
        make_quote(session, "لن نقطع الماء عن أحد")
        app.screen.draw()
        await settle(pilot)
        assert behind("قطع الماء") != ground
        await press(pilot, "d")
        assert behind("قطع الماء") == ground
        await press(pilot, "u")
        assert behind("قطع الماء") != ground


async def test_ann_31_a_new_quote_of_a_very_long_article_is_shown_after_the_same_key(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    given, right = case("ann-31")["input"], case("ann-31")["right"]
    recipe = given["text_recipe"]
    text = recipe["sentence"] * recipe["repeated"]
    assert len(text) == given["length"]
    words = right["content"][0]["text"]
    session = session_on_text(tmp_path, text)
    app = app_on(session)
    assert right["shown"] == "the new highlight is on the screen after the same key"
    async with app.run_test() as pilot:
        view = article_view(app)
        await press(pilot, "ctrl+end", ",")
        while not session.text.startswith(words, session.selection.caret):
            await press(pilot, "w")
        begin = time.perf_counter()
        await press(pilot, "x", "x")
        assert session.selection.span.of(text) == words
        region = view.caret_region()
        first = span_of(text[right["content"][0]["start"] :], words).start + right["content"][0]["start"]
        row = session.layout.row_of(first)
        start, line = session.layout.line(row)
        column = line.glyph_of(first + 3 - start).column
        place = (view.region.x + column, view.region.y + row - view.scroll_offset.y)
        selecting = background_at(app, *place)
        ground = background_at(app, view.region.x, region.y)
        await press(pilot, "enter")
        await press(pilot, "escape")
        assert time.perf_counter() - begin < 3
        (quote,) = session.quotes
        assert (quote.start, quote.end) == (right["content"][0]["start"], right["content"][0]["end"])
        assert background_at(app, *place) not in (selecting, ground)
        assert view.region.contains(*place)


def test_rows_that_changed_are_all_that_is_painted(tmp_path: Path, app_on: Callable[..., SummitApp]) -> None:
    """A caret step paints the row that it leaves and the one it enters, and no other."""
    session = session_on_text(tmp_path, LONG)
    view = ArticleView(session)
    session.resize(60, 20)
    before = view._state()
    session.select(Selection.at(span_of(LONG, "السوق").start))
    after = view._state()
    changed = set(itertools.chain.from_iterable(view._changed_rows(before, after)))
    assert changed == {0, session.layout.row_of(session.selection.caret)}


async def test_going_to_a_quote_shows_all_of_it_where_it_fits(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    filler = "وتستمر الأشغال في الطريق الجديد منذ أسابيع.\n" * 12
    words = "نريد طريقا آمنا " * 12
    session = session_on_text(tmp_path, f"{filler}قالت رنا العطار: «{words}»\n{filler}")
    start = session.text.index("نريد")
    session.select(Selection(start, session.text.index("»")))
    do(session, "quote.make")
    do(session, "move.start")
    app = app_on(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        view = article_view(app)
        rows_of_quote = [session.layout.row_of(offset) for offset in (session.quote.start, session.quote.end)]
        assert rows_of_quote[0] < rows_of_quote[1]
        for row in rows_of_quote:
            assert view.scroll_offset.y <= row < view.scroll_offset.y + view.size.height


async def test_a_long_message_goes_on_in_the_line_of_keys(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "s")
        assert shows(app, "press Enter.")
        await press(pilot, "w")
        assert not shows(app, "press Enter.")
