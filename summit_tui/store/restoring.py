"""Going back to a backup: what it holds, and putting it in the place of files that can't be opened.

Where the present project can be opened, going back is an edit like any other, and nobody needs ``put_back``.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.files import make_folder, make_own_folder, read_file, replace_file, write_file
from summit_tui.model import PROJECT_FOLDER, Article, Entity, UnusableInputError
from summit_tui.model.fields import UnusableDocumentError
from summit_tui.reasons import reason_of
from summit_tui.store.backups import (
    BEFORE_RESTORE,
    DAILY,
    Backup,
    backups_in,
    file_name,
    free_name,
    read_backup,
    renamed,
)
from summit_tui.store.documents import READERS
from summit_tui.store.errors import StoreError
from summit_tui.store.folding import keep_copy, write_segment
from summit_tui.store.history import HISTORY_START
from summit_tui.store.holding import NOT_AT_ALL, Waiting
from summit_tui.store.journal import read_journal
from summit_tui.store.loading import SCHEMA
from summit_tui.store.lock import ProjectLock
from summit_tui.store.migrations import UnusableHistoryError
from summit_tui.store.migrations.one_to_two import migrate
from summit_tui.store.naming import TEXTS, Names
from summit_tui.store.records import Header, Scan, check_room, fields_of, journal_bytes, seed_of
from summit_tui.store.recovery import Recovered, beginning, follow
from summit_tui.store.snapshot import (
    META,
    ForeignError,
    Meta,
    Tables,
    chunks,
    entries_of,
    next_ids_of,
    read_any,
    read_own,
)
from summit_tui.store.undo import UndoState


@dataclass(slots=True)
class Held:
    """What a backup holds. ``lines`` is the segment of the history that is part of it, if one is.

    ``is_readable_rest`` tells of what is no backup, but can be read of the project itself; its ``entities``
    are with what followed.
    """

    backup: Backup
    tables: Tables
    meta: Meta
    lines: list[bytes] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    is_readable_rest: bool = False


@dataclass(frozen=True, slots=True)
class PutBack:
    """What came of it: ``aside`` is the folder that everything is in that was there.

    ``followed`` is how many edits that were made after the backup could be made again from the journals, and
    ``undoable`` whether the edits before it can still be taken back.
    """

    aside: Path
    sequence: int
    followed: int
    undoable: bool


def read_held(path: Path, disk: Disk | None = None) -> Held:
    """What the backup at ``path`` holds.

    Raises ``UnusableInputError`` where it can't be read, is damaged, or is no project of this version or an
    earlier one.
    """
    try:
        backup, content = read_backup(path, disk or Disk())
        if backup.schema is None or backup.schema > SCHEMA:
            raise UnusableInputError(
                "{path} can't be restored: it is of a newer version of summit-tui, or of no project. "
                "Nothing was changed.",
                path=path,
            )
        held = _held(backup, content)
        held.entities = list(_entities(held.tables))
        return held
    except (ForeignError, UnusableHistoryError, UnusableDocumentError) as error:
        raise UnusableInputError(
            "{path} can't be restored: it is damaged, or no backup of a project. Nothing was changed.",
            path=path,
        ) from error
    except OSError as error:
        raise UnusableInputError(
            "{path} can't be restored: {reason}. Nothing was changed.",
            path=path,
            reason=reason_of(error),
        ) from error


def texts_missing(folder: Path, held: Held) -> int:
    """How many articles that a backup holds have no text in the project in ``folder``."""
    texts = folder / PROJECT_FOLDER / TEXTS
    articles = (entity for entity in held.entities if isinstance(entity, Article))
    return sum(not (texts / f"{article.sha256}.txt").is_file() for article in articles)


def readable_in(folder: Path, disk: Disk | None = None) -> Held | None:
    """What can be read of the project in ``folder``, which can't be opened, for ``put_back``.

    That is its file, or the one before it, or nothing but edits from the first one on: whichever leads
    furthest. ``None`` where there is none of them. Raises ``StoreError``.
    """
    names, disk = Names.of_project(folder), disk or Disk()
    found: list[tuple[int, Held]] = []
    try:
        for path in (names.snapshot, names.previous):
            with contextlib.suppress(FileNotFoundError, ForeignError, UnusableDocumentError):
                tables, meta = read_own(read_file(path, disk=disk)[0])
                found.append(_as_far_as_readable(names, path, tables, meta, disk))
        first = beginning(names, disk)
        if first is not None:
            found.append(_as_far_as_readable(names, names.snapshot, Tables(), first, disk))
    except OSError as error:
        raise StoreError(
            "{path} could not be read: {reason}. Nothing was changed.",
            path=names.folder,
            reason=reason_of(error),
        ) from error
    usable = [one for one in found if one[1].meta.extra.get("schema") == SCHEMA]
    return max(usable, key=lambda one: one[0])[1] if usable else None


def put_back(snapshot: Path, held: Held, disk: Disk | None = None, waiting: Waiting = NOT_AT_ALL) -> PutBack:
    """Puts what a backup holds in the place of the project at ``snapshot``, which can't be opened.

    Where the journals and the history go on from it without a gap, the edits in them are made again; where
    it is what can be read, as far as they go on.
    Everything that was there is kept in a folder among the backups. Where another process has the project
    open for writing, that is waited for as ``waiting`` says. Raises ``StoreError`` where it can't be
    written, and ``ProjectHeldError``; then everything still is where it was, or in that folder, too.
    """
    names, disk = Names.of(snapshot), disk or Disk()
    try:
        make_folder(names.folder, disk=disk)
        lock = ProjectLock(names.lock, names.snapshot)
        lock.acquire(wait=waiting.seconds, on_wait=waiting.tell)
        try:
            return _Putting(names, held, disk).done()
        finally:
            lock.release()
    except OSError as error:
        raise StoreError(
            "{path} could not be restored: {reason}. What was there is kept. "
            "Free some space or mend the permissions, then try again.",
            path=snapshot,
            reason=reason_of(error),
        ) from error


class _Putting:
    """One restoring of a project that can't be opened."""

    def __init__(self, names: Names, held: Held, disk: Disk) -> None:
        self._names = names
        self._held = held
        self._disk = disk
        self._journals = names.journals(disk)
        self._segments = {first: (path, self._scan(path)) for first, path in names.segments(disk).items()}

    def done(self) -> PutBack:
        held, names = self._held, self._names
        found = self._followed()
        generation = max([held.meta.generation, found.highest, *self._journals]) + 1
        check_room((generation, found.sequence), found.tables.next_ids.values())
        aside = self._keep_everything()
        keep = not held.lines and (self._goes_on() or bool(found.pieces))
        self._settle_history(found, keep=keep)
        start = self._start(found)
        undo = _undo(held.meta, found).since(start)
        extra = {**held.meta.extra, "undo": undo.document(), HISTORY_START: start}
        meta = Meta(generation, found.sequence, found.chain, extra)
        write_file(names.snapshot, chunks(found.tables, meta), replace=True, disk=self._disk)
        self._clear_away(found.sequence if held.is_readable_rest else held.meta.sequence)
        undoable = start <= max(held.meta.sequence, 1)
        return PutBack(aside, found.sequence, found.sequence - held.meta.sequence, undoable)

    def _followed(self) -> Recovered:
        """The backup's state with what was done after it, where nothing of that is missing or damaged."""
        held = self._held
        bare = Recovered(held.tables, held.meta, sequence=held.meta.sequence, chain=held.meta.seed)
        if held.lines:
            return bare
        tables, is_rest = held.tables.copy(), held.is_readable_rest
        try:
            return follow(self._names, self._disk, tables, held.meta, as_far_as_readable=is_rest)
        except StoreError:
            return bare

    def _goes_on(self) -> bool:
        """Whether the history holds the last edit that the backup holds."""
        meta = self._held.meta
        for _, scan in self._segments.values():
            if scan is not None and scan.header.after < meta.sequence <= scan.last:
                return scan.chains[meta.sequence - scan.header.after] == meta.seed
        return False

    def _start(self, found: Recovered) -> int:
        """The number of the first edit that the history holds once it is cut."""
        there = [piece.first for piece in found.pieces]
        there += [first for first, path in self._names.segments(self._disk).items() if path.is_file()]
        return min(there, default=found.sequence + 1)

    def _keep_everything(self) -> Path:
        names, disk = self._names, self._disk
        if names.history.is_symlink():
            raise NotADirectoryError(errno.ENOTDIR, "a symbolic link", str(names.history))
        make_own_folder(names.backups, disk=disk)
        aside = free_name(names.backups / file_name(f"{BEFORE_RESTORE}-damaged", None), disk)
        make_folder(aside, disk=disk)
        there = (names.snapshot, names.previous, *self._journals.values())
        for path in (*there, *(path for path, _ in self._segments.values())):
            with contextlib.suppress(FileNotFoundError):
                keep_copy(path, aside / path.name, names, disk)
        disk.sync_folder(names.backups)
        return aside

    def _settle_history(self, found: Recovered, *, keep: bool) -> None:
        """Lets the history end with the last edit of the state that is put back, if it is to ``keep`` any.

        Whenever this is stopped, what was followed can be followed again: it is never cut.
        """
        names, disk = self._names, self._disk
        last = self._held.meta.sequence
        settled = self._settled(found)
        for path, content in settled.items():
            if content is not None:
                write_segment(names, path, content, disk)
        for path, scan in self._segments.values():
            if path in settled:
                continue
            if not keep or scan is None or scan.header.after >= last:
                disk.unlink(path)
            elif scan.last > last:
                lines = scan.lines[: last - scan.header.after]
                replace_file(path, _segment(scan.header, lines), disk=disk)
        if names.history.is_dir():
            disk.sync_folder(names.history)

    def _settled(self, found: Recovered) -> dict[Path, bytes | None]:
        """The segments with what is followed or comes with the backup; ``None`` for one that is as it is."""
        if self._held.lines:
            return {self._names.segment(1): b"".join(self._held.lines)}
        settled: dict[Path, bytes | None] = {}
        for piece in found.pieces:
            path = self._names.segment(piece.scan.header.after + 1)
            lines = piece.scan.lines[: piece.end]
            is_there = piece.path == path and len(lines) == len(piece.scan.lines) and not piece.scan.rest
            settled[path] = None if is_there else _segment(piece.scan.header, lines)
        return settled

    def _clear_away(self, last: int) -> None:
        """Takes away what doesn't belong to the restored state, of ``last`` edits; all of it is aside.

        Daily backups of later states are kept for good under another name: as daily ones they would push
        out those to come, which hold fewer edits.
        """
        names, disk = self._names, self._disk
        for path in (names.previous, *self._journals.values()):
            with contextlib.suppress(FileNotFoundError):
                disk.unlink(path)
        disk.sync_folder(names.folder)
        for backup in backups_in(names, disk):
            if backup.why == DAILY and backup.sequence > last:
                disk.rename(backup.path, free_name(renamed(backup, BEFORE_RESTORE), disk))

    def _scan(self, path: Path) -> Scan | None:
        try:
            return read_journal(path, self._disk)[0]
        except OSError:
            return None


