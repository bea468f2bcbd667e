"""An article cut into lines and sentences, each token read once, with each sentence's reporting words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summit_tui.arabic import Pair, paragraphs
from summit_tui.arabic.graphemes import snap
from summit_tui.arabic.headings import is_heading
from summit_tui.arabic.sentence_spans import sentence_cuts
from summit_tui.model import Span
from summit_tui.suggest.cues.words import FoundCue, cues_among
from summit_tui.suggest.words.tokens import Paragraph, Token, read_paragraph
from summit_tui.suggest.words.traits import SPEAKS

_LONGEST = 12_000
"""Code points of a line."""
_LONGEST_SENTENCE = 3_000
"""Code points; where no stop comes for so long, as in a transcript without any, a comma or a space parts."""
_PARTING = ("،", ",", " ")
_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
"""A letter of the Arabic script, also one of another language's, or in an old presentation form."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as token indexes of its line; a pair of quotation marks is never cut by one."""

    first: int
    after: int
    cues: tuple[FoundCue, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a part of a very long one, with its sentences.

    ``enclosing`` has for each token the index in ``pairs`` of the outermost pair whose inside it belongs
    to, or -1. ``number`` counts the article's lines from 0.
    """

    paragraph: Paragraph
    tokens: tuple[Token, ...]
    pairs: tuple[Pair, ...]
    number: int
    is_heading: bool
    sentences: tuple[Sentence, ...]
    enclosing: tuple[int, ...]


def lines_of(text: str) -> Iterator[Line]:
    """The lines of ``text`` with an Arabic letter, in text order, as they are asked for.

    In others, as in a program's settings, no sign stands for what it does in Arabic news.
    """
    number = 0
    for span in paragraphs(text):
        for part, ends in _parts(span, _near_cuts(text, span)):
            if _LETTER.search(text, part.start, part.end) is not None:
                yield _line(text, part, ends, number)
            number += 1


@lru_cache(maxsize=8)
def speaking_words(text: str) -> frozenset[str]:
    """The words right behind verbs of speech near the start of ``text``, where names of speakers stand."""
    found: set[str] = set()
    for span in paragraphs(text, Span(0, min(_LONGEST, len(text)))):
        place = read_paragraph(text, span)
        for index in place.showing(SPEAKS, 0, len(place.words)):
            found.update(place.words[index + 1 : index + 6])
    return frozenset(found)


def _near_cuts(text: str, span: Span) -> list[int]:
    """Where the sentences of a paragraph end; one that is far too long ends behind a comma, or a space."""
    cuts: list[int] = []
    start = span.start
    for cut in sentence_cuts(text, span):
        while cut - start > _LONGEST_SENTENCE:
            limit = start + _LONGEST_SENTENCE
            found = (text.rfind(sign, limit - _LONGEST_SENTENCE // 2, limit) + 1 for sign in _PARTING)
            start = next(filter(None, found), 0) or snap(text, Span(start, limit)).end
            cuts.append(start)
        cuts.append(cut)
        start = cut
    return cuts


def _parts(span: Span, cuts: list[int]) -> Iterator[tuple[Span, list[int]]]:
    """``span`` with where its sentences end; a very long one in parts of whole sentences."""
    start, ends = span.start, list[int]()
    for cut in cuts:
        if ends and cut - start > _LONGEST:
            yield Span(start, ends[-1]), ends
            start, ends = ends[-1], []
        ends.append(cut)
    yield Span(start, span.end), ends


def _line(text: str, span: Span, ends: list[int], number: int) -> Line:
    paragraph = read_paragraph(text, span)
    tokens = paragraph.tokens
    enclosing = [-1] * len(tokens)
    reached = 0
    for index, pair in enumerate(paragraph.pairs):
        if pair.outer.start >= reached:
            begin, end = paragraph.index_at(pair.inner.start), paragraph.index_at(pair.inner.end)
            enclosing[begin:end] = [index] * (end - begin)
            reached = pair.outer.end
    heading = is_heading(span.of(text), first=number == 0)
    found = tuple(_sentences(paragraph, ends, enclosing))
    return Line(paragraph, tokens, paragraph.pairs, number, heading, found, tuple(enclosing))


def _sentences(paragraph: Paragraph, ends: list[int], enclosing: list[int]) -> Iterator[Sentence]:
    first = 0
    for end in ends:
        after = paragraph.index_at(end)
        if after <= first:
            continue
        if after < len(enclosing) and enclosing[after] >= 0 and enclosing[after] == enclosing[after - 1]:
            continue
        yield Sentence(first, after, tuple(cues_among(paragraph, first, after)))
        first = after
    if first < len(enclosing):
        after = len(enclosing)
        yield Sentence(first, after, tuple(cues_among(paragraph, first, after)))
