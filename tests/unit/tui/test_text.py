"""Text on its way to the screen: order, cutting, places."""

from __future__ import annotations

import pytest
from rich.style import Style

from summit_tui.bidi import Direction
from summit_tui.tui.speech import as_typed, isolated
from summit_tui.tui.text import Paint, Piece, cells_of, fitted, line_strip, pieces_strip, placed_strip

PLAIN = Style()
RED = Style(color="red")


def test_a_text_that_is_too_long_is_cut_at_its_logical_end() -> None:
    line = fitted("وزيرة المياه ليلى الحسني", 12, Direction.RTL)
    assert len(line.row()) == 12
    assert "".join(line.row()).strip().startswith("…")
    assert "".join(fitted("Minister of water", 9, Direction.LTR).row()) == "Minister…"


def test_white_space_of_all_kinds_is_one_space() -> None:
    assert "".join(fitted("a\n b\t\tc", 5, Direction.LTR).row()) == "a b c"


@pytest.mark.parametrize(("right_to_left", "shown"), [(False, "abc  "), (True, "  abc")])
def test_a_text_stands_at_the_interfaces_side(right_to_left: bool, shown: str) -> None:
    assert placed_strip("abc", 5, PLAIN, right_to_left=right_to_left).text == shown


def test_a_path_in_an_arabic_line_keeps_its_slashes() -> None:
    path = "/srv/layla/news"
    assert path in "".join(fitted(f"محفوظ في {isolated(path)}", 40, Direction.RTL).row())
    # Without the isolate the first slash goes astray, which is what the isolate is for.
    assert path not in "".join(fitted(f"محفوظ في {path}", 40, Direction.RTL).row())


@pytest.mark.parametrize("key", ["[", "]", "( )"])
def test_a_key_is_not_mirrored(key: str) -> None:
    assert key in "".join(fitted(f"الفقرة {as_typed(key)}", 20, Direction.RTL).row())


def test_pieces_stand_one_after_another_and_keep_their_spaces() -> None:
    pieces = [Piece(" x ", RED), Piece("Grow", PLAIN)]
    assert pieces_strip(pieces, 10, PLAIN, right_to_left=False).text == " x Grow   "
    assert pieces_strip(pieces, 10, PLAIN, right_to_left=True).text == "   Grow x "


def test_pieces_that_do_not_fit_are_cut() -> None:
    strip = pieces_strip([Piece("abc", PLAIN), Piece("defghi", PLAIN)], 6, PLAIN, right_to_left=False)
    assert (strip.text, strip.cell_length) == ("abcde…", 6)


def test_cells_count_letters_with_diacritics_and_ligatures_once() -> None:
    assert cells_of("سَلَامٌ") == 3
    assert cells_of(" لا ") == 3
    assert cells_of("") == 0


def test_paints_lie_over_one_another_and_leave_the_rest() -> None:
    line = fitted("abcd", 4, Direction.LTR)
    bold = Style(bold=True)
    strip = line_strip(line, PLAIN, [Paint(1, 3, RED), Paint(2, 9, bold)])
    assert [(text, style) for text, style, _ in strip] == [
        ("a", PLAIN),
        ("b", RED),
        ("c", RED + bold),
        ("d", bold),
    ]


def test_a_part_of_a_line_has_the_cells_asked_for() -> None:
    line = fitted("abcdef", 6, Direction.LTR)
    strip = line_strip(line, PLAIN, first=2, last=5)
    assert (strip.text, strip.cell_length) == ("cde", 3)
