"""Taking the older edits out of a history, which is done by the person's wish only."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass

from summit_tui.disk import Disk
from summit_tui.files import write_file
from summit_tui.model import Edit
from summit_tui.reasons import reason_of
from summit_tui.store.edits import edit_note
from summit_tui.store.errors import StoreError
from summit_tui.store.history import HISTORY_START
from summit_tui.store.journal import read_journal
from summit_tui.store.journaled import JournaledTables
from summit_tui.store.naming import Names
from summit_tui.store.records import Header, journal_bytes
from summit_tui.store.undo import UndoState

COMMAND = "history.compact"
"""The command of the edit that tells of it; it changes nothing else."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """How many edits went, how many bytes of the history's files, and the number of the first one left."""

    edits: int
    size: int
    start: int


def shorten(database: JournaledTables, edit: Edit, undo: UndoState, start: int) -> int:
    """Lets the history begin at edit number ``start``, with ``undo`` for what can be taken back then.

    ``edit`` tells of it. Returns how many bytes of the history's files that freed. Raises ``StoreError``;
    whether the history begins there is told by ``HISTORY_START`` in what the keeper has as ``extra``, which
    is what a snapshot on the disk has.
    """
    keeper, path = database.keeper, database.names.snapshot
    extra = keeper.extra
    shorter = {**extra, "undo": undo.document(), HISTORY_START: start}
    try:
        with database.transaction(edit_note(edit, {}, undo.done), shorter):
            pass
        keeper.fold_anew()
    finally:
        is_shorter = keeper.base.extra.get(HISTORY_START) == start
        keeper.extra = shorter if is_shorter else extra
    failure = keeper.fold_failure
    if failure is not None and is_shorter:
        raise StoreError(
            "The history of {path} begins at edit number {start} from this on, but the files of what is "
            "older are still there: {why} To shorten it again removes them.",
            path=path,
            start=start,
            why=failure,
        )
    if failure is not None:
        raise StoreError("The history of {path} was not shortened: {why}", path=path, why=failure)
    try:
        freed = take_away(database.names, start, database.disk)
    except OSError as error:
        raise StoreError(
            "Not all older edits of {path} could be taken out of the history: {reason}. "
            "Nothing else was changed.",
            path=path,
            reason=reason_of(error),
        ) from error
    finally:
        keeper.history.refresh()
    return freed


def take_away(names: Names, first: int, disk: Disk) -> int:
    """Removes the folded transactions before number ``first``; returns how many bytes that freed.

    A segment that holds later ones, too, is written anew with these. Oldest first: whenever it is stopped,
    what is left goes on without a gap. Raises ``OSError``.
    """
    if names.history.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "a symbolic link", str(names.history))
    freed = 0
    for path in names.segments(disk).values():
        found, content = read_journal(path, disk)
        if found is None or found.header.after + 1 >= first:
            continue
        if found.last >= first:
            begin = first - 1 - found.header.after
            header = Header(found.header.generation, first - 1, found.chains[begin], found.header.extra)
            lines = list(journal_bytes(header, found.lines[begin:]))
            segment = names.segment(first)
            if os.path.lexists(segment):
                continue  # Another file begins there; whose edits count is told by their sums.
            write_file(segment, lines, replace=False, like=disk.stat(path), disk=disk)
            freed -= sum(map(len, lines))
        disk.unlink(path)
        freed += len(content)
    disk.sync_folder(names.history)
    return freed
