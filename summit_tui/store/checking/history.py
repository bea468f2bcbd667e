"""Whether the history is whole, and whether the project's state is what it recorded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.model.fields import Fields, UnusableDocumentError
from summit_tui.store.checking.files import unreadable
from summit_tui.store.checking.findings import Finding, Kind, fault, note
from summit_tui.store.documents import READERS
from summit_tui.store.edits import documents_in
from summit_tui.store.entities import text_in
from summit_tui.store.history import start_in
from summit_tui.store.journal import read_journal
from summit_tui.store.naming import Names
from summit_tui.store.records import Document, Entry, Scan, document_of, record
from summit_tui.store.recovery import Recovered
from summit_tui.store.snapshot import Tables


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of edits, the first of which has the number ``first``, and what it holds if that is known."""

    first: int
    path: Path
    scan: Scan | None = None

    def read(self, disk: Disk) -> Scan | None:
        """What it holds. Raises ``OSError``."""
        return self.scan or read_journal(self.path, disk)[0]


@dataclass(slots=True)
class _Way:
    """What the files of a history hold: the edits from ``first`` to ``last``, found so far.

    Up to the edit number ``broken`` the history doesn't tell what the present state is: another program wrote
    after it, or it is the last one that is missing. ``gaps`` tells whether any is missing. ``start`` is the
    number of the first edit that should be there.
    """

    start: int = 1
    first: int = 1
    last: int = 0
    chain: str | None = None
    broken: int = 0
    gaps: bool = False
    parts: list[tuple[int, int, _Part]] = field(default_factory=list)


def check_history(names: Names, disk: Disk, found: Recovered | None) -> Iterator[Finding]:
    """Damaged and missing parts of the history, and entities that aren't what it recorded last.

    ``found`` is the project's state; without one, only the history's own files are looked at.
    """
    way = _Way(1 if found is None else start_in(found.base.extra))
    parts = [] if found is None else list(_journals(found, disk))
    # Listed after the journals were read: one that a writer folds meanwhile is among them.
    parts += [_Part(first, path) for first, path in names.segments(disk).items()]
    for part in sorted(parts, key=lambda part: (part.first, part.path.name)):
        yield from _follow(way, part, disk)
    if found is not None:
        yield from _end(way, names, found)
        yield from _compared(way, found, disk)


def _journals(found: Recovered, disk: Disk) -> Iterator[_Part]:
    for piece in found.pieces:
        yield _Part(piece.first, piece.path, piece.scan)
    for first, path in found.folded:
        with contextlib.suppress(FileNotFoundError):
            yield _Part(first, path, read_journal(path, disk)[0])


def _follow(way: _Way, part: _Part, disk: Disk) -> Iterator[Finding]:
    """Goes on with a part of the history."""
    try:
        scan = part.read(disk)
    except OSError as error:
        yield fault(Kind.HISTORY, unreadable(part.path, error), part.path)
        return
    if scan is None or not scan.header.after < part.first <= scan.last + scan.lost + 1:
        told = Message.of(
            N_("{path} is no part of the history, or its first line is damaged."), path=part.path
        )
        # Before the history's start nothing is read; where it was to hold later edits, these are missing.
        make = fault if part.first >= way.start else note
        yield make(Kind.HISTORY, told, part.path)
        return
    if not scan.lines:
        return
    yield from _joined(way, scan, part.path)
    if scan.last > way.last:
        way.last, way.chain = scan.last, scan.chains[-1]
    way.parts.append((scan.header.after, scan.last, part))


def _joined(way: _Way, scan: Scan, path: Path) -> Iterator[Finding]:
    after = scan.header.after
    if way.chain is None:
        way.first = after + 1
        way.last, way.chain = after, scan.header.chain
    if after > way.last:
        way.gaps, way.broken = True, after
        if after >= way.start:
            yield _missing(max(way.last + 1, way.start), after, path)
    elif after == way.last and scan.header.chain != way.chain:
        way.broken = after
        told = Message.of(
            N_("After edit number {number}, another program wrote to the project, or a backup was restored."),
            number=after,
        )
        yield note(Kind.HISTORY, told, path)


