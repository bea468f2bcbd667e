"""Notices and tooltips: laid out, whoever gives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.content import Content
from textual.widgets._toast import Toast

from summit_tui.bidi import Direction
from summit_tui.session import Session
from summit_tui.tui.app import SummitApp
from summit_tui.tui.notices import notice_of
from tests.support.driving import as_shown, cells, rows, settle, shows, strips
from tests.support.visual_order import faults

MESSAGE = "حُفِظت الصورة في (news.svg) و[لا] غيرها، بعد 3 دقائق من العمل على المقال الأول عن المياه"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [60, 80, 120])
async def test_a_notice_is_laid_out_at_every_width(
    session: Session, app_on: Callable[..., SummitApp], language: str, width: int
) -> None:
    app = app_on(session, language)
    async with app.run_test(size=(width, 24), notifications=True) as pilot:
        await settle(pilot)
        app.notify(MESSAGE, title="حفظ (لا خطأ)", markup=False)
        await settle(pilot)
        toast = app.screen.query_one(Toast)
        assert toast.region.height > 3
        await pilot.resize_terminal(width + 7, 24)
        await settle(pilot)
        region = toast.content_region
        shown = ["".join(cells(row)[region.x : region.right]) for row in rows(app)[region.y : region.bottom]]
        assert shown[0].strip() == as_shown("حفظ (لا خطأ)")
        words = [word for row in shown[1:] for word in reversed(row.split())]
        assert len(words) >= len(MESSAGE.split())
        assert [found for row in shown for found in faults(row)] == []
        assert {len(cells(row)) for row in rows(app)} == {width + 7}


async def test_markup_and_the_titles_look_are_kept(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    app = app_on(session)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.screen.query("*").first().notify("لا [italic]خطأ[/italic] هنا", title="حفظ")
        await settle(pilot)
        assert shows(app, "لا خطأ هنا")
        looks = {
            segment.text.strip(): segment.style
            for strip in strips(app)
            for segment in strip
            if segment.style is not None and (segment.style.italic or segment.style.bold)
        }
        assert looks[as_shown("خطأ")].italic
        assert looks[as_shown("حفظ")].bold


def test_a_notice_without_letters_stands_at_the_interfaces_side() -> None:
    notice = notice_of("12", markup=False, default=Direction.RTL)
    assert notice.plain == "12"
    assert isinstance(notice, Content)
    assert notice.default is Direction.RTL
