"""Word wrap in cells."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from summit_tui.bidi import lay_out_text, wrap
from tests.support.shared import shared_path

ROOT = Path(__file__).parents[3]
SEED = (ROOT / "seeds" / "summit-2021.txt").read_text(encoding="utf-8")


def lines(text: str, width: int) -> list[str]:
    starts = wrap(text, width)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("", 10, [""]),
        ("abc def", 3, ["abc ", "def"]),
        ("abc   def", 4, ["abc   ", "def"]),
        ("  abc", 4, ["  ", "abc"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab cdefgh", 4, ["ab ", "cdef", "gh"]),
        ("قال : نعم", 5, ["قال : ", "نعم"]),
        ("قال ( نعم", 5, ["قال ", "( نعم"]),
        ("قال .5 نعم", 4, ["قال ", ".5 ", "نعم"]),
        ("قال\u00a0نعم وبعد", 8, ["قال\u00a0نعم ", "وبعد"]),
        ("سلام عليكم", 7, ["سلام ", "عليكم"]),
        ("لالالا", 2, ["لالا", "لا"]),
        ("لَالَالَا", 2, ["لَالَا", "لَا"]),
        ("لآ لأ لإ لا", 7, ["لآ لأ لإ لا"]),
        ("سَلَامٌ عَلَيْكُمْ", 5, ["سَلَامٌ ", "عَلَيْكُمْ"]),
        ("ab\u2028cd\u2029ef", 9, ["ab\u2028", "cd\u2029", "ef"]),
        ("ab\x0bcd\x0cef\x1cgh\x85ij", 9, ["ab\x0b", "cd\x0c", "ef\x1c", "gh\x85", "ij"]),
        ("ab\r\ncd", 9, ["ab\r\n", "cd"]),
        ("ab\u2029", 9, ["ab\u2029"]),
        ("漢字かな", 4, ["漢字", "かな"]),
        ("漢字。かな", 4, ["漢", "字。", "かな"]),
        ("漢", 1, ["漢"]),
        ("ab\u200bcd", 3, ["ab\u200b", "cd"]),
        ("ab \u200fcd", 3, ["ab ", "\u200fcd"]),
        ("می\u200cشود می\u200cشود", 6, ["می\u200cشود ", "می\u200cشود"]),
        ("کالا\u200cها کالا\u200cها", 5, ["کالا\u200cها ", "کالا\u200cها"]),
        ("😀😀😀", 4, ["😀😀", "😀"]),
        ("a\tb", 1, ["a\t", "b"]),
        ("ab", 0, ["a", "b"]),
        ("x 0\u20e3", 2, ["x ", "0\u20e3"]),
    ],
)
def test_where_lines_break(text, width, wanted):
    assert lines(text, width) == wanted


def words_that_fit(text: str, width: int) -> list[tuple[int, int]]:
    """Ranges of the words between spaces that take at most ``width`` cells."""
    found = []
    offset = 0
    for word in text.split(" "):
        (line,) = lay_out_text(word, 10_000)
        if word and sum(glyph.width for glyph in line.glyphs) <= width:
            found.append((offset, offset + len(word)))
        offset += len(word) + 1
    return found


def check_paragraph(text: str, width: int) -> None:
    starts = wrap(text, width)
    assert not [
        (start, word) for word in words_that_fit(text, width) for start in starts if word[0] < start < word[1]
    ]
    drawn = sorted(
        half for line in lay_out_text(text, width) for glyph in line.glyphs for half in glyph.halves
    )
    (whole,) = lay_out_text(text, 100_000)
    every = sorted(half for glyph in whole.glyphs for half in glyph.halves)
    assert [half for half in every if not text[half].isspace()] == [
        half for half in drawn if not text[half].isspace()
    ]
    assert all(line.width == width for line in lay_out_text(text, width))


@pytest.mark.parametrize("width", [20, 21, 37, 80, 200])
def test_the_seed_article_loses_nothing_and_breaks_between_words(width):
    for paragraph in SEED.splitlines():
        check_paragraph(paragraph, width)


def test_the_corpus_loses_nothing_and_breaks_between_words():
    with gzip.open(shared_path("corpus", "news.jsonl.gz"), "rt", encoding="utf-8") as stream:
        articles = [json.loads(line)["text"] for line in stream]
    paragraphs = [paragraph for article in articles[::40] for paragraph in article.split("\n")]
    for index, paragraph in enumerate(paragraphs):
        check_paragraph(paragraph, 20 + index * 7 % 181)
    assert len(paragraphs) > 20
