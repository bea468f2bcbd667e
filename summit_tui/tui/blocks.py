"""Blocks of text: several paragraphs, broken into rows for a width, cut where they may not break.

A ``Block`` knows nothing of styles nor of Textual; ``visual`` draws it. Offsets are code points of the
whole text, columns and widths cells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise

from summit_tui.bidi import Direction, Line, Paragraph, lay_out, wrap
from summit_tui.tui.text import ELLIPSIS, longest_prefix

_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"((?:\S|[\u00a0\u2007\u202f])+)\s*")
"""A word, which no-break spaces don't end, and the white space after it."""

_KEPT = 8
"""Widths whose rows are kept: a widget is asked for its height at several before it is drawn."""


class Overflow(Enum):
    """What becomes of a word that is wider than the block, or of a line that may not break."""

    FOLD = "fold"
    CLIP = "clip"
    ELLIPSIS = "ellipsis"


@dataclass(frozen=True, slots=True)
class Fit:
    """What rows are made for: ``width`` in cells, at least 1."""

    width: int
    overflow: Overflow = Overflow.FOLD
    wraps: bool = True


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row: the code points ``[start, end)`` of the paragraph with that number, ``cut`` where more follows.

    ``last`` is whether it ends a paragraph, or a line that its text ends itself.
    """

    paragraph: int
    start: int
    end: int
    cut: bool = False
    last: bool = False


class Block:
    """Paragraphs, which line feeds or carriage returns part, each laid out in its own direction.

    That is ``direction`` or, where it is none, the one of the paragraph's first strong letter, and
    ``default`` in a paragraph without one.
    """

    def __init__(self, text: str, direction: Direction | None, default: Direction) -> None:
        self.text = text
        self._direction = direction
        self._default = default
        self._rows: dict[Fit, list[BlockRow]] = {}
        self._resolved: dict[int, Paragraph] = {}

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each paragraph."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def _texts(self) -> list[str]:
        return _LINE_END.split(self.text)

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph with that number, its levels resolved."""
        found = self._resolved.get(number)
        if found is None:
            found = Paragraph.resolve(self._texts[number], self._direction, default=self._default)
            self._resolved[number] = found
        return found

    @cached_property
    def width(self) -> int:
        """The cells that the widest paragraph takes where it isn't broken."""
        return max(_cells(line) for number in range(len(self._texts)) for line in self._whole_lines(number))

    @cached_property
    def widest_word(self) -> int:
        """The cells of the widest word, 0 where there is none."""
        return max(
            (
                self._cells_of(number, *match.span(1))
                for number, text in enumerate(self._texts)
                for match in _WORD.finditer(text)
            ),
            default=0,
        )

    def _whole_lines(self, number: int) -> Iterator[Line]:
        """The lines of a paragraph where only its own line ends break it."""
        room = _room(self._texts[number])
        for start, end in _pairs(wrap(self._texts[number], room), len(self._texts[number])):
            yield lay_out(self.paragraph(number), start, end, room)

    def _cells_of(self, number: int, start: int, end: int) -> int:
        return _cells(lay_out(self.paragraph(number), start, end, 1))

    def rows(self, fit: Fit) -> list[BlockRow]:
        """The rows of the block, at least one for each paragraph."""
        rows = self._rows.get(fit)
        if rows is None:
            while len(self._rows) >= _KEPT:
                del self._rows[next(iter(self._rows))]
            rows = self._rows[fit] = [
                row for number in range(len(self._texts)) for row in self._rows_of(number, fit)
            ]
        return rows

    def _rows_of(self, number: int, fit: Fit) -> Iterator[BlockRow]:
        text = self._texts[number]
        if not fit.wraps:
            for start, end in _pairs(wrap(text, _room(text)), len(text)):
                yield from self._unbroken(number, start, end, fit)
        elif fit.overflow is Overflow.FOLD:
            yield from _broken(number, wrap(text, fit.width), len(text), text)
        else:
            yield from self._with_long_words_cut(number, fit)

    def _unbroken(self, number: int, start: int, end: int, fit: Fit) -> Iterator[BlockRow]:
        """One line that may not break: cut or, where it is to be folded, in pieces of the width."""
        while True:
            line = lay_out(self.paragraph(number), start, end, 1)
            if _cells(line) <= fit.width:
                yield BlockRow(number, start, end, last=True)
                return
            if fit.overflow is not Overflow.FOLD:
                yield BlockRow(number, start, end, cut=True, last=True)
                return
            place = longest_prefix(line, fit.width)
            place = place if place > start else _after_first(line)
            yield BlockRow(number, start, place)
            if place >= end:
                return
            start = place

    def _with_long_words_cut(self, number: int, fit: Fit) -> Iterator[BlockRow]:
        """Broken between words; a word that doesn't fit has a row of its own and is cut there."""
        text = self._texts[number]
        begin = 0
        for match in _WORD.finditer(text):
            start, end = match.span(1)
            # A code point has two cells at the most.
            if 2 * (end - start) <= fit.width or self._cells_of(number, start, end) <= fit.width:
                continue
            before = text[begin:start]
            if before.strip():
                yield from _broken(number, wrap(before, fit.width), len(before), before, begin)
            yield BlockRow(number, start, end, cut=True, last=match.end() == len(text))
            begin = match.end()
        if begin < len(text) or not begin:
            rest = text[begin:]
            yield from _broken(number, wrap(rest, fit.width), len(rest), rest, begin)

    def line(self, row: BlockRow, fit: Fit) -> Line:
        """``row``, laid out in the width. A row that is cut has no more than fits, and its ellipsis."""
        paragraph = self.paragraph(row.paragraph)
        if not row.cut:
            return lay_out(paragraph, row.start, row.end, fit.width)
        whole = lay_out(paragraph, row.start, row.end, 1)
        if fit.overflow is not Overflow.ELLIPSIS:
            return lay_out(paragraph, row.start, longest_prefix(whole, fit.width), fit.width)
        cut = paragraph.text[: longest_prefix(whole, fit.width - 1)]
        cut = cut[: max(len(cut.rstrip()), row.start)] + ELLIPSIS
        direction = paragraph.direction_at(row.start)
        return lay_out(Paragraph.resolve(cut, direction), row.start, len(cut), fit.width)

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where the lines begin that ``str.splitlines`` makes, by which Textual counts a selection's."""
        starts = [0]
        for line in self.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        return starts if _ends_line(self.text) or len(starts) == 1 else starts[:-1]

    def place_of(self, offset: int) -> tuple[int, int]:
        """The code point in its line, and the number of the line, of the code point at ``offset``."""
        number = bisect_right(self._line_starts, offset) - 1
        return offset - self._line_starts[number], number

    def offset_of(self, x: int, y: int) -> int:
        """The offset of the code point ``x`` in the line ``y``, or of the nearest one there is."""
        if y >= len(self._line_starts):
            return len(self.text)
        start = self._line_starts[max(y, 0)]
        following = self._line_starts[y + 1] if y + 1 < len(self._line_starts) else len(self.text)
        return min(max(start, start + x), following)


def _room(text: str) -> int:
    """Cells enough for all of ``text``: a code point has two at the most."""
    return max(2 * len(text), 1)


def _cells(line: Line) -> int:
    return line.last_cell - line.first_cell


def _after_first(line: Line) -> int:
    return min((glyph.end for glyph in line.glyphs), default=line.end)


def _pairs(starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    return pairwise([*starts, end])


def _broken(number: int, starts: list[int], end: int, text: str, shift: int = 0) -> Iterator[BlockRow]:
    for first, last in _pairs(starts, end):
        ends = last == end or _ends_line(text[first:last])
        yield BlockRow(number, first + shift, last + shift, last=ends)


def _ends_line(text: str) -> bool:
    return bool(text) and len((text[-1] + "x").splitlines()) > 1
