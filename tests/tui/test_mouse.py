"""The mouse: placing the caret, selecting, scrolling, clicking on rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from summit_tui.session import Session
from summit_tui.tui.app import SummitApp
from summit_tui.tui.widgets.article import ArticleView
from tests.support.driving import article_view, background_at, press, settle
from tests.support.editing import make_quote, selected, span_of
from tests.support.sessions import session_on_text


def place_of(session: Session, view: ArticleView, offset: int) -> tuple[int, int]:
    """The cell of the screen that shows the letter at ``offset``."""
    row = session.layout.row_of(offset)
    start, line = session.layout.line(row)
    column = line.glyph_of(offset - start).column
    return view.region.x + column, view.region.y + row - view.scroll_offset.y


async def send(pilot: Pilot, kind: type[events.MouseEvent], place: tuple[int, int], button: int = 1) -> None:
    x, y = place
    event = kind(None, x, y, 0, 0, button, False, False, False, x, y)
    event.set_sender(pilot.app)
    pilot.app._driver.send_message(event)
    await settle(pilot)


async def click(pilot: Pilot, place: tuple[int, int]) -> None:
    await send(pilot, events.MouseDown, place)
    await send(pilot, events.MouseUp, place)


async def drag(pilot: Pilot, start: tuple[int, int], *way: tuple[int, int]) -> None:
    await send(pilot, events.MouseDown, start)
    for place in way:
        await send(pilot, events.MouseMove, place)
    await send(pilot, events.MouseUp, way[-1])


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("words", ["السدود", "ليلى", "40", "2021", "(تقرير", "لن"])
async def test_a_click_places_the_caret(
    session: Session, app_on: Callable[..., SummitApp], words: str, language: str
) -> None:
    app = app_on(session, language)
    async with app.run_test() as pilot:
        view = article_view(app)
        offset = span_of(session.text, words).start
        place = place_of(session, view, offset)
        await click(pilot, place)
        assert session.selection.caret == offset
        assert session.selection.empty
        assert view.caret_region()[:2] == place


async def test_a_click_takes_the_keys_back_from_a_panel(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test() as pilot:
        view = article_view(app)
        await press(pilot, "tab")
        assert app.focused is not view
        await click(pilot, place_of(session, view, 3))
        assert app.focused is view


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("بأن", "ماء", "بأن 40 في المئة من القرى بلا ماء"),
        ("40", "في", "40 في"),
        ("تقرير", "2021", "تقرير 2021"),
        ("لن", "أحد", "لن نقطع الماء عن أحد"),
    ],
)
async def test_dragging_over_mixed_text_selects_what_is_read_together(
    session: Session, app_on: Callable[..., SummitApp], first: str, last: str, words: str
) -> None:
    start = span_of(session.text, words).start
    end = start + len(words)
    app = app_on(session)
    async with app.run_test(size=(170, 30)) as pilot:
        view = article_view(app)
        begin = place_of(session, view, start)
        finish = place_of(session, view, end - 1)
        between = place_of(session, view, (start + end) // 2)
        await drag(pilot, begin, between, finish)
        assert selected(session) == words
        behind = {background_at(app, *place_of(session, view, offset)) for offset in range(start, end - 1)}
        assert len(behind) == 1
        assert background_at(app, *place_of(session, view, start - 3)) not in behind
        await press(pilot, "enter", "escape")
        assert session.quote.content[0].of(session.text) == words


async def test_dragging_back_selects_both_ends_as_well(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    span = span_of(session.text, "لن نقطع الماء عن أحد")
    app = app_on(session)
    async with app.run_test(size=(120, 30)) as pilot:
        view = article_view(app)
        await drag(
            pilot,
            place_of(session, view, span.end - 1),
            place_of(session, view, span.start + 5),
            place_of(session, view, span.start),
        )
        assert session.selection.span == span
        assert session.selection.caret == span.start


async def test_dragging_to_a_cell_of_another_line_selects_to_there(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    start, end = span_of(session.text, "قالت").start, span_of(session.text, "النائب").end
    async with app.run_test(size=(70, 24)) as pilot:
        view = article_view(app)
        await drag(pilot, place_of(session, view, start), place_of(session, view, end - 1))
        assert session.selection.span == (type(session.selection.span))(start, end)


async def test_a_mouse_that_trembles_in_its_cell_only_clicks(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    """Terminals that tell of pixels report moves within a cell."""
    app = app_on(session)
    async with app.run_test() as pilot:
        place = place_of(session, article_view(app), span_of(session.text, "ليلى").start)
        await drag(pilot, place, place)
        assert session.selection.empty


async def test_moving_without_a_button_selects_nothing(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test() as pilot:
        view = article_view(app)
        await click(pilot, place_of(session, view, 5))
        await send(pilot, events.MouseMove, place_of(session, view, 12), button=0)
        assert session.selection.empty
        assert session.selection.caret == 5


async def test_a_double_click_selects_the_word(session: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(session)
    async with app.run_test() as pilot:
        place = place_of(session, article_view(app), span_of(session.text, "الماء").start + 2)
        await click(pilot, place)
        await click(pilot, place)
        assert selected(session) == "الماء"


async def test_another_button_does_nothing(session: Session, app_on: Callable[..., SummitApp]) -> None:
    app = app_on(session)
    async with app.run_test() as pilot:
        place = place_of(session, article_view(app), 20)
        await send(pilot, events.MouseDown, place, button=3)
        await send(pilot, events.MouseUp, place, button=3)
        assert session.selection.caret == 0


async def test_the_wheel_scrolls_and_leaves_the_caret(
    tmp_path: Path, app_on: Callable[..., SummitApp]
) -> None:
    session = session_on_text(tmp_path, "عنوان\n" + "هذا سطر من نص المقال الطويل جدا.\n" * 100)
    app = app_on(session)
    async with app.run_test() as pilot:
        view = article_view(app)
        await settle(pilot)
        await send(pilot, events.MouseScrollDown, (view.region.x + 3, view.region.y + 3), button=0)
        await pilot.wait_for_animation()
        scrolled = view.scroll_offset.y
        assert scrolled > 0
        assert session.selection.caret == 0
        await send(pilot, events.MouseScrollUp, (view.region.x + 3, view.region.y + 3), button=0)
        await pilot.wait_for_animation()
        assert view.scroll_offset.y == 0
        for _ in range(5):
            await send(pilot, events.MouseScrollDown, (view.region.x + 3, view.region.y + 3), button=0)
        await pilot.wait_for_animation()
        await press(pilot, "down")
        assert view.region.contains(*view.caret_region()[:2])


async def test_a_click_on_a_quote_goes_to_it(session: Session, app_on: Callable[..., SummitApp]) -> None:
    first = make_quote(session, "امتلأت تماما")
    second = make_quote(session, "لن نقطع الماء عن أحد")
    app = app_on(session)
    async with app.run_test() as pilot:
        panel = app.screen.query_one("#quotes").region
        await click(pilot, (panel.x + 4, panel.y + 1))
        assert session.quote == first
        assert session.selection.caret == first.start
        await click(pilot, (panel.x + 4, panel.y + 4))
        assert session.quote == second
        assert app.focused.id == "article"
        await click(pilot, (panel.x + 4, panel.y))
        assert session.quote == second


async def test_a_second_click_on_a_topic_tags_the_article(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test() as pilot:
        panel = app.screen.query_one("#topics").region
        await click(pilot, (panel.x + 4, panel.y + 3))
        assert session.article.topics == ()
        await click(pilot, (panel.x + 4, panel.y + 3))
        assert [tag.id for tag in session.article.topics] == [session.topics[2].id]


async def test_dragging_over_a_panel_selects_nothing_of_textuals(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    make_quote(session, "امتلأت تماما")
    app = app_on(session)
    async with app.run_test() as pilot:
        panel = app.screen.query_one("#speakers").region
        await drag(pilot, (panel.x + 2, panel.y + 1), (panel.x + 6, panel.y + 2))
        await press(pilot, "ctrl+c")
        assert app.screen.get_selected_text() is None
