"""The way from a snapshot through the journals that go on from it.

A journal is on the way whose ``after`` and ``chain`` are met on it. Where two go on from one place, that one
counts which leads further.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from summit_tui.store.records import Scan
from summit_tui.store.snapshot import Meta


class Piece(NamedTuple):
    """The transactions of one journal that count: the lines from ``start`` up to ``end``."""

    path: Path
    scan: Scan
    start: int
    end: int

    @property
    def lines(self) -> list[bytes]:
        """These lines, without their ends."""
        return self.scan.lines[self.start : self.end]

    @property
    def first(self) -> int:
        """The sequence number of the first of them."""
        return self.scan.header.after + self.start + 1


class Way:
    """The transactions from a snapshot on, pieced together from journals."""

    def __init__(self, meta: Meta) -> None:
        self._first = meta.sequence
        self._chains = [meta.seed]
        self.pieces: list[Piece] = []
        self.offered: list[tuple[Path, Scan]] = []
        self.broken = False

    @property
    def last(self) -> int:
        """The sequence number that is reached."""
        return self._first + len(self._chains) - 1

    def offer(self, path: Path, scan: Scan | None) -> bool:
        """Goes the way of a journal where that leads as far or further; returns whether it fits.

        Where two journals hold the same, the later one is that which its writer knew to be on the disk.
        """
        if scan is None:
            return False
        place = self._place(scan)
        if place is None:
            return False
        at, start = place
        self.offered.append((path, scan))
        self.broken = self.broken or bool(scan.rest)
        if at + len(scan.lines) - start >= len(self._chains) - 1:
            self.pieces = [*_cut(self.pieces, self._first + at), Piece(path, scan, start, len(scan.lines))]
            self._chains = [*self._chains[: at + 1], *scan.chains[start + 1 :]]
        return True

    def holds(self, scan: Scan) -> bool:
        """Whether every transaction of a journal that was offered is on the way."""
        at = scan.last - self._first
        return at < 0 or (at < len(self._chains) and self._chains[at] == scan.chains[-1])

    def _place(self, scan: Scan) -> tuple[int, int] | None:
        """Where on the way a journal begins, and from which of its lines on."""
        at = scan.header.after - self._first
        if at >= 0:
            return (at, 0) if at < len(self._chains) and self._chains[at] == scan.header.chain else None
        start = position(scan, self._first, self._chains[0])
        return None if start is None else (0, start)


def position(scan: Scan, sequence: int, chain: str) -> int | None:
    """After how many lines of a journal the transaction ``sequence`` with the sum ``chain`` was made."""
    start = sequence - scan.header.after
    return start if 0 <= start < len(scan.chains) and scan.chains[start] == chain else None


def _cut(pieces: Iterable[Piece], last: int) -> Iterator[Piece]:
    """``pieces`` up to the transaction ``last``."""
    for piece in pieces:
        end = min(piece.end, last - piece.scan.header.after)
        if end > piece.start:
            yield Piece(piece.path, piece.scan, piece.start, end)
