"""Pairs of quotation marks as they are found in news: of many shapes, mixed, reversed, unclosed.

A quotation mark is opening or closing first by what stands around it (a space or a clitic before, a
space or punctuation after), then by its shape, then by what is open. One slip must not turn every
later pair inside out, so a pair that isn't closed ends with its sentence. HTML entities left in a
text count as the quotation mark they stand for. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import regex

from summit_tui.arabic.sentence_spans import paragraph_at, sentence_at, without_stop
from summit_tui.model import Span

_QUOTATION_MARK = regex.compile(
    r"""&quot;|&\#34;|&laquo;|&raquo;|&ldquo;|&rdquo;|&\#171;|&\#187;|&\#8220;|&\#8221;|&\#x201[cCdD];
      | ''|‘‘|’’|["«»“”„‟‹›]
      | (?<![\p{L}\p{N}'])['‘’](?=\p{L}) | (?<=[\p{L}\p{N}\p{M}.!؟?])['’](?![\p{L}\p{N}'])""",
    regex.VERBOSE,
)
# Most paragraphs have none of these characters, which is told at once.
_MAY_QUOTE = re.compile("[\"'«»“”„‟‹›‘’&]")
# A letter glued before a quotation mark that is a word of its own: "بـ", "و", "لـ", "الـ" and the like.
_CLITIC_BEFORE = regex.compile(r"(?<![\p{L}\p{M}])[وفبلك]{1,2}\u0640*$|(?<!\p{L})ال\u0640+$|\u0640$")
_INVISIBLE = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u200b]")


class _Side(Enum):
    OPENING = 1
    CLOSING = 2
    EITHER = 3


_FAMILIES = {
    **dict.fromkeys(('"', "&quot;", "&#34;"), "straight"),
    **dict.fromkeys(("''", "‘‘", "’’"), "doubled"),
    **dict.fromkeys(("'", "‘", "’"), "single"),
    **dict.fromkeys(("«", "»", "&laquo;", "&raquo;", "&#171;", "&#187;", "‹", "›"), "angle"),
}
_OPENING_SHAPES = frozenset(("«", "“", "„", "‹", "&laquo;", "&ldquo;", "&#171;", "&#8220;", "‘‘", "&#x201c;"))
_CLOSING_SHAPES = frozenset(("»", "”", "›", "&raquo;", "&rdquo;", "&#187;", "&#8221;", "’’", "&#x201d;"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotation marks and what is between them.

    ``outer`` takes the quotation marks in, ``inner`` leaves them out (not trimmed). ``closed`` is False where
    the closing one is missing and ``inner`` ends with its sentence, before the stop.
    """

    outer: Span
    inner: Span
    closed: bool = True


@dataclass(slots=True)
class _QuotationMark:
    span: Span
    family: str
    shape: _Side
    side: _Side
    after_digit: bool


def pairs_in(text: str, span: Span) -> list[Pair]:
    """The pairs within ``span`` (a paragraph or part of one), by their start; outer ones come first."""
    if not _MAY_QUOTE.search(text, span.start, span.end):
        return []
    marks = _quotation_marks(text, span)
    later = _Later(marks)
    unclosed = _Unclosed(text)
    opened = _Open()
    pairs: list[Pair] = []
    for index, mark in enumerate(marks):
        opener = _opener_for(opened, index, mark, later)
        if opener is not None:
            first, *left_open = opened.taken_from(opener)
            pairs.extend(unclosed.pair(one, mark.span.start) for one in left_open)
            pairs.append(Pair(Span(first.span.start, mark.span.end), Span(first.span.end, mark.span.start)))
        elif _may_open(index, mark, later):
            if opened.marks and not _nests(opened.marks[-1], index, mark, later):
                pairs.extend(unclosed.pair(one, mark.span.start) for one in opened.taken_from(0))
            opened.add(mark)
    pairs.extend(unclosed.pair(one, span.end) for one in opened.marks)
    return sorted(
        (pair for pair in pairs if len(pair.inner)), key=lambda pair: (pair.outer.start, -pair.outer.end)
    )


def pairs_around(text: str, offset: int) -> list[Pair]:
    """The pairs whose inside holds ``offset`` (its edges too), innermost first."""
    holding = [
        pair
        for pair in pairs_in(text, paragraph_at(text, offset))
        if pair.inner.start <= offset <= pair.inner.end
    ]
    return sorted(holding, key=lambda pair: len(pair.inner))


def whole_pair(text: str, span: Span) -> Pair | None:
    """The pair that ``span`` is, from its first character to its last, or None."""
    marks = [match.span() for match in _QUOTATION_MARK.finditer(text, span.start, span.end)]
    if len(marks) < 2 or marks[0][0] != span.start or marks[-1][1] != span.end:
        return None
    # The selection's edges decide: whatever stands outside, the first one opens and the last one closes.
    inside = Span(marks[0][1], marks[-1][0])
    depth_broken = any(
        pair.outer.start == span.start and pair.outer.end < span.end
        for pair in pairs_in(text[: span.end], span)
    )
    if depth_broken or not len(inside):
        return None
    return Pair(span, inside)


def _quotation_marks(text: str, span: Span) -> list[_QuotationMark]:
    found = []
    for match in _QUOTATION_MARK.finditer(text, span.start, span.end):
        written = match.group()
        shape = _Side.EITHER
        single_opening = written in "'‘’" and _begins_word(text, match)
        if written in _OPENING_SHAPES or single_opening:
            shape = _Side.OPENING
        elif written in _CLOSING_SHAPES or written in "'’":
            shape = _Side.CLOSING
        before = _INVISIBLE.sub("", text[max(span.start, match.start() - 8) : match.start()])
        after = _INVISIBLE.sub("", text[match.end() : min(span.end, match.end() + 8)])
        found.append(
            _QuotationMark(
                Span(match.start(), match.end()),
                _FAMILIES.get(written, "curly"),
                shape,
                _side(before, after),
                before[-1:].isdecimal(),
            )
        )
    return found


def _begins_word(text: str, match: regex.Match[str]) -> bool:
    following = text[match.end() : match.end() + 1]
    return following.isalpha() and not text[max(0, match.start() - 1) : match.start()].isalnum()


def _side(before: str, after: str) -> _Side:
    free_before = not before or before[-1].isspace() or before[-1] in "([{:؛،,-–—/." or _clitic(before)
    free_after = not after or after[0].isspace() or after[0] in ".,،؛:!?؟…)]}-–—/"
    if free_before and not free_after:
        return _Side.OPENING
    if free_after and not free_before:
        return _Side.CLOSING
    return _Side.EITHER


def _clitic(before: str) -> bool:
    return _CLITIC_BEFORE.search(before) is not None


class _Later:
    """What is asked of the quotation marks behind one, found out once: a text may have any number."""

    def __init__(self, marks: list[_QuotationMark]) -> None:
        self._marks = marks
        self._last = {mark.family: index for index, mark in enumerate(marks)}
        self._last_closing = {
            mark.family: index for index, mark in enumerate(marks) if mark.shape is _Side.CLOSING
        }
        self._next = [len(marks)] * len(marks)
        behind: dict[str, int] = {}
        for index in range(len(marks) - 1, -1, -1):
            family = marks[index].family
            self._next[index] = behind.get(family, len(marks))
            behind[family] = index

    def has(self, index: int, family: str) -> bool:
        """Whether one of ``family`` comes behind the one at ``index``."""
        return self._last.get(family, -1) > index

    def closes(self, index: int, family: str) -> bool:
        """Whether one of ``family`` comes behind it whose shape closes."""
        return self._last_closing.get(family, -1) > index

    def same(self, index: int) -> Iterator[_QuotationMark]:
        """Those of its family behind the one at ``index``, in text order."""
        while (index := self._next[index]) < len(self._marks):
            yield self._marks[index]


class _Open:
    """The quotation marks that are open, outermost first."""

    def __init__(self) -> None:
        self.marks: list[_QuotationMark] = []
        self._places: dict[str, list[int]] = {}

    def add(self, mark: _QuotationMark) -> None:
        self._places.setdefault(mark.family, []).append(len(self.marks))
        self.marks.append(mark)

    def last(self, family: str) -> int | None:
        """The index of the innermost one of ``family``."""
        places = self._places.get(family)
        return places[-1] if places else None

    def taken_from(self, index: int) -> list[_QuotationMark]:
        """Those from ``index`` on, which are open no more."""
        taken = self.marks[index:]
        del self.marks[index:]
        for mark in taken:
            self._places[mark.family].pop()
        return taken


def _opener_for(opened: _Open, index: int, mark: _QuotationMark, later: _Later) -> int | None:
    """The index of the open quotation mark that ``mark`` closes, or None where it closes none."""
    same = opened.last(mark.family)
    if not opened.marks or mark.side is _Side.OPENING:
        # A space was forgotten after it, or put before it: its shape says that it closes.
        forgotten = (
            mark.shape is _Side.CLOSING and same is not None and opened.marks[same].shape is _Side.OPENING
        )
        return same if forgotten else None
    if same is not None:
        opens = mark.shape is _Side.OPENING and opened.marks[same].shape is not _Side.CLOSING
        if mark.side is _Side.EITHER and opens and later.closes(index, mark.family):
            return None
        return same
    if mark.family == "single":
        return None
    mixed = mark.side is _Side.CLOSING and mark.shape is not _Side.OPENING
    if mixed or (mark.side is _Side.CLOSING and mark.family == "curly"):
        return len(opened.marks) - 1
    return None


def _may_open(index: int, mark: _QuotationMark, later: _Later) -> bool:
    if mark.side is _Side.OPENING or (mark.side is _Side.EITHER and mark.shape is not _Side.CLOSING):
        return True
    following = next(later.same(index), None)
    if mark.side is _Side.EITHER:
        # Both turned, with spaces about them (: ” نعم “).
        return (
            following is not None and following.shape is _Side.OPENING and following.side is not _Side.OPENING
        )
    # Written against the word before it: it opens only where the next one closes (أنه" لا توجد"), else
    # it is a stray one, or the sign for inches after a number.
    return not mark.after_digit and following is not None and following.side is not _Side.OPENING


def _nests(outer: _QuotationMark, index: int, mark: _QuotationMark, later: _Later) -> bool:
    """Whether ``mark`` opens a pair inside the open one, rather than showing that one unclosed."""
    if outer.family != mark.family:
        return later.has(index, outer.family)
    for closing, other in enumerate(later.same(index), start=1):
        if other.side is _Side.OPENING and other.shape is not _Side.CLOSING:
            return False
        if closing == 2:
            return True
    return False


class _Unclosed:
    """What stands for a pair where a quotation mark isn't closed; the sentence found last is remembered."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentence: Span | None = None

    def pair(self, mark: _QuotationMark, limit: int) -> Pair:
        """From ``mark`` to the end of its sentence, ``limit`` at the furthest."""
        at = mark.span.end
        if self._sentence is None or not self._sentence.start <= at < self._sentence.end:
            self._sentence = sentence_at(self._text, at)
        sentence = self._sentence
        end = limit
        if sentence is not None and sentence.start <= at:
            end = min(limit, without_stop(self._text, sentence).end)
        end = max(end, at)
        return Pair(Span(mark.span.start, end), Span(at, end), closed=False)
