from __future__ import annotations

import re

import pytest

from summit_tui.arabic import paragraph_at
from summit_tui.model import Span
from summit_tui.suggest.lexicon import ALI
from summit_tui.suggest.phrases.roles import Role
from summit_tui.suggest.words.tokens import Paragraph, paragraph, paragraphs_read, read_paragraph
from summit_tui.suggest.words.traits import BRACKET, COMMA, HEADS, OPENS, QUOTES, REPORTS, SPEAKS, THAT


def read(text: str) -> Paragraph:
    return read_paragraph(text, Span(0, len(text)))


def test_tokens_are_words_and_signs_with_their_places() -> None:
    text = 'وقالت الوزيرةُ، أمس: "إنّ 9.30 صباحاً" مناسبة...'
    tokens = read(text).tokens
    assert [text[token.start : token.end] for token in tokens] == [
        *("وقالت", "الوزيرةُ", "،", "أمس", ":", '"', "إنّ", "9.30", "صباحاً", '"', "مناسبة", "..."),
    ]
    assert [token.text for token in tokens if token.is_word] == [
        *("وقالت", "الوزيره", "امس", "ان", "9.30", "صباحا", "مناسبه"),
    ]
    assert [token.text for token in tokens if token.is_that] == ["ان"]
    assert [token.text for token in tokens if token.has_tanwin] == ["صباحا"]
    assert [token.text for token in tokens if token.is_quotation_mark] == ['"', '"']


def test_what_is_kept_of_words_is_the_same_wherever_they_stand() -> None:
    text = "قال سامي إن العمل تم، و#يوم_العمل_العالمي غدا"
    whole, shifted = read(text), read_paragraph(f"\n\n{text}", Span(2, len(text) + 2))
    assert [(token.start + 2, token.end + 2, *token[2:]) for token in whole.tokens] == [
        tuple(token) for token in shifted.tokens
    ]
    assert whole.words == tuple(token.text for token in whole.tokens)
    assert whole.starts == tuple(token.start for token in whole.tokens)
    assert {"يوم", "العمل", "العالمي"} < set(whole.words)


@pytest.mark.parametrize(
    ("text", "name"), [("وصل علي إلى المدرسة الكبرى", True), ("وصل علي إلي المدرسة الكبري", False)]
)
def test_ali_is_a_name_where_the_writer_tells_the_two_letters_apart(text: str, name: bool) -> None:
    place = read(text)
    assert (place.words[1] == ALI) is name
    assert (place.roles[1] is Role.NAME) is name
    assert text[place.tokens[1].start : place.tokens[1].end] == "علي"


def test_a_diacritic_on_a_space_is_no_part_of_a_word_and_one_at_the_start_is() -> None:
    assert [token.is_word for token in read("قال \u064eسامي").tokens] == [True, False, True]
    first = read("\u064eسامي").tokens
    assert [(token.start, token.end, token.is_word) for token in first] == [(0, 5, True)]


def test_traits_tell_what_can_begin_at_a_token() -> None:
    place = read('قال الوزير: "إن (بعض) المال، بحسب الهيئة، ضاع"')
    seen = dict(zip(place.words, place.traits, strict=True))
    assert seen["قال"] & SPEAKS
    assert seen["قال"] & REPORTS
    assert seen["الوزير"] & HEADS
    assert not seen["الوزير"] & (REPORTS | OPENS)
    assert seen["ان"] & THAT
    assert seen["ان"] & OPENS
    assert not seen["ان"] & HEADS
    assert seen["بحسب"] & REPORTS
    assert not seen["بحسب"] & SPEAKS
    assert seen["ضاع"] & (OPENS | REPORTS | SPEAKS | HEADS) == 0
    assert seen[":"] == OPENS
    assert seen["،"] == COMMA
    assert seen['"'] == QUOTES | OPENS
    assert seen["("] == BRACKET | OPENS
    assert seen[")"] == BRACKET
    assert place.showing(REPORTS, 0, len(place.words)) == [0, place.words.index("بحسب")]
    assert place.showing(REPORTS, 1, place.words.index("بحسب")) == []


