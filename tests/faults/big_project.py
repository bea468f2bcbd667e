"""A project of some megabytes, to be killed over."""

from __future__ import annotations

from pathlib import Path

from summit_tui.model import (
    Article,
    Change,
    Edit,
    Quote,
    QuoteType,
    Source,
    Span,
    text_sha256,
)
from summit_tui.store import ProjectStore

_TEXT = "قالت المذيعة رنا البيطار إن العرض بدأ، وأضافت أن القاعة امتلأت قبل موعده بساعة.\n" * 40
_BYTES_OF_A_QUOTE = 700
_AT = "2026-11-24T15:00:00Z"


def make_big_project(folder: Path, megabytes: float) -> None:
    """Makes a project in ``folder`` whose quotes take about so much room in its file."""
    with ProjectStore.open(folder) as store:
        article = Article("big-article", "العرض", Source("big.txt"), text_sha256(_TEXT))
        store.add_text(_TEXT)
        store.commit(Edit("big-0", "user", _AT, "import", (Change(None, article),)))
        quotes = (
            Quote(
                f"big-{number}",
                article.id,
                QuoteType.INDIRECT,
                (Span(number % 2000, number % 2000 + 30),),
                note="ملاحظة طويلة " * 15,
                created=_AT,
                updated=_AT,
            )
            for number in range(int(megabytes * 1_000_000 / _BYTES_OF_A_QUOTE))
        )
        store.commit(Edit("big-1", "user", _AT, "import", tuple(Change(None, quote) for quote in quotes)))
