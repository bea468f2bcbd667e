"""Putting a database's files in order at the first write, once what was found is safe elsewhere."""

from __future__ import annotations

import contextlib
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.files import leftovers, replace_file
from summit_tui.store.folding import make_history
from summit_tui.store.history import History
from summit_tui.store.journal import read_journal
from summit_tui.store.naming import Names
from summit_tui.store.recovery import Recovered


def tidy(found: Recovered, names: Names, disk: Disk, history: History) -> None:
    """Keeps what doesn't count under names of its own, and finishes what a fold left undone.

    Raises ``OSError``; what isn't done then is done by the next who opens the database.
    """
    for path, rest in found.torn.items():
        replace_file(names.free(path.with_name(f"{path.name}.torn"), disk), rest, disk=disk)
    for path in found.strange:
        _set_aside(path, names, disk)
    folded = []
    for path in found.older:
        old, content = read_journal(path, disk)
        if old is None and b"\n" in content:
            _set_aside(path, names, disk)
        elif old is None or not old.lines or history.holds(old, path):
            disk.unlink(path)
        else:
            folded.append((old.header.after + 1, path))
    copied = {piece.path: piece for piece in found.pieces}
    for path in copied.keys() | found.torn.keys():
        if path in copied and copied[path].start:
            folded.append((copied[path].scan.header.after + 1, path))
        else:
            with contextlib.suppress(FileNotFoundError):
                disk.unlink(path)
    make_history(names, folded, disk)


def sweep(names: Names, disk: Disk) -> None:
    """Removes what killed writers left behind; while the lock is held there is no other writer."""
    with contextlib.suppress(OSError):
        # The folder may be shared: where the database is a link's target, its files are named after it.
        for place in filter(_is_own, (names.folder, names.history, names.backups)):
            for leftover in list(leftovers(place)):
                if place != names.folder or leftover.name.startswith(names.snapshot.name):
                    disk.unlink(leftover)


def _set_aside(path: Path, names: Names, disk: Disk) -> None:
    disk.rename(path, names.free(path.with_name(f"{path.name}.strange"), disk))


def _is_own(folder: Path) -> bool:
    """Whether it is a folder, and no link that may lead out of the project."""
    return folder.is_dir() and not folder.is_symlink()
