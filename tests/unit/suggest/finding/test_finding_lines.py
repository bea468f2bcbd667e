from __future__ import annotations

import pytest

from summit_tui.suggest.finding.lines import lines_of
from summit_tui.suggest.finding.suggester import RuleSuggester

SAID = "قال الوزير سامي الهدباني إن الجسر سيفتح في الربيع"


@pytest.mark.parametrize("parting", ["، ", " ", "ّ"])
def test_no_sentence_goes_on_for_ever_where_no_stop_is_written(parting: str) -> None:
    text = parting.join([SAID.replace(" ", "_") if parting == "ّ" else SAID] * 300)
    lines = list(lines_of(text))
    spans = [
        (line.tokens[sentence.first].start, line.tokens[sentence.after - 1].end)
        for line in lines
        for sentence in line.sentences
    ]
    assert len(text) > 14_000
    assert len(spans) > 3
    assert max(end - start for start, end in spans) <= 3_010
    if parting == "، ":
        assert all(text.startswith((SAID, f" {SAID}"), start) for start, _ in spans)
    for line in lines:
        edges = [edge for sentence in line.sentences for edge in (sentence.first, sentence.after)]
        assert edges[0] == 0
        assert edges[1:-1:2] == edges[2::2]
        assert edges[-1] == len(line.tokens)


def test_speech_is_found_all_through_a_text_without_stops() -> None:
    text = "، ".join([SAID] * 300)
    quotes = RuleSuggester().suggest(text).quotes
    assert len(quotes) > 250
    assert all(quote.speakers for quote in quotes)


def test_lines_without_an_arabic_letter_hold_nothing_and_still_count() -> None:
    settings = 'root:x:0:0:root:/root:/bin/bash\nsaid: "yes"\n١٢: ٣، 4؛ "5"\n'
    assert RuleSuggester().suggest(settings).quotes == ()
    (heading,) = lines_of(f"{SAID}\nEnglish: words\n")
    (second,) = lines_of(f"English: words\n{SAID}\n")
    assert (heading.number, second.number) == (0, 1)
    (quote,) = RuleSuggester().suggest(f"{settings}{SAID}").quotes
    assert quote.start > len(settings)


@pytest.mark.parametrize("said", ["ﻗﺎﻝ اﻟوزير", "قَالَ", "گفت"])
def test_a_letter_is_one_in_every_form(said: str) -> None:
    assert len(list(lines_of(said))) == 1