def test_the_paragraph_of_every_offset_is_the_line_that_holds_it() -> None:
    text = "\nأول السطور\n\nثانيها\u2029ثالثها طويل\n"
    for offset in range(len(text) + 1):
        assert paragraph(text, offset).span == paragraph_at(text, offset)
    place = paragraph(text, text.index("ثالثها"))
    assert place.index_at(place.span.start) == 0
    assert place.index_at(place.span.start + 1) == 1
    assert place.index_at(place.span.end) == 2


def test_a_very_long_paragraph_is_read_around_the_place_alone() -> None:
    text = "كلمة " * 20_000
    read_around = paragraph(text, 50_000)
    assert 20_000 < len(read_around.span) < 50_000
    assert read_around.span.covers(50_000 - 10_000)
    assert read_around.span.covers(50_000 + 10_000)
    assert paragraph(text, 50_500) is read_around, "read once for all places nearby"
    assert all(text[token.start : token.end] == "كلمة" for token in read_around.tokens)


def test_a_very_long_paragraph_is_read_through_few_windows() -> None:
    words = ("قال", "مدير", "المرصد،", "أمس", "إن", "الأمطار", "زادت", "كثيرا.", "ومضى")
    text = " ".join(words[number % len(words)] for number in range(82_000))
    assert len(text) > 400_000
    seen = {}
    for offset in range(0, len(text), 997):
        place = paragraph(text, offset)
        seen[place.span.start] = place
        assert place.span.start <= max(0, offset - 8_000)
        assert place.span.end >= min(len(text), offset + 8_000)
        assert place.tokens[0].start == place.span.start
    assert len(seen) <= len(text) / 8_000 + 1
    kept = sum(len(place.span) for start, place in seen.items() if paragraph(text, start + 8_000) is place)
    assert kept <= 300_000


def test_a_window_cuts_no_word_and_where_there_is_no_space_no_cluster() -> None:
    text = "كلمة " * 20_000
    for offset in range(0, len(text), 4_001):
        read_there = paragraph(text, offset)
        assert {token.text for token in read_there.tokens} == {"كلمه"}
    unbroken = "ب" + "نَ" * 30_000
    spans = {paragraph(unbroken, offset).span for offset in range(0, 60_000, 999)}
    edges = {edge for span in spans for edge in (span.start, span.end) if edge}
    assert len(edges) > 6
    assert all(edge % 2 == 1 for edge in edges)


def test_more_paragraphs_than_are_kept_are_read_all_the_same() -> None:
    text = "\n".join(f"السطر {number} هنا" for number in range(1_500))
    wanted = [text.index(f"السطر {number} هنا") for number in (0, 700, 1_499, 0)]
    for _ in range(2):
        position = 0
        for line in text.split("\n"):
            assert paragraph(text, position).span.of(text) == line
            position += len(line) + 1
    assert [paragraph(text, start).tokens[1].text for start in wanted] == ["0", "700", "1499", "0"]


def test_a_very_long_paragraph_is_read_in_parts_that_hold_each_word_once() -> None:
    text = "عنوان\n\n" + "كلمة أخرى " * 9_000 + "\nخاتمة"
    words = [token for place in paragraphs_read(text, Span(0, len(text))) for token in place.tokens]
    assert [(token.start, token.end) for token in words] == [
        match.span() for match in re.finditer(r"\w+", text)
    ]
    assert [place.span.of(text) for place in paragraphs_read(text, Span(2, 4))] == ["عنوان"]
    within = [place.span for place in paragraphs_read(text, Span(40_000, 60_000))]
    assert within[0].start <= 40_000 < within[0].end
    assert within[-1].start < 60_000 <= within[-1].end
    assert max(map(len, within)) < 8_200
