"""What the files of a database say its state is, whatever moment its last writer was stopped at.

Reads only. A snapshot counts with the journals that go on from it: those of its generation or a later one
whose ``after`` and ``chain`` are met on the way. Where two go on from one place, that one counts which leads
further.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from summit_tui.disk import Disk
from summit_tui.files import FileIdentity, identity_of, is_there, read_file
from summit_tui.i18n import N_
from summit_tui.model import Message
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

_ATTEMPTS = 8
_LONG = 10_000_000
"""Bytes of journals that take some half a second to replay."""


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

    def leave(self, way: _Way) -> None:
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


def follow(names: Names, disk: Disk, tables: Tables, meta: Meta) -> Recovered:
    """The state that journals and history lead to from a copy of ``tables`` made earlier, with ``meta``.

    Raises ``StoreError`` where they are damaged or can't be read.
    """
    return _Files(names, disk).followed(tables, meta)


class _Files:
    """One look at a database's files."""

    def __init__(self, names: Names, disk: Disk, *, is_writer: bool = True) -> None:
        self._names = names
        self._disk = disk
        self._is_writer = is_writer
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
            self._tell_what_is_missing(meta, found)
        found.identity = identity
        return self._measured(found)

    def _tell_what_is_missing(self, meta: Meta, found: Recovered) -> None:
        """Tells of a snapshot that stands alone: its journal is missing, unless there was none."""
        start = meta.extra.get(HISTORY_START, 1)
        expected = meta.sequence and not (isinstance(start, int) and start > meta.sequence)
        if expected and not self._journals and not self._names.segments(self._disk):
            found.mended.append(
                Message.warn(
                    N_(
                        "{path} stands without its history, as where it was copied alone. It holds the edits "
                        "up to number {number}; whether more followed can't be told."
                    ),
                    path=self._names.snapshot,
                    number=meta.sequence,
                )
            )

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
        counted = [
            (path, scan) for path, scan, _ in self._journals.values() if scan is not None and scan.lines
        ]
        if counted:
            raise StoreError(
                "{path} is missing, though {journal} holds {count} edits that followed it. Nothing was "
                "changed. Bring {name} back, or restore it from a backup.",
                path=self._names.snapshot,
                journal=counted[-1][0].name,
                count=sum(len(scan.lines) for _, scan in counted),
                name=self._names.snapshot.name,
            )
        if is_there(self._names.previous, self._disk) or self._names.segments(self._disk):
            raise StoreError(
                "{path} is missing, though other files of the project are there. Nothing was changed. "
                "Bring {name} back, or restore it from a backup.",
                path=self._names.snapshot,
                name=self._names.snapshot.name,
            )
        found = self._on(Tables(), Meta(0, 0, ""))
        found.strange = [path for path, _, _ in self._journals.values()]
        return self._measured(found)

    def _of_other_content(self, content: bytes) -> Recovered:
        """The state where the snapshot isn't as it was written here: damaged, or another program's."""
        try:
            data = read_any(content)
        except ForeignError as error:
            rebuilt = self._rebuilt()
            if rebuilt is None:
                raise _damaged(self._names.snapshot, error) from error
            return rebuilt
        rebuilt = self._rebuilt() if is_own_layout(content) or self._is_gone_on_from(data) else None
        if rebuilt is not None:
            return rebuilt
        members = data.get(META, {}).get("1", {})
        try:
            documents = entries_of(data)
        except StoreError as error:
            reason = ForeignError(error.values["reason"])
            raise _damaged(self._names.snapshot, reason) from error
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
            found.mended.append(
                Message.warn(
                    N_("{path} was changed by another program; it is taken as it is."),
                    path=self._names.snapshot,
                )
            )
        return found

    def _is_gone_on_from(self, data: dict[str, dict[str, dict[str, Any]]]) -> bool:
        """Whether a journal goes on from what a snapshot was before another program wrote it."""
        try:
            meta = meta_of(data.get(META, {}).get("1", {}))
        except ForeignError:
            return False
        return any(
            scan is not None and scan.lines and _position(scan, meta.sequence, meta.seed) is not None
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
        first = next((scan for _, scan, _ in self._journals.values() if scan is not None), None)
        if first is None or first.header.after > 0 or self._names.segments(self._disk):
            return None
        meta = Meta(first.header.generation, 0, first.header.chain, first.header.extra)
        return self._as_rebuilt(self._on(Tables(), meta))

    def _as_rebuilt(self, found: Recovered) -> Recovered:
        found.rewrite = found.damaged = True
        found.mended.append(
            Message.warn(
                N_(
                    "{path} was damaged or written by another program. Its state was rebuilt from the file "
                    "before it and the edits since, and what is there will be kept as a copy."
                ),
                path=self._names.snapshot,
            )
        )
        return found

    def _on(self, tables: Tables, meta: Meta, segments: Iterable[Path] = ()) -> Recovered:
        """The state that the journals lead to from a snapshot of ``tables``."""
        found = Recovered(tables, meta, sequence=meta.sequence, chain=meta.seed)
        found.highest = max([meta.generation, *self._journals])
        way = _Way(meta)
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
        for piece in way.pieces:
            self._replay(piece, found)
            if piece.scan.rest:
                found.torn[piece.path] = piece.scan.rest
        self._tell(found)
        return found

    def _judge(self, way: _Way, found: Recovered) -> None:
        """Refuses to go on where transactions that were saved are missing."""
        for path, scan in way.offered:
            if scan.last + scan.lost > way.last:
                raise StoreError(
                    "{path} is damaged in the middle: {count} edits after number {sequence} can't be read. "
                    "Everything was left as it is; restore the project from a backup.",
                    path=path,
                    count=scan.last + scan.lost - way.last,
                    sequence=scan.last,
                )
        for path in found.strange:
            other = self._scan_of(path)
            if other is not None and way.broken and other.header.after > way.last and other.lines:
                raise StoreError(
                    "{path} goes on after edit number {after}, but only {last} can be read. "
                    "Everything was left as it is; restore the project from a backup.",
                    path=path,
                    after=other.header.after,
                    last=way.last,
                )

    def _scan_of(self, path: Path) -> Scan | None:
        return next((scan for one, scan, _ in self._journals.values() if one == path), None)

    def _replay(self, piece: Piece, found: Recovered) -> None:
        for number, line in enumerate(piece.lines):
            try:
                members = record(line)
                transaction = transaction_of(members)
                _check(transaction)
                found.tables.apply(transaction)
            except (ValueError, TypeError, AttributeError, RecursionError, StoreError) as error:
                raise StoreError(
                    "{path} is damaged: edit number {number} isn't one. "
                    "Everything was left as it is; restore the project from a backup.",
                    path=piece.path,
                    number=piece.first + number,
                ) from error
            found.notes.append(members.get("note"))
        found.sequence = piece.first + len(piece.lines) - 1
        found.chain = piece.scan.chains[piece.end]

    def _tell(self, found: Recovered) -> None:
        replayed = sum(len(line) for piece in found.pieces for line in piece.lines)
        if replayed > _LONG:
            found.mended.append(
                Message.warn(
                    N_(
                        "{size} MB of edits were not folded into {path} yet; to read them took {seconds} s. "
                        "Closing the project after an edit folds them."
                    ),
                    size=replayed // 1_000_000,
                    seconds=f"{time.monotonic() - self._begun:.1f}",
                    path=self._names.snapshot,
                )
            )
        for path, rest in found.torn.items():
            if rest.strip(b"\0") and not self._is_being_written(path):
                found.mended.append(
                    Message.warn(
                        N_(
                            "An edit that was being saved when the program was stopped is not in {path}; "
                            "all that were saved before it are. What there is of it will be kept as a copy."
                        ),
                        path=path,
                    )
                )
        for path in found.strange:
            found.mended.append(
                Message.warn(
                    N_(
                        "{path} doesn't go on from {snapshot}. Nothing of it was read; "
                        "it will be kept under another name."
                    ),
                    path=path,
                    snapshot=self._names.snapshot.name,
                )
            )

    def _is_being_written(self, path: Path) -> bool:
        """Whether the end of a journal is that of an edit which another process may be saving just then."""
        if self._is_writer or path != self._journals[max(self._journals)][0]:
            return False
        from summit_tui.store.holder import holder_in  # who finds whole journals asks for nobody

        holder = holder_in(self._names.lock, self._disk)
        return holder is not None and holder.may_be_there


class _Way:
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
        start = _position(scan, self._first, self._chains[0])
        return None if start is None else (0, start)


def _position(scan: Scan, sequence: int, chain: str) -> int | None:
    """After how many lines of a journal the transaction ``sequence`` with the sum ``chain`` was made."""
    start = sequence - scan.header.after
    return start if 0 <= start < len(scan.chains) and scan.chains[start] == chain else None


def _cut(pieces: Iterable[Piece], last: int) -> Iterator[Piece]:
    """``pieces`` up to the transaction ``last``."""
    for piece in pieces:
        end = min(piece.end, last - piece.scan.header.after)
        if end > piece.start:
            yield Piece(piece.path, piece.scan, piece.start, end)


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
        reason=error.strerror or str(error),
    ) from error


def _damaged(path: Path, error: ForeignError) -> StoreError:
    reason, *where = error.args
    if where:
        return StoreError(
            "{path} is no project of summit-tui, or damaged, at: {where}. "
            "It was left as it is; bring back a copy of it.",
            path=path,
            where=ascii(where[0]),
        )
    return StoreError(
        "{path} is damaged: {reason}. It was left as it is; bring back a copy of it.",
        path=path,
        reason=reason,
    )
