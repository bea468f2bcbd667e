"""Copies of a database's file, made once a day and before what is hard to take back.

A copy is called after its day, why it was made, and how many edits it holds:
``2026-11-25-daily-edit-1204.json``. What orders them is the sequence number that stands inside each: names,
clocks and times of files may say anything. Only copies made daily are ever removed, and only those that
verify are counted.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.files import make_own_folder, read_file, write_file
from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.reasons import reason_of
from summit_tui.store.naming import Names
from summit_tui.store.snapshot import META, ForeignError, is_own_layout, read_any, read_own_meta

KEPT = 5
"""How many of the daily backups are kept."""

_ATTEMPTS = 4

DAILY, BY_HAND, BEFORE_RESTORE, BEFORE_MENDING = "daily", "by-hand", "before-restore", "before-mending"
BEFORE_SHORTENING = "before-shortening"
_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([a-z0-9-]+)-edit-[0-9]+(?:-[0-9]+)?\.json")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that verifies: ``sequence`` edits had been made by then.

    ``day`` and ``why`` are what its name says, both empty where another program or a person named it.
    ``schema`` is the version of the project's file, ``None`` where it is another database; ``size`` is in
    bytes.
    """

    path: Path
    day: str
    why: str
    sequence: int
    schema: int | None
    size: int

    @property
    def order(self) -> tuple[int, str]:
        """Sort key: oldest first."""
        return self.sequence, self.path.name


def local_day() -> date:
    """The day that it is here."""
    return datetime.now().astimezone().date()


def before_schema(schema: int) -> str:
    """Why a backup is made before a project becomes one of version ``schema``."""
    return f"before-schema-{schema}"


def write_backup(names: Names, why: str, sequence: int, content: bytes, disk: Disk) -> Path:
    """Keeps ``content``, the database after ``sequence`` edits, among the backups; returns where.

    It is on the disk, and was read back, when this returns. Nothing that is there is ever replaced.
    Raises ``OSError``.
    """
    make_own_folder(names.backups, disk=disk)
    for _ in range(_ATTEMPTS):
        path = free_name(names.backups / file_name(why, sequence), disk)
        # The name may be taken meanwhile, and a writer that begins sweeps temporary files away.
        with contextlib.suppress(FileExistsError, FileNotFoundError):
            write_copy(path, content, names, disk)
            return path
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(names.backups))


def file_name(why: str, sequence: int | None) -> str:
    """What is kept today is called so: a copy after ``sequence`` edits or, for ``None``, a folder."""
    start = f"{local_day().isoformat()}-{why}"
    return start if sequence is None else f"{start}-edit-{sequence}.json"


def renamed(backup: Backup, why: str) -> Path:
    """Where ``backup`` would be if it had been made for another reason, ``why``."""
    return backup.path.with_name(f"{backup.day}-{why}-edit-{backup.sequence}.json")


def free_name(path: Path, disk: Disk) -> Path:
    """``path``, or where something has that name, the first free one with a number in it.

    Raises ``OSError``.
    """
    taken = set(disk.list(path.parent))
    free, number = path, 1
    while free.name in taken:
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def write_copy(path: Path, content: bytes, names: Names, disk: Disk) -> None:
    """Writes ``content`` to ``path``, where nothing may be, for those who may read the database.

    It is on the disk, and was read back, when this returns. Raises ``FileExistsError`` and ``OSError``.
    """
    like = None
    with contextlib.suppress(FileNotFoundError):
        like = disk.stat(names.snapshot)
    write_file(path, [content], replace=False, like=like, disk=disk)
    if read_file(path, disk=disk)[0] != content:
        raise OSError(errno.EIO, "the copy could not be read back", str(path))


def back_up_daily(names: Names, disk: Disk) -> Message | None:
    """Copies the snapshot, unless the newest daily backup is of this day, and removes the oldest ones.

    Returns what to tell where that failed; nothing else comes of it.
    """
    try:
        dailies = _those_that_verify((path for path in files_in(names, disk) if _why(path) == DAILY), disk)
        if dailies and dailies[0].day == local_day().isoformat():
            return None
        content, _ = read_file(names.snapshot, disk=disk)
        sequence = read_own_meta(content).sequence
        made = write_backup(names, DAILY, sequence, content, disk)
        for backup in dailies[KEPT - 1 :]:
            if backup.path != made:
                disk.unlink(backup.path)
    except (OSError, ForeignError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        return Message.warn(
            N_(
                "Today's backup of {path} could not be made: {reason}. "
                "All edits are saved, and it is tried again later."
            ),
            path=names.snapshot,
            reason=reason,
        )
    return None


def backups_in(names: Names, disk: Disk) -> list[Backup]:
    """The backups that verify, those of most edits first. Raises ``OSError``."""
    return _those_that_verify(files_in(names, disk), disk)


def files_in(names: Names, disk: Disk) -> Iterator[Path]:
    """The regular files in the folder of the backups, whosever they are. Raises ``OSError``."""
    try:
        listed = disk.list(names.backups)
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in listed:
        path = names.backups / name
        with contextlib.suppress(FileNotFoundError):
            if stat.S_ISREG(disk.lstat(path).st_mode):
                yield path


def has_backups(folder: Path) -> bool:
    """Whether the project in ``folder`` has files that are named as backups, whatever is in them."""
    try:
        return any(map(is_named_as_backup, files_in(Names.of_project(folder), Disk())))
    except OSError:
        return False


def set_damaged_aside(names: Names, disk: Disk) -> list[Path]:
    """Gives those that don't verify other names, by which they aren't taken for backups; returns these.

    Raises ``OSError``.
    """
    moved = []
    for path in filter(is_named_as_backup, list(files_in(names, disk))):
        try:
            read_backup(path, disk)
        except ForeignError:
            aside = names.free(path.with_name(f"{path.name}.damaged"), disk)
            disk.rename(path, aside)
            moved.append(aside)
    if moved:
        disk.sync_folder(names.backups)
    return moved


def is_named_as_backup(path: Path) -> bool:
    """Whether the file has a name that is given here."""
    return _why(path) != ""


def read_backup(path: Path, disk: Disk) -> tuple[Backup, bytes]:
    """The backup at ``path``, which verifies, and its bytes.

    Raises ``ForeignError`` where it is none, or is damaged, and ``OSError``.
    """
    content, _ = read_file(path, disk=disk)
    sequence, schema = _standing(content)
    named = _NAME.fullmatch(path.name)
    day, why = (named[1], named[2]) if named is not None else ("", "")
    return Backup(path, day, why, sequence, schema, len(content)), content


def _those_that_verify(paths: Iterable[Path], disk: Disk) -> list[Backup]:
    found = []
    for path in paths:
        with contextlib.suppress(OSError, ForeignError):
            found.append(read_backup(path, disk)[0])
    return sorted(found, key=lambda backup: backup.order, reverse=True)


def _why(path: Path) -> str:
    named = _NAME.fullmatch(path.name)
    return "" if named is None else named[2]


def _standing(content: bytes) -> tuple[int, int | None]:
    """How many edits a copy holds, and the version of its file."""
    if is_own_layout(content):
        meta = read_own_meta(content)
        schema = meta.extra.get("schema")
        return meta.sequence, schema if type(schema) is int else None
    data = read_any(content)
    # Version 1 of a project has no checksum, and its history is a table of its own.
    if data.get(META, {}).get("1", {}).get("schema") != 1:
        raise ForeignError("checksum")
    return len(data.get("history", {})), 1
