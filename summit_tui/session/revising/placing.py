"""Where a span of the old text is in the new one, and how certain that is.

After Hypothesis's fuzzy anchoring, which finds a quote by its words and by what stands before and after it,
and weighs them 50 : 20 : 20. What it does by searching for each quote, an alignment of the whole texts does
here: the words' old surroundings tell which of several equal ones is meant, however far they were moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto
from itertools import pairwise

from summit_tui import arabic
from summit_tui.model import Span
from summit_tui.session.revising.aligning import NONE
from summit_tui.session.revising.tokens import QUOTATION_MARK
from summit_tui.session.revising.versions import Versions

_WORDS, _BEFORE, _AFTER = 50, 20, 20
"""The weights of Hypothesis's client (match-quote.ts); it has 2 more for the position."""

_CONTEXT = 8
"""Tokens before and after a span that are looked at: about the 32 characters that Hypothesis keeps."""

_FURTHEST = 200
"""Tokens that may have been taken away beside a span: about a paragraph of a newspaper, or two."""

_SPEAK_FOR_THEMSELVES = 4
"""Tokens that are surely the same without regard to what stands around them."""

_FEWEST_ALIKE = 0.5
"""The part of a fragment's letters that has to be there for it to be the same one with corrections."""

_MOST_CERTAIN = 0.99
"""What is certain only where every word is the same is 1; this is the most of all others."""


class Part(Enum):
    """What of a quote a span is. Words that were replaced may be a cue or a mention still, but no content."""

    CONTENT = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Placed:
    """A span of the new text. ``certainty`` is in 0 to 1, and 1 only where all that is seen is the same."""

    span: Span
    certainty: float


@dataclass(frozen=True, slots=True)
class _Chain:
    """Tokens of a span that are in the new text, one after another in both: pairs of their numbers."""

    pairs: tuple[tuple[int, int], ...]

    @property
    def first(self) -> tuple[int, int]:
        return self.pairs[0]

    @property
    def last(self) -> tuple[int, int]:
        return self.pairs[-1]


def placed(versions: Versions, span: Span, part: Part) -> Placed | None:
    """Where ``span`` of the old text is in the new one, or ``None`` where its words aren't there any more.

    What is found is not empty, splits no grapheme cluster and is trimmed like any span that a person makes,
    unless the old one wasn't and its very characters are there.
    """
    tokens = versions.old.within(span)
    if not len(tokens):
        return None
    chain = _chain(versions, tokens)
    if chain is None and part is Part.CONTENT and versions.rewritten(tokens):
        chain = _chain(versions, tokens)
    if chain is None:
        return _in_their_place(versions, tokens) if part is Part.WORDS else None
    found = _found(versions, span, tokens, chain, part)
    if found is None:
        return None
    words = _alike(versions, tokens, chain, found)
    if part is Part.CONTENT and words < _FEWEST_ALIKE:
        return None
    inside = versions.new.within(found)
    context = sum(_around(versions, tokens, inside, skipping=0)) / 2
    if _seen(span.of(versions.old.text)) == _seen(found.of(versions.new.text)) and (
        len(tokens) >= _SPEAK_FOR_THEMSELVES or context >= 0.25
    ):
        return Placed(found, 1.0)
    return Placed(found, min(_certainty(words, *_around(versions, tokens, inside)), _MOST_CERTAIN))


def looked_for(versions: Versions, span: Span) -> int:
    """Where to look for ``span``, which isn't in the new text: at what follows the words before it."""
    tokens, new = versions.old.within(span), versions.new
    first = tokens.start if len(tokens) else len(versions.old)
    for token in reversed(range(first)):
        place = versions.place(token)
        if place != NONE:
            return new.starts[place + 1] if place + 1 < len(new) else new.ends[place]
    return 0


def _certainty(words: float, before: float, after: float) -> float:
    return (_WORDS * words + _BEFORE * before + _AFTER * after) / (_WORDS + _BEFORE + _AFTER)


def _seen(text: str) -> list[str]:
    return text.split()


def _chain(versions: Versions, tokens: range) -> _Chain | None:
    """The most of ``tokens`` that stand together in the new text, in their order."""
    pairs = [(token, place) for token in tokens if (place := versions.place(token)) != NONE]
    if not pairs:
        return None
    room = max(len(tokens), _CONTEXT)
    chains = [[pairs[0]]]
    for (before, place), (token, following) in pairwise(pairs):
        if place < following <= place + (token - before) + room:
            chains[-1].append((token, following))
        else:
            chains.append([(token, following)])
    best = max(chains, key=lambda chain: sum(versions.old.weight(token) for token, _ in chain))
    return _Chain(tuple(best))


def _found(versions: Versions, span: Span, tokens: range, chain: _Chain, part: Part) -> Span | None:
    """From the chain to where the span began and ended: to the words that took the place of missing ones."""
    edges = _earlier(versions, tokens, chain.first), _later(versions, tokens, chain.last)
    ends = (chain.first[1], chain.last[1])
    if edges == ends and (chain.first[0], chain.last[0]) == (tokens[0], tokens[-1]):
        found = _verbatim(versions, span, *chain.first)
        if found is not None:
            return found
    new = versions.new
    start = new.starts[edges[0]] if edges[0] < ends[0] else _start(versions, span, *chain.first)
    end = new.ends[edges[1]] if edges[1] > ends[1] else _end(versions, span, *chain.last)
    if start >= end:
        return None
    tidy = arabic.trimmed if part is Part.CONTENT else arabic.without_blanks
    return tidy(new.text, arabic.snap(new.text, Span(start, end)))


