from __future__ import annotations

import itertools

import pytest
import regex

from summit_tui.config.assets import seed_article
from summit_tui.session import motion
from summit_tui.session.layout import ArticleLayout
from tests.support.cases import case

SEED = seed_article().read_text("utf-8")
MIXED = (
    "قالت شبكة CNN إن 2021 كان عاما صعبا (9.30 GMT) «Reuters» نقلا عن IAEA.\n\n"
    "BBC وقال الوزير أمام NATO اليوم إن 45% من القوات باقية\n"
    "An English paragraph with عربي inside it, long enough to be wrapped.\n"
    "وانتهى لا إله لأن الأمر\u200f \u200fجاء.\n"
)
MARKED = (
    "نَعَمْ وَقَالَ الْوَزِيرُ لَاٰ\u200c 🚨👨\u200d👩\u200d👧 نيوز\u200cماكس\u200f«\u200fسنعود غدا\u200f»\u200f\n"
    "\u0651ابتداء\n\u200f\u200f\nنهاية"
)
ENGLISH = "The envoy said قال الوزير at noon.\nعربي فقط هنا\nAnd left the hall with 40 others.\n"
TEXTS = {"seed": SEED, "mixed": MIXED, "marked": MARKED, "english": ENGLISH}


def clusters(text: str) -> list[int]:
    return [*(match.start() for match in regex.finditer(r"\X", text)), len(text)]


def rows_of(layout: ArticleLayout) -> list[int]:
    return [row for row in range(layout.rows) if layout.paragraph_of_row(row) is not None]


def walk(layout: ArticleLayout, offset: int, step: motion.Motion) -> list[int]:
    """The offsets that ``step`` comes by until it goes no further."""
    path = [offset]
    while (after := step(layout, path[-1])) != path[-1]:
        path.append(after)
        assert len(path) <= len(layout.text) + 1, "the caret goes round"
    return path


def first_of_walk(layout: ArticleLayout) -> int:
    """The stop from which everything is left: at the first row's right or, in English, the last row's."""
    rows = rows_of(layout)
    column = layout.width
    row = rows[0] if layout.right_to_left else rows[-1]
    edge = motion.at_cell(layout, row, column)
    return walk_right_on_row(layout, edge, row)


def walk_right_on_row(layout: ArticleLayout, offset: int, row: int) -> int:
    while (after := motion.right(layout, offset)) != offset and layout.row_of(after) == row:
        offset = after
    return offset


def past_direction_marks(text: str, offset: int) -> int:
    """A stop is before the direction marks that stand before what is drawn there."""
    while text.startswith("\u200f", offset):
        offset += 1
    return offset


def test_rtl_46_a_control_is_passed_together_with_the_letter_after_it() -> None:
    given = case("rtl-46")
    layout = ArticleLayout(given["input"], 40)
    stops = given["right"]["caret_stops"]
    path = walk(layout, 0, motion.left)
    assert sorted(path) == stops
    assert walk(layout, path[-1], motion.right) == path[::-1]


@pytest.mark.parametrize("width", [10, 23, 40, 80])
@pytest.mark.parametrize("name", TEXTS)
def test_left_comes_by_every_caret_stop_once_and_right_back_again(name: str, width: int) -> None:
    layout = ArticleLayout(TEXTS[name], width)
    path = walk(layout, first_of_walk(layout), motion.left)
    assert len(set(path)) == len(path)
    assert walk(layout, path[-1], motion.right) == path[::-1]
    edges = clusters(layout.text)
    assert set(path) <= set(edges)
    reached = {past_direction_marks(layout.text, stop) for stop in path}
    passed = "".join(layout.text[edge:end] for edge, end in itertools.pairwise(edges) if edge not in reached)
    # Direction marks have no cell; of the spaces that hang over the end of a line, only the first is a stop.
    assert passed.replace(" ", "", 1).strip("\u200f") == ""


@pytest.mark.parametrize("width", [10, 23, 40, 80])
@pytest.mark.parametrize("name", TEXTS)
def test_left_goes_left_on_the_screen_or_to_the_right_edge_of_another_row(name: str, width: int) -> None:
    layout = ArticleLayout(TEXTS[name], width)
    path = walk(layout, first_of_walk(layout), motion.left)
    for here, there in itertools.pairwise(path):
        row, next_row = layout.row_of(here), layout.row_of(there)
        if row == next_row:
            columns = motion.column_of(layout, here), motion.column_of(layout, there)
            # The two letters of a ligature share a cell, as do the last letter and the end of a full line.
            shared = layout.text[here:there].startswith("ل") or columns[0] in (0, width - 1)
            assert columns[1] <= columns[0] if shared else columns[1] < columns[0]
        else:
            assert (next_row > row) == layout.right_to_left
            step = 1 if next_row > row else -1
            between = range(row + step, next_row, step)
            assert all(layout.paragraph_of_row(passed) is None for passed in between)
            assert walk_right_on_row(layout, there, next_row) == there


def test_a_latin_word_at_the_start_of_a_line_is_not_skipped() -> None:
    layout = ArticleLayout("قال\nCNN هنا اليوم", 20)
    assert layout.row_of(4) == 2
    assert [motion.left(layout, offset) for offset in (3, 6, 5, 4)] == [6, 5, 4, 7]
    assert [motion.right(layout, offset) for offset in (7, 4, 5, 6)] == [4, 5, 6, 3]


def test_the_caret_crosses_a_left_to_right_paragraph_without_turning_back() -> None:
    layout = ArticleLayout("الأول\nOne two\nثان", 20)
    path = walk(layout, 0, motion.left)
    assert path == [0, 1, 2, 3, 4, 5, 13, 12, 11, 10, 9, 8, 7, 6, 14, 15, 16, 17]


