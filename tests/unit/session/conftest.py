"""Sessions to test on: a news article with invented people, and ways to look at what is on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.session import Session
from tests.support.sessions import session_on_text

ARTICLE = (
    "الميناء الجديد يفتح أبوابه\n"
    "\n"
    "قال وزير النقل سالم الدوري إن الميناء سيستقبل 40 سفينة في الشهر. "
    "وأضاف: «لن نرفع الرسوم هذا العام».\n"
    "ردود\n"
    "وردت النائبة هدى الناصري بالقول: «الأرقام مبالغ فيها»، وغادرت القاعة قبل نهاية الجلسة.\n"
    "ونقلت CNN عن خبير لم تسمه أن 12.5% من البضائع تمر عبر NATO Road كل عام.\n"
)


@pytest.fixture
def open_on(tmp_path: Path) -> Callable[..., Session]:
    """``open_on(text)`` gives a session on an article with that text; it is closed after the test."""
    opened: list[Session] = []

    def make(text: str, **more: object) -> Session:
        opened.append(session_on_text(tmp_path, text, **more))
        return opened[-1]

    yield make
    for session in opened:
        session.close()


@pytest.fixture
def session(open_on: Callable[..., Session]) -> Session:
    return open_on(ARTICLE)
