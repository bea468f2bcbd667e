"""What the files of a database say its state is, whatever moment its last writer was stopped at.

Reads only. A snapshot counts with the journals that go on from it: those of its generation or a later one
that are on the ``way``.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from summit_tui.disk import Disk
from summit_tui.files import FileIdentity, identity_of, is_there, read_file
from summit_tui.model import Message
from summit_tui.reasons import reason_of
from summit_tui.store.errors import StoreError
from summit_tui.store.history import HISTORY_START
from summit_tui.store.journal import read_journal
from summit_tui.store.naming import Names
from summit_tui.store.records import Scan, Transaction, is_newer, record, seed_of, transaction_of
from summit_tui.store.snapshot import (
    META,
    ForeignError,
    Meta,
    Tables,
    entries_of,
    is_document_id,
    is_own_layout,
    is_text,
    meta_of,
    next_ids_of,
    read_any,
    read_own,
)
from summit_tui.store.way import Piece, Way, position

_ATTEMPTS = 8
_LONG = 10_000_000
"""Bytes of journals that take some half a second to replay."""


@dataclass(eq=False, repr=False)
class Recovered:
    """The state that the files give, and what there is to do before the first write.

    ``base`` is the snapshot's meta, ``pieces`` the journals replayed on it, ``sequence`` and ``chain``
    where they led to, ``notes`` the notes of what was replayed. ``torn`` is what stands behind whole
    transactions, by its journal; ``strange`` the journals that don't belong to this state; ``older`` those
    whose transactions are in the snapshot or in another journal already, ``folded`` those of them that have
    any, by the number of the first. ``rewrite`` tells that the
    snapshot has to be written anew first, and ``damaged`` that it isn't what was written. ``highest`` is the
    highest generation that any file is of, ``sizes`` are the bytes of the journals that are there, and
    ``newer`` is one of them that a newer version wrote, in a way that can't be read here.
    """

    tables: Tables
    base: Meta
    identity: FileIdentity | None = None
    pieces: list[Piece] = field(default_factory=list)
    sequence: int = 0
    chain: str = ""
    notes: list[Any] = field(default_factory=list)
    torn: dict[Path, bytes] = field(default_factory=dict)
    strange: list[Path] = field(default_factory=list)
    older: list[Path] = field(default_factory=list)
    folded: list[tuple[int, Path]] = field(default_factory=list)
    rewrite: bool = False
    damaged: bool = False
    highest: int = 0
    sizes: dict[Path, int] = field(default_factory=dict)
    newer: Path | None = None
    mended: list[Message] = field(default_factory=list)

    def pass_over(self, path: Path, scan: Scan | None) -> None:
        """Takes note of a journal that nothing is replayed from; the history may be in no other file yet."""
        self.older.append(path)
        if scan is not None and scan.lines:
            self.folded.append((scan.header.after + 1, path))

    def leave(self, way: Way) -> None:
        """Takes note of the journals that were offered to ``way`` and that nothing is replayed from."""
        counted = {piece.path for piece in way.pieces}
        for path, scan in [one for one in way.offered if one[0] not in counted]:
            if way.holds(scan):
                self.pass_over(path, scan)
            else:
                self.strange.append(path)


def recover(names: Names, disk: Disk, *, is_writer: bool = True) -> Recovered:
    """What the files say, to who holds the lock or, unless it ``is_writer``, beside who does.

    Raises ``StoreError`` where they can't be read or don't fit together.
    """
    for _ in range(_ATTEMPTS):
        # A writer may fold its journal between the looks at the one file and the other.
        try:
            before = _identity(names.snapshot)
            found = _Files(names, disk, is_writer=is_writer).recovered()
            if before == found.identity == _identity(names.snapshot):
                return found
        except FileNotFoundError:
            continue
        except OSError as error:
            _unreadable(names.folder, error)
    raise StoreError("{path} keeps being changed by another program. Try again.", path=names.snapshot)


def follow(
    names: Names, disk: Disk, tables: Tables, meta: Meta, *, as_far_as_readable: bool = False
) -> Recovered:
    """The state that journals and history lead to from a copy of ``tables`` made earlier, with ``meta``.

    Raises ``StoreError`` where they can't be read or, unless they are to be followed ``as_far_as_readable``,
    are damaged.
    """
    return _Files(names, disk, as_far_as_readable=as_far_as_readable).followed(tables, meta)


def beginning(names: Names, disk: Disk) -> Meta | None:
    """The empty state that a history went on from which holds every edit from number 1 on, if it does.

    Raises ``OSError``.
    """
    first = names.segments(disk).get(1)
    paths = names.journals(disk).values() if first is None else [first]
    for scan in (read_journal(path, disk)[0] for path in paths):
        if scan is not None and scan.lines:
            header = scan.header
            return Meta(header.generation, 0, header.chain, header.extra) if header.after == 0 else None
    return None


class _Files:
    """One look at a database's files."""

    def __init__(
        self, names: Names, disk: Disk, *, is_writer: bool = True, as_far_as_readable: bool = False
    ) -> None:
        self._names = names
        self._disk = disk
        self._is_writer = is_writer
        self._as_far_as_readable = as_far_as_readable
        self._begun = time.monotonic()
        self._journals: dict[int, tuple[Path, Scan | None, bytes]] = {
            generation: (path, *self._read(path)) for generation, path in names.journals(disk).items()
        }

    def recovered(self) -> Recovered:
        try:
            content, identity = read_file(self._names.snapshot, disk=self._disk)
        except FileNotFoundError:
            return self._without_snapshot()
        except OSError as error:
            _unreadable(self._names.snapshot, error)
        try:
            tables, meta = read_own(content)
        except ForeignError:
            found = self._of_other_content(content)
        else:
            found = self._on(tables, meta)
            if self._stands_alone(meta):
                from summit_tui.store.found_told import alone  # where all is well nothing of it is needed

                found.mended.append(alone(self._names.snapshot, meta.sequence))
        found.identity = identity
        return self._measured(found)

    def _stands_alone(self, meta: Meta) -> bool:
        """Whether a snapshot's journal and history are missing, unless there were none."""
        start = meta.extra.get(HISTORY_START, 1)
        expected = meta.sequence and not (isinstance(start, int) and start > meta.sequence)
        return bool(expected and not self._journals and not self._names.segments(self._disk))

    def _measured(self, found: Recovered) -> Recovered:
        found.sizes = {path: len(content) for path, _, content in self._journals.values()}
        return found

    def _read(self, path: Path) -> tuple[Scan | None, bytes]:
        try:
            return read_journal(path, self._disk)
        except FileNotFoundError:
            raise
        except OSError as error:
            _unreadable(path, error)

    def _without_snapshot(self) -> Recovered:
        replayed = self._replayed()
        if replayed is not None and not replayed.strange:
            return self._measured(replayed)
        counted = [
            (path, scan) for path, scan, _ in self._journals.values() if scan is not None and scan.lines
        ]
        if counted:
            raise StoreError(
                "{path} is missing, though {journal} holds {count} edits that followed it. Nothing was "
                "changed. Bring {name} back, or restore it from a backup, or take what can be read: "
                "summit restore --readable.",
                path=self._names.snapshot,
                journal=counted[-1][0].name,
                count=sum(len(scan.lines) for _, scan in counted),
                name=self._names.snapshot.name,
            )
        if is_there(self._names.previous, self._disk) or self._names.segments(self._disk):
            raise StoreError(
                "{path} is missing, though other files of the project are there. Nothing was changed. "
                "Bring {name} back, or restore it from a backup, or take what can be read: "
                "summit restore --readable.",
                path=self._names.snapshot,
                name=self._names.snapshot.name,
            )
        found = self._on(Tables(), Meta(0, 0, ""))
        found.strange = [path for path, _, _ in self._journals.values()]
        return self._measured(found)

    def _of_other_content(self, content: bytes) -> Recovered:
        """The state where the snapshot isn't as it was written here: damaged, or another program's."""
        from summit_tui.store.found_told import by_another_program, damaged  # for such files only

        try:
            data = read_any(content)
        except ForeignError as error:
            rebuilt = self._rebuilt()
            if rebuilt is None:
                raise damaged(self._names.snapshot, error) from error
            return rebuilt
        rebuilt = self._rebuilt() if is_own_layout(content) or self._is_gone_on_from(data) else None
        if rebuilt is not None:
            return rebuilt
        members = data.get(META, {}).get("1", {})
        try:
            documents = entries_of(data)
        except StoreError as error:
            reason = ForeignError(error.values["reason"])
            raise damaged(self._names.snapshot, reason) from error
        tables = Tables(documents, next_ids_of(members, documents))
        seed = seed_of(content)
        try:
            known = meta_of(members)
            meta = Meta(known.generation, known.sequence, seed, known.extra)
        except ForeignError:
            meta = Meta(0, 0, seed, members)
        found = self._on(tables, meta)
        found.rewrite = True
        if META in data and meta.generation:
            found.mended.append(by_another_program(self._names.snapshot))
        return found

    def _is_gone_on_from(self, data: dict[str, dict[str, dict[str, Any]]]) -> bool:
        """Whether a journal goes on from what a snapshot was before another program wrote it."""
        try:
            meta = meta_of(data.get(META, {}).get("1", {}))
        except ForeignError:
            return False
        return any(
            scan is not None and scan.lines and position(scan, meta.sequence, meta.seed) is not None
            for _, scan, _ in self._journals.values()
        )

    def _rebuilt(self) -> Recovered | None:
        """The state by the snapshot before the present one and what followed it."""
        try:
            content, _ = read_file(self._names.previous, disk=self._disk)
            tables, meta = read_own(content)
        except (OSError, ForeignError):
            return self._replayed()
        segments = self._names.segments(self._disk)
        after = [path for first, path in segments.items() if first > meta.sequence]
        return self._as_rebuilt(self._on(tables, meta, after))

    def followed(self, tables: Tables, meta: Meta) -> Recovered:
        """The state by a copy and all that followed it, which may begin amid a segment of the history."""
        segments = self._names.segments(self._disk)
        before = [path for first, path in segments.items() if first <= meta.sequence]
        after = [path for first, path in segments.items() if first > meta.sequence]
        return self._on(tables, meta, [*before[-1:], *after])

    def _replayed(self) -> Recovered | None:
        """The state by the journals alone, where nothing was ever folded."""
        meta = None if self._names.segments(self._disk) else beginning(self._names, self._disk)
        return None if meta is None else self._as_rebuilt(self._on(Tables(), meta))

    def _as_rebuilt(self, found: Recovered) -> Recovered:
        from summit_tui.store.found_told import made_of_edits, rebuilt

        found.rewrite = found.damaged = True
        is_gone = _identity(self._names.snapshot) is None
        found.mended.append((made_of_edits if is_gone else rebuilt)(self._names.snapshot))
        return found

    def _on(self, tables: Tables, meta: Meta, segments: Iterable[Path] = ()) -> Recovered:
        """The state that the journals lead to from a snapshot of ``tables``."""
        found = Recovered(tables, meta, sequence=meta.sequence, chain=meta.seed)
        found.highest = max([meta.generation, *self._journals])
        way = Way(meta)
        for path in segments:
            way.offer(path, self._read(path)[0])
        for generation, (path, scan, content) in self._journals.items():
            if scan is None and is_newer(content):
                found.newer = path
            elif generation < meta.generation:
                found.pass_over(path, scan)
            elif scan is None and content.rstrip(b"\0").count(b"\n") == 0:
                # The header is the first thing written to a journal: nothing was ever saved in it.
                found.torn[path] = content
            elif not way.offer(path, scan):
                found.strange.append(path)
        self._judge(way, found)
        found.pieces = way.pieces
        found.leave(way)
        for piece in list(way.pieces):
            if not self._replay(piece, found):
                break
            if piece.scan.rest:
                found.torn[piece.path] = piece.scan.rest
        self._tell(found)
        return found

    def _judge(self, way: Way, found: Recovered) -> None:
        """Refuses to go on where transactions that were saved are missing."""
        if self._as_far_as_readable:
            return
        for path, scan in way.offered:
            if scan.last + scan.lost > way.last:
                raise StoreError(
                    "{path} is damaged in the middle: {count} edits after number {sequence} can't be read. "
                    "Everything was left as it is; restore the project from a backup, or take what can be "
                    "read: summit restore --readable.",
                    path=path,
                    count=scan.last + scan.lost - way.last,
                    sequence=scan.last,
                )
        for path in found.strange:
            other = self._scan_of(path)
            if other is not None and way.broken and other.header.after > way.last and other.lines:
                raise StoreError(
                    "{path} goes on after edit number {after}, but only {last} can be read. "
                    "Everything was left as it is; restore the project from a backup, or take what can be "
                    "read: summit restore --readable.",
                    path=path,
                    after=other.header.after,
                    last=way.last,
                )

    def _scan_of(self, path: Path) -> Scan | None:
        return next((scan for one, scan, _ in self._journals.values() if one == path), None)

    def _replay(self, piece: Piece, found: Recovered) -> bool:
        """Makes the transactions of ``piece``; returns whether that was all of them."""
        for number, line in enumerate(piece.lines):
            try:
                members = record(line)
                transaction = transaction_of(members)
                _check(transaction)
                found.tables.apply(transaction)
            except (ValueError, TypeError, AttributeError, RecursionError, StoreError) as error:
                if self._as_far_as_readable:
                    self._end_before(piece, number, found)
                    return False
                raise StoreError(
                    "{path} is damaged: edit number {number} isn't one. Everything was left as it is; "
                    "restore the project from a backup, or take what can be read: summit restore --readable.",
                    path=piece.path,
                    number=piece.first + number,
                ) from error
            found.notes.append(members.get("note"))
        found.sequence = piece.first + len(piece.lines) - 1
        found.chain = piece.scan.chains[piece.end]
        return True

    def _end_before(self, piece: Piece, number: int, found: Recovered) -> None:
        """Lets the state end with the first ``number`` transactions of ``piece``."""
        cut = piece._replace(end=piece.start + number)
        found.pieces = [*found.pieces[: found.pieces.index(piece)], *([cut] if number else [])]
        found.sequence, found.chain = cut.first + number - 1, cut.scan.chains[cut.end]

    def _tell(self, found: Recovered) -> None:
        """Tells of what doesn't count, and of long journals."""
        replayed = sum(len(line) for piece in found.pieces for line in piece.lines)
        if replayed <= _LONG and not found.torn and not found.strange:
            return
        from summit_tui.store import found_told

        if replayed > _LONG:
            seconds = time.monotonic() - self._begun
            found.mended.append(found_told.long_journals(self._names.snapshot, replayed, seconds))
        last = self._journals[max(self._journals)][0] if self._journals else None
        for path, rest in found.torn.items():
            is_last = path == last and not self._is_writer
            if rest.strip(b"\0") and not (is_last and found_told.is_being_written(self._names, self._disk)):
                found.mended.append(found_told.torn(path))
        found.mended += [found_told.strange(path, self._names.snapshot) for path in found.strange]


def _check(transaction: Transaction) -> None:
    """Raises ``ValueError`` where a transaction sets what no document is, or the storage's own table."""
    tables = transaction.documents
    if META in (*tables, *transaction.cleared, *transaction.dropped):
        raise ValueError(META)
    if not all(map(is_text, (*tables, *transaction.cleared))):
        raise ValueError("no table's name")
    if not all(is_document_id(key) for table in tables.values() for key in table):
        raise ValueError("no document id")


def _identity(path: Path) -> FileIdentity | None:
    try:
        return identity_of(path)
    except OSError as error:
        _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> NoReturn:
    raise StoreError(
        "{path} could not be read: {reason}. Nothing was changed.",
        path=path,
        reason=reason_of(error),
    ) from error
