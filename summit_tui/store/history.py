"""Every transaction of a database by its number, read from where it is only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from summit_tui.disk import Disk
from summit_tui.reasons import reason_of
from summit_tui.store.errors import LostEditError, StoreError
from summit_tui.store.journal import lines_of, read_journal
from summit_tui.store.naming import Names
from summit_tui.store.records import Scan, note_of, scan

HISTORY_START = "history_start"
"""What a snapshot's ``_meta`` calls the number of the first edit that is kept, where it isn't 1."""


def start_in(extra: Mapping[str, Any]) -> int:
    """The number of the first edit that is kept, by what a snapshot keeps; 1 where nothing tells."""
    start = extra.get(HISTORY_START, 1)
    return start if type(start) is int and start > 0 else 1


_KEPT = 4
"""How many segments are kept in memory that were read last."""


class _Read(NamedTuple):
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
        self.start = 1
        """The number of the first transaction that is kept; those before were taken away by wish, or lost."""

    def begin(self, lines: list[bytes]) -> None:
        """Takes ``lines``, header first, for a segment that isn't on the disk yet."""
        self._unwritten = scan(b"".join(lines))

    def refresh(self) -> None:
        """Looks anew for what is there, after a fold."""
        self._segments = None
        self._unwritten = None

    def first_there(self, last: int) -> int:
        """The number of the first transaction that the names of files speak of; without any, ``last + 1``.

        Raises ``OSError``.
        """
        if self._unwritten is not None:
            return self._unwritten.header.after + 1
        firsts = [*(first for first, _ in self._live()), *self._names.segments(self._disk)]
        return min((first for first in firsts if first <= last), default=last + 1)

    def note(self, sequence: int) -> Any:
        """The note of the transaction number ``sequence``.

        Raises ``StoreError`` where it can't be read.
        """
        return note_of(self.line(sequence))

    def line(self, sequence: int) -> bytes:
        """The transaction number ``sequence`` as its journal's line. Raises ``StoreError``."""
        return _line(self._holding(sequence), sequence)

    def newest_first(self, last: int, words: bytes = b"") -> Iterator[tuple[int, bytes] | None]:
        """The transactions from number ``last`` down that hold ``words``, each behind its number.

        A file is read when it is reached, and at its end, whatever there was in it, ``None`` is given.
        Raises ``StoreError`` where one is missing that should be there.
        """
        for scan_ in self.scans(last):
            after, lines = scan_.header.after, scan_.lines
            for number in range(min(last, scan_.last), max(after, self.start - 1), -1):
                if words in lines[number - after - 1]:
                    yield number, lines[number - after - 1]
            last = after
            yield None

    def scans(self, last: int) -> Iterator[Scan]:
        """The files from that with number ``last`` back. Raises ``StoreError`` where one can't be read."""
        while last >= self.start:
            holding = self._holding(last)
            yield holding
            last = holding.header.after

    def oldest_first(self, last: int, words: bytes = b"") -> Iterator[tuple[int, bytes]]:
        """The transactions up to number ``last`` that hold ``words``, each behind its number.

        One of them at a time is in memory. Raises ``StoreError`` as ``newest_first`` does.
        """
        wanted = self.start
        while wanted <= last:
            reached = wanted
            for sequence, line in self._onward(wanted):
                if sequence > last:
                    break
                reached = sequence + 1
                if words in line:
                    yield sequence, line
            if reached == wanted:
                raise self._missing(wanted)
            wanted = reached

    def _onward(self, wanted: int) -> Iterator[tuple[int, bytes]]:
        """The transactions from ``wanted`` on in the first file that has it."""
        unwritten = self._unwritten
        if unwritten is not None and wanted <= unwritten.last:
            after = unwritten.header.after
            yield from enumerate(unwritten.lines[wanted - after - 1 :], wanted)
            return
        for _ in range(2):
            for path in self._places(wanted):
                found = False
                try:
                    for sequence, line in lines_of(path, self._disk):
                        if sequence >= wanted:
                            found = True
                            yield sequence, line
                except FileNotFoundError:
                    pass
                except OSError as error:
                    raise self._unreadable(wanted, error) from error
                if found:
                    return
            self._segments = None

    def holds(self, journal: Scan, path: Path) -> bool:
        """Whether the last transaction of the journal at ``path``, and so all of them, is elsewhere, too."""
        try:
            other = self._covering(journal.last, but=path) if journal.lines else None
        except OSError:
            return False
        return other is not None and _line(other, journal.last) == journal.lines[-1]

    def _holding(self, sequence: int) -> Scan:
        """What holds the transaction number ``sequence``. Raises ``StoreError``."""
        try:
            for _ in range(2):
                found = self._covering(sequence)
                if found is not None:
                    return found
                self._segments = None  # It may have become a segment since they were listed.
        except OSError as error:
            raise self._unreadable(sequence, error) from error
        raise self._missing(sequence)

    def _covering(self, sequence: int, but: Path | None = None) -> Scan | None:
        """What is seen to hold the transaction number ``sequence``. Raises ``OSError``."""
        if sequence < self.start:
            return None
        unwritten = self._unwritten
        if unwritten is not None and sequence <= unwritten.last:
            return unwritten if sequence > unwritten.header.after else None
        for path in self._places(sequence):
            if path == but:
                continue
            try:
                read = self._scan(path)
            except FileNotFoundError:
                continue
            if read is not None and read.header.after < sequence <= read.last:
                return read
        return None

    def _places(self, sequence: int) -> Iterator[Path]:
        """Where the transaction number ``sequence`` may be, the likeliest first. Raises ``OSError``."""
        if self._segments is None:
            self._segments = self._names.segments(self._disk)
        places = [place for place in (*self._live(), *self._segments.items()) if place[0] <= sequence]
        # It is in the last one that begins before it or, where that is torn, in the one before.
        firsts = sorted({first for first, _ in places}, reverse=True)[:2]
        for _, path in sorted((place for place in places if place[0] in firsts), reverse=True):
            yield path

    def _missing(self, sequence: int) -> StoreError:
        if sequence < self.start:
            return LostEditError(
                "Edit number {number} of {path} was taken out of the history, as was asked for, or is lost. "
                "Nothing was changed.",
                number=sequence,
                path=self._names.snapshot,
            )
        return LostEditError(
            "Edit number {number} of {path} is not in the history any more, or is damaged. "
            "Nothing was changed; restore the project's folder history from a copy.",
            number=sequence,
            path=self._names.snapshot,
        )

    def _unreadable(self, sequence: int, error: OSError) -> StoreError:
        return StoreError(
            "Edit number {number} of {path} could not be read: {reason}. Nothing was changed.",
            number=sequence,
            path=self._names.snapshot,
            reason=reason_of(error),
        )

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


def _line(holding: Scan, sequence: int) -> bytes:
    return holding.lines[sequence - holding.header.after - 1]
