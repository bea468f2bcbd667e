"""The article that comes with the app, read without any help."""

from __future__ import annotations

import json
from pathlib import Path

from summit_tui.suggest.finding.suggester import quotes_by_line
from tests.support.finding import quotes_in

TESTS = Path(__file__).parents[3]
GOLD = json.loads((TESTS / "golden" / "gold-seed.json").read_text(encoding="utf-8"))
TEXT = (TESTS.parent / "seeds" / "summit-2021.txt").read_text(encoding="utf-8")
NAMES = {person["id"]: person["name"]["ar"] for person in GOLD["speakers"]}
RECORDS = {
    (record["content"][0]["start"], record["content"][-1]["end"]): (
        record["type"],
        [NAMES[one] for one in record["speakers"]],
    )
    for record in GOLD["articles"][0]["quotes"]
}
LONGER = "إنه يعتقد أن بالإمكان التوصل لبعض التسويات"
"""The one clause that is found with another end than the annotators gave it."""


def test_every_direct_quote_is_exact_and_every_speaker_right() -> None:
    found = {
        (quote.start, quote.end): (quote.type.value, [choice.name for choice in quote.speakers])
        for quote in quotes_in(TEXT)
    }
    others = {place: record for place, record in RECORDS.items() if found.get(place) != record}
    assert [TEXT[start:end] for start, end in others] == [LONGER]
    (start, end), (kind, speakers) = next(iter(others.items()))
    longer = [record for place, record in found.items() if place[0] == start and place[1] != end]
    assert longer == [(kind, speakers)]
    assert len(found) == len(RECORDS)


def test_the_first_quotes_come_before_the_article_is_read_to_its_end() -> None:
    by_line = quotes_by_line(TEXT)
    first = next(by_line)
    assert first
    assert sum(len(quotes) for quotes in by_line) + len(first) == len(quotes_in(TEXT))
