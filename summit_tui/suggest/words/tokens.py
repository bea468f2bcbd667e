"""A paragraph as tokens: words folded for comparing, and every other sign by itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate, chain
from typing import Any, NamedTuple

from summit_tui.arabic import Pair, pairs_in, paragraphs
from summit_tui.arabic.graphemes import cluster_at
from summit_tui.arabic.paragraph_index import ParagraphIndex
from summit_tui.model import Span
from summit_tui.suggest.phrases.roles import Role
from summit_tui.suggest.words.pieces import is_quotation_mark, pieces_of, tells_yeh
from summit_tui.suggest.words.van import VAN, families_with_van, with_van

_STEP = 8_000
"""Code points between the beginnings of the windows through which a very long paragraph is seen."""
_WIDEST = 3 * _STEP
"""Code points of a window, and of the longest paragraph that is seen as a whole."""
_FARTHEST_SPACE = 100
"""Code points that a window is widened by at the most, so that it cuts no word."""
_MOST_KEPT = 300_000
"""Code points of a text whose tokens are kept, which take up about 40 bytes each."""


class Token(NamedTuple):
    """A word or a sign; offsets are code points in the whole text, ``text`` is folded.

    ``is_that``: it is إن or أن in any form, with و, ف, ب, ل before it, a pronoun after it.
    ``has_tanwin``: written as an indefinite accusative (سؤالاً), which no name phrase goes on with.
    """

    start: int
    end: int
    text: str
    is_word: bool
    is_that: bool = False
    has_tanwin: bool = False

    @property
    def is_quotation_mark(self) -> bool:
        """Whether it is one of a pair that may hold speech (HTML entities too)."""
        return not self.is_word and is_quotation_mark(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """The tokens and the pairs of quotation marks of one paragraph.

    ``words`` are the tokens' texts, ``starts`` where they begin; ``traits`` has for each what it shows by
    itself (``traits.py``), ``roles`` what it can be in a name phrase.
    """

    span: Span
    tokens: tuple[Token, ...]
    pairs: tuple[Pair, ...]
    words: tuple[str, ...]
    starts: tuple[int, ...]
    traits: bytes
    roles: tuple[Role, ...]

    def index_at(self, offset: int) -> int:
        """The index of the first token that begins at or after ``offset``."""
        return bisect_left(self.starts, offset)

    def showing(self, trait: int, first: int, after: int) -> list[int]:
        """The indexes, among the tokens ``first`` to ``after``, of words with one of the bits ``trait``."""
        return [index for index, traits in enumerate(self.traits[first:after], first) if traits & trait]


def paragraph(text: str, offset: int) -> Paragraph:
    """The paragraph of ``text`` that holds ``offset``; a very long one is cut down to what is around it.

    At least 8,000 code points to either side of the offset are there, as far as the paragraph goes.
    """
    read = _text(text)
    span = read.paragraph_at(offset)
    return read.paragraph(span if len(span) <= _WIDEST else _window(text, span, offset))


def read_paragraph(text: str, span: Span) -> Paragraph:
    """The stretch ``span`` of ``text``, a paragraph or a part of one, as tokens."""
    return _text(text).paragraph(span)


def paragraphs_read(text: str, span: Span) -> Iterator[Paragraph]:
    """The paragraphs that ``span`` touches and that hold something; of a very long one its parts."""
    for whole in paragraphs(text, span):
        if len(whole) <= _WIDEST:
            yield read_paragraph(text, whole)
            continue
        start = whole.start
        while start < min(whole.end, span.end):
            end = _space_behind(text, min(whole.end, start + _STEP), whole.end)
            if end > span.start:
                yield read_paragraph(text, Span(start, end))
            start = end


class _Text:
    """A text whose paragraphs are read when they are asked for, of which the last ones are kept."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._yeh_told = tells_yeh(text)
        self._families = families_with_van(text)
        self.paragraph_at = ParagraphIndex(text).at
        self._read: dict[tuple[int, int], Paragraph] = {}
        self._kept = 0

    def paragraph(self, span: Span) -> Paragraph:
        """The stretch ``span``, a paragraph or a part of one."""
        key = (span.start, span.end)
        read = self._read.get(key)
        if read is None:
            while self._read and self._kept + len(span) > _MOST_KEPT:
                start, end = first = next(iter(self._read))
                del self._read[first]
                self._kept -= end - start
            self._read[key] = read = _read_paragraph(
                span.of(self._text), span.start, self._families, yeh_told=self._yeh_told
            )
            self._kept += len(span)
        return read


# Few, since each holds its tokens: one article is asked about again and again, and then the next.
_text = lru_cache(maxsize=4)(_Text)


def _window(text: str, span: Span, offset: int) -> Span:
    """What is seen of the paragraph ``span`` around ``offset``: the same for all places of a step."""
    step = span.start + (offset - span.start) // _STEP * _STEP
    return Span(
        _space_before(text, max(span.start, step - _STEP), span.start),
        _space_behind(text, min(span.end, step + 2 * _STEP), span.end),
    )


def _space_before(text: str, offset: int, lowest: int) -> int:
    """The first offset behind a space, from ``offset`` back; where none is near, between two clusters."""
    for start in range(offset, max(lowest, offset - _FARTHEST_SPACE) - 1, -1):
        if start == lowest or text[start - 1].isspace():
            return start
    return cluster_at(text, offset).start


def _space_behind(text: str, offset: int, highest: int) -> int:
    """The first offset before a space, from ``offset`` on; where none is near, between two clusters."""
    for end in range(offset, min(highest, offset + _FARTHEST_SPACE) + 1):
        if end == highest or text[end].isspace():
            return end
    return cluster_at(text, offset).start


_NO_PIECES: tuple[tuple[Any, ...], ...] = ((),) * 8
# The class itself takes twice as long.
_token: Callable[[tuple[Any, ...]], Token] = partial(tuple.__new__, Token)


def _read_paragraph(written: str, start: int, families: frozenset[str], *, yeh_told: bool) -> Paragraph:
    chunks, read = pieces_of(written, yeh_told=yeh_told)
    places = list(accumulate([len(chunk) + 1 for chunk in chunks], initial=start))
    # Column by column, as nothing is made as often as tokens.
    starts = [place + piece[0] for place, pieces in zip(places, read, strict=False) for piece in pieces]
    ends = [place + piece[1] for place, pieces in zip(places, read, strict=False) for piece in pieces]
    columns = tuple(zip(*chain.from_iterable(read), strict=True)) or _NO_PIECES
    if VAN in written and VAN in columns[2]:
        columns = with_van(columns, families)
    _, _, words, are_words, are_that, have_tanwin, traits, roles = columns
    return Paragraph(
        Span(start, start + len(written)),
        tuple(map(_token, zip(starts, ends, words, are_words, are_that, have_tanwin, strict=True))),
        _pairs(written, start),
        words,
        tuple(starts),
        bytes(traits),
        roles,
    )


def _pairs(written: str, start: int) -> tuple[Pair, ...]:
    pairs = pairs_in(written, Span(0, len(written)))
    if not pairs:
        return ()
    return tuple([Pair(_moved(pair.outer, start), _moved(pair.inner, start), pair.closed) for pair in pairs])


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
