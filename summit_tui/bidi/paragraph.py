"""Paragraphs: their base direction and the embedding levels of all their text."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import NamedTuple

from summit_tui.bidi.levels import embedding_levels
from summit_tui.bidi.properties import bidi_classes
from summit_tui.bidi.strong import first_strong

CONTROL_NAMES = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
"""Unicode's short names of the bidi controls that open or close an embedding, an override or an isolate."""

_CONTROLS = re.compile("[" + "".join(CONTROL_NAMES) + "]")
_BIDI_PARAGRAPH = re.compile(rb"[^B]*B|[^B]+")
_SEGMENT = re.compile(rb"[^sB]+|[sB]+")
_SPACE_CLASSES = b"WbijkplrdefsB"
_PEEK = 256


class Direction(Enum):
    """The base direction of a paragraph."""

    LTR = "ltr"
    RTL = "rtl"

    @property
    def opposite(self) -> Direction:
        """The other direction."""
        return Direction.LTR if self is Direction.RTL else Direction.RTL


def _direction(strong: str, default: Direction) -> Direction:
    return {"L": Direction.LTR, "R": Direction.RTL}.get(strong, default)


def base_direction(text: str, default: Direction = Direction.RTL) -> Direction:
    """The direction of the first strong character of ``text`` (UAX #9, P2 and P3).

    What stands in an isolate is passed over. ``default`` is for a text without a strong character. Only the
    first bidi paragraph of ``text`` is looked at.
    """
    if len(text) > _PEEK:
        # The first strong letter nearly always stands at the very beginning of a text.
        beginning = bidi_classes(text[:_PEEK])
        strong = first_strong(beginning.split(b"B", 1)[0])
        if strong or b"B" in beginning:
            return _direction(strong, default)
    return _direction(first_strong(bidi_classes(text).split(b"B", 1)[0]), default)


def letter_counts(text: str) -> tuple[int, int]:
    """How many left-to-right and how many right-to-left letters ``text`` has, by bidi class (L; R and AL)."""
    classes = bidi_classes(text)
    return classes.count(b"L"), classes.count(b"R") + classes.count(b"A")


def majority_direction(text: str, default: Direction = Direction.RTL) -> Direction:
    """The direction of most strong letters of ``text``; ``default`` when there are as many of both."""
    left_to_right, right_to_left = letter_counts(text)
    if left_to_right == right_to_left:
        return default
    return Direction.RTL if right_to_left > left_to_right else Direction.LTR


def controls_in(text: str) -> list[tuple[int, str]]:
    """Offset and short name of each control of an embedding, override or isolate in ``text``."""
    return [(match.start(), CONTROL_NAMES[match[0]]) for match in _CONTROLS.finditer(text)]


class Paragraph(NamedTuple):
    """A text without line feeds, with the embedding level of each code point before rule L1.

    ``direction`` is the base direction. Characters of bidi class B (U+2029, U+0085, U+001C to U+001E, and
    line feeds) end a bidi paragraph within the text: ``starts`` and ``directions`` hold the offset and base
    direction of each bidi paragraph, the first of which is at 0 and has ``direction``.
    """

    text: str
    direction: Direction
    levels: bytes
    starts: tuple[int, ...] = (0,)
    directions: tuple[Direction, ...] = ()

    @classmethod
    def resolve(
        cls, text: str, direction: Direction | None = None, *, default: Direction = Direction.RTL
    ) -> Paragraph:
        """Resolve the levels of ``text`` by UAX #9.

        ``direction`` overrules the first strong characters, ``default`` stands in where there are none. A
        million code points of one paragraph take about half a second.
        """
        classes = bidi_classes(text)
        starts: list[int] = []
        directions: list[Direction] = []
        parts: list[bytes] = []
        for match in _BIDI_PARAGRAPH.finditer(classes):
            piece = match[0]
            base = direction or _direction(first_strong(piece), default)
            starts.append(match.start())
            directions.append(base)
            part = text[match.start() : match.end()]
            parts.append(embedding_levels(part, piece, 1 if base is Direction.RTL else 0))
        if not starts:
            return cls(text, direction or default, b"")
        return cls(text, directions[0], b"".join(parts), tuple(starts), tuple(directions))

    def direction_at(self, offset: int) -> Direction:
        """The base direction of the bidi paragraph that the code point at ``offset`` belongs to."""
        if len(self.starts) == 1:
            return self.direction
        return self.directions[bisect_right(self.starts, offset) - 1]

    def line_levels(self, start: int, end: int) -> bytes:
        """The levels of the code points ``[start, end)`` when they stand on a line of their own: rule L1.

        A line lies in one bidi paragraph, and at most ends with the separator that ends it.

        White space and controls at the line's end, and separators with those before them, go to the level of
        the bidi paragraph.
        """
        levels = self.levels[start:end]
        if not levels:
            return levels
        base = 1 if self.direction_at(start) is Direction.RTL else 0
        if levels.count(base) == len(levels):
            return levels
        classes = bidi_classes(self.text[start:end])
        reset = bytearray(levels)
        for match in _SEGMENT.finditer(classes):
            at, stop = match.start() + len(match[0].rstrip(_SPACE_CLASSES)), match.end()
            reset[at:stop] = bytes([base]) * (stop - at)
        return bytes(reset)
