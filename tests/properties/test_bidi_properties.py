"""What holds for the layout of every text: mixed directions, diacritics, controls, and any Unicode at all."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from summit_tui.bidi import (
    Direction,
    Line,
    Paragraph,
    base_direction,
    cluster_spans,
    controls_in,
    lay_out,
    lay_out_text,
    wrap,
)
from summit_tui.bidi.clusterwrap import wrap_clusters

INVISIBLE = (
    "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2028\u2029"
)
ENDS_LINE = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
ALPHABET = (
    (
        "لاأإآلالابتثمنوهيىةءؤئپچگکیےںھۀـ"
        "\u064b\u064e\u0651\u0653\u0654\u0655\u0670"
        "אבגשלם\u05b0\u05c1"
        "abcXYZéñ\u0301\u0308"
        "0123٠١٢۱۲"
        " \u00a0\u2009.,:;!?؟،؛()[]{}<>«»“”\"'-–—/%$+#@_…"
        "😀📰❤漢字한\ufe0f\u20e3\U0001f1f8\U0001f1e6\U0001f3fd"
        "\u06dd\u0601\u00ad\t\x00\x1b\x7f\x9b\ufffd"
    )
    + INVISIBLE
    + ENDS_LINE
)

mixed = st.text(st.sampled_from(ALPHABET), max_size=70)
arabic = st.text(st.sampled_from("لاأإآ بت\u064b\u0651\u0654\u0640\u200d\u200c().،1"), max_size=50)
anything = st.text(st.characters(), max_size=50)
texts = st.one_of(mixed, arabic)
# As long as an article's paragraph, so that wide lines wrap too.
long_texts = st.lists(mixed, min_size=3, max_size=12).map(" ".join)
widths = st.integers(1, 40)
wide_widths = st.integers(1, 200)
directions = st.sampled_from([None, Direction.LTR, Direction.RTL])


def visible_clusters(text: str) -> list[tuple[int, int]]:
    """The grapheme clusters that have a cell, by another implementation of UAX #29."""
    spans = [match.span() for match in regex.finditer(r"\X", text)]
    ignorable = INVISIBLE + "\u00ad\ufe0f"
    return [(start, end) for start, end in spans if text[start:end].strip(ignorable)]


def drawn_clusters(text: str, line: Line) -> list[tuple[int, int]]:
    """The visible clusters of a wrapped line, but for the white space at its end that has no room."""
    inside = [(start, end) for start, end in visible_clusters(text) if line.start <= start < line.end]
    while inside and line.column_of(inside[-1][0]) is None and text[inside[-1][0]].isspace():
        inside.pop()
    return inside


def one_line(text: str, direction: Direction | None = None) -> Line:
    return lay_out(Paragraph.resolve(text, direction), 0, len(text), 3 * len(text) + 5)


@given(texts)
def test_clusters_are_those_of_uax_29(text):
    assert cluster_spans(text) == [match.span() for match in regex.finditer(r"\X", text)]


@given(texts, directions)
def test_each_cluster_with_a_cell_is_in_one_glyph_and_none_other(text, direction):
    line = one_line(text, direction)
    clusters = visible_clusters(text)
    halves = sorted(half for glyph in line.glyphs for half in glyph.halves)
    assert halves == [start for start, _ in clusters]
    covered = sorted((glyph.start, glyph.end) for glyph in line.glyphs)
    assert all(before[1] <= after[0] for before, after in pairwise(covered))
    assert sum(len(glyph.halves) for glyph in line.glyphs) == len(clusters)


@given(texts, directions)
def test_both_maps_are_inverse(text, direction):
    line = one_line(text, direction)
    for start, end in visible_clusters(text):
        column = line.column_of(start)
        assert column is not None
        first, last = line.span_at(column)
        assert first <= start < end <= last
        assert line.offset_at(column) == first
        assert line.columns_of(start, end) == line.columns_of(first, last)
        assert all(line.column_of(offset) == column for offset in range(start, end))
    for column in range(line.first_cell, line.last_cell):
        ((first, last),) = line.columns_of(*line.span_at(column))
        assert first <= column < last


