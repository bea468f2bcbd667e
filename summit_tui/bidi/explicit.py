"""Embeddings, overrides and isolates, and the run sequences they make: rules X1 to X10 of UAX #9."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summit_tui.bidi.strong import first_strong

MAX_DEPTH = 125
"""The deepest explicit level (BD2)."""

_CONTROL = re.compile(rb"[lrdefijkpB]")
_ISOLATE = re.compile(rb"[ijkp]")
_LEVEL_RUN = re.compile(rb"(.)\1*", re.DOTALL)
_REMOVED = b"blrdef"
# An override gives its direction to every class but BN, which X9 takes out.
_OVERRIDE = {
    direction: bytes(value if value == ord("b") else ord(direction) for value in range(256))
    for direction in "LR"
}


def isolate_pairs(classes: bytes) -> dict[int, int]:
    """Each PDI's isolate initiator, by index (BD9)."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for match in _ISOLATE.finditer(classes):
        if match[0] != b"p":
            waiting.append(match.start())
        elif waiting:
            pairs[match.start()] = waiting.pop()
    return pairs


class Status(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str = ""
    isolate: bool = False


class Explicit:
    """Rules X1 to X8 on the classes of one paragraph, at paragraph level ``base``.

    ``levels`` and ``classes`` (after overrides) have an entry for each code point.
    """

    def __init__(self, original: bytes, base: int) -> None:
        self.levels = bytearray([base]) * len(original)
        self.classes = bytearray(original)
        self._original = original
        self._stack = [Status(base)]
        self._overflow_isolates = 0
        self._overflow_embeddings = 0
        self._valid_isolates = 0
        position = 0
        for match in _CONTROL.finditer(original):
            self._fill(position, match.start())
            self._control(match.start(), match[0].decode("ascii"))
            position = match.end()
        self._fill(position, len(original))

    def _fill(self, start: int, end: int) -> None:
        """X6: what is no control takes the level, and the override, that is in force."""
        status = self._stack[-1]
        self.levels[start:end] = bytes([status.level]) * (end - start)
        if status.override:
            self.classes[start:end] = self.classes[start:end].translate(_OVERRIDE[status.override])

    def _control(self, index: int, control: str) -> None:
        if control in "ijk":
            self._open_isolate(index, control)
        elif control == "p":
            self._close_isolate(index)
        elif control in "lrde":
            self._open_embedding("L" if control in "ld" else "R", override=control in "de")
        elif control == "f":
            self._close_embedding()

    def _next_level(self, direction: str) -> int:
        level = self._stack[-1].level
        return (level + 2) & ~1 if direction == "L" else (level + 1) | 1

    def _open_embedding(self, direction: str, *, override: bool) -> None:
        """X2 to X5."""
        level = self._next_level(direction)
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._stack.append(Status(level, direction if override else ""))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def _close_embedding(self) -> None:
        """X7."""
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) > 1:
            self._stack.pop()

    def _open_isolate(self, index: int, control: str) -> None:
        """X5a to X5c."""
        self._fill(index, index + 1)
        if self._overflow_isolates or self._overflow_embeddings:
            self._overflow_isolates += 1
            return
        direction = "L" if control == "i" else "R"
        if control == "k":
            direction = first_strong(self._original, index + 1, inside_isolate=True) or "L"
        level = self._next_level(direction)
        if level <= MAX_DEPTH:
            self._valid_isolates += 1
            self._stack.append(Status(level, isolate=True))
        else:
            self._overflow_isolates += 1

    def _close_isolate(self, index: int) -> None:
        """X6a."""
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            while not self._stack[-1].isolate:
                self._stack.pop()
            self._stack.pop()
            self._valid_isolates -= 1
        self._fill(index, index + 1)


class Sequence(NamedTuple):
    """An isolating run sequence (BD13): its level, its level runs by index, the directions at its ends."""

    level: int
    runs: list[tuple[int, int]]
    sos: str = ""
    eos: str = ""


def kept_indexes(original: bytes) -> list[int]:
    """The indexes that rule X9 doesn't take out."""
    return [index for index, value in enumerate(original) if value not in _REMOVED]


def run_sequences(original: bytes, levels: bytes, base: int) -> Iterator[Sequence]:
    """X10: the isolating run sequences of a text from which X9's controls are out.

    ``original`` holds the classes before overrides. Every index is in one run of one sequence.
    """
    pairs = isolate_pairs(original)
    matched = set(pairs.values())
    sequences: list[Sequence] = []
    open_at: dict[int, Sequence] = {}
    for match in _LEVEL_RUN.finditer(levels):
        start, end = match.span()
        sequence = open_at.pop(pairs[start], None) if start in pairs else None
        if sequence is None:
            sequence = Sequence(levels[start], [])
            sequences.append(sequence)
        sequence.runs.append((start, end))
        if end - 1 in matched:
            open_at[end - 1] = sequence
    for sequence in sequences:
        sos, eos = _edges(sequence, original, levels, base)
        yield sequence._replace(sos=sos, eos=eos)


def _edges(sequence: Sequence, original: bytes, levels: bytes, base: int) -> tuple[str, str]:
    first, last = sequence.runs[0][0], sequence.runs[-1][1]
    before = levels[first - 1] if first else base
    isolated = original[last - 1] in b"ijk"
    after = base if isolated or last == len(levels) else levels[last]
    return "R" if max(before, sequence.level) & 1 else "L", "R" if max(after, sequence.level) & 1 else "L"
