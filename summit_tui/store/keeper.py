"""A database in memory and in its files: every transaction is appended before it is applied."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summit_tui.disk import Disk
from summit_tui.files import FileIdentity, identity_of, is_there, make_folder, read_file, sync_above
from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.store import failures
from summit_tui.store.errors import ReadOnlyError, StoreError
from summit_tui.store.history import History
from summit_tui.store.journal import (
    Journal,
    JournalGoneError,
    NotSyncedError,
    TornJournalError,
)
from summit_tui.store.naming import Names
from summit_tui.store.records import Header, Transaction, check_room, record_line, scan, seed_of
from summit_tui.store.recovery import Recovered, recover
from summit_tui.store.snapshot import Meta, Tables, chunks, size_of

if TYPE_CHECKING:
    from summit_tui.store.folding import Folding
    from summit_tui.store.migrations import Migrated

FOLD_BYTES = 2_000_000
"""A journal longer than this is folded; opening replays it, at about 100 ms for this much."""
FOLD_SECONDS = 900.0
"""A journal with edits in it is folded after this time."""
_AGAIN_SECONDS = 60.0
"""How long after a failed fold the next one is tried."""


class Keeper:
    """The tables of a database, and the files that hold them. One thread uses it.

    Opening reads only. ``extra`` is what the snapshot's ``_meta`` keeps for whoever uses it; ``mended`` what
    there is to tell of how the files were found; ``fold_failure`` why the last fold failed, if it did, and
    ``backup_failure`` why the last daily backup did.
    ``sequence`` is the number of the last transaction. ``on_new_snapshot`` is called when there is a
    new snapshot file. Who reads beside a writer is none (``is_writer``).
    """

    def __init__(self, names: Names, disk: Disk, *, is_writer: bool) -> None:
        self._names = names
        self._disk = disk
        self._process = os.getpid()
        self._found: Recovered | None = recover(names, disk, is_writer=is_writer)
        found = self._found
        self.tables: Tables = found.tables
        self.extra: Mapping[str, Any] = found.base.extra
        self.notes: Sequence[Any] = found.notes
        self.sequence = found.sequence
        self.mended: list[Message] = found.mended
        self.fold_failure: Message | None = None
        self.backup_failure: Message | None = None
        self.why_read_only: ReadOnlyError | None = (
            None if found.newer is None else failures.journal_of_newer_version(found.newer)
        )
        self.chain = found.chain
        self._base = found.base
        self._identity: FileIdentity | None = found.identity
        self._highest = found.highest
        self._journal: Journal | None = None
        self._left: set[Path] = set()
        self._live: list[tuple[int, Path]] = [
            (piece.scan.header.after + 1, piece.path)
            for piece in found.pieces
            if piece.path.parent == names.folder
        ]
        self._folded: list[tuple[int, Path]] = list(found.folded)
        self._folding: Folding | None = None
        self._backed_up: date | None = None
        self._size = 0
        self._unfolded = False
        self._since = time.monotonic()
        self._segment: list[bytes] = []
        self._segment_of = 0
        self.on_new_snapshot: Callable[[], None] = lambda: None
        self.history = History(names, disk, lambda: [*self._folded, *self._live])

    @property
    def exists(self) -> bool:
        """Whether the database was on the disk when it was read, or is by now; its file may be missing."""
        return self._identity is not None or self.sequence > 0

    @property
    def base(self) -> Meta:
        """What the snapshot that was read or last written here says of itself."""
        return self._base

    @property
    def is_of_another_process(self) -> bool:
        """Whether this is what a forked child has of its parent's, which goes on with the files itself."""
        return os.getpid() != self._process

    @property
    def journal_size(self) -> int:
        """Bytes in the journals that were written here and not folded yet."""
        return self._size

    @property
    def is_as_written(self) -> bool:
        """Whether the snapshot was found as it was written here, by its checksum."""
        return self._found is None or not self._found.rewrite

    @property
    def is_rebuilt(self) -> bool:
        """Whether the snapshot was found damaged, and the state was made of what is kept beside it."""
        return self._found is not None and self._found.damaged

    def is_current(self) -> bool:
        """Whether the snapshot's file is the one that was read or last written here."""
        folding = self._folding
        there = identity_of(self._names.snapshot)
        return there == self._identity or (folding is not None and there is not None and there == folding.new)

    @property
    def _needed(self) -> int:
        """Bytes that the first write takes for what was found in journals, or can't be left as it is."""
        found = self._found
        if found is None or found.identity is None or not (found.pieces or found.torn or found.rewrite):
            return 0
        return sum(found.sizes.values()) + (size_of(self.tables) if found.rewrite else 0)

    def check_room(self) -> None:
        """Lets nothing be written where what was found can't be taken up for want of room."""
        needed, free = self._needed, None
        if needed:
            with contextlib.suppress(OSError):
                free = self._disk.free(self._names.folder)
        if free is not None and free < needed:
            self.why_read_only = failures.without_room(self._names.snapshot, needed, free)

    def take_over(self, state: Migrated) -> None:
        """Makes ``state`` the present one: the same database as it is kept from the next write on.

        That write backs the file up as it was.
        """
        self.tables, self.extra = state.tables, state.extra
        self.sequence, self.chain = state.sequence, state.chain
        self._segment, self._segment_of = state.lines, state.version
        self.history.begin(state.lines)

    def content(self) -> bytes:
        """The present state, with what isn't folded yet, as a snapshot's bytes.

        Of an earlier version's file that nothing was written to yet, the file's own. Raises ``OSError``.
        """
        if self._segment:
            return read_file(self._names.snapshot, disk=self._disk)[0]
        return b"".join(
            chunks(self.tables, Meta(self._base.generation, self.sequence, self.chain, self.extra))
        )

    def snapshot(self, extra: Mapping[str, Any]) -> Iterator[bytes]:
        """The present state as another database's snapshot, which keeps ``extra``."""
        return chunks(self.tables, Meta(self._base.generation + 1, self.sequence, self.chain, extra))

    def commit(self, transaction: Transaction) -> None:
        """Appends ``transaction`` and applies it; when this returns, it is on the disk.

        Raises ``StoreError`` with nothing applied. Whatever else is raised, as an interrupt is, ``sequence``
        tells whether it was applied.
        """
        if self.why_read_only is not None:
            raise self.why_read_only
        self._settle()
        before = self.sequence
        try:
            self._check_current()
            if self._journal is None:
                self._begin()
            assert self._journal is not None
            # Only once the journal is there: a new database gets its first sum with it.
            line, chain = record_line(self.chain, before + 1, transaction)
            self._append(line)
        except NotSyncedError as error:
            self._let_go()
            self.why_read_only = failures.not_synced(self._names.snapshot, error)
            raise self.why_read_only from error
        except OSError as error:
            raise failures.not_written(self._names.snapshot, error, self._needed) from error
        except StoreError:
            raise
        except BaseException:
            # What is in the journal is unknown. The next edit begins one, which counts in its place.
            self._let_go()
            raise
        try:
            self._take_in(transaction, before + 1, chain)
        except BaseException:
            # It is on the disk. To take it in again changes nothing that was done already.
            self._take_in(transaction, before + 1, chain)
            raise
        self._size += len(line)
        if self.fold_due():
            self.fold()

    def _take_in(self, transaction: Transaction, number: int, chain: str) -> None:
        self._unfolded = True
        self.tables.apply(transaction)
        if transaction.extra is not None:
            self.extra = transaction.extra
        self.sequence, self.chain = number, chain

    def advance(self, transaction: Transaction, chain: str, journals: Sequence[tuple[int, Path]]) -> None:
        """Takes in what another process has written: the next transaction, with the sum after it.

        ``journals`` is where what isn't in the history yet is found, by the number of the first one.
        """
        self.tables.apply(transaction)
        self.sequence += 1
        self.chain = chain
        self._live = list(journals)

    def fold_due(self) -> bool:
        """Whether the journal is long or old enough to be folded."""
        if self._folding is not None or not self._unfolded:
            return False
        waited = time.monotonic() - self._since
        if self.fold_failure is not None:
            return waited > _AGAIN_SECONDS
        return self._size > FOLD_BYTES or waited > FOLD_SECONDS

    def fold(self, *, wait: bool = False) -> None:
        """Folds the journal into a new snapshot, in another thread unless it is to ``wait`` for it.

        A failure is told by ``fold_failure`` and fails no edit. Nothing happens where nothing was written,
        or in a forked child.
        """
        if self.is_of_another_process:
            return
        self._settle(wait=wait)
        if self._folding is not None or not self._unfolded:
            return
        try:
            self._look_for_journal()
        except OSError:
            # To let go of it would lose what only it holds, unless the fold works.
            if not wait:
                return
        folding = self._prepared(self.tables if wait else self.tables.copy())
        self._folding = folding
        if wait:
            folding.run()
        else:
            folding.start()
        self._settle()

    def fold_anew(self) -> None:
        """Writes two snapshots though nothing may have been written, and waits for it.

        When it is over, and ``fold_failure`` is ``None``, neither the snapshot nor the one before it needs
        anything of the history.
        """
        for _ in range(2):
            self._unfolded = True
            self.fold(wait=True)
            if self.fold_failure is not None:
                return

    def close(self, *, fold: bool = True) -> None:
        """Folds where anything was written here, unless it isn't to, and lets go of the files.

        Only who holds the lock may ``fold``.
        """
        if not self.is_of_another_process:
            if fold and self.why_read_only is None:
                self.fold(wait=True)
            self._settle(wait=True)
        self._let_go()

    def _let_go(self) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()

    def _prepared(self, tables: Tables) -> Folding:
        """A fold of the present state; the next transaction begins a journal of a new generation."""
        from summit_tui.store.folding import Folding  # who only reads needs nothing of it

        self._let_go()
        self._highest += 1
        meta = Meta(self._highest, self.sequence, self.chain, dict(self.extra))
        journals = [one for one in (*self._folded, *self._live) if self._may_be_there(one[1])]
        return Folding(
            self._names, self._disk, tables, meta, self._identity, journals, backed_up=self._backed_up
        )

    def _settle(self, *, wait: bool = False) -> None:
        """Takes account of a fold that is over."""
        folding = self._folding
        if folding is None:
            return
        if wait:
            folding.wait()
        if not folding.over:
            return
        if folding.new is not None:
            self._go_on_from(folding)
            self._unfolded = self._journal is not None
            self._size = 0 if self._journal is None else self._journal.size
        self._since = time.monotonic()
        self.fold_failure = folding.failure
        self.backup_failure, self._backed_up = folding.backup_failure, folding.backed_up
        # Only then, so that what is interrupted is done again.
        self._folding = None

    def _go_on_from(self, folding: Folding) -> None:
        """Takes the snapshot that was written for the present one."""
        self._identity, self._base = folding.new, folding.meta
        self.on_new_snapshot()
        # Where the fold was stopped after the rename they lie where they were, and are moved by the next one.
        self._folded = [one for one in folding.journals if self._may_be_there(one[1])]
        done = {path for _, path in folding.journals}
        self._live = [one for one in self._live if one[1] not in done]
        self.history.refresh()

    def _may_be_there(self, path: Path) -> bool:
        """Also where nothing tells: the fold that moves it will say so."""
        try:
            return is_there(path, self._disk)
        except OSError:
            return True

    def _append(self, line: bytes) -> None:
        assert self._journal is not None
        try:
            self._journal.append(line)
        except TornJournalError:
            self._let_go()
            raise
        except JournalGoneError as error:
            self._rescue(error)
            self._journal.append(line)

    def _look_for_journal(self) -> None:
        if self._journal is not None:
            try:
                self._journal.check()
            except JournalGoneError as error:
                self._rescue(error)

    def _rescue(self, cause: JournalGoneError) -> None:
        """Writes a journal anew that was removed or replaced, at its old place, from what is still open."""
        journal = self._journal
        assert journal is not None
        if not self._names.folder.is_dir():
            raise cause
        found = scan(journal.content())
        if found is None or found.chains[-1] != self.chain:
            raise cause
        self._highest += 1
        path = self._names.journal(self._highest)
        header = Header(self._highest, found.header.after, found.header.chain, found.header.extra)
        lines = [line + b"\n" for line in found.lines]
        self._journal = Journal.create(
            path, header, lines, self._disk, like=self._disk.stat(self._names.snapshot)
        )
        self._live = [one for one in self._live if one[1] != journal.path]
        self._live.append((header.after + 1, path))
        journal.close()
        self.mended.append(
            Message.warn(
                N_(
                    "{path} was removed or replaced by another program; its edits were saved again in {name}."
                ),
                path=journal.path,
                name=path.name,
            )
        )

    def _begin(self) -> None:
        """Makes the journal that this process appends to; raises ``OSError`` and ``StoreError``."""
        check_room((self._highest, self.sequence), self.tables.next_ids.values())
        make_folder(self._names.folder, disk=self._disk)
        if self._found is not None:
            self._take_up(self._found)
            return
        self._new_journal(self.sequence, self.chain, self.extra)

    def _take_up(self, found: Recovered) -> None:
        """Prepares what was found for the first write.

        What was found in journals is written into a new one: it was read, but it need not be on the disk.
        """
        from summit_tui.store.tidying import sweep, tidy  # who only reads needs nothing of it

        self._check_unchanged(found)
        sweep(self._names, self._disk)
        if found.identity is None or found.rewrite or self._segment:
            self._write_anew(found)
            self._new_journal(self.sequence, self.chain, self.extra)
        else:
            lines = [line + b"\n" for piece in found.pieces for line in piece.lines]
            self._new_journal(found.base.sequence, found.base.seed, found.base.extra, lines)
        self._found = None
        with contextlib.suppress(OSError):
            # What isn't done is done by the next who opens the project.
            tidy(found, self._names, self._disk, self.history)

    def _check_unchanged(self, found: Recovered) -> None:
        """Raises ``ProjectChangedError`` where another process wrote since the files were read."""
        paths = set(self._names.journals(self._disk).values()) - self._left
        # One that is gone was moved by a fold: by one of this process, as the snapshot is the same.
        if any(self._disk.lstat(path).st_size != found.sizes.get(path) for path in paths):
            raise failures.changed(self._names.snapshot)

    def _new_journal(
        self, after: int, chain: str, extra: Mapping[str, Any], lines: Sequence[bytes] = ()
    ) -> None:
        """Makes a journal with ``lines`` in it, which goes on from a state that kept ``extra``."""
        self._highest += 1
        path = self._names.journal(self._highest)
        like = self._disk.stat(self._names.snapshot)
        header = Header(self._highest, after, chain, extra)
        # Whatever comes of it, a file that can't be taken away again is no sign of another writer.
        self._left.add(path)
        try:
            self._journal = Journal.create(path, header, lines, self._disk, like=like)
        except FileExistsError:
            self._left.discard(path)
            raise
        self._size += self._journal.size
        self._live = [(after + 1, path)] if lines else [*self._live, (after + 1, path)]

    def _write_anew(self, found: Recovered) -> None:
        """Writes the whole state as a snapshot, before any journal goes on from it."""
        from summit_tui.store.backups import before_schema, write_backup
        from summit_tui.store.folding import keep_copy, write_segment

        if found.identity is None:
            sync_above(self._names.folder, self._disk)
            if not found.damaged:
                self.chain = seed_of(os.urandom(16))
        elif found.damaged:
            keep_copy(self._names.snapshot, self._names.damaged, self._names, self._disk)
        if self._segment:
            content, _ = read_file(self._names.snapshot, disk=self._disk)
            why = before_schema(self._segment_of + 1)
            write_backup(self._names, why, self.sequence, content, self._disk)
            write_segment(self._names, self._names.segment(1), b"".join(self._segment), self._disk)
        folding = self._prepared(self.tables)
        # Of what was there before anything was written here; the state to back up is that of the next fold.
        folding.backs_up = False
        try:
            folding.run()
        finally:
            # Whatever went wrong afterwards, it has the snapshot's name.
            if folding.new is not None:
                found.identity, found.base, found.rewrite, found.pieces = folding.new, folding.meta, False, []
                self._segment = []
                self._go_on_from(folding)
        if folding.error is not None:
            raise folding.error

    def _check_current(self) -> None:
        """Raises ``ProjectChangedError`` where the snapshot isn't the one that was read or written here."""
        if not self.is_current():
            path = self._names.snapshot
            lost = self._identity is not None and identity_of(path) is None
            raise failures.gone(path, "it was removed or moved") if lost else failures.changed(path)
