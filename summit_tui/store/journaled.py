"""Tables in a file with a journal: edits cost what they change, and are on the disk when they return.

TinyDB's own interface to them is in ``storage``; who needs none of it is spared loading TinyDB.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summit_tui.disk import Disk
from summit_tui.store.errors import ReadOnlyError
from summit_tui.store.holding import NOT_AT_ALL, Waiting, asked_for, holding, lock_if_there, of_parent
from summit_tui.store.keeper import Keeper
from summit_tui.store.lock import ProjectLock
from summit_tui.store.naming import Names
from summit_tui.store.records import (
    Document,
    Entry,
    Transaction,
    document_bytes,
    entry_of,
)
from summit_tui.store.snapshot import META

Changes = Mapping[str, Document | None]


class JournaledTables:
    """TinyDB's JSON in ``path``, with a journal beside it.

    What one transaction stages is appended to the journal and synced, and becomes the state that
    is read only then; when that fails, file and state are as they were. Nothing is made on the disk
    before the first write, and ``close`` folds the journal into ``path``, which plain TinyDB opens, too.
    One process at a time writes. Every document that is handed out is the caller's own.

    Raises ``ProjectHeldError`` when another process has the database open for writing, and ``StoreError``
    when it is damaged or can't be read.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        read_only: bool = False,
        waiting: Waiting = NOT_AT_ALL,
        disk: Disk | None = None,
    ) -> None:
        self.disk = disk or Disk()
        self.names = Names.of(Path(path))
        self.lock = ProjectLock(self.names.lock, self.names.snapshot)
        folder = self.names.folder
        why = asked_for(folder) if read_only else lock_if_there(self.lock, folder, waiting)
        try:
            self.keeper = Keeper(self.names, self.disk, is_writer=self.lock.held)
        except BaseException:
            self.lock.release()
            raise
        if why is not None:
            self.keeper.why_read_only = why
        elif self.keeper.why_read_only is None:
            self.keeper.check_room()
        self.keeper.on_new_snapshot = self._lock_new_snapshot
        self._staged: Transaction | None = None
        self._following: dict[str, int] = {}

    @property
    def exists(self) -> bool:
        """Whether the file was there when it was read, or is by now."""
        return self.keeper.exists

    @property
    def why_read_only(self) -> ReadOnlyError | None:
        """What to tell who wants to write, where that isn't possible."""
        if self.keeper.is_of_another_process:
            return of_parent(self.names.folder)
        return self.keeper.why_read_only

    def table_names(self) -> list[str]:
        """The tables, with what is staged."""
        staged = self._staged or Transaction()
        known = [name for name in self.keeper.tables.documents if name not in staged.dropped]
        return [*known, *(name for name in staged.documents if name not in known)]

    def entries(self, name: str) -> Mapping[str, Entry]:
        """The documents of the table ``name`` as JSON by id, with what is staged; not to be changed."""
        staged = self._staged
        table = self.keeper.tables.documents.get(name, {})
        if staged is None:
            return table
        if name in staged.dropped or name in staged.cleared:
            table = {}
        changed = staged.documents.get(name)
        if not changed:
            return table
        merged: dict[str, Entry | None] = {**table, **changed}
        return {key: entry for key, entry in merged.items() if entry is not None}

    def entry(self, name: str, key: str) -> Entry | None:
        """One document of the table ``name`` as JSON, as staged or as it is."""
        staged = self._staged
        if staged is not None:
            changed = staged.documents.get(name, {})
            if key in changed:
                return changed[key]
            if name in staged.dropped or name in staged.cleared:
                return None
        return self.keeper.tables.documents.get(name, {}).get(key)

    def next_id(self, name: str) -> int:
        """The first id that no document of the table ``name`` ever had."""
        return max(self.keeper.tables.next_ids.get(name, 1), self._following.get(name, 1))

    def stage(self, name: str, changed: Changes) -> None:
        """Sets documents of the table ``name``, or takes those away whose value is ``None``.

        Outside a transaction they are one of their own. Raises ``StoreError``.
        """
        entries = {
            key: None if document is None else entry_of(key, document) for key, document in changed.items()
        }
        with self.present_or_new():
            self.put(name, entries)

    def clear(self, name: str) -> None:
        """Takes every document of the table ``name`` away; it stays, empty. As ``stage`` otherwise."""
        with self.present_or_new() as staged:
            staged.documents.pop(name, None)
            if name not in staged.cleared:
                staged.cleared = (*staged.cleared, name)

    def drop(self, name: str) -> None:
        """Takes the table ``name`` away. As ``stage`` otherwise."""
        with self.present_or_new() as staged:
            staged.documents.pop(name, None)
            staged.cleared = tuple(one for one in staged.cleared if one != name)
            if name not in staged.dropped:
                staged.dropped = (*staged.dropped, name)

    @contextmanager
    def transaction(
        self, note: object = None, extra: Mapping[str, Any] | None = None
    ) -> Iterator[Transaction]:
        """Everything staged inside is written at the end, all or none, with ``note``, which is JSON.

        From then on snapshots keep ``extra``, where that is given.

        When the block ends without an exception, its changes are on the disk. Raises ``StoreError``.
        """
        if self._staged is not None:
            raise RuntimeError("transactions don't nest")
        self._staged = staged = Transaction(extra=extra)
        try:
            yield staged
            if note is not None:
                staged.note = document_bytes(note)
            if staged.documents or staged.cleared or staged.dropped or staged.note is not None:
                self._commit(staged)
        finally:
            self._staged = None

    @contextmanager
    def present_or_new(self) -> Iterator[Transaction]:
        """The transaction that is under way, else one of its own, as ``transaction``."""
        if self._staged is not None:
            yield self._staged
            return
        with self.transaction() as staged:
            yield staged

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the lock inside. Raises ``StoreError`` where nothing can be written."""
        if self.why_read_only is not None:
            raise self.why_read_only
        with holding(self.lock, self.names.folder, self.disk):
            yield

    def read_anew(self) -> None:
        """Reads the files again, as they are by now. Raises ``StoreError`` with the state as it was.

        Raises ``RuntimeError`` for who writes: what is in memory is what the files have to say.
        """
        if self.lock.held:
            raise RuntimeError("only who doesn't write reads anew")
        keeper = Keeper(self.names, self.disk, is_writer=False)
        keeper.why_read_only = self.keeper.why_read_only
        keeper.on_new_snapshot = self._lock_new_snapshot
        self.keeper = keeper

    def close(self) -> None:
        """Folds the journal where anything was written, and frees the lock."""
        try:
            self.keeper.close(fold=self.lock.held)
        finally:
            self.lock.release()

    def _lock_new_snapshot(self) -> None:
        if self.lock.held:
            self.lock.renew()

    def _commit(self, transaction: Transaction) -> None:
        with self.writing():
            self.keeper.commit(transaction)

    def put(self, name: str, entries: Mapping[str, Entry | None]) -> None:
        """Sets and takes away (``None``) within the transaction that is under way."""
        staged = self._staged
        assert staged is not None
        if name == META:
            raise ValueError(f"the table {META} is the storage's own")
        staged.documents.setdefault(name, {}).update(entries)
        self._following[name] = max([self._following.get(name, 1), *(int(key) + 1 for key in entries)])
