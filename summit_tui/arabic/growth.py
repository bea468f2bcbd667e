"""Growing a selection: word, stretch between punctuation, clause, quotation, sentence, paragraph.

Stateless: the next larger stretch around the selection is found from the text; going back is the
caller's, who keeps what was selected before.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from summit_tui.arabic.edges import without_blanks
from summit_tui.arabic.folding import folded
from summit_tui.arabic.graphemes import snap
from summit_tui.arabic.quotation import pairs_around
from summit_tui.arabic.sentences import paragraph_at, sentence_at, without_stop
from summit_tui.arabic.words import word_at, words
from summit_tui.model import Span

_PUNCTUATION = regex.compile(
    r"""[،؛,;:!?؟…()\[\]{}"«»“”„‟‹›—–]|\.+(?=\s|$)|''|&\w+;|&\#\w+;|(?<=\s)-(?=\s)"""
)
# "that" and the particles of reported questions, with and without clitics and pronouns, folded.
_COMPLEMENTISER = regex.compile(r"(?:[وفبل]|كا)?ان(?:ه|ها|هم|هما|هن|ك|كم|ني|نا|ي|ا)?|لان(?:ه|ها|هم)?|عما|هل")


def grow(text: str, selection: Span, caret: int) -> Span:
    """The next larger stretch around ``selection``, or around ``caret`` where nothing is selected.

    Always contains ``selection`` and is longer, up to the whole text.
    """
    around = snap(text, selection) if len(selection) else Span(caret, caret)
    for candidate in sorted(_candidates(text, around), key=len):
        if candidate.contains(selection) and candidate.contains(around) and len(candidate) > len(selection):
            return candidate
    return Span(0, len(text))


def _candidates(text: str, around: Span) -> Iterator[Span]:
    word = word_at(text, around.start)
    if word is not None:
        yield word
    paragraph = paragraph_at(text, around.start)
    sentence = sentence_at(text, around.start)
    room = paragraph
    if sentence is not None:
        room = without_stop(text, sentence)
        yield from (room, sentence)
    for pair in pairs_around(text, around.start):
        inside = without_blanks(text, pair.inner)
        if inside is not None and inside.contains(around):
            yield from (inside, without_blanks(text, pair.outer) or inside)
            room = inside if len(inside) < len(room) else room
    yield from _between_punctuation(text, around, room)
    yield from _clauses(text, around, room)
    yield without_blanks(text, paragraph) or paragraph
    yield paragraph


def _between_punctuation(text: str, around: Span, room: Span) -> Iterator[Span]:
    if not room.contains(around):
        return
    start, end = room.start, room.end
    for match in _PUNCTUATION.finditer(text, room.start, room.end):
        if match.end() <= around.start:
            start = match.end()
        elif match.start() >= around.end:
            end = match.start()
            break
    stretch = without_blanks(text, Span(start, end))
    if stretch is not None:
        yield stretch


def _clauses(text: str, around: Span, room: Span) -> Iterator[Span]:
    """The stretch from the nearest complementiser before the caret to the end of the room."""
    if not room.contains(around):
        return
    starts = [
        word.start
        for word in words(text, Span(room.start, max(around.end, room.start)))
        if word.start <= around.start and _COMPLEMENTISER.fullmatch(folded(word.of(text)))
    ]
    if starts:
        yield from (Span(start, room.end) for start in starts)
