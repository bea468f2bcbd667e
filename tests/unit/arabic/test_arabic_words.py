import time

import pytest

from summit_tui.arabic import (
    next_word_end,
    next_word_start,
    previous_word_end,
    previous_word_start,
    word_at,
    words,
)
from summit_tui.model import Span


def written(text):
    return [word.of(text) for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عند 9.30 أو ٣٫٥ ثم 1,250,000.", ["عند", "9.30", "أو", "٣٫٥", "ثم", "1,250,000"]),
        ("شركة Al-Nakhla في 12:45", ["شركة", "Al-Nakhla", "في", "12:45"]),
        ("البـــاب، مُغلـق؛", ["البـــاب", "مُغلـق"]),
        ("نيوز\u200cماكس", ["نيوز\u200cماكس"]),
        ("ﻭقالت ﻻ", ["ﻭقالت", "ﻻ"]),
        ("مارس/آذار", ["مارس", "آذار"]),
        ('وصفه بـ"الخطأ"', ["وصفه", "بـ", "الخطأ"]),
        ("(68 عاما)", ["68", "عاما"]),
        ("«نعم»...", ["نعم"]),
    ],
)
def test_words(text, expected):
    assert written(text) == expected


def test_word_at_prefers_the_word_that_covers_the_offset():
    text = "قال، نعم"
    assert word_at(text, 1) == Span(0, 3)
    assert word_at(text, 3) == Span(0, 3)
    assert word_at(text, 4) is None
    assert word_at(text, 5) == Span(5, 8)
    assert word_at(text, 8) == Span(5, 8)
    assert word_at("", 0) is None


def test_steps_by_words():
    text = "قال، «نعم» ثم"
    assert next_word_start(text, 0) == 6
    assert next_word_start(text, 6) == 11
    assert next_word_start(text, 11) == len(text)
    assert next_word_end(text, 0) == 3
    assert next_word_end(text, 3) == 9
    assert previous_word_start(text, len(text)) == 11
    assert previous_word_start(text, 11) == 6
    assert previous_word_start(text, 0) == 0
    assert previous_word_end(text, 11) == 9
    assert previous_word_end(text, 3) == 0


def test_a_step_over_a_long_blank_and_in_a_long_text_is_quick():
    text = "كلمة" + " " * 5_000 + "أخرى " * 300_000
    assert previous_word_start(text, 5_004) == 0
    begun = time.perf_counter()
    for _ in range(100):
        previous_word_start(text, len(text) - 1)
        next_word_start(text, len(text) - 40)
    assert time.perf_counter() - begun < 0.3