def test_both_letters_of_a_ligature_are_stops() -> None:
    layout = ArticleLayout("بلا", 10)
    assert walk(layout, 0, motion.left) == [0, 1, 2, 3]
    assert motion.column_of(layout, 1) == motion.column_of(layout, 2)


def test_left_and_right_stay_at_the_ends_of_the_article() -> None:
    layout = ArticleLayout("نعم", 10)
    assert motion.left(layout, 3) == 3
    assert motion.right(layout, 0) == 0
    assert motion.left(ArticleLayout("", 10), 0) == 0


WRAPPED = "كتب المراسل من الميناء\nنعم"


@pytest.fixture
def wrapped() -> ArticleLayout:
    layout = ArticleLayout(WRAPPED, 13)
    assert [layout.bounds(row) for row in range(2)] == [(0, 12), (12, 22)]
    return layout


def test_home_and_end_are_the_lines_own(wrapped: ArticleLayout) -> None:
    assert [motion.line_start(wrapped, offset) for offset in (0, 5, 11, 12, 22)] == [0, 0, 0, 12, 12]
    assert [motion.line_end(wrapped, offset) for offset in (0, 5, 11, 12, 22)] == [11, 11, 11, 22, 22]


def test_the_end_of_a_wrapped_line_is_after_its_last_letter(wrapped: ArticleLayout) -> None:
    end = motion.line_end(wrapped, 0)
    assert WRAPPED[end - 1 : end + 1] == "ل "
    assert motion.right(wrapped, end) == end - 1
    assert motion.left(wrapped, end) == 12


def test_a_line_that_breaks_within_a_word_ends_before_its_last_letter() -> None:
    layout = ArticleLayout("استقبالاتهم", 5)
    assert layout.bounds(0)[1] == layout.bounds(1)[0]
    assert motion.line_end(layout, 0) == layout.bounds(0)[1] - 1


def test_a_click_beside_a_line_that_breaks_within_a_word_stays_on_it() -> None:
    layout = ArticleLayout("abcdé😀f\nاستقبالاتهم اليوم", 6)
    assert layout.bounds(0) == (0, 5)
    assert motion.at_cell(layout, 0, 5) == 4
    assert motion.up(layout, 5, 5) == 4
    (row,) = [row for row in range(layout.rows) if layout.bounds(row) == (8, 14)]
    assert layout.row_of(motion.at_cell(layout, row, 0)) == row


def test_home_and_end_of_a_left_to_right_line() -> None:
    layout = ArticleLayout("One two", 20)
    assert (motion.line_start(layout, 4), motion.line_end(layout, 4)) == (0, 7)
    assert (motion.left(layout, 4), motion.right(layout, 4)) == (3, 5)


def test_up_and_down_go_to_the_nearest_stop_of_a_column(wrapped: ArticleLayout) -> None:
    assert motion.down(wrapped, 2, motion.column_of(wrapped, 2)) == 14
    assert motion.up(wrapped, 14, motion.column_of(wrapped, 14)) == 2
    assert motion.down(wrapped, 20, motion.column_of(wrapped, 20)) == 26


def test_up_and_down_pass_over_the_separating_row(wrapped: ArticleLayout) -> None:
    assert wrapped.paragraph_of_row(2) is None
    assert motion.down(wrapped, 12, 12) == 23
    assert motion.up(wrapped, 23, 12) == 12


def test_up_from_the_first_line_goes_to_its_start_and_down_from_the_last_to_its_end(
    wrapped: ArticleLayout,
) -> None:
    assert motion.up(wrapped, 5, 3) == 0
    assert motion.down(wrapped, 24, 3) == len(WRAPPED)


def test_pages_stop_at_the_first_and_the_last_line() -> None:
    layout = ArticleLayout("\n".join(f"سطر {number}" for number in range(10)), 20)
    assert layout.row_of(motion.down(layout, 0, 19, 5)) == 4
    assert layout.row_of(motion.down(layout, 0, 19, 99)) == layout.rows - 1
    assert layout.row_of(motion.up(layout, len(layout.text), 19, 99)) == 0
    assert layout.row_of(motion.up(layout, len(layout.text), 19, 5)) == 14


def test_a_click_gives_the_letter_in_the_cell(wrapped: ArticleLayout) -> None:
    for row in (0, 1, 3):
        start, line = wrapped.line(row)
        for glyph in line.glyphs:
            assert motion.at_cell(wrapped, row, glyph.column) == start + glyph.start


def test_a_click_beside_the_letters_gives_the_nearer_end_of_the_line(wrapped: ArticleLayout) -> None:
    assert motion.at_cell(wrapped, 0, 0) == 11
    assert motion.at_cell(wrapped, 3, 0) == len(WRAPPED)
    assert motion.at_cell(wrapped, 3, 99) == 23


def test_a_click_between_two_paragraphs_gives_the_end_of_the_upper_one(wrapped: ArticleLayout) -> None:
    assert motion.at_cell(wrapped, 2, 5) == 22


@pytest.mark.parametrize(("row", "offset"), [(-4, 0), (99, 23)])
def test_a_click_outside_the_rows_is_on_the_nearest(wrapped: ArticleLayout, row: int, offset: int) -> None:
    assert motion.at_cell(wrapped, row, 12) == offset


def test_after_passes_over_a_whole_cluster() -> None:
    layout = ArticleLayout("نَعَمْ", 10)
    assert [motion.after(layout, offset) for offset in (0, 2, 4, 6)] == [2, 4, 6, 6]
