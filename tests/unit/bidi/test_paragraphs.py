"""Base directions, levels of texts that hold several bidi paragraphs, and the controls in a text."""

from __future__ import annotations

import pytest

from summit_tui.bidi import (
    Direction,
    Paragraph,
    base_direction,
    controls_in,
    lay_out_text,
    letter_counts,
    majority_direction,
)
from summit_tui.bidi.brackets import STACK_SIZE, bracket_pairs
from summit_tui.bidi.properties import bidi_classes


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("قال", Direction.RTL),
        ("CNN: قال", Direction.LTR),
        ("12. قال", Direction.RTL),
        ("\u2068Reuters\u2069: قال", Direction.RTL),
        ("\u2068Reuters: قال", Direction.RTL),
        ("\u200eقال", Direction.LTR),
        ("שלום", Direction.RTL),
        ("\u2029abc", Direction.RTL),
        (" " * 300 + "abc قال", Direction.LTR),
        ("\u2067" + "abc" * 100 + "\u2069" + "def", Direction.LTR),
    ],
)
def test_the_first_strong_letter_outside_isolates_decides(text, direction):
    assert base_direction(text) is direction


def test_a_text_without_letters_takes_the_default():
    assert base_direction("12 – 13") is Direction.RTL
    assert base_direction("12 – 13", Direction.LTR) is Direction.LTR
    assert Paragraph.resolve("12", default=Direction.LTR).direction is Direction.LTR
    assert Paragraph.resolve("").direction is Direction.RTL


def test_most_letters_decide_the_newspaper_way():
    headline = "CNN: وزير المالية يلتقي نظيره"
    assert letter_counts(headline) == (3, 21)
    assert majority_direction(headline) is Direction.RTL
    assert majority_direction("The minister said نعم") is Direction.LTR
    assert majority_direction("2021", Direction.LTR) is Direction.LTR


def test_a_direction_that_is_asked_for_overrules_the_letters():
    paragraph = Paragraph.resolve("CNN: قال", Direction.RTL)
    assert paragraph.direction is Direction.RTL
    assert list(paragraph.levels) == [2, 2, 2, 1, 1, 1, 1, 1]
    assert Direction.RTL.opposite is Direction.LTR


@pytest.mark.parametrize("separator", ["\u2029", "\x85", "\x1c", "\x1d", "\x1e", "\n"])
def test_separators_end_a_bidi_paragraph_within_a_text(separator):
    text = f"قال \u202eabc{separator}abc قال"
    paragraph = Paragraph.resolve(text)
    second = text.index(separator) + 1
    assert paragraph.starts == (0, second)
    assert paragraph.directions == (Direction.RTL, Direction.LTR)
    assert paragraph.direction_at(second - 1) is Direction.RTL
    assert list(paragraph.levels[second:]) == list(Paragraph.resolve(text[second:]).levels)
    upper, lower = lay_out_text(text, 20)
    assert (upper.direction, lower.direction) == (Direction.RTL, Direction.LTR)
    assert (upper.last_cell, lower.first_cell) == (20, 0)


def test_a_line_separator_ends_a_line_and_not_the_paragraph():
    text = "قال \u2028abc"
    paragraph = Paragraph.resolve(text)
    assert paragraph.starts == (0,)
    assert [(line.start, line.direction) for line in lay_out_text(text, 20)] == [
        (0, Direction.RTL),
        (5, Direction.RTL),
    ]


def test_controls_are_named_with_their_offsets():
    text = "\u202aa\u202bb\u202cc\u202dd\u202ee\u2066f\u2067g\u2068h\u2069\u200f"
    names = ["LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"]
    assert controls_in(text) == [(2 * index, name) for index, name in enumerate(names)]


def test_brackets_pair_across_equivalent_ones_and_not_beyond_the_stack():
    assert bracket_pairs("\u2329a\u3009", b"OLO") == [(0, 2)]
    assert bracket_pairs("(]a)", b"OOLO") == [(0, 3)]
    assert bracket_pairs("(a)", b"LLL") == []
    deep = "(" * STACK_SIZE + ")" * STACK_SIZE
    assert len(bracket_pairs(deep, bidi_classes(deep))) == STACK_SIZE
    assert bracket_pairs("(" + deep, bidi_classes("(" + deep)) == []


def test_characters_without_a_place_in_the_algorithm_take_the_level_before_them():
    assert list(Paragraph.resolve("می\u200cشود (a\u00ad)").levels) == [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 1]
