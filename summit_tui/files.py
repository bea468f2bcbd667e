"""Files written as a whole, so that neither a crash nor a full disk ever leaves half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from summit_tui.disk import Disk

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_READ_FILE = os.O_RDONLY | os.O_NONBLOCK
_READ_AT_ONCE = 1 << 28
"""Bytes."""
_TEMPORARY_SUFFIX = re.compile(r"\.[0-9a-f]{16}\.tmp")
_SUFFIX_LENGTH = 21
_LONGEST_NAME = 255
"""Bytes of a file's name, in Linux's and macOS's file systems."""


class FileIdentity(NamedTuple):
    """Tells whether a path still leads to the file, and the state of it, that was seen before.

    ``size`` is in bytes, ``modified`` in nanoseconds since 1970.
    """

    device: int
    inode: int
    size: int
    modified: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileIdentity:
        """The identity that ``status`` shows."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


class NotDurableError(OSError):
    """The file was written, but it is unknown whether a power cut would leave the new one.

    ``identity`` is that of the new file.
    """

    def __init__(self, cause: OSError, identity: FileIdentity) -> None:
        super().__init__(cause.errno, cause.strerror)
        self.identity = identity


def read_file(path: Path, *, disk: Disk | None = None) -> tuple[bytes, FileIdentity]:
    """The bytes of the regular file at ``path``, and its identity.

    Raises ``OSError``; a pipe or a device is refused without waiting for it.
    """
    disk = disk or Disk()
    descriptor = disk.open(path, _READ_FILE)
    try:
        before = disk.stat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return read_all(descriptor, disk, before.st_size), FileIdentity.of(before)
    finally:
        disk.close(descriptor)


def read_all(descriptor: int, disk: Disk, expected: int = 0) -> bytes:
    """Everything from where ``descriptor`` stands to the end, of ``expected`` bytes or so.

    Raises ``OSError``.
    """
    pieces: list[bytes] = []
    size = min(expected + 1, _READ_AT_ONCE) if expected else 1 << 20
    while piece := disk.read(descriptor, size):
        pieces.append(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def identity_of(path: Path) -> FileIdentity | None:
    """The identity of the file that ``path`` leads to, or ``None`` where there is none."""
    try:
        return FileIdentity.of(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_there(path: Path, disk: Disk) -> bool:
    """Whether anything has the name ``path``, be it a broken link. Raises ``OSError`` where nothing tells."""
    try:
        disk.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def replace_file(path: Path, content: bytes, *, disk: Disk | None = None) -> FileIdentity:
    """``write_file`` of ``content`` in one piece, in the place of whatever file is there."""
    return write_file(path, [content], replace=True, disk=disk)


def write_file(
    path: Path,
    chunks: Iterable[bytes],
    *,
    replace: bool,
    like: os.stat_result | None = None,
    disk: Disk | None = None,
) -> FileIdentity:
    """Writes ``chunks`` into a file at ``path`` and returns once that is on the disk.

    They go into a file beside it under a temporary name, which is synced and takes its place. A
    symbolic link at ``path`` stays, and what it points to is written. The mode and, where
    permitted, the group of an existing file are kept; a new one may be read and written by those who
    may do that with the file of ``like``. Raises ``FileExistsError`` where something
    is there and it isn't to ``replace`` it, ``OSError`` where writing fails or what is there is no
    regular file, and what ``chunks`` raise: with everything as it was and the temporary file gone.
    Raises ``NotDurableError`` when only the folder's sync failed.
    """
    disk = disk or Disk()
    target = Path(os.path.realpath(path))
    old = _old_file(target, disk, replace=replace) or like
    temporary, identity = write_beside(target, chunks, old=old, disk=disk)
    try:
        _take_place(temporary, target, disk, replace=replace)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.unlink(temporary)
        raise
    try:
        disk.sync_folder(target.parent)
    except OSError as error:
        raise NotDurableError(error, identity) from error
    return identity


def write_beside(
    target: Path, chunks: Iterable[bytes], *, old: os.stat_result | None, disk: Disk
) -> tuple[Path, FileIdentity]:
    """Writes ``chunks`` into a new file beside ``target`` under a temporary name, and syncs it.

    It gets the mode and, where permitted, the group of ``old``, and is at no time open to more
    people. Raises ``OSError``, and what ``chunks`` raise, with the file gone.
    """
    temporary = temporary_name(target)
    mode = 0o666 if old is None else stat.S_IMODE(old.st_mode) & 0o777
    descriptor = disk.open(temporary, _NEW_FILE, mode)
    try:
        try:
            if old is not None:
                take_over(descriptor, old, disk)
            for chunk in chunks:
                write_all(descriptor, chunk, disk)
            disk.sync(descriptor)
            identity = FileIdentity.of(disk.stat(descriptor))
        finally:
            disk.close(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.unlink(temporary)
        raise
    return temporary, identity


def leftovers(path: Path) -> Iterator[Path]:
    """Temporary files that writers of ``path`` left behind when they were killed.

    Where ``path`` is a folder, those of the files in it. Raises ``OSError``.
    """
    target = Path(os.path.realpath(path))
    folder, name = (target, "") if target.is_dir() else (target.parent, target.name)
    for entry in folder.iterdir():
        written, token = entry.name[:-_SUFFIX_LENGTH], entry.name[-_SUFFIX_LENGTH:]
        if written and name in {"", written} and _TEMPORARY_SUFFIX.fullmatch(token):
            yield entry


def make_folder(path: Path, *, disk: Disk | None = None) -> None:
    """Makes the folder at ``path`` and those above it, each synced into its parent.

    Raises ``OSError``.
    """
    if path.is_dir():
        return
    disk = disk or Disk()
    make_folder(path.parent, disk=disk)
    with contextlib.suppress(FileExistsError):
        disk.make_folder(path)
    try:
        disk.sync_folder(path.parent)
    except OSError:
        # Left there, the folder would be taken for one that is on the disk.
        with contextlib.suppress(OSError):
            disk.remove_folder(path)
        raise


def sync_above(path: Path, disk: Disk) -> None:
    """Brings the names of ``path`` and of the folders above it to the disk, as far as they are on one disk.

    ``make_folder`` takes a folder that is there for one that is on the disk, which it isn't where its maker
    was killed. A folder that may not be read can't be synced. Raises ``OSError``.
    """
    path = Path(os.path.realpath(path))
    device = disk.stat(path).st_dev
    for folder in path.parents:
        with contextlib.suppress(PermissionError):
            if disk.stat(folder).st_dev != device:
                return
            disk.sync_folder(folder)


def make_own_folder(path: Path, *, disk: Disk | None = None) -> None:
    """``make_folder``, unless a symbolic link is at ``path``, which may lead out. Raises ``OSError``."""
    if path.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "a symbolic link", str(path))
    make_folder(path, disk=disk)


def write_all(descriptor: int, content: bytes, disk: Disk) -> None:
    """Writes all of ``content``, in as many pieces as it takes. Raises ``OSError``."""
    written = disk.write(descriptor, content)
    if written < len(content):
        rest = memoryview(content)[written:]
        while rest:
            rest = rest[disk.write(descriptor, rest) :]


def take_over(descriptor: int, old: os.stat_result, disk: Disk) -> None:
    """Gives a new file the owner, group and mode of ``old`` as far as permitted, never more.

    Raises ``OSError``.
    """
    mode = stat.S_IMODE(old.st_mode) & 0o777
    new = disk.stat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with contextlib.suppress(OSError):
            disk.set_owner(descriptor, old.st_uid if os.geteuid() == 0 else -1, old.st_gid)
    if disk.stat(descriptor).st_gid != old.st_gid:
        mode &= ~0o070
    disk.set_mode(descriptor, mode)


def temporary_name(target: Path) -> Path:
    """A name beside ``target`` that nothing has; ``leftovers`` knows it, should its file stay behind."""
    suffix = f".{os.urandom(8).hex()}.tmp"
    name = os.fsencode(target.name)
    if len(name) + len(suffix) > _LONGEST_NAME:
        # Cut between characters: macOS takes no other names than UTF-8.
        name = name[: _LONGEST_NAME - len(suffix)].decode("utf-8", "ignore").encode("utf-8")
    return target.with_name(os.fsdecode(name) + suffix)


def _old_file(path: Path, disk: Disk, *, replace: bool) -> os.stat_result | None:
    try:
        old = disk.lstat(path)
    except FileNotFoundError:
        return None
    if not replace:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return old


def _take_place(temporary: Path, target: Path, disk: Disk, *, replace: bool) -> None:
    if replace:
        disk.rename(temporary, target)
        return
    try:
        # A link, unlike a rename, never replaces what came there in the meantime.
        disk.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # File systems without hard links, such as FAT.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        disk.rename(temporary, target)
        return
    with contextlib.suppress(OSError):
        disk.unlink(temporary)
