"""A paragraph as tokens: words folded for comparing, and every other sign by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from summit_tui.arabic import Pair, folded, pairs_in, paragraph_at, words
from summit_tui.model import Span
from summit_tui.suggest.lexicon import ALI, ANN

_SIGN = regex.compile(
    r"&(?:\w+|\#\w+);|''|‘‘|’’|\.{2,}|[^\s\p{Default_Ignorable_Code_Point}]", regex.IGNORECASE
)
_PART = regex.compile(r"[^_]+")
_ENTITY = regex.compile(r"&(?:\w+|\#\w+);")
_QUOTATION_MARKS = frozenset(['"', "«", "»", "“", "”", "„", "‟", "‹", "›", "''", "‘‘", "’’", "'", "‘", "’"])
_THAT = regex.compile(r"[وف]?[بل]?ان(?:ه|ها|هم|هما|هن|ك|كم|ني|نا|ي|نه)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign; offsets are code points in the whole text, ``text`` is folded.

    ``has_tanwin``: written as an indefinite accusative (سؤالاً), which no name phrase goes on with.
    """

    start: int
    end: int
    text: str
    is_word: bool
    has_tanwin: bool = False

    @property
    def is_quotation_mark(self) -> bool:
        """Whether it is one of a pair that may hold speech (HTML entities too)."""
        return not self.is_word and (self.text in _QUOTATION_MARKS or self.text.startswith("&"))

    @property
    def is_that(self) -> bool:
        """Whether it is إن or أن in any form: with و, ف, ب, ل before it, a pronoun after it."""
        return self.is_word and _is_that(self.text)


@lru_cache(maxsize=16_384)
def _is_that(word: str) -> bool:
    return _THAT.fullmatch(word) is not None


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
    position = 0
    entities = [match.span() for match in _ENTITY.finditer(written)]
    tells_yeh = "ى" in written
    for word in words(written):
        if any(first <= word.start < last for first, last in entities):
            continue
        _signs(written, position, word.start, start, tokens)
        for part in _PART.finditer(written, word.start, word.end):
            plain = _plain(part.group(), tells_yeh=tells_yeh)
            if plain:
                tanwin = part.group().endswith(("ً", "ًا"))
                first, last = start + part.start(), start + part.end()
                tokens.append(Token(first, last, plain, is_word=True, has_tanwin=tanwin))
        position = word.end
    _signs(written, position, len(written), start, tokens)
    pairs = tuple(
        Pair(_moved(pair.outer, start), _moved(pair.inner, start), pair.closed)
        for pair in pairs_in(written, Span(0, len(written)))
    )
    return Paragraph(Span(start, start + len(written)), tuple(tokens), pairs)


def _plain(word: str, *, tells_yeh: bool) -> str:
    if tells_yeh and word == "علي":
        return ALI
    return word if word == ANN else folded(word)


def _signs(written: str, begin: int, end: int, start: int, tokens: list[Token]) -> None:
    tokens.extend(
        Token(start + match.start(), start + match.end(), match.group(), is_word=False)
        for match in _SIGN.finditer(written, begin, end)
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
