"""The check that the tests of screens rely on: it passes what is right and fails what is wrong."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from summit_tui.bidi import lay_out_text
from tests.support.cases import case
from tests.support.driving import cells
from tests.support.visual_order import faults, misjoined

TEXTS = [
    "قالت وزيرة المياه ليلى الحسني إن السدود «امتلأت تماما» بعد أمطار الشتاء.",
    "وَأَضَافَتْ: لَا تَعْلِيقَ (CNN) في 24 من الشهر، والأرقام لأكثر من 3.5٪",
    "سـلام و گفتگو پژوهش ٹیلیفون ہے",
    "The minister قالت شيئا (ليلى) on TV",
    "الآن كلامه وإلا فلأمر",
]


def shown(text: str) -> str:
    return "".join(lay_out_text(text, 200)[0].row())


def base_letters(row: str) -> str:
    """The row with its letters in their base forms."""
    return "".join(unicodedata.normalize("NFKC", char) for char in row)


@pytest.mark.parametrize("text", TEXTS)
def test_laid_out_text_is_faultless(text: str) -> None:
    assert faults(shown(text)) == []


@pytest.mark.parametrize("text", TEXTS)
def test_text_that_was_not_laid_out_fails(text: str) -> None:
    assert any(found.startswith("U+0") for found in faults(text))


@pytest.mark.parametrize("text", TEXTS)
def test_letters_in_visual_order_but_unshaped_fail(text: str) -> None:
    assert any(found.startswith("U+0") for found in faults(base_letters(shown(text))))


@pytest.mark.parametrize("text", TEXTS)
def test_shaped_letters_in_logical_order_fail(text: str) -> None:
    """As a terminal would get them from a program that shapes and leaves the order to it."""
    assert len(misjoined("".join(reversed(cells(shown(text)))))) > 2


@pytest.mark.parametrize("text", TEXTS)
def test_one_reversed_word_fails(text: str) -> None:
    row = shown(text)
    words = row.split(" ")
    reversed_ones = 0
    for place, word in enumerate(words):
        turned = "".join(reversed(cells(word)))
        joined = [first for first, _ in pairwise(cells(word)) if "LETTER" in unicodedata.name(first[0], "")]
        if turned == word or not any("FORM" in unicodedata.name(char[0], "") for char in joined):
            continue
        if all("ISOLATED" in unicodedata.name(cell[0], "ISOLATED") for cell in cells(word)):
            continue
        reversed_ones += 1
        assert misjoined(" ".join([*words[:place], turned, *words[place + 1 :]])), word
    assert reversed_ones > 1


def test_letters_that_should_join_and_do_not_fail() -> None:
    isolated = "\ufe8f\ufe95"  # teh and beh, each by itself
    assert misjoined(f" {isolated} ")
    assert misjoined(" \ufe8e\ufedf ")  # alef and lam joined without their ligature
    assert misjoined(" \ufedf\ufb8e ")  # an initial form at the left of a final one
    assert not misjoined(" \ufefb\ufe8e\ufe91 ")


def test_letters_that_a_non_joiner_parts_are_told_of() -> None:
    word = shown("می\u200cبینم").strip()
    assert misjoined(f" {word} x")
    assert misjoined(f" {word} x", None, [word]) == []
    assert misjoined(f" {word[::-1]} x", None, [word])


def test_a_control_fails() -> None:
    assert faults("abc\u200f") == ["U+200F"]
    assert faults("\u2068abc\u2069") == ["U+2068", "U+2069"]


def test_rtl_44_words_may_be_cut_at_the_edges_of_their_owners() -> None:
    given = case("rtl-44")
    whole = lay_out_text(given["input"], 14)
    assert len(whole) == len(given["right"]["lines"]) == 2
    for line in whole:
        assert misjoined("".join(line.row())) == []
    row = shown("الانتخابات").strip()
    part = row[2:5]
    assert len(misjoined(f"{row}|{part}|{row}")) == 2
    assert misjoined(f"{row}|{part}|{row}", [*[1] * (len(row) + 1), *[2] * 3, *[3] * (len(row) + 1)]) == []