@given(texts, widths, directions)
def test_glyphs_stand_side_by_side_and_fit(text, width, direction):
    for line in lay_out_text(text, width, direction):
        column = line.first_cell
        for glyph in line.glyphs:
            assert glyph.column == column
            column += glyph.width
        assert column == line.last_cell
        assert line.width == width or len(line.glyphs) == 1
        assert len(line.row()) == line.width
        if line.glyphs and line.direction is Direction.RTL:
            assert line.last_cell == line.width
        elif line.glyphs:
            assert line.first_cell == 0


@given(texts)
def test_cells_are_as_wide_as_what_is_sent(text):
    for glyph in one_line(text).glyphs:
        assert glyph.width == wcswidth(glyph.text)


@pytest.mark.parametrize("before", ["", "a", "ب", "ل"])
def test_every_character_of_news_is_as_wide_as_what_is_sent_for_it(before):
    # The scripts that articles in Arabic, Persian, Urdu or Hebrew have. Tables of widths disagree on spacing
    # marks of other scripts, and on what Unicode 16 made wide; both stand outside of these blocks.
    blocks = (range(0x900), range(0x1E00, 0x2630), range(0xFB00, 0x10000))
    for char in (chr(cp) for block in blocks for cp in block if chr(cp) not in ENDS_LINE):
        for glyph in one_line(before + char).glyphs:
            assert glyph.width == wcswidth(glyph.text), ascii(char)


@given(st.one_of(texts, anything), widths)
def test_wrapping_loses_nothing_and_splits_no_cluster(text, width):
    starts = wrap(text, width)
    assert starts[0] == 0
    assert all(before < after for before, after in pairwise(starts))
    boundaries = {0, *(end for _, end in cluster_spans(text))}
    assert boundaries.issuperset(starts)
    ligatures = [glyph for glyph in one_line(text).glyphs if len(glyph.halves) == 2]
    assert not any(glyph.start < start < glyph.end for glyph in ligatures for start in starts)


@given(texts, widths)
def test_only_white_space_is_left_without_a_cell_by_wrapping(text, width):
    drawn = {glyph.start for line in lay_out_text(text, width) for glyph in line.glyphs}
    hidden = {glyph.start for glyph in one_line(text).glyphs} - drawn
    assert all(text[start].isspace() for start in hidden)


@given(texts, widths, directions)
def test_line_breaks_change_no_letter(text, width, direction):
    whole = {glyph.start: glyph.text for glyph in one_line(text, direction).glyphs}
    for line in lay_out_text(text, width, direction):
        for glyph in line.glyphs:
            assert glyph.text == whole[glyph.start]


@given(st.one_of(mixed, anything), widths)
def test_nothing_but_visible_characters_is_sent(text, width):
    for line in lay_out_text(text, width):
        for cell in line.row():
            assert not {unicodedata.category(char) for char in cell} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
            cell.encode("utf-8")


@given(texts, directions)
def test_a_caret_stops_once_at_each_cluster_with_a_cell(text, direction):
    line = one_line(text, direction)
    stops = line.stops
    assert len(stops) == len(visible_clusters(text))
    assert list(stops) == sorted(set(stops))
    columns = [line.caret_column(stop) for stop in stops]
    seconds = {half for glyph in line.glyphs for half in glyph.halves[1:]}
    for (_, column), (stop, following) in pairwise(zip(stops, columns, strict=True)):
        assert (column == following) == (stop in seconds)
    assert 0 <= line.caret_column(len(text)) < line.width


