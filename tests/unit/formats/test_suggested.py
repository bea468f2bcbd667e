"""What is suggested, as a table."""

from __future__ import annotations

from dataclasses import replace

from summit_tui.formats.suggested import suggested_table
from summit_tui.i18n import load_catalogue
from summit_tui.model import Article, Origin, Quote, QuoteType, Source, Span, text_sha256

TEXT = "قال المزارع هفال إن الموسم جيد."
ARTICLE = Article("a", "خبر", Source("a.txt"), text_sha256(TEXT))
QUOTE = Quote("q", "a", QuoteType.INDIRECT, (Span(17, 30),), origin=Origin("rule", "clause", 0.9))


def rules_told(quotes: list[Quote], language: str) -> list[str]:
    lines = suggested_table(ARTICLE, TEXT, quotes, {}, {}, load_catalogue(language)).splitlines()
    return [line.split("\t")[-2].strip() for line in lines[3:]]


def test_the_table_tells_where_a_model_decided() -> None:
    by_model = replace(QUOTE, origin=Origin("model", "clause", 0.9))
    assert rules_told([QUOTE, by_model], "en") == ["reported clause", "reported clause (model)"]


def test_rules_are_told_in_the_language_of_the_interface_and_unknown_ones_by_their_names() -> None:
    arabic = load_catalogue("ar").text("reported clause")
    assert arabic != "reported clause"
    other = replace(QUOTE, origin=Origin("rule", "somebody's own", 0.9))
    assert rules_told([QUOTE, other, replace(QUOTE, origin=None)], "ar") == [arabic, "somebody's own", "-"]
