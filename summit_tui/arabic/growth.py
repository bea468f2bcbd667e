"""Growing a selection: word, stretch between punctuation, clause, quotation, sentence, paragraph.

Stateless: the next larger stretch around the selection is found from the text; going back is the
caller's, who keeps what was selected before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import regex

from summit_tui.arabic.edges import without_blanks
from summit_tui.arabic.folding import folded
from summit_tui.arabic.graphemes import snap
from summit_tui.arabic.lexicon import read_words
from summit_tui.arabic.quotation import pairs_around, pairs_in
from summit_tui.arabic.sentence_spans import paragraph_at, sentence_at, without_stop
from summit_tui.arabic.word_spans import word_at, words
from summit_tui.model import Span

_PUNCTUATION = regex.compile(
    r"""[،؛,;:!?؟…()\[\]{}"«»“”„‟‹›—–]|\.+(?=\s|$)|''|&\w+;|&\#\w+;|(?<=\s)-(?=\s)"""
)
_PARTNER = {"(": ")", "[": "]", "{": "}"}
# "that" and the particles of reported questions, with and without clitics and pronouns, folded.
_COMPLEMENTISER = regex.compile(r"(?:[وفبل]|كا)?ان(?:ه|ها|هم|هما|هن|ك|كم|ني|نا|ي|ا)?|لان(?:ه|ها|هم)?|عما|هل")


def grow(text: str, selection: Span, caret: int) -> Span:
    """The next larger stretch around ``selection``, or around ``caret`` where nothing is selected.

    Always contains ``selection`` and is longer, up to the whole text.
    """
    around = snap(text, selection) if len(selection) else Span(caret, caret)
    for stretch in _stretches(text, around):
        if stretch.contains(around) and len(stretch) > len(selection):
            return stretch
    return Span(0, len(text))


def _stretches(text: str, around: Span) -> Iterator[Span]:
    """Stretches around ``around``, each within the next one."""
    word = word_at(text, around.start)
    if word is not None:
        yield word
    anchor = around
    paragraph = paragraph_at(text, around.start)
    for pair in pairs_around(text, around.start):
        inside = without_blanks(text, pair.inner)
        if inside is not None and inside.contains(anchor):
            yield from _within(text, anchor, inside)
            yield pair.outer
            anchor = pair.outer
    sentence = sentence_at(text, anchor.start)
    if sentence is not None and sentence.contains(anchor):
        yield from _within(text, anchor, without_stop(text, sentence))
        yield sentence
    yield without_blanks(text, paragraph) or paragraph
    yield paragraph


def _within(text: str, anchor: Span, room: Span) -> Iterator[Span]:
    """What the punctuation and the complementisers of ``room`` make around ``anchor``, and ``room``.

    First from the nearest punctuation or complementiser before to the nearest punctuation after;
    then the end moves from one punctuation to the next; then the start goes back to the
    complementisers before, the end being the room's.
    """
    if not room.contains(anchor):
        return
    # A quotation beside the anchor is passed over as a whole, with the punctuation in it.
    passed = [pair.outer for pair in pairs_in(text, room) if not pair.inner.contains(anchor)]
    cuts = sorted(
        cut
        for cut in (*_punctuation(text, room), *_next_sayings(text, room))
        if not any(outer.covers(cut.start) for outer in passed)
    )
    after_cut = max((cut.end for cut in cuts if cut.end <= anchor.start), default=room.start)
    clauses = _clause_starts(text, Span(room.start, anchor.start))
    start = max([after_cut, *clauses])
    ends = [cut.start for cut in cuts if cut.start >= anchor.end]
    for end in [*ends, room.end]:
        stretch = without_blanks(text, Span(start, end))
        if stretch is not None and _has_whole_brackets(text, stretch):
            yield stretch
    for earlier in reversed([clause for clause in clauses if clause < start]):
        yield Span(earlier, room.end)
    yield room


def _has_whole_brackets(text: str, stretch: Span) -> bool:
    """Whether ``stretch`` holds each bracket with its partner, as whoever selects it would."""
    waiting: list[str] = []
    for character in stretch.of(text):
        if character in _PARTNER:
            waiting.append(_PARTNER[character])
        elif character in _PARTNER.values() and (not waiting or waiting.pop() != character):
            return False
    return not waiting


def _punctuation(text: str, room: Span) -> Iterator[Span]:
    for match in _PUNCTUATION.finditer(text, room.start, room.end):
        yield Span(match.start(), match.end())


def _next_sayings(text: str, room: Span) -> Iterator[Span]:
    """Where the next thing said begins without punctuation before it: … وقال, … مضيفا; empty spans."""
    begins = _joined_verbs()
    for word in words(text, room):
        if folded(word.of(text)) in begins:
            yield Span(word.start, word.start)


@lru_cache(maxsize=1)
def _joined_verbs() -> frozenset[str]:
    return read_words(Path(__file__).parent / "lexicons" / "joined-verbs.txt")


def _clause_starts(text: str, before: Span) -> list[int]:
    """Where complementisers begin in ``before`` or right at its end, in text order."""
    candidates = words(text, before)
    following = word_at(text, before.end)
    if following is not None and following.start <= before.end < following.end:
        candidates = [*(word for word in candidates if word.end <= following.start), following]
    return [word.start for word in candidates if _COMPLEMENTISER.fullmatch(folded(word.of(text)))]
