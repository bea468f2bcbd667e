"""Files written as a whole, so that neither a crash nor a full disk ever leaves half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_READ_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
_TEMPORARY_SUFFIX = re.compile(r"\.[0-9a-f]{16}\.tmp")
_SUFFIX_LENGTH = 21
_LONGEST_NAME = 255
"""Bytes of a file's name, in Linux's and macOS's file systems."""


@dataclass(frozen=True, slots=True)
class FileIdentity:
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


def read_file(path: Path) -> tuple[bytes, FileIdentity]:
    """The bytes of the regular file at ``path``, and its identity.

    Raises ``OSError``; a pipe or a device is refused without waiting for it.
    """
    descriptor = os.open(path, _READ_FILE)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return file.read(), FileIdentity.of(before)


def identity_of(path: Path) -> FileIdentity | None:
    """The identity of the file that ``path`` leads to, or ``None`` where there is none."""
    try:
        return FileIdentity.of(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None


def replace_file(path: Path, content: bytes) -> FileIdentity:
    """``write_file`` of ``content`` in one piece, in the place of whatever file is there."""
    return write_file(path, [content], replace=True)


def write_file(path: Path, chunks: Iterable[bytes], *, replace: bool) -> FileIdentity:
    """Writes ``chunks`` into a file at ``path`` and returns once that is on the disk.

    They go into a file beside it under a temporary name, which is synced and takes its place. A
    symbolic link at ``path`` stays, and what it points to is written. The mode and, where
    permitted, the group of an existing file are kept. Raises ``FileExistsError`` where something
    is there and it isn't to ``replace`` it, ``OSError`` where writing fails or what is there is no
    regular file, and what ``chunks`` raise: with everything as it was and the temporary file gone.
    Raises ``NotDurableError`` when only the folder's sync failed.
    """
    target = Path(os.path.realpath(path))
    old = _old_file(target, replace=replace)
    temporary = _temporary(target)
    mode = 0o666 if old is None else stat.S_IMODE(old.st_mode) & 0o777
    descriptor = os.open(temporary, _NEW_FILE, mode)
    try:
        try:
            if old is not None:
                _take_over(descriptor, old)
            for chunk in chunks:
                _write_all(descriptor, chunk)
            sync(descriptor)
            identity = FileIdentity.of(os.fstat(descriptor))
        finally:
            os.close(descriptor)
        _take_place(temporary, target, replace=replace)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    try:
        sync_folder(target.parent)
    except OSError as error:
        raise NotDurableError(error, identity) from error
    return identity


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


def make_folder(path: Path) -> None:
    """Makes the folder at ``path`` and those above it, each synced into its parent.

    Raises ``OSError``.
    """
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    try:
        sync_folder(path.parent)
    except OSError:
        # Left there, the folder would be taken for one that is on the disk.
        with contextlib.suppress(OSError):
            path.rmdir()
        raise


def sync_folder(path: Path) -> None:
    """Brings the names in the folder at ``path`` to the disk. Raises ``OSError``."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def sync(descriptor: int) -> None:
    """Brings what was written to ``descriptor`` to the disk. Raises ``OSError``.

    On macOS plain fsync stops at the drive's own cache; F_FULLFSYNC goes through it, where the
    file system knows it.
    """
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY}:
                raise
        else:
            return
    os.fsync(descriptor)


def _old_file(path: Path, *, replace: bool) -> os.stat_result | None:
    try:
        old = path.lstat()
    except FileNotFoundError:
        return None
    if not replace:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return old


def _temporary(target: Path) -> Path:
    suffix = f".{os.urandom(8).hex()}.tmp"
    name = os.fsencode(target.name)
    if len(name) + len(suffix) > _LONGEST_NAME:
        # Cut between characters: macOS takes no other names than UTF-8.
        name = name[: _LONGEST_NAME - len(suffix)].decode("utf-8", "ignore").encode("utf-8")
    return target.with_name(os.fsdecode(name) + suffix)


def _take_place(temporary: Path, target: Path, *, replace: bool) -> None:
    if replace:
        temporary.replace(target)
        return
    try:
        # A link, unlike a rename, never replaces what came there in the meantime.
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # File systems without hard links, such as FAT.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        temporary.replace(target)
        return
    with contextlib.suppress(OSError):
        temporary.unlink()


def _take_over(descriptor: int, old: os.stat_result) -> None:
    """Gives a new file the owner, group and mode of ``old`` as far as permitted, never more."""
    mode = stat.S_IMODE(old.st_mode) & 0o777
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, old.st_uid if os.geteuid() == 0 else -1, old.st_gid)
    if os.fstat(descriptor).st_gid != old.st_gid:
        mode &= ~0o070
    os.fchmod(descriptor, mode)


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
