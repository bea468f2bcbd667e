"""Lines: cells, carets, clicks, white space at their ends."""

from __future__ import annotations

import pytest

from summit_tui.bidi import Direction, Line, Paragraph, lay_out, lay_out_text


def line_of(text: str, width: int, direction: Direction | None = None) -> Line:
    return lay_out(Paragraph.resolve(text, direction), 0, len(text), width)


def test_a_left_to_right_line_stands_at_the_left():
    line = line_of("abc", 6)
    assert line.row() == ["a", "b", "c", " ", " ", " "]
    assert (line.first_cell, line.last_cell, line.text) == (0, 3, "abc")
    assert line.caret_column(3) == 3
    assert line.offset_at(5) == 3
    assert line.offset_at(-1) == 0


def test_a_right_to_left_line_stands_at_the_right():
    line = line_of("دار", 6)
    assert line.row() == [" ", " ", " ", "\ufead", "\ufe8d", "\ufea9"]
    assert line.caret_column(0) == 5
    assert line.caret_column(3) == 2
    assert (line.offset_at(0), line.offset_at(6)) == (3, 0)


def test_the_caret_at_the_end_of_a_full_line_stays_in_it():
    assert line_of("abc", 3).caret_column(3) == 2
    assert line_of("دار", 3).caret_column(3) == 0


def test_an_empty_line_has_a_caret_at_its_beginning():
    right, left = line_of("", 5, Direction.RTL), line_of("", 5, Direction.LTR)
    assert (right.caret_column(0), left.caret_column(0)) == (4, 0)
    assert right.row() == left.row() == [" "] * 5
    assert (right.offset_at(2), right.stops, right.columns_of(0, 1)) == (0, (), [])
    assert line_of("", 0).row() == []


def test_content_that_does_not_fit_widens_the_line():
    line = line_of("دار", 1)
    assert (line.width, line.first_cell) == (3, 0)


def test_white_space_hangs_over_the_end_of_a_wrapped_line():
    upper, lower = lay_out_text("قال  نعم", 6)
    assert (upper.start, upper.end, upper.content_end) == (0, 5, 3)
    assert upper.row() == [" ", " ", " ", "\ufedd", "\ufe8e", "\ufed7"]
    assert upper.stops == (0, 1, 2)
    assert upper.columns_of(3, 5) == []
    assert upper.column_of(3) is None
    assert upper.caret_column(3) == 2
    assert upper.offset_at(0) == 3
    assert (lower.start, lower.content_end) == (5, 8)


def test_white_space_at_the_end_of_the_text_has_cells_as_far_as_they_fit():
    line = line_of("قال  ", 6)
    assert line.columns_of(3, 5) == [(1, 3)]
    assert line.caret_column(5) == 0
    crowded = line_of("قال    ", 5)
    assert crowded.columns_of(3, 7) == [(0, 2)]
    assert crowded.stops == (0, 1, 2, 3, 4)
    assert crowded.width == 5


def test_a_line_of_nothing_but_spaces():
    (line,) = lay_out_text("    ", 2, Direction.RTL)
    assert line.columns_of(0, 4) == [(0, 2)]


def test_a_wide_character_has_two_cells():
    line = line_of("a漢b", 6)
    assert line.row() == ["a", "漢", "", "b", " ", " "]
    assert line.span_at(1) == line.span_at(2) == (1, 2)
    assert line.columns_of(1, 2) == [(1, 3)]
    assert line.edge_of(2) == 3


def test_a_ligature_has_two_stops_in_one_cell():
    line = line_of("سلام", 4)
    assert line.stops == (0, 1, 2, 3)
    assert line.caret_column(1) == line.caret_column(2) == 2
    assert line.columns_of(1, 2) == line.columns_of(2, 3) == [(2, 3)]
    assert line.offset_at(2) == 1
    glyph = line.glyph_of(2)
    assert glyph is not None
    assert glyph.halves == (1, 2)
    assert (line.edge_of(1), line.edge_of(2)) == (3, 2.5)


def test_controls_before_a_cluster_are_passed_with_it():
    text = "\u2067د\u2069 \u200fا"
    line = line_of(text, 5)
    assert line.stops == (0, 2, 4)
    assert line.caret_column(4) == line.caret_column(5) == line.column_of(5)
    assert line.column_of(4) is None
    assert line.glyph_of(2) is None


def runs_of(text: str, width: int = 60, direction: Direction | None = None) -> list[tuple[int, str]]:
    """The level of each run from left to right, and the code points that it shows."""
    return [(run.level, text[run.start : run.end]) for run in line_of(text, width, direction).runs]


def test_runs_are_stretches_of_one_level_in_visual_order():
    text = "قال Joe (16/6): نعم"
    assert runs_of(text) == [(1, ": نعم"), (2, "Joe (16/6)"), (1, "قال ")]
    first, middle, last = line_of(text, 30).runs
    assert (first.first_cell, first.last_cell) == (11, 16)
    assert (middle.first_cell, middle.last_cell) == (16, 26)
    assert (last.first_cell, last.last_cell) == (26, 30)
    assert (first.direction, middle.direction) == (Direction.RTL, Direction.LTR)
    assert "".join(glyph.text for glyph in middle.glyphs) == "Joe (16/6)"


def test_isolates_side_by_side_are_runs_of_their_own():
    assert runs_of("د \u2066a b\u2069\u2066c d\u2069") == [(2, "c d"), (2, "a b"), (1, "د ")]


def test_a_run_leaves_hanging_spaces_out_and_an_empty_line_has_none():
    upper, _ = lay_out_text("قال   نعم", 4)
    assert [(run.start, run.end, run.last_cell) for run in upper.runs] == [(0, 3, 4)]
    assert line_of("", 5).runs == ()


def test_visual_stops_are_the_stops_from_left_to_right():
    assert line_of("سلام ab", 20).visual_stops == (5, 6, 4, 3, 2, 1, 0)
    text = "\u2067د\u2069 \u200fا"
    assert line_of(text, 5).visual_stops == (4, 2, 0)


def test_highlights_of_mixed_text_are_several_runs():
    line = line_of("قال abc نعم", 11)
    assert line.columns_of(2, 6) == [(4, 6), (7, 9)]
    assert line.columns_of(0, 11) == [(0, 11)]
    assert line.columns_of(4, 4) == []


def test_a_single_bracket_is_mirrored_where_it_runs_leftwards():
    assert line_of("(د", 2).row() == ["\ufea9", ")"]
    assert line_of("(a", 2).row() == ["(", "a"]


def test_a_range_outside_of_the_paragraph_is_refused():
    paragraph = Paragraph.resolve("abc")
    for start, end in ((-1, 2), (2, 1), (0, 4)):
        with pytest.raises(ValueError, match="no line"):
            lay_out(paragraph, start, end, 5)


def test_isolates_keep_their_order_though_they_have_no_cell():
    line = line_of("د \u2066a b\u2069\u2066c d\u2069", 20)
    assert line.text == "c da b \ufea9"


def test_a_line_describes_itself():
    assert repr(line_of("ab", 3)) == "Line(0, 2, Direction.LTR, width=3, text='ab')"