@given(long_texts, wide_widths, directions)
def test_a_caret_goes_through_a_wrapped_line_from_left_to_right_and_skips_nothing(text, width, direction):
    for line in lay_out_text(text, width, direction):
        stops = line.visual_stops
        assert sorted(stops) == list(line.stops)
        columns = [line.caret_column(stop) for stop in stops]
        firsts = {glyph.halves[0] for glyph in line.glyphs if len(glyph.halves) == 2}
        # A ligature's second half, left of the first, shares its cell; no other stop has a cell to share.
        for before, after, stop in zip(columns, columns[1:], stops[1:], strict=False):
            ligature = line.glyph_of(line.span_at(after)[0])
            assert ligature is not None
            shared = ligature.start in firsts and stop != ligature.halves[1]
            assert after == before if shared else after > before
        assert set(columns) == {glyph.column for glyph in line.glyphs}


@given(long_texts, wide_widths, directions)
def test_the_maps_of_wrapped_lines_are_inverse(text, width, direction):
    for line in lay_out_text(text, width, direction):
        clusters = drawn_clusters(text, line)
        for start, end in clusters:
            column = line.column_of(start)
            assert column is not None
            first, last = line.span_at(column)
            assert first <= start < end <= last
            assert line.column_of(first) == column
            # All that a cluster shows stands side by side.
            ((left, right),) = line.columns_of(start, end)
            assert left == column < right
        for column in range(line.first_cell, line.last_cell):
            ((left, right),) = line.columns_of(*line.span_at(column))
            assert left <= column < right


@given(long_texts, wide_widths, directions)
def test_each_glyph_is_in_one_run_and_runs_are_read_one_way(text, width, direction):
    for line in lay_out_text(text, width, direction):
        assert tuple(glyph for run in line.runs for glyph in run.glyphs) == line.glyphs
        column = line.first_cell
        for run in line.runs:
            assert (run.first_cell, run.last_cell) == (column, column + sum(one.width for one in run.glyphs))
            column = run.last_cell
            read = run.glyphs if run.direction is Direction.LTR else run.glyphs[::-1]
            assert [glyph.start for glyph in read] == sorted(glyph.start for glyph in read)
            assert (run.start, run.end) == (read[0].start, read[-1].end)
            outside = [glyph for glyph in line.glyphs if glyph not in run.glyphs]
            assert not any(run.start <= glyph.start < run.end for glyph in outside)
        assert column == line.last_cell


@given(long_texts, wide_widths, directions)
def test_wrapped_lines_show_each_cluster_once(text, width, direction):
    shown = sorted(
        half
        for line in lay_out_text(text, width, direction)
        for glyph in line.glyphs
        for half in glyph.halves
    )
    assert shown == sorted(set(shown))
    clusters = {start for start, _ in visible_clusters(text)}
    assert clusters.issuperset(shown)
    assert all(text[start].isspace() for start in clusters.difference(shown))


@given(texts.filter(lambda text: not set(text) & set(ENDS_LINE)), widths)
def test_the_quick_wrap_breaks_as_the_one_by_clusters(text, width):
    assert wrap(text, width) == wrap_clusters(text, width)


@given(texts)
def test_a_first_strong_letter_decides_the_direction(text):
    strong = unisolated_strong(text)
    assert base_direction(text, Direction.LTR).value == ("rtl" if strong in {"R", "AL"} else "ltr")
    assert base_direction(text).value == ("ltr" if strong == "L" else "rtl")


def unisolated_strong(text: str) -> str:
    depth = 0
    for char in text:
        name = unicodedata.bidirectional(char)
        if name == "B":
            return ""
        if name in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif name == "PDI":
            depth = max(depth - 1, 0)
        elif name in {"L", "R", "AL"} and not depth:
            return name
    return ""


@given(mixed)
def test_controls_are_found_where_they_are(text):
    found = controls_in(text)
    assert [offset for offset, _ in found] == [
        at for at, char in enumerate(text) if char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ]
    assert all(unicodedata.bidirectional(text[offset]) == name for offset, name in found)
