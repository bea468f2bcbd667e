"""A paragraph as tokens: words folded for comparing, and every other sign by itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

from summit_tui.arabic import Pair, folded, pairs_in
from summit_tui.arabic.characters import PARAGRAPH_SEPARATORS
from summit_tui.arabic.word_spans import WORD_PATTERN
from summit_tui.model import Span
from summit_tui.suggest.lexicon import ALI, ANN
from summit_tui.suggest.roles import Role, listed_role
from summit_tui.suggest.traits import traits_of, traits_of_sign

_SIGN = r"&(?:\w+|\#\w+);|''|‘‘|’’|\.{2,}|[^\s\p{Default_Ignorable_Code_Point}]"
_TOKEN = regex.compile(rf"(?P<word>{WORD_PATTERN})|{_SIGN}", regex.VERBOSE)
_DIACRITIC = regex.compile(r"\p{M}")
_PART = regex.compile(r"[^_]+")
_QUOTATION_MARKS = frozenset(['"', "«", "»", "“", "”", "„", "‟", "‹", "›", "''", "‘‘", "’’", "'", "‘", "’"])
_THAT = regex.compile(r"[وف]?[بل]?ان(?:ه|ها|هم|هما|هن|ك|كم|ني|نا|ي|نه)?")


_SEPARATOR = re.compile("[" + "".join(PARAGRAPH_SEPARATORS) + "]")
_WIDEST = 12_000
"""Code points of a paragraph to either side of a place that is asked about."""
_MOST_READ = 1024
_ENDS = frozenset("،.؛:؟!")
_ALI_WRITTEN = "علي"
_LONGEST_KNOWN = 40
"""Code points: what is longer between spaces seldom comes again."""
_Piece = tuple[int, int, str, bool, bool, bool, int, Role]


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
        return not self.is_word and _quotes(self.text)


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
_text = lru_cache(maxsize=8)(_Text)


def _narrowed(text: str, span: Span, offset: int) -> Span:
    start, end = max(span.start, offset - _WIDEST), min(span.end, offset + _WIDEST)
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
    for chunk, pieces in _chunks(written):
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


def _chunks(written: str) -> Iterator[tuple[str, tuple[_Piece, ...]]]:
    """What stands between spaces, with its tokens: none holds a space, so most were read before."""
    chunks = written.split(" ")
    read = [_known_pieces(chunk) if len(chunk) < _LONGEST_KNOWN else _pieces(chunk) for chunk in chunks]
    if _DIACRITIC.match(written):
        read[0] = _pieces(chunks[0], before="\n")
    if _ALI_WRITTEN in written and "ى" in written:
        read = [_telling_yeh(chunk, pieces) for chunk, pieces in zip(chunks, read, strict=True)]
    return zip(chunks, read, strict=True)


def _quotes(sign: str) -> bool:
    return sign in _QUOTATION_MARKS or sign[0] == "&"


def _pairs(written: str, start: int) -> tuple[Pair, ...]:
    return tuple(
        Pair(_moved(pair.outer, start), _moved(pair.inner, start), pair.closed)
        for pair in pairs_in(written, Span(0, len(written)))
    )


def _pieces(chunk: str, before: str = " ") -> tuple[_Piece, ...]:
    """The tokens of what stands between spaces: offsets in it, what a token has, what its word shows.

    ``before`` is the character before it: a diacritic on a space is no part of a word.
    """
    if chunk.isalpha():
        # Most by far, and without a pattern in a third of the time.
        whole = _read(chunk)
        return ((0, len(chunk), whole[0], True, *whole[1:]),) if whole[0] else ()
    if chunk[-1:] in _ENDS and chunk[:-1].isalpha():
        return (*_pieces(chunk[:-1]), _sign(chunk[-1], len(chunk) - 1))
    found: list[_Piece] = []
    for match in _TOKEN.finditer(before + chunk, 1):
        first = match.start() - 1
        if match.lastgroup is None:
            found.append(_sign(match.group(), first))
            continue
        for part in _PART.finditer(match.group()):
            plain, that, tanwin, traits, role = _read(part.group())
            start, end = first + part.start(), first + part.end()
            if plain:
                found.append((start, end, plain, True, that, tanwin, traits, role))
    return tuple(found)


def _sign(sign: str, first: int) -> _Piece:
    traits = traits_of_sign(sign, quotes=_quotes(sign))
    return (first, first + len(sign), sign, False, False, False, traits, Role.STOP)


_known_pieces = lru_cache(maxsize=65_536)(_pieces)


def _telling_yeh(chunk: str, pieces: tuple[_Piece, ...]) -> tuple[_Piece, ...]:
    """The tokens where the paragraph's writer tells ي from ى, so that علي is the name."""
    if _ALI_WRITTEN not in chunk:
        return pieces
    role = listed_role(ALI)
    ali = (ALI, True, False, False, traits_of(ALI, role, is_that=False), role)
    return tuple(
        (piece[0], piece[1], *ali) if chunk[piece[0] : piece[1]] == _ALI_WRITTEN else piece
        for piece in pieces
    )


@lru_cache(maxsize=32_768)
def _read(word: str) -> tuple[str, bool, bool, int, Role]:
    """The folded word, whether it is a complementiser, whether it ends in tanwin, its traits and its role."""
    plain = word if word == ANN else folded(word)
    if not plain:
        return plain, False, False, 0, Role.STOP
    that = "ان" in plain and _THAT.fullmatch(plain) is not None
    tanwin, role = word.endswith(("ً", "ًا")), listed_role(plain)
    traits = traits_of(plain, role, is_that=that)
    if that or (role is Role.OTHER and tanwin):
        role = Role.STOP
    return plain, that, tanwin, traits, role


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
