"""A paragraph as tokens: words folded for comparing, and every other sign by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

from summit_tui.arabic import Pair, folded, pairs_in, paragraph_at
from summit_tui.arabic.word_spans import WORD_PATTERN
from summit_tui.model import Span
from summit_tui.suggest.lexicon import ALI, ANN

_SIGN = r"&(?:\w+|\#\w+);|''|‘‘|’’|\.{2,}|[^\s\p{Default_Ignorable_Code_Point}]"
_TOKEN = regex.compile(rf"(?P<word>{WORD_PATTERN})|{_SIGN}", regex.VERBOSE)
_PART = regex.compile(r"[^_]+")
_QUOTATION_MARKS = frozenset(['"', "«", "»", "“", "”", "„", "‟", "‹", "›", "''", "‘‘", "’’", "'", "‘", "’"])
_THAT = regex.compile(r"[وف]?[بل]?ان(?:ه|ها|هم|هما|هن|ك|كم|ني|نا|ي|نه)?")


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
        return not self.is_word and (self.text in _QUOTATION_MARKS or self.text[0] == "&")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The tokens and the pairs of quotation marks of one paragraph."""

    span: Span
    tokens: tuple[Token, ...]
    pairs: tuple[Pair, ...]

    def index_at(self, offset: int) -> int:
        """The index of the first token that begins at or after ``offset``."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low


def paragraph(text: str, offset: int) -> Paragraph:
    """The paragraph of ``text`` that holds ``offset``; a very long one is cut down to what is around it."""
    return read_paragraph(text, _narrowed(text, paragraph_at(text, offset), offset))


def read_paragraph(text: str, span: Span) -> Paragraph:
    """The stretch ``span`` of ``text``, a paragraph or a part of one, as tokens."""
    return _paragraph(span.of(text), span.start)


_WIDEST = 12_000


def _narrowed(text: str, span: Span, offset: int) -> Span:
    if len(span) <= 2 * _WIDEST:
        return span
    start, end = max(span.start, offset - _WIDEST), min(span.end, offset + _WIDEST)
    while start > span.start and not text[start - 1].isspace():
        start -= 1
    while end < span.end and not text[end].isspace():
        end += 1
    return Span(start, end)


@lru_cache(maxsize=1024)
def _paragraph(written: str, start: int) -> Paragraph:
    tokens: list[Token] = []
    add = tokens.append
    tells_yeh = "ى" in written
    for match in _TOKEN.finditer(written):
        first, last = match.span()
        if match.lastgroup is None:
            add(Token(start + first, start + last, match.group(), is_word=False))
            continue
        word = match.group()
        if "_" in word:
            tokens.extend(_parts(word, start + first, tells_yeh=tells_yeh))
            continue
        plain, that, tanwin = (_read_telling_yeh if tells_yeh else _read)(word)
        if plain:
            add(Token(start + first, start + last, plain, is_word=True, is_that=that, has_tanwin=tanwin))
    pairs = tuple(
        Pair(_moved(pair.outer, start), _moved(pair.inner, start), pair.closed)
        for pair in pairs_in(written, Span(0, len(written)))
    )
    return Paragraph(Span(start, start + len(written)), tuple(tokens), pairs)


def _parts(word: str, start: int, *, tells_yeh: bool) -> Iterator[Token]:
    """The words of a hashtag, which underscores join."""
    for part in _PART.finditer(word):
        plain, that, tanwin = (_read_telling_yeh if tells_yeh else _read)(part.group())
        if plain:
            first, last = start + part.start(), start + part.end()
            yield Token(first, last, plain, is_word=True, is_that=that, has_tanwin=tanwin)


@lru_cache(maxsize=65_536)
def _read(word: str) -> tuple[str, bool, bool]:
    """The folded word, whether it is a complementiser, and whether it ends in tanwin."""
    plain = word if word == ANN else folded(word)
    return plain, _THAT.fullmatch(plain) is not None, word.endswith(("ً", "ًا"))


def _read_telling_yeh(word: str) -> tuple[str, bool, bool]:
    """The same in a paragraph whose writer tells ي from ى, so that علي is the name."""
    return (ALI, False, False) if word == "علي" else _read(word)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