def _end(way: _Way, names: Names, found: Recovered) -> Iterator[Finding]:
    if found.rewrite and not found.damaged:
        way.broken = found.sequence
    if way.chain is None:
        way.first, way.last = found.sequence + 1, found.sequence
    start = way.start
    if way.last < found.sequence:
        way.gaps, way.broken = True, found.sequence
        if start <= found.sequence:
            yield _missing(max(way.last + 1, start), found.sequence, names.history)
    if way.first > start:
        yield _missing(start, way.first - 1, names.history)
    elif start > 1:
        told = Message.of(
            N_("The history begins with edit number {first}: those before were taken out, or are lost."),
            first=start,
        )
        yield note(Kind.HISTORY, told, names.history)


def _missing(first: int, last: int, path: Path) -> Finding:
    told = Message.of(
        N_("The edits from number {first} to {last} are missing from the history, or can't be read."),
        first=first,
        last=last,
    )
    return fault(Kind.HISTORY, told, path)


def _compared(way: _Way, found: Recovered, disk: Disk) -> Iterator[Finding]:
    """Goes back through the history to the last record of each entity, and compares it with the entity."""
    present = {name: _by_id(found.tables, name) for name in READERS}
    unseen = {(table, name) for table, known in present.items() for name in known}
    seen: set[tuple[str, str]] = set()
    for number, line, path in _newest_first(way, found.sequence, disk):
        try:
            changed = documents_in(record(line))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield _no_edit(number, path)
            return
        if changed is None:
            return
        for place, document in changed.items():
            if place in seen:
                continue
            seen.add(place)
            unseen.discard(place)
            finding = _differs(place, document, present.get(place[0], {}).get(place[1]), number)
            if finding is not None:
                yield finding
    if way.first == 1 and not way.broken and not way.gaps:
        yield from (_unrecorded(table, name) for table, name in sorted(unseen))


def _newest_first(way: _Way, last: int, disk: Disk) -> Iterator[tuple[int, bytes, Path]]:
    """The edits from number ``last`` down to where the history tells of the present state no more."""
    until = last + 1
    for after, _, part in sorted(way.parts, key=lambda one: one[:2], reverse=True):
        scan = part.read(disk) if after < until - 1 else None
        if scan is not None:
            for number in range(min(scan.last, until - 1), max(after, way.broken), -1):
                yield number, scan.lines[number - after - 1], part.path
            until = min(until, after + 1)


def _by_id(tables: Tables, name: str) -> dict[str, Entry]:
    """The documents of a table by the ids of their entities; of two with one id, the last."""
    found = ((text_in(entry, "id"), entry) for entry in tables.documents.get(name, {}).values())
    return {name: entry for name, entry in found if name is not None}


def _differs(
    place: tuple[str, str], recorded: Document | None, entry: Entry | None, number: int
) -> Finding | None:
    table, name = place
    present = None if entry is None else document_of(entry)
    if recorded == present or table not in READERS:
        return None
    if recorded is not None and present is not None and _is_same(table, recorded, present):
        return None
    if present is None:
        key = N_("{table} {id}: edit number {number} recorded it, but it isn't in the project.")
    elif recorded is None:
        key = N_("{table} {id}: edit number {number} took it away, but it is in the project.")
    else:
        key = N_("{table} {id}: not what edit number {number} recorded, in: {fields}.")
    told = Message.of(key, table=table, id=name, number=number, fields=_fields(recorded, present))
    return fault(Kind.RECORD, told, table=table, id=name)


def _is_same(table: str, recorded: Document, present: Document) -> bool:
    """Whether both are the same entity, as where a field was added to documents since."""
    try:
        return READERS[table](Fields(recorded)) == READERS[table](Fields(present))
    except UnusableDocumentError:
        return False


def _fields(recorded: Document | None, present: Document | None) -> str:
    one, other = recorded or {}, present or {}
    return ", ".join(name for name in one | other if one.get(name) != other.get(name))


def _no_edit(number: int, path: Path) -> Finding:
    told = Message.of(N_("{path}: number {number} is no edit."), path=path, number=number)
    return fault(Kind.HISTORY, told, path)


def _unrecorded(table: str, name: str) -> Finding:
    told = Message.of(N_("{table} {id}: no edit in the history made it."), table=table, id=name)
    return fault(Kind.RECORD, told, table=table, id=name)
