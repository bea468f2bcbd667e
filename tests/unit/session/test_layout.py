from __future__ import annotations

import itertools

import pytest

from summit_tui.bidi import Direction
from summit_tui.session.layout import ArticleLayout

TEXT = "عنوان قصير\n\nقال رئيس البلدية نادر عبيد إن الطريق مغلق منذ أمس.\nآخر"


@pytest.fixture
def layout() -> ArticleLayout:
    return ArticleLayout(TEXT, 24)


def test_rows_of_a_paragraph_cover_it_without_gap_or_overlap(layout: ArticleLayout) -> None:
    for paragraph in range(layout.paragraph_count):
        rows = [row for row in range(layout.rows) if layout.paragraph_of_row(row) == paragraph]
        bounds = [layout.bounds(row) for row in rows]
        assert [bounds[0][0], bounds[-1][1]] == list(layout.paragraph_bounds(paragraph))
        assert all(one[1] == following[0] for one, following in itertools.pairwise(bounds))
        assert [layout.is_last_of_paragraph(row) for row in rows] == [False] * (len(rows) - 1) + [True]


def test_one_row_without_text_separates_two_paragraphs(layout: ArticleLayout) -> None:
    paragraphs = [layout.paragraph_of_row(row) for row in range(layout.rows)]
    assert paragraphs == [0, None, 1, None, 2, 2, 2, None, 3]
    assert layout.bounds(1) is None
    assert layout.line(1) is None
    assert not layout.is_last_of_paragraph(1)


def test_every_offset_is_on_the_row_that_holds_it(layout: ArticleLayout) -> None:
    for offset in range(len(TEXT) + 1):
        bounds = layout.bounds(layout.row_of(offset))
        assert bounds is not None
        assert bounds[0] <= offset <= bounds[1]


def test_a_paragraph_holds_its_line_end(layout: ArticleLayout) -> None:
    assert TEXT[10] == "\n"
    assert [layout.paragraph_at(offset) for offset in (0, 10, 11, 12, len(TEXT))] == [0, 0, 1, 2, 3]


def test_a_line_counts_from_its_paragraph(layout: ArticleLayout) -> None:
    start, line = layout.line(5)
    assert start == 12
    assert (start + line.start, start + line.end) == layout.bounds(5)
    assert line.width == 24


def test_lines_are_kept_and_no_more_than_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summit_tui.session.layout._KEPT_LINES", 2)
    layout = ArticleLayout("سطر\n" * 5, 10)
    first = layout.line(0)[1]
    assert layout.line(0)[1] is first
    layout.line(2)
    layout.line(4)
    assert layout.line(0)[1] is not first
    assert len(layout._lines) == 2


def test_headings_are_told_from_paragraphs() -> None:
    long = "قالت الوزارة إن العمل في الطريق الجديد سينتهي قبل حلول الشتاء بأسابيع عدة."
    layout = ArticleLayout(f"\nعنوان الخبر في سطر\n{long}\nخلفية\n{long}", 40)
    assert [layout.heading(paragraph) for paragraph in range(5)] == [False, True, False, True, False]


def test_an_arabic_paragraph_is_right_to_left_though_it_begins_with_latin() -> None:
    layout = ArticleLayout("NATO وقال الأمين العام إن القمة ناجحة\nShort English words here\n2021", 40)
    directions = [layout.direction(paragraph) for paragraph in range(3)]
    assert directions == [Direction.RTL, Direction.LTR, Direction.RTL]
    assert layout.right_to_left


def test_an_english_article_is_left_to_right() -> None:
    layout = ArticleLayout("The minister said so\n42\nقال نعم", 40)
    directions = [layout.direction(paragraph) for paragraph in range(3)]
    assert directions == [Direction.LTR, Direction.LTR, Direction.RTL]
    assert not layout.right_to_left


@pytest.mark.parametrize(("text", "rows"), [("", 1), ("\n", 3), ("7", 1), ("\n\n", 5)])
def test_texts_of_almost_nothing(text: str, rows: int) -> None:
    layout = ArticleLayout(text, 20)
    assert layout.rows == rows
    assert layout.line(rows - 1)[1].text == text.strip()


def test_a_width_below_one_cell_is_one_cell() -> None:
    assert ArticleLayout("نعم", 0).width == 1


def test_a_paragraph_that_was_turned_round_runs_the_other_way() -> None:
    text = "قال نعم\n(CNN) بايدن"
    own = ArticleLayout(text, 20)
    turned = ArticleLayout(text, 20, frozenset({1}))
    assert [turned.direction(paragraph) for paragraph in (0, 1)] == [Direction.RTL, Direction.LTR]
    assert own.direction(1) is Direction.RTL
    assert "".join(own.line(2)[1].row()).rstrip().endswith("(CNN)")
    assert "".join(turned.line(2)[1].row()).startswith("(CNN)")
