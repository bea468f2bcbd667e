"""Word wrap in cells."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
import regex

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


INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u00ad\ufe0f" + "".join(
    map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)


def words_that_fit(text: str, width: int) -> list[tuple[int, int]]:
    """Ranges of the words between white space, with or without a cell, that take at most ``width`` cells."""
    found = []
    for match in re.finditer(r"[^ \t\u200b]+", text):
        (line,) = lay_out_text(match[0], 10_000)
        if sum(glyph.width for glyph in line.glyphs) <= width:
            found.append(match.span())
    return found


def check_paragraph(text: str, width: int) -> None:
    """No word that fits is broken, each grapheme cluster that has a cell is in one, all of one width."""
    starts = wrap(text, width)
    words = words_that_fit(text, width)
    assert not [(start, word) for word in words for start in starts if word[0] < start < word[1]]
    laid = lay_out_text(text, width)
    drawn = sorted(half for line in laid for glyph in line.glyphs for half in glyph.halves)
    clusters = [match.start() for match in regex.finditer(r"\X", text) if match[0].strip(INVISIBLE)]
    seen = set(drawn)
    assert len(seen) == len(drawn)
    assert [start for start in clusters if start not in seen and not text[start].isspace()] == []
    assert seen.issubset(clusters)
    assert all(line.width == width for line in laid)


@pytest.mark.parametrize("width", range(20, 201, 12))
def test_the_seed_article_loses_nothing_and_breaks_between_words(width):
    for paragraph in SEED.splitlines():
        check_paragraph(paragraph, width)


def corpus_paragraphs(step: int) -> list[str]:
    """The paragraphs of every ``step``-th article of the corpus."""
    with gzip.open(shared_path("corpus", "news.jsonl.gz"), "rt", encoding="utf-8") as stream:
        articles = [json.loads(line)["text"] for line in stream]
    return [paragraph for article in articles[::step] for paragraph in article.split("\n")]


def test_the_corpus_loses_nothing_and_breaks_between_words():
    paragraphs = corpus_paragraphs(40)
    for index, paragraph in enumerate(paragraphs):
        check_paragraph(paragraph, 20 + index * 7 % 181)
    assert len(paragraphs) > 20


@pytest.mark.slow
@pytest.mark.parametrize("part", range(7))
def test_all_of_the_corpus_loses_nothing_at_any_width(part):
    # Seven and the number of widths have no common divisor: every width is met in every part.
    for index, paragraph in enumerate(corpus_paragraphs(1)[part::7]):
        for width in (20 + index % 181, 20 + (index + 60) % 181, 20 + (index + 120) % 181):
            check_paragraph(paragraph, width)


@pytest.mark.slow
@pytest.mark.parametrize("width", range(20, 201))
def test_the_seed_article_loses_nothing_at_any_width(width):
    for paragraph in SEED.splitlines():
        check_paragraph(paragraph, width)
