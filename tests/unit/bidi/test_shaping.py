"""Joining, presentation forms, ligatures, and what is drawn for diacritics on them."""

from __future__ import annotations

import unicodedata

import pytest

from summit_tui.bidi import Direction, Paragraph, lay_out, lay_out_text
from summit_tui.bidi.shaping import LAM_ALEF_FORMS, LETTER_FORMS, joined_forms

WIDE = 100


def shaped(text: str) -> list[str]:
    """What is drawn for each visible cluster, in logical order."""
    (line,) = lay_out_text(text, WIDE, Direction.RTL)
    return [glyph.text for glyph in sorted(line.glyphs, key=lambda glyph: glyph.start)]


@pytest.mark.parametrize("letter", sorted(LETTER_FORMS))
def test_each_form_is_the_one_that_unicode_names(letter):
    kinds = ("ISOLATED", "FINAL", "INITIAL", "MEDIAL")
    for form, kind in zip(LETTER_FORMS[letter], kinds, strict=True):
        if form != letter:
            assert unicodedata.name(form).endswith(f"{kind} FORM")
            assert unicodedata.normalize("NFKC", form)[0] == unicodedata.normalize("NFKC", letter)[0]


@pytest.mark.parametrize("alef", ["آ", "أ", "إ", "ا"])
def test_lam_alef_takes_one_cell_isolated_and_final(alef):
    isolated, final = LAM_ALEF_FORMS[alef]
    assert unicodedata.normalize("NFKC", isolated) == unicodedata.normalize("NFKC", final) == "ل" + alef
    assert shaped("ل" + alef) == [isolated]
    assert shaped("بل" + alef) == ["\ufe91", final]
    assert shaped("دل" + alef) == ["\ufea9", isolated]


def test_diacritics_of_both_halves_stay_on_a_ligature():
    assert shaped("لَّاً") == ["\ufefb\u064e\u0651\u064b"]


@pytest.mark.parametrize("between", ["\u200c", "\u200d", "\u200f", "\u2067", "\u0640"])
def test_what_stands_between_lam_and_alef_parts_them(between):
    assert not {"\ufefb", "\ufefc"} & set(shaped("ل" + between + "ا"))


def test_a_bidi_control_parts_the_ligature_but_not_the_joining():
    assert shaped("ل\u200fا") == ["\ufedf", "\ufe8e"]


def test_persian_and_urdu_letters_have_their_forms():
    assert shaped("پچگ") == ["\ufb58", "\ufb7d", "\ufb93"]
    assert shaped("ہیں") == ["\ufba8", "\ufbff", "\ufb9f"]


def test_a_letter_without_a_form_is_drawn_as_it_is_and_joins():
    # U+0751 joins on both sides; Unicode has no presentation forms for it.
    assert shaped("ب\u0751ب") == ["\ufe91", "\u0751", "\ufe90"]


def test_hamza_alone_stays_and_does_not_join():
    assert shaped("بءب") == ["\ufe8f", "ء", "\ufe8f"]


def test_tatweel_joins():
    assert shaped("بـب") == ["\ufe91", "\u0640", "\ufe90"]


def test_joiners_are_obeyed_and_not_drawn():
    assert shaped("ب\u200cب") == ["\ufe8f", "\ufe8f"]
    assert shaped("ب\u200d") == ["\ufe91"]
    assert shaped("\u200dب") == ["\ufe90"]


def test_presentation_forms_in_the_text_stay_and_do_not_join():
    assert shaped("ب\ufe91ب") == ["\ufe8f", "\ufe91", "\ufe8f"]


def test_decomposed_hamza_is_drawn_composed_and_keeps_its_place():
    (line,) = lay_out_text("ا\u064e\u0654ب", WIDE)
    first = next(glyph for glyph in line.glyphs if glyph.start == 0)
    assert first.text == "\ufe83\u064e"
    assert (first.start, first.end) == (0, 3)


def test_a_hamza_that_composes_with_nothing_stays_a_diacritic():
    assert shaped("ب\u0654") == ["\ufe8f\u0654"]


def test_joining_looks_beyond_the_stretch():
    text = "بببب"
    assert joined_forms(text, 1, 3) == joined_forms(text, 0, 4)[1:3]
    paragraph = Paragraph.resolve(text)
    drawn = [glyph.text for glyph in lay_out(paragraph, 1, 3, 2).glyphs]
    assert drawn == ["\ufe92", "\ufe92"]


def test_a_line_that_holds_half_a_ligature_shows_its_letter():
    paragraph = Paragraph.resolve("لا")
    assert lay_out(paragraph, 0, 1, 1).row() == ["\ufedf"]
    assert lay_out(paragraph, 1, 2, 1).row() == ["\ufe8e"]


def test_a_space_parts_letters():
    assert shaped("ب ب") == ["\ufe8f", " ", "\ufe8f"]
