"""The main screens as pictures. After a deliberate change of looks: ``--snapshot-update``, then view them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from summit_tui.config import Settings
from summit_tui.i18n import load_catalogue
from summit_tui.model import QuoteType
from summit_tui.session import Session
from summit_tui.suggest import SpeakerChoice
from summit_tui.tui.app import SummitApp
from summit_tui.tui.suggesting import Suggesting
from tests.support.driving import as_shown, press, rows, settle
from tests.support.editing import do, make_quote
from tests.support.quiet import QUIET
from tests.support.sessions import session_on_text
from tests.support.suggesting import suggest, suggested_quote

ARTICLE = (
    "وزيرة المياه: السدود ممتلئة\n"
    "قالت وزيرة المياه ليلى الحسني، اليوم الاثنين، إن السدود «امتلأت تماما» بعد أمطار الشتاء.\n"
    'وأضافت: "لن نقطع الماء عن أحد هذا الصيف". وردّ النائب سامر خوري بأن 40 في المئة من القرى بلا ماء '
    "(تقرير 2021).\n"
    "ردود\n"
    "وكتبت صحيفة The River Post أن الخزانات لا تكفي لأكثر من 3.5 أشهر، ونقلت عن خبير قوله إن "
    "«الأرقام مبالغ فيها كثيرًا».\n"
    "وانتهت الجلسة عند الساعة 9.30 مساء.\n"
)


@pytest.fixture
def annotated(tmp_path: Path) -> Session:
    """An article with three quotes and two topics, the second quote being the present one."""
    session = session_on_text(tmp_path, ARTICLE)
    for words, speaker in (
        ("امتلأت تماما", "ليلى الحسني"),
        ("الأرقام مبالغ فيها كثيرًا", "خبير"),
        ("لن نقطع الماء عن أحد هذا الصيف", None),
    ):
        make_quote(session, words)
        if speaker is not None:
            do(session, "quote.speaker", [SpeakerChoice(None, speaker, 1.0)])
    do(session, "topic.quote_numbered", 2)
    do(session, "topic.article_numbered", 3)
    return session


def picture_after(*keys: str) -> Callable[[Pilot], Awaitable[None]]:
    async def run(pilot: Pilot) -> None:
        await settle(pilot)
        await press(pilot, *keys)

    return run


@pytest.mark.parametrize(
    ("language", "size", "keys"),
    [
        ("en", (80, 24), ["escape"]),
        ("ar", (120, 36), ["escape"]),
        ("ar", (80, 24), ["s"]),
        ("en", (80, 24), ["?"]),
    ],
    ids=["main-en-80x24", "main-ar-120x36", "speakers-ar-80x24", "help-en-80x24"],
)
def test_screen(
    annotated: Session,
    snap_compare: Callable[..., bool],
    language: str,
    size: tuple[int, int],
    keys: list[str],
) -> None:
    annotated.visit(annotated.quotes[1])
    app = SummitApp(annotated, load_catalogue(language), QUIET)
    assert snap_compare(app, terminal_size=size, run_before=picture_after(*keys))


@pytest.mark.parametrize(
    ("language", "size"),
    [("en", (80, 24)), ("ar", (120, 36))],
    ids=["suggested-en-80x24", "suggested-ar-120x36"],
)
def test_suggestions(
    annotated: Session,
    monkeypatch: pytest.MonkeyPatch,
    snap_compare: Callable[..., bool],
    language: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr(Suggesting, "first_screen_stands", lambda self: None)
    suggest(
        annotated,
        suggested_quote(annotated, "السدود ممتلئة", "وزيرة المياه", score=0.61, rule="colon"),
        suggested_quote(
            annotated,
            "بأن 40 في المئة من القرى بلا ماء",
            "سامر خوري",
            cue="وردّ",
            score=0.93,
            kind=QuoteType.INDIRECT,
            rule="clause",
        ),
        topics={"ukraine": 0.87},
    )
    app = SummitApp(annotated, load_catalogue(language), Settings())
    assert snap_compare(app, terminal_size=size, run_before=picture_after("0"))


async def test_pictures_keep_the_order_of_the_screen(annotated: Session) -> None:
    app = SummitApp(annotated, load_catalogue("en"), QUIET)
    async with app.run_test() as pilot:
        await settle(pilot)
        svg = app.export_screenshot()
        assert "text { unicode-bidi: bidi-override; direction: ltr }" in svg
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "").replace(
            "https://www.textualize.io", ""
        )
        word = as_shown("ممتلئة")
        assert word in svg
        assert any(word in row for row in rows(app))
