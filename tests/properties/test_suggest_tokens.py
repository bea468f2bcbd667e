"""A paragraph read piece by piece is what it is when read in one go."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from summit_tui.arabic import folded, sentences
from summit_tui.arabic.sentence_spans import sentence_cuts
from summit_tui.arabic.word_spans import WORD_PATTERN
from summit_tui.model import Span
from summit_tui.suggest.words.tokens import read_paragraph

SIGN = r"&(?:\w+|\#\w+);|''|‘‘|’’|\.{2,}|[^\s\p{Default_Ignorable_Code_Point}]"
TOKEN = regex.compile(rf"(?P<word>{WORD_PATTERN})|{SIGN}", regex.VERBOSE)
PARTS = [
    *(
        "قال",
        "وقالت",
        "إنّ",
        "أنه",
        "د.",
        "9.30",
        "3,5",
        "''حسنا''",
        "&quot;",
        "«",
        "»",
        '"',
        ":",
        "،",
        "...",
        "..",
    ),
    *(
        ".",
        "(",
        ")",
        "؟",
        "!",
        "#يوم_الشجر",
        "_",
        "ـ",
        "'",
        "it's",
        "12:45",
        "ﻭقال",
        "U.S.A",
        "\u064e",
        "\u200f",
    ),
    *("\u200d", "\ufeff", "\u00a0", "\t", "كلمة\u064bً", "عليّ", "آن", "ـــ", "\u0600", "12٫5", "é-b"),
]
paragraphs = st.one_of(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=15).map(" ".join),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=15).map("".join),
    st.text(max_size=40).map(lambda text: " ".join(text.splitlines())),
).map(lambda text: text.replace("\n", " ").replace("\u2029", " "))


def in_one_go(text: str) -> list[tuple[int, int, str, bool]]:
    found = []
    for match in TOKEN.finditer(text):
        if match["word"] is None:
            found.append((match.start(), match.end(), match.group(), False))
            continue
        for part in regex.finditer("[^_]+", match.group()):
            start = match.start() + part.start()
            plain = "آن" if part.group() == "آن" else folded(part.group())
            if plain:
                found.append((start, start + len(part.group()), plain, True))
    return found


@given(paragraphs)
def test_tokens_are_those_of_the_pattern(text: str) -> None:
    if "علي" in text and "ى" in text:
        return
    read = read_paragraph(text, Span(0, len(text)))
    assert [tuple(token[:4]) for token in read.tokens] == in_one_go(text)
    assert len(read.words) == len(read.starts) == len(read.traits) == len(read.roles) == len(read.tokens)


@given(paragraphs)
def test_cuts_part_the_same_tokens_as_sentences(text: str) -> None:
    read = read_paragraph(text, Span(0, len(text)))
    cuts = sentence_cuts(text, Span(0, len(text)))
    assert cuts == sorted(set(cuts))
    assert cuts[-1] == len(text)
    by_sentences = {read.index_at(sentence.end) for sentence in sentences(text)}
    assert {read.index_at(cut) for cut in cuts} - {0} == by_sentences - {0}
