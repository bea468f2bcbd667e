import time

import pytest

from summit_tui.arabic import (
    next_paragraph,
    next_sentence,
    paragraph_at,
    paragraphs,
    previous_paragraph,
    previous_sentence,
    sentence_at,
    sentences,
    without_stop,
)
from summit_tui.model import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال: "لا نريد ذلك." ثم خرج.', ['قال: "لا نريد ذلك."', "ثم خرج."]),
        ("قال «سنعود غدا.» وخرج", ["قال «سنعود غدا.»", "وخرج"]),
        ("انتهى الاجتماع.وقال الوزير إنه راض.", ["انتهى الاجتماع.", "وقال الوزير إنه راض."]),
        ("انتهى عام 1436 هـ. وبدأ آخر.", ["انتهى عام 1436 هـ.", "وبدأ آخر."]),
        ("زار أ. د. سلوان الهدباني بلدته.", ["زار أ. د. سلوان الهدباني بلدته."]),
        ("القمة 2021.. أجواء ومكاسب", ["القمة 2021..", "أجواء ومكاسب"]),
        ("1. افتتاح الجلسة", ["1. افتتاح الجلسة"]),
        ("عنوان\n\nنص أول. نص ثان؟", ["عنوان", "نص أول.", "نص ثان؟"]),
        ("موقع الراصد.نت مفتوح.", ["موقع الراصد.نت مفتوح."]),
        ("موقع www.example.org مفتوح.", ["موقع www.example.org مفتوح."]),
    ],
)
def test_sentences(text, expected):
    assert [sentence.of(text) for sentence in sentences(text)] == expected


def test_sentence_at():
    text = "أول.  ثان!\nثالث"
    assert sentence_at(text, 0) == Span(0, 4)
    assert sentence_at(text, 4) == Span(0, 4)
    assert sentence_at(text, 5) == Span(6, 10)
    assert sentence_at(text, 10) == Span(6, 10)
    assert sentence_at(text, 11) == Span(11, 15)
    assert sentence_at("  \n", 1) is None


def test_steps_by_sentences():
    text = "أول. ثان!\n\n ثالث"
    assert next_sentence(text, 0) == 5
    assert next_sentence(text, 5) == 12
    assert next_sentence(text, 12) == len(text)
    assert previous_sentence(text, len(text)) == 12
    assert previous_sentence(text, 12) == 5
    assert previous_sentence(text, 7) == 5
    assert previous_sentence(text, 5) == 0
    assert previous_sentence(text, 0) == 0


def test_paragraphs():
    text = "عنوان\n\nنص أول.\n \nنص ثان"
    assert [paragraph.of(text) for paragraph in paragraphs(text)] == ["عنوان", "نص أول.", "نص ثان"]
    assert paragraph_at(text, 8).of(text) == "نص أول."
    assert paragraph_at(text, 6) == Span(6, 6)
    assert next_paragraph(text, 0) == 7
    assert next_paragraph(text, 7) == text.index("نص ثان")
    assert next_paragraph(text, len(text)) == len(text)
    assert previous_paragraph(text, len(text)) == text.index("نص ثان")
    assert previous_paragraph(text, text.index("نص ثان")) == 7
    assert previous_paragraph(text, 7) == 0
    assert previous_paragraph(text, 3) == 0


def test_without_stop():
    text = "قال إنه راض؟!"
    assert without_stop(text, Span(0, len(text))).of(text) == "قال إنه راض"


def test_one_long_line_is_read_only_around_the_offset():
    text = "قال الوزير إن الطريق مفتوح، وأضاف أنه آمن. " * 30_000
    begun = time.perf_counter()
    for _ in range(100):
        sentence_at(text, len(text) - 60)
        previous_sentence(text, len(text) - 60)
    assert time.perf_counter() - begun < 0.5
