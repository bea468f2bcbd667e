"""What is sent for characters that are no letters: untrusted text is safe, widths are agreed on."""

from __future__ import annotations

import pytest

from summit_tui.bidi import Direction, cluster_spans, lay_out_text


def drawn(text: str, width: int = 60) -> list[tuple[str, int]]:
    """Text and cells of each glyph, in logical order."""
    lines = lay_out_text(text, width, Direction.LTR)
    return [
        (glyph.text, glyph.width)
        for line in lines
        for glyph in sorted(line.glyphs, key=lambda one: one.start)
    ]


@pytest.mark.parametrize(
    ("char", "sign"),
    [
        ("\x00", "\u2400"),
        ("\x07", "\u2407"),
        ("\x1b", "\u241b"),
        ("\x1f", "\u241f"),
        ("\n", "\u240a"),
        ("\r", "\u240d"),
        ("\r\n", "\u2424"),
        ("\x7f", "\u2421"),
        ("\x85", "\u2424"),
        ("\x9b", "\ufffd"),
        ("\ud800", "\ufffd"),
        ("\U0010ffff", "\ufffd"),
        ("\ue000", "\ufffd"),
    ],
)
def test_controls_and_the_like_show_as_a_sign_of_one_cell(char, sign):
    assert drawn(f"a{char}") == [("a", 1), (sign, 1)]


def test_an_escape_sequence_is_only_text():
    assert (
        "".join(text for text, _ in drawn("\x1b[31m\x1b]52;c;eA==\x07")) == "\u241b[31m\u241b]52;c;eA==\u2407"
    )


def test_a_tab_is_one_space():
    assert drawn("a\tb") == [("a", 1), (" ", 1), ("b", 1)]


@pytest.mark.parametrize(
    "char", ["\u200b", "\u200e", "\u202e", "\u2066", "\u2060", "\ufeff", "\u00ad", "\u2028", "\U000e0001"]
)
def test_format_characters_have_no_cell(char):
    assert drawn(f"a{char}b") == [("a", 1), ("b", 1)]


@pytest.mark.parametrize(
    ("text", "glyphs"),
    [
        ("漢字", [("漢", 2), ("字", 2)]),
        ("😀", [("😀", 2)]),
        ("👍🏽", [("👍", 2)]),
        ("👨\u200d👩\u200d👧", [("👨", 2)]),
        ("❤\ufe0f", [("❤", 1)]),
        ("1\ufe0f\u20e3", [("1\u20e3", 1)]),
        ("🇸🇦", [("🇸🇦", 2)]),
        ("🇸", [("S", 1)]),
        ("e\u0301", [("e\u0301", 1)]),
        ("한", [("한", 2)]),
        ("\u1112\u1161\u11ab", [("한", 2)]),
        ("ｶﾞ", [("ｶﾞ", 2)]),
        ("\u0301", [("\u25cc\u0301", 1)]),
        ("\ufe0f", []),
        ("🏽", [("\ufffd", 1)]),
    ],
)
def test_what_a_cluster_shows(text, glyphs):
    assert drawn(text) == glyphs


def test_signs_before_a_number_have_a_cell_and_are_substituted():
    assert drawn("\u06dd١٢") == [("\u25e6١", 2), ("٢", 1)]
    assert drawn("\u0600") == [("#", 1)]
    assert cluster_spans("\u06dd١٢") == [(0, 2), (2, 3)]


def test_heaped_diacritics_are_cut_off():
    ((text, width),) = drawn("a" + "\u0301" * 1000)
    assert (len(text), width) == (33, 1)
