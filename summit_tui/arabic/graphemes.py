r"""Grapheme clusters (UAX #29, ``regex``'s ``\X``) and the caret's stops between them.

Everything looks only around the offset it is asked about, so that an article of some megabytes
costs no more than a short one. Offsets are code points.
"""

from __future__ import annotations

import unicodedata

import regex

from summit_tui.arabic.characters import takes_no_cell
from summit_tui.model import Span

_CLUSTER = regex.compile(r"\X")
_PREPENDED = regex.compile(r"\p{Grapheme_Cluster_Break=Prepend}")
_FURTHEST_BACK = 4096


def boundaries(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """The edges of the clusters in ``text[start:end]``, ``start`` and ``end`` among them.

    ``start`` has to be an edge itself (0, a paragraph's start, or what the functions here return).
    """
    end = len(text) if end is None else end
    edges = [match.start() for match in _CLUSTER.finditer(text, start, end)]
    return [*edges, end] if edges else [start]


def cluster_at(text: str, offset: int) -> Span:
    """The cluster that holds the code point at ``offset``; empty at the text's end."""
    if offset >= len(text):
        return Span(len(text), len(text))
    position = _certain_edge(text, max(0, offset))
    while True:
        match = _CLUSTER.match(text, position)
        assert match is not None
        if match.end() > offset:
            return Span(match.start(), match.end())
        position = match.end()


def next_grapheme(text: str, offset: int) -> int:
    """The caret's next stop after ``offset``: before a cluster that has a cell, or the text's end.

    Clusters without a cell (bidi controls, joiners that stand alone) are passed over. A newline
    has a stop before it.
    """
    position = cluster_at(text, offset).end
    while position < len(text):
        cluster = cluster_at(text, position)
        if not takes_no_cell(cluster.of(text)):
            return position
        position = cluster.end
    return len(text)


def previous_grapheme(text: str, offset: int) -> int:
    """The caret's last stop before ``offset``, or 0."""
    position = min(offset, len(text))
    while position > 0:
        cluster = cluster_at(text, position - 1)
        position = cluster.start
        if not takes_no_cell(cluster.of(text)):
            return position
    return 0


def snap(text: str, span: Span) -> Span:
    """``span`` widened to the edges of the clusters that it touches; an empty one moves to an edge."""
    end = min(span.end, len(text))
    start = min(span.start, end)
    if not _is_certain_edge(text, start):
        start = cluster_at(text, start).start
    if not len(span):
        return Span(start, start)
    return Span(start, end if _is_certain_edge(text, end) else cluster_at(text, end - 1).end)


def _certain_edge(text: str, offset: int) -> int:
    """An edge at or before ``offset``, found without reading the text from its start.

    An ordinary letter, space or sign that no prepended character stands before begins a cluster
    whatever surrounds it (UAX #29, rules GB3 to GB9b and GB999).
    """
    lowest = max(0, offset - _FURTHEST_BACK)
    for position in range(offset, lowest, -1):
        if _begins_a_cluster(text[position]) and not _holds_on(text[position - 1]):
            return position
    return lowest


def _is_certain_edge(text: str, offset: int) -> bool:
    """Whether a cluster begins at ``offset`` whatever surrounds the two characters there."""
    if not 0 < offset < len(text):
        return True
    before, character = text[offset - 1], text[offset]
    if character == "\n":
        return before != "\r"
    return _begins_a_cluster(character) and not _holds_on(before)


def _begins_a_cluster(character: str) -> bool:
    code = ord(character)
    if code < 0x300:
        return character not in "\n\xa9\xae"
    in_arabic = 0x600 <= code < 0x780 or 0xFB50 <= code < 0xFE00 or 0xFE70 <= code < 0xFEFF
    return in_arabic and unicodedata.category(character)[0] in "LNPZ"


def _holds_on(character: str) -> bool:
    return ord(character) >= 0x600 and _PREPENDED.match(character) is not None
