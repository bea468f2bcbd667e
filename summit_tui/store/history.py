"""Every transaction of a database by its number, read from where it is only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summit_tui.disk import Disk
from summit_tui.store.errors import StoreError
from summit_tui.store.journal import read_journal
from summit_tui.store.naming import Names
from summit_tui.store.records import Scan, note_of, scan

_KEPT = 4
"""How many segments are kept in memory that were read last."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A segment as it was when it had ``size`` bytes."""

    size: int
    scan: Scan


class History:
    """Folded journals, and those that aren't folded yet: ``live`` gives these by their first transaction."""

    def __init__(self, names: Names, disk: Disk, live: Callable[[], Sequence[tuple[int, Path]]]) -> None:
        self._names = names
        self._disk = disk
        self._live = live
        self._segments: dict[int, Path] | None = None
        self._read: dict[Path, _Read] = {}
        self._unwritten: Scan | None = None

    def begin(self, lines: list[bytes]) -> None:
        """Takes ``lines``, header first, for a segment that isn't on the disk yet."""
        self._unwritten = scan(b"".join(lines))

    def refresh(self) -> None:
        """Looks anew for what is there, after a fold."""
        self._segments = None
        self._unwritten = None

    def note(self, sequence: int) -> Any:
        """The note of the transaction number ``sequence``.

        Raises ``StoreError`` where it can't be read.
        """
        return note_of(self.line(sequence))

    def line(self, sequence: int) -> bytes:
        """The transaction number ``sequence`` as its journal's line. Raises ``StoreError``."""
        try:
            for _ in range(2):
                found = self._found(sequence)
                if found is not None:
                    return found
                self._segments = None  # It may have become a segment since they were listed.
        except OSError as error:
            raise StoreError(
                "Edit number {number} of {path} could not be read: {reason}. Nothing was changed.",
                number=sequence,
                path=self._names.snapshot,
                reason=error.strerror or str(error),
            ) from error
        raise StoreError(
            "Edit number {number} of {path} is not in the history any more, or is damaged. "
            "Nothing was changed; restore the project's folder history from a copy.",
            number=sequence,
            path=self._names.snapshot,
        )

    def holds(self, journal: Scan, path: Path) -> bool:
        """Whether the last transaction of the journal at ``path``, and so all of them, is elsewhere, too."""
        try:
            return bool(journal.lines) and self._found(journal.last, but=path) == journal.lines[-1]
        except OSError:
            return False

    def _found(self, sequence: int, but: Path | None = None) -> bytes | None:
        unwritten = self._unwritten
        if unwritten is not None and sequence <= unwritten.last:
            return unwritten.lines[sequence - 1] if sequence > 0 else None
        if self._segments is None:
            self._segments = self._names.segments(self._disk)
        places = [place for place in (*self._live(), *self._segments.items()) if place[0] <= sequence]
        # It is in the last one that begins before it or, where that is torn, in the one before.
        firsts = sorted({first for first, _ in places}, reverse=True)[:2]
        for _, path in sorted((place for place in places if place[0] in firsts), reverse=True):
            if path == but:
                continue
            try:
                read = self._scan(path)
            except FileNotFoundError:
                continue
            if read is not None and read.header.after < sequence <= read.last:
                return read.lines[sequence - read.header.after - 1]
        return None

    def _scan(self, path: Path) -> Scan | None:
        size = self._disk.stat(path).st_size
        known = self._read.get(path)
        if known is not None and known.size == size:
            return known.scan
        found, content = read_journal(path, self._disk)
        if found is not None:
            while len(self._read) >= _KEPT:
                del self._read[next(iter(self._read))]
            self._read[path] = _Read(len(content), found)
        return found
