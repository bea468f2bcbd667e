"""What is suggested, as a table."""

from __future__ import annotations

from dataclasses import replace

from summit_tui.formats.suggested import suggested_table
from summit_tui.i18n import load_catalogue
from summit_tui.model import Article, Origin, Quote, QuoteType, Source, Span, text_sha256

TEXT = "قال المزارع هفال إن الموسم جيد."
ARTICLE = Article("a", "خبر", Source("a.txt"), text_sha256(TEXT))
QUOTE = Quote("q", "a", QuoteType.INDIRECT, (Span(17, 30),), origin=Origin("rule", "clause", 0.9))


def test_the_table_tells_where_a_model_decided() -> None:
    by_model = replace(QUOTE, origin=Origin("model", "clause", 0.9))
    lines = suggested_table(ARTICLE, TEXT, [QUOTE, by_model], {}, {}, load_catalogue("en")).splitlines()
    rules = [line.split("\t")[-2].strip() for line in lines[3:]]
    assert rules == ["clause", "clause (model)"]
