"""The article as rows of a given width: which row an offset is on, and what a row shows.

Only wrapping looks at the whole text; levels, order and forms are worked out for the rows that are
asked for, and kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from typing import TypeVar

from summit_tui.arabic.headings import is_heading
from summit_tui.bidi import Direction, Line, Paragraph, base_direction, lay_out, majority_direction, wrap

_Kept = TypeVar("_Kept")

_KEPT_LINES = 1024
_KEPT_PARAGRAPHS = 256

_ENOUGH = 20_000
"""Code points of an article after which most of its letters won't be of the other direction any more."""


class ArticleLayout:
    """Rows of ``text`` at ``width`` cells. Offsets are code points of the whole text.

    A row shows one line of a paragraph, or nothing where it separates two paragraphs. ``right_to_left``
    tells whether most of the article's letters are written so. ``turned`` are the paragraphs, by index,
    that a person has turned round: they run in the other direction than they would by themselves.
    """

    def __init__(self, text: str, width: int, turned: frozenset[int] = frozenset()) -> None:
        self.text = text
        self.width = max(width, 1)
        self.turned = turned
        self._majority = majority_direction(text[:_ENOUGH])
        self.right_to_left = self._majority is Direction.RTL
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._breaks: list[list[int]] = []
        self._first_rows: list[int] = []
        self._lines: OrderedDict[int, Line] = OrderedDict()
        self._paragraphs: OrderedDict[int, Paragraph] = OrderedDict()
        self._index()

    def _index(self) -> None:
        row = start = 0
        paragraphs = self.text.split("\n")
        for content in paragraphs:
            breaks = wrap(content, self.width)
            self._starts.append(start)
            self._ends.append(start + len(content))
            self._breaks.append(breaks)
            self._first_rows.append(row)
            row += len(breaks) + 1
            start += len(content) + 1
        self.rows = max(row - 1, 1)

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds ``offset`` (its line end included)."""
        return bisect_right(self._starts, offset) - 1

    def paragraph_bounds(self, paragraph: int) -> tuple[int, int]:
        """First offset of a paragraph, and the offset of its line end."""
        return self._starts[paragraph], self._ends[paragraph]

    @property
    def paragraph_count(self) -> int:
        """How many paragraphs there are, blank ones included."""
        return len(self._starts)

    def heading(self, paragraph: int) -> bool:
        """Whether the paragraph is the title or a crosshead."""
        start, end = self.paragraph_bounds(paragraph)
        return is_heading(self.text[start:end], first=paragraph == self._first_paragraph())

    def _first_paragraph(self) -> int:
        return next((index for index, start in enumerate(self._starts) if self._ends[index] > start), 0)

    def row_of(self, offset: int) -> int:
        """The row on which the grapheme at ``offset`` is shown, or the paragraph's last row."""
        paragraph = self.paragraph_at(offset)
        line = bisect_right(self._breaks[paragraph], offset - self._starts[paragraph]) - 1
        return self._first_rows[paragraph] + line

    def paragraph_of_row(self, row: int) -> int | None:
        """The paragraph shown on ``row``; ``None`` for a row that separates two."""
        paragraph = bisect_right(self._first_rows, row) - 1
        if row - self._first_rows[paragraph] >= len(self._breaks[paragraph]):
            return None
        return paragraph

    def bounds(self, row: int) -> tuple[int, int] | None:
        """The offsets ``[start, end)`` of the line on ``row``; ``None`` for a separating row."""
        paragraph = self.paragraph_of_row(row)
        if paragraph is None:
            return None
        index = row - self._first_rows[paragraph]
        breaks = self._breaks[paragraph]
        start = self._starts[paragraph]
        end = start + breaks[index + 1] if index + 1 < len(breaks) else self._ends[paragraph]
        return start + breaks[index], end

    def is_last_of_paragraph(self, row: int) -> bool:
        """Whether ``row`` shows the last line of its paragraph."""
        paragraph = self.paragraph_of_row(row)
        return paragraph is not None and row - self._first_rows[paragraph] == len(self._breaks[paragraph]) - 1

    def line(self, row: int) -> tuple[int, Line] | None:
        """The paragraph's first offset and the line on ``row``, whose offsets count from there.

        ``None`` for a separating row.
        """
        paragraph = self.paragraph_of_row(row)
        if paragraph is None:
            return None
        start = self._starts[paragraph]
        kept = self._lines.get(row)
        if kept is None:
            bounds = self.bounds(row)
            assert bounds is not None
            kept = lay_out(self._resolved(paragraph), bounds[0] - start, bounds[1] - start, self.width)
            _keep(self._lines, row, kept, _KEPT_LINES)
        return start, kept

    def direction(self, paragraph: int) -> Direction:
        """The paragraph's direction: its own, or the other one where it was turned round."""
        own = self._own_direction(paragraph)
        return own.opposite if paragraph in self.turned else own

    def _own_direction(self, paragraph: int) -> Direction:
        """The direction with the newspaper's eye.

        In an article of mostly right-to-left letters, a paragraph of mostly such letters is right
        to left, whatever comes first in it; any other goes by its first strong letter.
        """
        start, end = self.paragraph_bounds(paragraph)
        content = self.text[start:end]
        if self.right_to_left and majority_direction(content, Direction.LTR) is Direction.RTL:
            return Direction.RTL
        return base_direction(content, self._majority)

    def _resolved(self, paragraph: int) -> Paragraph:
        kept = self._paragraphs.get(paragraph)
        if kept is None:
            start, end = self.paragraph_bounds(paragraph)
            kept = Paragraph.resolve(self.text[start:end], self.direction(paragraph))
            _keep(self._paragraphs, paragraph, kept, _KEPT_PARAGRAPHS)
        return kept


def _keep(kept: OrderedDict[int, _Kept], key: int, value: _Kept, limit: int) -> None:
    kept[key] = value
    if len(kept) > limit:
        kept.popitem(last=False)
