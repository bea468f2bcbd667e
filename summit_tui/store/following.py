"""What a writer does to a database, seen by a process that only reads it.

The reader goes on in the journal that it read last. Where the writer folds, it goes over to what follows:
a journal of a later generation, or the rest of the one that has become a segment of the history. No lock is
needed for it, and no writer ever waits for it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from summit_tui.disk import Disk
from summit_tui.files import FileIdentity, identity_of, read_all, read_file
from summit_tui.model import Edit, SummitError
from summit_tui.store.edits import Place, keys_in, read_edit_note
from summit_tui.store.journal import read_journal
from summit_tui.store.journaled import JournaledTables
from summit_tui.store.naming import Names
from summit_tui.store.records import Transaction, record, sum_after, transaction_of
from summit_tui.store.snapshot import ForeignError, read_own_meta
from summit_tui.store.undo import is_before

_FOUND = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_REMEMBERED = 20_000
"""Transactions whose sums are known, so that a snapshot of one of them is seen to be on the way."""

_Look = tuple[FileIdentity | None, dict[Path, tuple[int, int]]]


class Taken(NamedTuple):
    """Another process's edit: ``below`` is the edit to be taken back after it, ``note`` what stands with it.

    ``chain`` is the sum after it, and ``journals`` is where what isn't in the history yet is found.
    """

    edit: Edit
    keys: dict[Place, str]
    below: int | None
    note: dict[str, Any]
    transaction: Transaction
    chain: str
    journals: list[tuple[int, Path]]


class LostError(Exception):
    """From what was read before, nothing leads to what is there: it has to be read anew."""


class Follower:
    """The transactions that come after the number ``sequence``, whose sum is ``chain``.

    ``journals`` are the journals that were come by, each behind the number of its first transaction.
    """

    def __init__(self, names: Names, disk: Disk, sequence: int, chain: str) -> None:
        self._names = names
        self._disk = disk
        self._sequence = sequence
        self._chain = chain
        self._sums = {sequence: chain}
        self._snapshot = _identity(names)
        self._seen: _Look | None = None
        self._tail: tuple[Path, int, int] | None = None
        self.journals: list[tuple[int, Path]] = []

    @property
    def chain(self) -> str:
        """The sum of the last transaction that was given."""
        return self._chain

    def news(self) -> list[tuple[bytes, str]]:
        """The transactions since the last look, each with the sum after it.

        Where nothing has changed, that costs a look at the names and sizes of the files. Raises
        ``LostError``, and ``OSError``.
        """
        seen = self._look()
        if seen == self._seen:
            return []
        news: list[tuple[bytes, str]] = []
        while more := self._onward():
            news += more
        self._check_snapshot()
        # What came since that look is found by the next one.
        self._seen = seen
        return news

    def _look(self) -> _Look:
        sizes = {}
        for path in self._names.journals(self._disk).values():
            with contextlib.suppress(FileNotFoundError):
                status = self._disk.lstat(path)
                sizes[path] = (status.st_ino, status.st_size)
        return _identity(self._names), sizes

    def _onward(self) -> list[tuple[bytes, str]]:
        news = self._from_tail()
        if news:
            return news
        for path, is_journal in self._places():
            news = self._from(path, is_journal=is_journal)
            if news:
                return news
        return []

    def _places(self) -> Iterator[tuple[Path, bool]]:
        """Where the next transaction may be: a journal of the highest generation first, then the history."""
        read = None if self._tail is None else self._tail[0]
        for path in reversed(self._names.journals(self._disk).values()):
            if path != read:
                yield path, True
        if read is not None:
            return  # What follows a journal that is still there isn't in the history yet.
        segments = self._names.segments(self._disk)
        for first in sorted((first for first in segments if first <= self._sequence + 1), reverse=True)[:2]:
            yield segments[first], False

    def _from_tail(self) -> list[tuple[bytes, str]]:
        """What was appended to the journal that was read last."""
        if self._tail is None:
            return []
        path, inode, offset = self._tail
        try:
            there = self._disk.lstat(path)
            if (there.st_ino, there.st_size) == (inode, offset):
                return []
            self._tail = None
            descriptor = self._disk.open(path, _FOUND)
        except FileNotFoundError:
            self._tail = None
            return []
        try:
            status = self._disk.stat(descriptor)
            if status.st_ino != inode or status.st_size < offset:
                return []
            os.lseek(descriptor, offset, os.SEEK_SET)
            content = read_all(descriptor, self._disk, status.st_size - offset)
        finally:
            self._disk.close(descriptor)
        lines = content.split(b"\n")[:-1]
        news = list(self._following(lines))
        self._tail = (path, inode, offset + sum(len(line) + 1 for line in lines))
        return news

    def _from(self, path: Path, *, is_journal: bool) -> list[tuple[bytes, str]]:
        """What follows in the journal or segment at ``path``, if the way leads through it."""
        try:
            inode = self._disk.lstat(path).st_ino
            found, content = read_journal(path, self._disk)
        except FileNotFoundError:
            return []
        if found is None:
            return []
        start = self._sequence - found.header.after
        if not 0 <= start <= len(found.lines) or found.chains[start] != self._chain:
            return []
        news = list(self._following(found.lines[start:]))
        if is_journal:
            self._tail = (path, inode, len(content) - len(found.rest))
            self.journals = [*self.journals[-3:], (found.header.after + 1, path)]
        return news

    def _following(self, lines: list[bytes]) -> Iterator[tuple[bytes, str]]:
        for line in lines:
            chain = sum_after(self._chain, line)
            if chain is None:
                raise LostError
            self._sequence += 1
            self._chain = self._sums[self._sequence] = chain
            self._sums.pop(self._sequence - _REMEMBERED, None)
            yield line, chain

    def _check_snapshot(self) -> None:
        """Sees to it that a new snapshot is one of a state on the way."""
        there = _identity(self._names)
        if there == self._snapshot:
            return
        try:
            content, identity = read_file(self._names.snapshot, disk=self._disk)
            meta = read_own_meta(content)
        except (FileNotFoundError, ForeignError) as error:
            raise LostError from error
        if self._sums.get(meta.sequence) != meta.seed:
            raise LostError
        self._snapshot = identity


class Following:
    """A database that is read only, while another process writes to it. One is for one reading of it."""

    def __init__(self, database: JournaledTables) -> None:
        keeper = database.keeper
        self._database = database
        self._follower: Follower | None = None
        self._sequence, self._chain = keeper.sequence, keeper.chain
        self._is_lost = False

    def edits(self, take_in: Callable[[Taken], None]) -> list[Edit] | None:
        """The edits since the last look, after each of which ``take_in`` was called.

        ``None`` where they can't be told one by one, or ``take_in`` raised: then the files were read anew.
        Raises ``StoreError`` where they can't be read.
        """
        database = self._database
        if not self._is_lost:
            try:
                if self._follower is None:
                    self._follower = Follower(database.names, database.disk, self._sequence, self._chain)
                edits = []
                for line, chain in self._follower.news():
                    self._sequence += 1
                    taken = _taken(line, chain, self._sequence, self._follower.journals)
                    take_in(taken)
                    edits.append(taken.edit)
                return edits
            except (LostError, SummitError, ValueError, TypeError, AttributeError, RecursionError, OSError):
                # Whatever is wrong is told by reading it anew.
                self._is_lost = True
        database.read_anew()
        return None


def _taken(line: bytes, chain: str, sequence: int, journals: list[tuple[int, Path]]) -> Taken:
    members = record(line)
    note = members.get("note")
    if not isinstance(note, dict) or "clear" in members or "drop" in members:
        raise ValueError("another program's")
    below = note.get("below")
    return Taken(
        read_edit_note(members),
        keys_in(members),
        below if is_before(below, sequence) else None,
        note,
        transaction_of(members),
        chain,
        journals,
    )


def _identity(names: Names) -> FileIdentity | None:
    return identity_of(names.snapshot)
