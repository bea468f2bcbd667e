"""Taking the older edits out of a history, which is done by the person's wish only."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass

from summit_tui.disk import Disk
from summit_tui.files import write_file
from summit_tui.store.journal import read_journal
from summit_tui.store.naming import Names
from summit_tui.store.records import Header, header_line

COMMAND = "history.compact"
"""The command of the edit that tells of it; it changes nothing else."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """How many edits went, how many bytes of the history's files, and the number of the first one left."""

    edits: int
    size: int
    start: int


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
            lines = [header_line(header), *(line + b"\n" for line in found.lines[begin:])]
            segment = names.segment(first)
            if os.path.lexists(segment):
                continue  # Another file begins there; whose edits count is told by their sums.
            write_file(segment, lines, replace=False, like=disk.stat(path), disk=disk)
            freed -= sum(map(len, lines))
        disk.unlink(path)
        freed += len(content)
    disk.sync_folder(names.history)
    return freed
