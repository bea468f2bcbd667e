"""What holds for the caret's way through every article, whatever its scripts, controls and line breaks."""

from __future__ import annotations

from itertools import pairwise

import regex
from hypothesis import given
from hypothesis import strategies as st

from summit_tui.bidi import Line
from summit_tui.session import motion
from summit_tui.session.layout import ArticleLayout

CONTROLS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ALPHABET = "لاأبتمنهي ،.«»()\u064b\u0651\u200c\u200dאבגabcXé123٤٥٦% /-漢😀" + CONTROLS

words = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=14)
paragraphs = st.lists(words, max_size=12).map(" ".join)
articles = st.lists(paragraphs, min_size=1, max_size=4).map("\n".join)
widths = st.integers(2, 200)


def rows_of(layout: ArticleLayout) -> list[tuple[int, Line]]:
    """The first offset of its paragraph, and the line, of each row that shows one."""
    return [laid for row in range(layout.rows) if (laid := layout.line(row)) is not None]


def walk(layout: ArticleLayout, offset: int, step: motion.Motion) -> list[int]:
    path = [offset]
    while (after := step(layout, path[-1])) != path[-1]:
        path.append(after)
        assert len(path) <= 2 * len(layout.text) + 2, "the caret goes round"
    return path


@given(articles, widths)
def test_arrow_keys_come_by_every_cluster_with_a_cell_once_and_back(text, width):
    layout = ArticleLayout(text, width)
    path = walk(layout, walk(layout, motion.line_start(layout, 0), motion.right)[-1], motion.left)
    assert len(set(path)) == len(path)
    assert walk(layout, path[-1], motion.right) == path[::-1]
    stops = {start + stop for start, line in rows_of(layout) for stop in line.stops}
    ends = {start + end for start, line in rows_of(layout) for end in (line.content_end, line.end)}
    assert stops <= set(path) <= stops | ends
    # Nothing that is drawn lies between two stops.
    drawn = {
        start + half for start, line in rows_of(layout) for glyph in line.glyphs for half in glyph.halves
    }
    assert len(drawn) == len(stops)
    clusters = {match.start() for match in regex.finditer(r"\X", text)} | {len(text)}
    assert set(path) <= clusters


@given(articles, widths)
def test_the_caret_moves_a_cell_with_every_key_but_within_a_ligature(text, width):
    layout = ArticleLayout(text, width)
    path = walk(layout, walk(layout, motion.line_start(layout, 0), motion.right)[-1], motion.left)
    for before, after in pairwise(path):
        row = layout.row_of(before)
        if row != layout.row_of(after):
            continue
        start, line = layout.line(row)
        at_end = {start + line.content_end, start + line.end} & {before, after}
        columns = motion.column_of(layout, before), motion.column_of(layout, after)
        glyph = line.glyph_of(after - start)
        second_half = glyph is not None and after - start in glyph.halves[1:]
        if second_half:
            assert columns[0] == columns[1]
        elif at_end:
            # The end of a full line has no cell of its own.
            assert columns[1] <= columns[0]
        else:
            assert columns[1] < columns[0]


@given(articles, widths)
def test_a_click_on_what_the_caret_is_drawn_on_brings_the_caret_there(text, width):
    layout = ArticleLayout(text, width)
    for row in range(layout.rows):
        laid = layout.line(row)
        if laid is None:
            continue
        for glyph in laid[1].glyphs:
            for column in range(glyph.column, glyph.column + glyph.width):
                stop = motion.at_cell(layout, row, column)
                assert stop == laid[0] + glyph.start
                assert motion.column_of(layout, stop) == glyph.column
                assert layout.row_of(stop) == row