def _verbatim(versions: Versions, span: Span, first: int, place: int) -> Span | None:
    """The same characters in the new text, where the token ``first`` is ``place``."""
    start = span.start + versions.new.starts[place] - versions.old.starts[first]
    new, words = versions.new.text, span.of(versions.old.text)
    if start < 0 or not new.startswith(words, start):
        return None
    found = Span(start, start + len(words))
    return found if arabic.snap(new, found) == found else None


def _start(versions: Versions, span: Span, first: int, place: int) -> int:
    """Where a span begins whose first token is ``place``; it may be in the midst of it."""
    return _cut(versions, first, place, max(span.start - versions.old.starts[first], 0))


def _end(versions: Versions, span: Span, last: int, place: int) -> int:
    """Where a span ends whose last token is ``place``."""
    old = versions.old
    return _cut(versions, last, place, min(span.end, old.ends[last]) - old.starts[last])


def _earlier(versions: Versions, tokens: range, first: tuple[int, int]) -> int:
    """The token of the new text with which a span begins whose first known token is ``first``."""
    token, place = first
    missing = token - tokens[0]
    room = versions.free_before(place)
    outside = tokens[0] - 1
    before = versions.place(outside) if outside >= 0 else NONE
    adjoins = before == room.start - 1 and (outside >= 0 or room.start == 0)
    if missing:
        # All that stands between the same words as the missing ones took their place, unless it is much more.
        replaced = adjoins and len(room) <= 2 * missing + _CONTEXT
        return room.start if replaced else place - min(missing, len(room))
    opens = outside >= 0 and versions.old.keys[outside] == QUOTATION_MARK
    return room.start if opens and adjoins and len(room) <= _CONTEXT else place


def _later(versions: Versions, tokens: range, last: tuple[int, int]) -> int:
    """The token of the new text with which a span ends whose last known token is ``last``."""
    token, place = last
    missing = tokens[-1] - token
    room = versions.free_after(place)
    outside = tokens[-1] + 1
    at_end = outside == len(versions.old)
    after = len(versions.new) if at_end else versions.place(outside)
    adjoins = after == room.stop
    if missing:
        replaced = adjoins and len(room) <= 2 * missing + _CONTEXT
        return room.stop - 1 if replaced else place + min(missing, len(room))
    closes = not at_end and versions.old.keys[outside] == QUOTATION_MARK
    return room.stop - 1 if closes and adjoins and len(room) <= _CONTEXT else place


def _cut(versions: Versions, token: int, place: int, offset: int) -> int:
    """``offset`` code points into an old token, in the new text: a span may begin or end within a word."""
    before, after = versions.old.word(token), versions.new.word(place)
    start = versions.new.starts[place]
    if offset in (0, len(before)) or before == after:
        return start + (len(after) if offset == len(before) else offset)
    for _, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if first <= offset < last:
            return start + min(begin + offset - first, end)
    return start + len(after)


def _in_their_place(versions: Versions, tokens: range) -> Placed | None:
    """What stands in the new text between the same words as ``tokens``, where it is about as much."""
    outside, beyond = tokens[0] - 1, tokens[-1] + 1
    if outside < 0 or beyond == len(versions.old):
        return None
    before, after = versions.place(outside), versions.place(beyond)
    room = range(before + 1, after)
    if NONE in (before, after) or not 0 < len(room) <= len(tokens) + 1:
        return None
    if not all(map(versions.is_free, room)) or not any(versions.new.keys[one][0].isalnum() for one in room):
        return None
    return Placed(versions.new.span(room[0], room[-1]), _certainty(0.0, *_around(versions, tokens, room)))


def _alike(versions: Versions, tokens: range, chain: _Chain, found: Span) -> float:
    """The part of the letters of both spans that are the same ones (Dice's coefficient)."""
    old, new = versions.old, versions.new
    inside = new.within(found)
    both = sum(
        versions.likeness(token, place) * (old.weight(token) + new.weight(place))
        for token, place in chain.pairs
        if place in inside
    )
    return both / (sum(map(old.weight, tokens)) + sum(map(new.weight, inside)))


def _around(
    versions: Versions, tokens: range, found: range, skipping: int = _FURTHEST
) -> tuple[float, float]:
    """The part of the tokens before and after a span that stand before and after it in the new text, too.

    Up to ``skipping`` tokens that are nowhere any more are passed over: what was taken away beside a quote
    says nothing of it.
    """
    before = range(tokens[0] - 1, -1, -1)
    after = range(tokens[-1] + 1, len(versions.old))
    near_before = range(found[0] - 2 * _CONTEXT, found[0])
    near_after = range(found[-1] + 1, found[-1] + 1 + 2 * _CONTEXT)
    return _share(versions, before, near_before, skipping), _share(versions, after, near_after, skipping)


def _share(versions: Versions, tokens: range, near: range, skipping: int) -> float:
    if not len(tokens):
        return 1.0
    looked_at = there = 0
    for token in tokens:
        place = versions.place(token)
        if place == NONE and skipping:
            skipping -= 1
            continue
        looked_at += 1
        there += place in near
        if looked_at == _CONTEXT:
            break
    return there / looked_at if looked_at else 0.0
