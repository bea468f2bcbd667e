"""One key turns the paragraph at the caret round."""

from __future__ import annotations

from collections.abc import Callable

from summit_tui.session import Session
from summit_tui.tui.app import SummitApp
from tests.support.driving import article_view, press, rows, status
from tests.support.editing import put_caret


async def test_the_paragraph_moves_to_the_other_side_and_back(
    session: Session, app_on: Callable[..., SummitApp]
) -> None:
    put_caret(session, "ختام الجلسة")
    app = app_on(session, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "shift+left")
        y = article_view(app).caret_region().y
        before = rows(app)
        assert before[y].startswith("   ")
        await press(pilot, "\\")
        turned = rows(app)
        assert not turned[y].startswith(" ")
        assert "from left to right" in status(app)
        assert [row for at, row in enumerate(turned[:-2]) if row != before[at]] == [turned[y]]
        await press(pilot, "\\")
        assert rows(app)[:-2] == before[:-2]
