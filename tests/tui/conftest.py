"""The app on an article, for Textual's pilot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.i18n import load_catalogue
from summit_tui.session import Session
from summit_tui.tui.app import SummitApp
from tests.support.quiet import QUIET
from tests.support.sessions import session_on_text

ARTICLE = (
    "وزيرة المياه: السدود ممتلئة\n"
    "قالت وزيرة المياه ليلى الحسني، اليوم الاثنين، إن السدود «امتلأت تماما» بعد أمطار الشتاء.\n"
    'وأضافت: "لن نقطع الماء عن أحد". وردّ النائب سامر خوري بأن 40 في المئة من القرى بلا ماء (تقرير 2021).\n'
    "ختام الجلسة\n"
    "وانتهت الجلسة عند الساعة 9.30 مساء.\n"
)


@pytest.fixture(autouse=True)
def _in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual takes the colours away where the person who runs the tests wants none."""
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def _away_from_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the app proposes to write into the person's home doesn't get there."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("person")))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return session_on_text(tmp_path, ARTICLE)


@pytest.fixture
def app_on() -> Callable[..., SummitApp]:
    def make(session: Session, language: str = "en") -> SummitApp:
        return SummitApp(session, load_catalogue(language), QUIET)

    return make