def _held(backup: Backup, content: bytes) -> Held:
    if backup.schema == SCHEMA:
        return Held(backup, *read_own(content))
    data = read_any(content)
    members = data[META]["1"]
    documents = entries_of(data)
    tables = Tables(documents, next_ids_of(members, documents))
    new = migrate(tables, members, seed_of(content))
    return Held(backup, new.tables, Meta(0, new.sequence, new.chain, new.extra), new.lines)


def _as_far_as_readable(names: Names, path: Path, tables: Tables, meta: Meta, disk: Disk) -> tuple[int, Held]:
    """How far the edits that follow ``meta`` can be made again, and from what."""
    followed = follow(names, disk, tables.copy(), meta, as_far_as_readable=True)
    backup = Backup(path, "", "", followed.sequence, SCHEMA, 0)
    held = Held(backup, tables, meta, entities=list(_entities(followed.tables)), is_readable_rest=True)
    return followed.sequence, held


def _entities(tables: Tables) -> Iterator[Entity]:
    for table, read in READERS.items():
        for entry in tables.documents.get(table, {}).values():
            yield read(fields_of(entry))


def _undo(meta: Meta, found: Recovered) -> UndoState:
    try:
        undo = UndoState.of(meta.extra.get("undo"), meta.sequence)
        undo.follow_all(found.notes, meta.sequence + 1)
    except ValueError:
        return UndoState()
    return undo


def _segment(header: Header, lines: list[bytes]) -> bytes:
    return b"".join(journal_bytes(header, lines))
