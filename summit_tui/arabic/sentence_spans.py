"""Sentences and paragraphs as spans, found locally around an offset.

A paragraph is a line. A sentence ends with ``. ! ? ؟ …`` and the closing quotation marks and
brackets glued to it, or with its paragraph; ``،`` and ``؛`` end none, nor do the stops of
abbreviations (د.) and numbers (9.30). Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import regex

from summit_tui.arabic.characters import PARAGRAPH_SEPARATORS, is_blank
from summit_tui.arabic.folding import folded
from summit_tui.arabic.graphemes import snap
from summit_tui.arabic.lexicon import read_words
from summit_tui.model import Span

_STOP = regex.compile(
    r"""(?P<stop>[.!?؟…۔]+)
        (?P<closing>(?:["”“»«’')\]}\u200e\u200f\u061c]|&quot;|&raquo;|&\#8221;)*)
        (?P<after>\s|$|.)""",
    regex.VERBOSE | regex.DOTALL,
)
_LINE = re.compile("[^" + "".join(PARAGRAPH_SEPARATORS) + "]+")
_LAST_WORD = regex.compile(r"(?r)[\p{L}\p{N}\p{M}\u200c\u200d]+")
_LETTER = regex.compile(r"\p{L}")
_ARABIC_LETTER = regex.compile(r"\p{Arabic}")
_ARABIC_WORD = regex.compile(r"[\p{L}--[^\p{Arabic}]][\p{Arabic}\p{M}]{2}", regex.V1)
_SINGLE = regex.compile(r"(?:\p{L}[\p{M}\u0640]*)")
_ABBREVIATIONS = Path(__file__).parent / "lexicons" / "abbreviations.txt"
_AFTER_NUMBERS = ("م", "هـ", "ه", "ق", "ص", "ج")
_WINDOW = 2000


def paragraph_at(text: str, offset: int) -> Span:
    """The line that holds ``offset``, without its newline; empty for an empty line."""
    offset = max(0, min(offset, len(text)))
    start, end = 0, len(text)
    for separator in PARAGRAPH_SEPARATORS:
        # Each only where the ones before it leave room: most texts don't have all of them.
        start = max(start, text.rfind(separator, start, offset) + 1)
        found = text.find(separator, offset, end)
        end = found if found >= 0 else end
    return Span(start, end)


def paragraphs(text: str, span: Span | None = None) -> Iterator[Span]:
    """The paragraphs that ``span`` (else the whole text) touches and that hold more than white space."""
    if span is None:
        lines = (Span(match.start(), match.end()) for match in _LINE.finditer(text))
        yield from (line for line in lines if not is_blank_span(text, line))
        return
    position, end = span.start, span.end
    while position <= end:
        paragraph = paragraph_at(text, position)
        if not is_blank_span(text, paragraph):
            yield paragraph
        position = paragraph.end + 1


def next_paragraph(text: str, offset: int) -> int:
    """Where the next paragraph that isn't blank begins, or the text's end."""
    position = paragraph_at(text, offset).end + 1
    while position < len(text):
        paragraph = paragraph_at(text, position)
        if not is_blank_span(text, paragraph):
            return paragraph.start
        position = paragraph.end + 1
    return len(text)


def previous_paragraph(text: str, offset: int) -> int:
    """The start of the paragraph at ``offset``; from there, that of the one before, or 0."""
    start = paragraph_at(text, offset).start
    while start > 0 and (start == offset or is_blank_span(text, paragraph_at(text, start))):
        start = paragraph_at(text, start - 1).start
        if start < offset and not is_blank_span(text, paragraph_at(text, start)):
            return start
    return start


def sentence_at(text: str, offset: int) -> Span | None:
    """The sentence that covers ``offset``, else the one that ends there, else the next in the paragraph.

    White space around a sentence belongs to none; None in a blank paragraph.
    """
    paragraph = paragraph_at(text, offset)
    start = _cut_before(text, paragraph, offset)
    previous = None
    while start < paragraph.end:
        end = _cut_after(text, paragraph, start)
        sentence = _without_space(text, Span(start, end))
        if sentence is not None:
            if offset < sentence.start and previous is not None and previous.end == offset:
                return previous
            if offset < sentence.end:
                return sentence
            previous = sentence
        start = end
    return previous


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """The sentences of ``text``, or those that ``span`` touches, in text order."""
    whole = Span(0, len(text)) if span is None else span
    found: list[Span] = []
    for paragraph in paragraphs(text, whole):
        start = _cut_before(text, paragraph, max(paragraph.start, whole.start))
        while start < min(paragraph.end, max(whole.end, whole.start + 1)):
            end = _cut_after(text, paragraph, start)
            sentence = _without_space(text, Span(start, end))
            if sentence is not None and sentence.end > whole.start and sentence.start < whole.end:
                found.append(sentence)
            start = end
    return found


def sentence_cuts(text: str, paragraph: Span) -> list[int]:
    """Where the sentences of a paragraph end, the last one with it; a space between two is the second's."""
    cuts: list[int] = []
    start = position = paragraph.start
    while match := _STOP.search(text, position, paragraph.end):
        cut = _cut(text, paragraph, match)
        position = match.end()
        if cut is not None and cut > start:
            cuts.append(cut)
            start = position = cut
    if not cuts or cuts[-1] < paragraph.end:
        cuts.append(paragraph.end)
    return cuts


def next_sentence(text: str, offset: int) -> int:
    """Where the next sentence after ``offset`` begins, or the text's end."""
    position = offset
    while position < len(text):
        paragraph = paragraph_at(text, position)
        start = _cut_before(text, paragraph, position)
        while start < paragraph.end:
            end = _cut_after(text, paragraph, start)
            sentence = _without_space(text, Span(start, end))
            if sentence is not None and sentence.start > offset:
                return sentence.start
            start = end
        position = next_paragraph(text, position)
        if position < len(text) and not is_blank(text[position]):
            return position
    return len(text)


def previous_sentence(text: str, offset: int) -> int:
    """The start of the sentence at ``offset``; from there, that of the one before, or 0."""
    position = offset
    while position > 0:
        paragraph = paragraph_at(text, position)
        start = _cut_before(text, paragraph, position)
        sentence = _without_space(text, Span(start, _cut_after(text, paragraph, start)))
        if sentence is not None and sentence.start < offset:
            return sentence.start
        position = start if start < position else position - 1
    return 0


def without_stop(text: str, sentence: Span) -> Span:
    """``sentence`` without the stop at its end; quotation marks before or after a stop stay in."""
    end = sentence.end
    while end > sentence.start and (text[end - 1] in ".!?؟…۔،؛" or is_blank(text[end - 1])):
        end -= 1
    return Span(sentence.start, end)


def is_blank_span(text: str, span: Span) -> bool:
    """Whether ``span`` holds nothing that is seen."""
    return not len(span) or is_blank(span.of(text))


def _cut_after(text: str, paragraph: Span, start: int) -> int:
    """The first cut after ``start``: where a sentence ends in ``paragraph``, or that one's end."""
    for match in _STOP.finditer(text, start, paragraph.end):
        if (cut := _cut(text, paragraph, match)) is not None and cut > start:
            return cut
    return paragraph.end


def _cut_before(text: str, paragraph: Span, offset: int) -> int:
    """The last cut at or before ``offset`` in ``paragraph``, or that one's start.

    A cut at ``offset`` itself, right behind its stop, doesn't count: the caret there is still at the
    end of the sentence before.
    """
    if offset <= paragraph.start:
        return paragraph.start
    width = _WINDOW
    while True:
        start = max(paragraph.start, offset - width)
        cuts = [
            cut
            for match in _STOP.finditer(text, start, min(paragraph.end, offset + 8))
            if (cut := _cut(text, paragraph, match)) is not None and cut < offset
        ]
        if cuts:
            return cuts[-1]
        if start == paragraph.start:
            return paragraph.start
        width *= 4


def _cut(text: str, paragraph: Span, match: regex.Match[str]) -> int | None:
    stop, after, closing_end = match["stop"], match["after"], match.end("closing")
    if after and not after.isspace():
        return _cut_before_letter(text, match)
    if stop == "." and not match["closing"] and closing_end < paragraph.end:
        word = _LAST_WORD.search(text, paragraph.start, match.start())
        if word is not None and word.end() == match.start() and _is_short(text, paragraph, word):
            return None
    return closing_end


def _cut_before_letter(text: str, match: regex.Match[str]) -> int | None:
    """A stop without a space after it: it ends a sentence between two whole Arabic words only."""
    before = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    word = before.group() if before is not None and before.end() == match.start() else ""
    if match["closing"]:
        # A quotation mark glued to both sides opens the next sentence's quote.
        opens = word and _LETTER.match(match["after"]) and len(match["closing"]) == 1
        return match.end("stop") if opens and len(word) > 2 else None
    if match["after"] in "،؛,;:":
        return None
    if len(word) < 3 or not _ARABIC_LETTER.match(word):
        return None
    return match.end("stop") if _ARABIC_WORD.match(text, match.start("after")) else None


def _is_short(text: str, paragraph: Span, word: regex.Match[str]) -> bool:
    """Whether the stop after ``word`` marks an abbreviation, an initial or a list number."""
    written = word.group()
    if written in _AFTER_NUMBERS:
        before = text[max(paragraph.start, word.start() - 2) : word.start()].strip()
        if before and before[-1].isdigit():
            return False
    if folded(written) in _abbreviations() or _SINGLE.fullmatch(written):
        return True
    return written.isdigit() and not text[paragraph.start : word.start()].strip()


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return read_words(_ABBREVIATIONS)


def _without_space(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    if start == end:
        return None
    # A diacritic on a space, or a joiner behind a letter, makes one cluster with it.
    whole = snap(text, Span(start, end))
    return Span(max(whole.start, span.start), min(whole.end, span.end))
