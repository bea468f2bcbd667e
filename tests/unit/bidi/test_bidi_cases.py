"""The cases of tests/cases/rtl.jsonl and ann.jsonl that the layout alone decides."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from summit_tui.bidi import Glyph, Line, Paragraph, lay_out, lay_out_text

CASES = Path(__file__).parents[2] / "cases"
WIDE = 200

Case = dict[str, Any]


def load(name: str) -> dict[str, Case]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return {case["id"]: case for case in map(json.loads, lines)}


RTL = load("rtl.jsonl")
ANN = load("ann.jsonl")


def with_key(key: str, chosen: Callable[[Case], bool] = lambda case: True) -> list[str]:
    return [name for name, case in RTL.items() if key in case["right"] and chosen(case)]


def hexadecimal(text: str, separator: str = "+") -> str:
    return separator.join(f"{ord(char):04X}" for char in text)


def cell_codes(line: Line) -> list[str]:
    return [hexadecimal(glyph.text) for glyph in line.glyphs]


def one_line(text: str, width: int | None = None) -> Line:
    """The text as one line, by default exactly as wide as it is."""
    paragraph = Paragraph.resolve(text)
    return lay_out(paragraph, 0, len(text), 0 if width is None else width)


def wrapped(case: Case) -> list[Line]:
    found = re.search(r"wrap at (\d+)", case["setting"])
    assert found is not None
    return lay_out_text(case["input"], int(found[1]))


def unshaped(text: str, glyph: Glyph, *, leftwards: bool) -> str:
    """The code points that a glyph shows, from left to right, mirrored but not shaped."""
    if glyph.end - glyph.start == 1:
        return normalize("NFKC", glyph.text) if "\ufb50" <= glyph.text <= "\ufeff" else glyph.text
    edges = [*glyph.halves, glyph.end]
    clusters = [text[start:end] for start, end in pairwise(edges)]
    return "".join(reversed(clusters) if leftwards else clusters)


def visual_codes(text: str, line: Line) -> str:
    drawn = [unshaped(text, glyph, leftwards=True) for glyph in line.glyphs]
    return hexadecimal("".join(drawn), " ")


@pytest.mark.parametrize("case_id", with_key("cells", lambda case: isinstance(case["right"]["cells"], list)))
def test_the_cells_of_one_line(case_id: str) -> None:
    case = RTL[case_id]
    line = one_line(case["input"])
    assert [cell_codes(line)] == case["right"]["cells"]
    assert line.direction.value == case["right"]["base"]
    if "W" in case["right"]:
        assert line.width == case["right"]["W"]
    if "code_points" in case["right"]:
        assert len(case["input"]) == case["right"]["code_points"]


@pytest.mark.parametrize("case_id", with_key("visual"))
def test_the_order_of_one_line(case_id: str) -> None:
    case = RTL[case_id]
    line = one_line(case["input"])
    assert [visual_codes(case["input"], line)] == case["right"]["visual"]


@pytest.mark.parametrize("case_id", with_key("levels"))
def test_the_levels(case_id: str) -> None:
    case = RTL[case_id]
    assert list(Paragraph.resolve(case["input"]).levels) == case["right"]["levels"]


@pytest.mark.parametrize("case_id", ["rtl-07", "rtl-08", "rtl-10", "rtl-11", "rtl-44"])
def test_the_lines_of_a_wrapped_paragraph(case_id: str) -> None:
    case = RTL[case_id]
    lines = wrapped(case)
    wanted = case["right"]["lines"]
    assert [[line.start, line.end] for line in lines] == [line["range"] for line in wanted]
    assert [line.first_cell for line in lines] == [line["first_cell"] for line in wanted]
    assert [cell_codes(line) for line in lines] == [line["cells"] for line in wanted]
    for line, right in zip(lines, wanted, strict=True):
        assert line.direction.value == right.get("base", "rtl")
        if "visual" in right:
            assert visual_codes(case["input"], line) == right["visual"]


def test_rtl_07_counts_cells_not_code_points() -> None:
    case = RTL["rtl-07"]
    assert len(case["input"]) == case["right"]["code_points"]
    assert one_line(case["input"]).width == case["right"]["total_cells"]


def test_rtl_10_the_space_at_the_break_goes_to_the_level_of_the_paragraph() -> None:
    case = RTL["rtl-10"]
    right = case["right"]
    paragraph = Paragraph.resolve(case["input"])
    start, end = right["lines"][0]["range"]
    assert paragraph.levels[right["space_at"]] == right["level_in_paragraph"]
    assert paragraph.line_levels(start, end)[right["space_at"] - start] == right["level_on_its_line"]


def test_rtl_05_a_highlight_in_a_word_leaves_its_forms() -> None:
    case = RTL["rtl-05"]
    line = one_line(case["input"])
    assert case["input"][9:12] == case["right"]["highlighted_text"]
    assert [list(run) for run in line.columns_of(9, 12)] == case["right"]["highlight_cells"]
    pieces = [line.glyphs[at].text for start, end in line.columns_of(9, 12) for at in range(start, end)]
    assert [hexadecimal(piece) for piece in pieces] == case["right"]["cells"][0][2:5]


def test_rtl_23_a_selection_over_two_directions_has_two_runs_of_cells() -> None:
    case = RTL["rtl-23"]
    line = one_line(case["input"], 30)
    assert line.first_cell == case["right"]["first_cell"]
    assert case["input"][2:7] == case["right"]["selected_text"]
    assert [list(run) for run in line.columns_of(2, 7)] == case["right"]["highlight_cells"]


def test_rtl_25_a_selection_over_two_lines() -> None:
    case = RTL["rtl-25"]
    lines = wrapped(case)
    right = case["right"]
    start, end = 6, 33
    assert [[line.start, line.end] for line in lines] == right["lines"]
    assert [line.first_cell for line in lines] == right["first_cells"]
    assert case["input"][start:end] == right["selected_text"]
    assert [[list(run) for run in line.columns_of(start, end)] for line in lines] == right[
        "highlight_cells_per_line"
    ]


def test_rtl_26_clicks_in_and_beside_the_text() -> None:
    case = RTL["rtl-26"]
    line = one_line(case["input"], 30)
    right = case["right"]
    assert line.first_cell == right["first_cell"]
    assert line.offset_at(3) == right["click_3"]["offset"]
    assert line.offset_at(17) == right["click_17"]["offset"]
    assert list(line.span_at(18)) == right["click_18"]["code_points"]
    assert list(line.span_at(29)) == right["click_29"]["code_points"]


def test_rtl_28_dragged_cells_bring_their_logical_text() -> None:
    case = RTL["rtl-28"]
    line = one_line(case["input"])
    spans = [line.span_at(column) for column in range(5, 13)]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    assert [start, end] == case["right"]["range"]
    assert case["input"][start:end] == case["right"]["clipboard"]
    assert [hexadecimal(text) for text in line.row()[5:13]] == case["right"]["on_screen_hex"]


def test_rtl_29_invisible_characters_have_no_cell_and_stay_in_the_range() -> None:
    case = RTL["rtl-29"]
    text, right = case["input"], case["right"]
    line = one_line(text)
    assert (len(text), line.width) == (right["code_points"], right["cells"])
    guillemet, semicolon = line.column_of(8), line.column_of(18)
    assert guillemet is not None
    assert semicolon is not None
    start, end = line.offset_at(guillemet), line.offset_at(semicolon)
    assert [start, end] == right["range"]
    assert hexadecimal(text[start:end], " ") == right["clipboard_hex"]
    assert len(text[start:end]) == right["length"]


def side_by_side(fields: list[tuple[str, int]], border: str) -> list[str]:
    row: list[str] = []
    for index, (text, width) in enumerate(fields):
        row += list(border) if index else []
        (line,) = lay_out_text(text, width)
        row += line.row()
    return [hexadecimal(cell) for cell in row]


def test_rtl_31_each_field_of_a_row_is_a_paragraph_of_its_own() -> None:
    case = RTL["rtl-31"]
    time, name, text = case["input"].split(" \u2502 ")
    row = side_by_side([(time, 5), (name, 6), (text, 20)], " \u2502 ")
    assert row == case["right"]["row_cells"]
    assert len(row) == case["right"]["columns"]
    assert one_line(case["input"]).direction.value == case["right"]["base_of_one_paragraph"]


def test_rtl_38_an_override_ends_with_its_paragraph() -> None:
    case = RTL["rtl-38"]
    for right in case["right"]["paragraphs"]:
        start, end = right["range"]
        text = case["input"][start:end]
        line = one_line(text)
        assert line.direction.value == right["base"]
        assert visual_codes(text, line) == right["visual"]
    first, second = (right["range"] for right in case["right"]["paragraphs"])
    with_separator = case["input"].replace("\n", "\u2029")
    lines = lay_out_text(with_separator, WIDE)
    assert [(line.start, line.end) for line in lines] == [(first[0], first[1] + 1), tuple(second)]
    visual = [visual_codes(with_separator, line) for line in lines]
    assert visual == [right["visual"] for right in case["right"]["paragraphs"]]


@pytest.mark.parametrize("case_id", with_key("cell_to_codepoints"))
def test_the_code_points_of_each_cell(case_id: str) -> None:
    case = RTL[case_id]
    line = one_line(case["input"])
    found = {str(column): list(line.span_at(column)) for column in range(line.width)}
    assert found == case["right"]["cell_to_codepoints"]


def test_rtl_40_leading_edges_and_the_second_half_of_a_ligature() -> None:
    case = RTL["rtl-40"]
    line = one_line(case["input"])
    edges = {str(stop): line.edge_of(stop) for stop in line.stops}
    assert edges == case["right"]["leading_edge_of_offset"]


def test_rtl_46_the_caret_stops_once_at_each_visible_cell() -> None:
    case = RTL["rtl-46"]
    line = one_line(case["input"])
    assert [*line.stops, line.end] == case["right"]["caret_stops"]
    assert len({line.caret_column(stop) for stop in line.stops}) == len(line.stops)
    for start, _ in case["right"]["zero_cell_graphemes"]:
        assert line.column_of(start) is None


def test_rtl_47_down_keeps_the_column() -> None:
    case = RTL["rtl-47"]
    first, second = case["input"].split("\n")
    upper, lower = one_line(first, 30), one_line(second, 30)
    begin = len(first) + 1
    for step in case["right"]["down"]:
        column = upper.caret_column(step["from_offset"])
        offset = lower.offset_at(column)
        assert upper.edge_of(step["from_offset"]) == step["x"]
        assert offset + begin == step["to_offset"]
        assert lower.edge_of(offset) == step["x_after"]
        assert lower.caret_column(offset) == step["x_after"] - 1


def test_rtl_49_a_drag_selects_the_logical_range() -> None:
    case = RTL["rtl-49"]
    line = one_line(case["input"], 30)
    pressed, released = line.span_at(10), line.span_at(21)
    start, end = min(pressed[0], released[0]), max(pressed[1], released[1])
    assert [start, end] == case["right"]["range"]
    assert case["input"][start:end] == case["right"]["text"]
    assert [list(run) for run in line.columns_of(start, end)] == case["right"]["highlight_cells"]


def test_rtl_50_panes_are_laid_out_apart() -> None:
    case = RTL["rtl-50"]
    left, right = case["input"].split("  |  ")
    row = side_by_side([(left, 14), (right, 16)], "\u2502")
    assert row == case["right"]["row_cells"]
    assert row.index("2502") == case["right"]["border_column"]


def test_rtl_52_nothing_of_class_cf_is_sent() -> None:
    case = RTL["rtl-52"]
    line = one_line(case["input"])
    start = case["input"].index("Biden")
    assert [hexadecimal(line.text, " ")] == case["right"]["sent"]
    assert [list(run) for run in line.columns_of(start, start + 5)] == case["right"]["bold_cells"]


def test_ann_38_part_of_a_number_is_highlighted_from_its_left() -> None:
    case = ANN["ann-38"]
    text, right = case["input"]["text"], case["right"]
    line = one_line(text, case["input"]["width"])
    start, end = right["selection"]["start"], right["selection"]["end"]
    assert text[start:end] == right["selection"]["text"]
    cells = [column for run in line.columns_of(start, end) for column in range(*run)]
    assert cells == right["highlighted_cells"]
    assert [line.column_of(text.index("2021") + at) for at in range(4)] == right["cells_of_2021"]
    assert line.column_of(text.index("ع")) == right["cell_of_ع"]
    assert line.offset_at(right["clicked_cell"]) == right["clicked_code_point"]


def test_ann_40_direction_marks_and_joiners_take_no_cell_and_no_stop() -> None:
    case = ANN["ann-40"]
    text, right = case["input"]["text"], case["right"]
    line = one_line(text, WIDE)
    word = right["word"]
    assert text[word["start"] : word["end"]] == word["text"]
    stops = [stop for stop in [*line.stops, line.end] if word["start"] <= stop <= word["end"]]
    assert stops == right["caret_stops_in_word"]
    assert right["never_a_stop"] not in line.stops
    invisible = sum(char in "\u200f\u200c" for char in text)
    assert sum(glyph.width for glyph in line.glyphs) == len(text) - invisible
