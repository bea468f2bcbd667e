"""Words as spans: runs of letters, digits and what belongs to them.

A word keeps its diacritics, tatweel, joiners and presentation forms; a number keeps the separators
between its digits (9.30, 3,5, 12:45). Punctuation belongs to no word. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from summit_tui.arabic.graphemes import snap
from summit_tui.model import Span

# A diacritic begins a word only where it begins a cluster: on a space or on punctuation it belongs to that.
WORD_PATTERN = r"""(?:
        [\p{L}\p{N}_\p{Grapheme_Cluster_Break=Prepend}]
      | (?<![^\n\p{Bidi_Control}]) \p{M}
    )
    [\u200c\u200d]*
    (?:
        [\p{L}\p{N}\p{M}_\p{Grapheme_Cluster_Break=Prepend}] [\u200c\u200d]*
      | (?<=\p{Nd}) [.,:\u066b\u066c] (?=\p{Nd})
      | (?<=\p{Latin}) ['’\-] (?=\p{Latin})
    )*"""
_WORD = regex.compile(WORD_PATTERN, regex.VERBOSE)
_WINDOW = 256


def words(text: str, span: Span | None = None) -> list[Span]:
    """The words of ``text``, or those that begin and end within ``span``."""
    start, end = (0, len(text)) if span is None else (span.start, min(span.end, len(text)))
    return [Span(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]


def word_at(text: str, offset: int) -> Span | None:
    """The word that covers ``offset`` or, where none does, the one that ends there."""
    found = None
    for word in _words_from(text, _blank_before(text, offset)):
        if word.start > offset:
            break
        if offset <= word.end:
            found = word
            if offset < word.end:
                break
    return found


def next_word_start(text: str, offset: int) -> int:
    """Where the next word after ``offset`` begins, or the text's end."""
    for word in _words_from(text, _blank_before(text, offset)):
        if word.start > offset:
            return word.start
    return len(text)


def next_word_end(text: str, offset: int) -> int:
    """The first end of a word after ``offset``, or the text's end."""
    for word in _words_from(text, _blank_before(text, offset)):
        if word.end > offset:
            return word.end
    return len(text)


def previous_word_start(text: str, offset: int) -> int:
    """The last start of a word before ``offset``, or 0."""
    return max((word.start for word in _words_up_to(text, offset) if word.start < offset), default=0)


def previous_word_end(text: str, offset: int) -> int:
    """The last end of a word before ``offset``, or 0."""
    return max((word.end for word in _words_up_to(text, offset) if word.end < offset), default=0)


def _words_from(text: str, start: int) -> Iterator[Span]:
    return (Span(match.start(), match.end()) for match in _WORD.finditer(text, start))


def _words_up_to(text: str, offset: int) -> list[Span]:
    """Words before ``offset`` from a window that holds at least one, unless there is none."""
    width = _WINDOW
    while True:
        start = _blank_before(text, max(0, offset - width))
        stop = min(len(text), offset + _WINDOW)
        found = [
            Span(match.start(), match.end())
            for match in _WORD.finditer(text, start, stop)
            if match.start() < offset
        ]
        if start == 0 or any(word.end < offset for word in found):
            return found
        width *= 4


def _blank_before(text: str, offset: int) -> int:
    """A place at or before ``offset`` that lies in no word: white space, or a cluster's edge far back."""
    lowest = max(0, offset - 2000)
    position = min(offset, len(text))
    while position > lowest and not text[position - 1].isspace():
        position -= 1
    return position if position == 0 or position > lowest else snap(text, Span(position, position)).start
