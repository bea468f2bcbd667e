"""Writing a new snapshot while edits go on, so that the journal stays short.

At each moment the files say one state: until the new snapshot has its name, the old one and its journals
do; from then on the new one with the journals of its own generation. The old snapshot stays under a name
of its own until the next fold, and the old journals become segments of the history.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Thread

from summit_tui.disk import Disk
from summit_tui.files import (
    FileIdentity,
    identity_of,
    is_there,
    make_own_folder,
    read_file,
    replace_file,
    temporary_name,
    write_beside,
)
from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.store.backups import back_up_daily, local_day
from summit_tui.store.errors import SnapshotChangedError
from summit_tui.store.journal import NotSyncedError, read_journal
from summit_tui.store.naming import Names
from summit_tui.store.records import Scan
from summit_tui.store.snapshot import Meta, Tables, chunks, size_of

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.2)
"""Seconds between attempts at a rename that something holds up, such as a virus scanner."""

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
"""What file systems say that know no hard links, such as FAT, or no more of them."""


@dataclass(slots=True)
class Folding:
    """One fold. ``tables`` must not change while it is under way.

    ``old`` is the snapshot that is replaced, ``journals`` those that it makes history of: their
    paths by the sequence number of their first transaction. When it is over, ``new`` is the identity of the
    new snapshot where that has its name, and ``failure`` what to tell where it doesn't, or where it is
    unknown whether it would outlive a power cut. ``backup_failure`` is what to tell where the new
    snapshot could not be copied into the day's backup, which is done afterwards where it ``backs_up``
    unless one was made on ``backed_up``.
    """

    names: Names
    disk: Disk
    tables: Tables
    meta: Meta
    old: FileIdentity | None
    journals: Sequence[tuple[int, Path]] = ()
    backs_up: bool = True
    backed_up: date | None = None
    backup_failure: Message | None = None
    new: FileIdentity | None = None
    over: bool = False
    failure: Message | None = None
    error: Exception | None = None
    _thread: Thread | None = field(default=None, repr=False)

    def start(self) -> None:
        """Folds in a thread of its own."""
        self._thread = Thread(target=self.run, name="folding", daemon=False)
        try:
            self._thread.start()
        except (RuntimeError, MemoryError) as error:
            # The system has no room for a thread.
            self._thread = None
            self.error, self.failure = error, self._told(error)
            self.over = True

    def wait(self) -> None:
        """Returns when it is over."""
        if self._thread is not None:
            self._thread.join()

    def run(self) -> None:
        """Folds. What goes wrong is in ``failure``; then everything counts as before."""
        try:
            self._write()
            self._back_up()
        except Exception as error:  # noqa: BLE001 - in a thread of its own it would be told by nobody
            self.error = error
            self.failure = self._told(error)
        finally:
            self.over = True

    def _write(self) -> None:
        status = _status(self.names.snapshot, self.disk)
        temporary, identity = write_beside(
            self.names.snapshot, chunks(self.tables, self.meta), old=status, disk=self.disk
        )
        try:
            if status is not None:
                self._keep()
            self.disk.sync_folder(self.names.folder)
            self.new = identity
            if self._identity() != self.old:
                raise SnapshotChangedError
            self._rename(temporary, self.names.snapshot)
        except BaseException:
            self.new = identity if self._has_its_name(identity) else None
            with contextlib.suppress(OSError):
                self.disk.unlink(temporary)
            raise
        try:
            self.disk.sync_folder(self.names.folder)
        except OSError as error:
            raise NotSyncedError(error) from error
        make_history(self.names, self.journals, self.disk)

    def _back_up(self) -> None:
        today = local_day()
        if self.backs_up and self.backed_up != today:
            self.backup_failure = back_up_daily(self.names, self.disk)
            self.backed_up = today if self.backup_failure is None else None

    def _keep(self) -> None:
        """Gives the old snapshot a further name; what another program put there instead isn't replaced."""
        names, disk = self.names, self.disk
        # A name that the next writer sweeps away where this one is stopped before it is another.
        link = temporary_name(names.previous)
        try:
            disk.link(names.snapshot, link)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            return  # A file system without hard links, such as FAT: the old one goes with the rename.
        try:
            if FileIdentity.of(disk.stat(link)) != self.old:
                raise SnapshotChangedError
            self._rename(link, names.previous)
        finally:
            with contextlib.suppress(OSError):
                # It is still there where that failed, and where both were names of one file already.
                disk.unlink(link)

    def _rename(self, source: Path, target: Path) -> None:
        """Renames, again and again for a while where something holds the target. Raises ``OSError``."""
        for wait in (*_WAITS, None):
            try:
                self.disk.rename(source, target)
                return
            except PermissionError:
                if wait is None or not os.access(self.names.folder, os.W_OK):
                    raise
                time.sleep(wait)

    def _has_its_name(self, identity: FileIdentity) -> bool:
        """Whether what was interrupted had come so far; where nothing tells, it hadn't."""
        with contextlib.suppress(OSError):
            return identity_of(self.names.snapshot) == identity
        return False

    def _identity(self) -> FileIdentity | None:
        status = _status(self.names.snapshot, self.disk)
        return None if status is None else FileIdentity.of(status)

    def _told(self, error: Exception) -> Message:
        if isinstance(error, SnapshotChangedError):
            return Message.warn(
                N_(
                    "{path} was changed by another program and was left as it is; "
                    "edits are kept in the journal."
                ),
                path=self.names.snapshot,
            )
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return Message.warn(
                N_(
                    "The journal of {path} can't be folded before {size} MB are free. "
                    "Edits go on being saved in it."
                ),
                path=self.names.snapshot,
                size=size_of(self.tables) // 1_000_000 + 1,
            )
        return Message.warn(
            N_("The journal of {path} could not be folded: {reason}. Edits go on being saved in it."),
            path=self.names.snapshot,
            reason=(isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__,
        )


def keep_copy(path: Path, name: Path, names: Names, disk: Disk) -> None:
    """Gives the file at ``path`` the further name ``name``, or one like it that is free; on the disk.

    Where the file system knows no further names, it is copied. Raises ``OSError``.
    """
    free = names.free(name, disk)
    try:
        disk.link(path, free)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        replace_file(free, read_file(path, disk=disk)[0], disk=disk)
    disk.sync_folder(free.parent)


def make_history(names: Names, journals: Sequence[tuple[int, Path]], disk: Disk) -> None:
    """Moves journals into the history, each by the number of its first transaction. Raises ``OSError``."""
    if not journals:
        return
    make_own_folder(names.history, disk=disk)
    for first, path in journals:
        segment = names.segment(first)
        if not is_there(segment, disk) or _settled(path, segment, names, disk):
            disk.rename(path, segment)
    disk.sync_folder(names.history)
    disk.sync_folder(names.folder)


def write_segment(names: Names, segment: Path, content: bytes, disk: Disk) -> None:
    """Writes a segment of the history, in the place of what is there. Raises ``OSError``."""
    make_own_folder(names.history, disk=disk)
    if segment.is_symlink():
        raise OSError(errno.ELOOP, "a symbolic link", str(segment))
    replace_file(segment, content, disk=disk)


def _settled(path: Path, segment: Path, names: Names, disk: Disk) -> bool:
    """Whether ``path`` is to take the place of ``segment``, which begins with the same transaction.

    The one of the higher generation counts: the end of the other couldn't be cut off after a write that
    failed, or what it holds was copied. That one is kept where it has anything else, and is taken out of
    the way. Raises ``OSError``.
    """
    new, old = read_journal(path, disk)[0], read_journal(segment, disk)[0]
    counts = new is not None and (old is None or new.header.generation > old.header.generation)
    kept, lost = (new, old) if counts else (old, new)
    if kept is None or lost is None or not _holds(kept, lost):
        other = names.free(segment.with_name(f"{segment.name}.double"), disk)
        disk.rename(segment if counts else path, other)
    elif not counts:
        disk.unlink(path)
    return counts


def _holds(scan: Scan, less: Scan) -> bool:
    """Whether all whole transactions of ``less`` are in ``scan``."""
    shared = len(less.lines)
    return shared <= len(scan.lines) and scan.chains[shared] == less.chains[shared]


def _status(path: Path, disk: Disk) -> os.stat_result | None:
    try:
        return disk.lstat(path)
    except FileNotFoundError:
        return None
