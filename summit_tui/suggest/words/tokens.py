"""A paragraph as tokens: words folded for comparing, and every other sign by itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from summit_tui.arabic import Pair, pairs_in
from summit_tui.arabic.characters import PARAGRAPH_SEPARATORS
from summit_tui.model import Span
from summit_tui.suggest.phrases.roles import Role
from summit_tui.suggest.words.pieces import is_quotation_mark, pieces_of

_SEPARATOR = re.compile("[" + "".join(PARAGRAPH_SEPARATORS) + "]")
_WIDEST = 12_000
"""Code points of a paragraph to either side of a place that is asked about."""
_MOST_READ = 1024
"""Paragraphs of a text that are kept."""


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
    """The paragraph of ``text`` that holds ``offset``; a very long one is cut down to what is around it."""
    read = _text(text)
    span = read.around(offset)
    return read.paragraph(span if len(span) <= 2 * _WIDEST else _narrowed(text, span, offset))


def read_paragraph(text: str, span: Span) -> Paragraph:
    """The stretch ``span`` of ``text``, a paragraph or a part of one, as tokens."""
    return _text(text).paragraph(span)


class _Text:
    """A text whose paragraphs are read when they are asked for, and kept as long as there are few."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _SEPARATOR.finditer(text))]
        self._read: dict[tuple[int, int], Paragraph] = {}

    def around(self, offset: int) -> Span:
        """The paragraph that holds ``offset``, as ``paragraph_at`` finds it without what is known here."""
        index = bisect_right(self._starts, max(0, offset))
        end = self._starts[index] - 1 if index < len(self._starts) else len(self._text)
        return Span(self._starts[index - 1], end)

    def paragraph(self, span: Span) -> Paragraph:
        """The stretch ``span``, a paragraph or a part of one."""
        key = (span.start, span.end)
        read = self._read.get(key)
        if read is None:
            if len(self._read) >= _MOST_READ:
                self._read.clear()
            self._read[key] = read = _read_paragraph(span.of(self._text), span.start)
        return read


# Few, since each holds its tokens: one article is asked about again and again, and then the next.
_text = lru_cache(maxsize=4)(_Text)


def _narrowed(text: str, span: Span, offset: int) -> Span:
    # The same for all offsets of a stretch, so that it is read once for all of them.
    first = offset - (offset - span.start) % (2 * _WIDEST)
    start, end = max(span.start, first - _WIDEST), min(span.end, first + 3 * _WIDEST)
    while start > span.start and not text[start - 1].isspace():
        start -= 1
    while end < span.end and not text[end].isspace():
        end += 1
    return Span(start, end)


def _read_paragraph(written: str, start: int) -> Paragraph:
    tokens: list[Token] = []
    traits, roles = bytearray(), list[Role]()
    # The class itself takes twice as long, and nothing is made as often as tokens.
    new, add, mark, cast = tuple.__new__, tokens.append, traits.append, roles.append
    at = start
    for chunk, pieces in pieces_of(written):
        for first, after, text, is_word, is_that, has_tanwin, bits, role in pieces:
            add(new(Token, (at + first, at + after, text, is_word, is_that, has_tanwin)))
            mark(bits)
            cast(role)
        at += len(chunk) + 1
    return Paragraph(
        Span(start, start + len(written)),
        tuple(tokens),
        _pairs(written, start),
        tuple([token[2] for token in tokens]),
        tuple([token[0] for token in tokens]),
        bytes(traits),
        tuple(roles),
    )


def _pairs(written: str, start: int) -> tuple[Pair, ...]:
    return tuple(
        Pair(_moved(pair.outer, start), _moved(pair.inner, start), pair.closed)
        for pair in pairs_in(written, Span(0, len(written)))
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
