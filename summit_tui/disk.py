"""The system calls by which files are written and read, in one place.

Everything that has to survive a crash goes through a ``Disk``, so that a test can hand in one that
records the calls, shortens writes, drops what was not synced, or lets a call fail.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_NO_FULL_SYNC = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOTTY})
"""What F_FULLFSYNC says where a drive or a file system doesn't know it; two of them are one but on macOS."""


class Disk:
    """The real system calls. Each one raises ``OSError`` as the call does.

    Paths are followed through symbolic links unless ``flags`` say otherwise.
    """

    def __init__(self) -> None:
        self._without_full_sync: set[int] = set()

    @property
    def reaches_the_drive_only(self) -> bool:
        """Whether a sync was met that stops at the drive's own cache (macOS), for want of F_FULLFSYNC."""
        return bool(self._without_full_sync)

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        """A close-on-exec descriptor of the file at ``path``; a new one gets ``mode``, less the umask."""
        return os.open(path, flags | os.O_CLOEXEC, mode)

    def close(self, descriptor: int) -> None:
        """Closes ``descriptor``."""
        os.close(descriptor)

    def write(self, descriptor: int, content: bytes | memoryview) -> int:
        """Writes the first bytes of ``content``, at least one; returns how many."""
        return os.write(descriptor, content)

    def read(self, descriptor: int, size: int) -> bytes:
        """At most ``size`` bytes; none at the file's end."""
        return os.read(descriptor, size)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cuts the file off after ``size`` bytes."""
        os.ftruncate(descriptor, size)

    def datasync(self, descriptor: int) -> None:
        """Brings the file's content to the disk, with its length but not all of its other properties."""
        if not self._full_sync(descriptor):
            getattr(os, "fdatasync", os.fsync)(descriptor)

    def sync(self, descriptor: int) -> None:
        """Brings the file's content and properties to the disk.

        On macOS plain fsync stops at the drive's own cache; F_FULLFSYNC goes through it, where the
        file system knows it (fsync(2) of macOS).
        """
        if not self._full_sync(descriptor):
            os.fsync(descriptor)

    def sync_folder(self, path: Path) -> None:
        """Brings the names in the folder at ``path`` to the disk."""
        descriptor = self.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self.sync(descriptor)
        finally:
            self.close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Gives the file at ``source`` the name ``target``, in the place of whatever has it."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Gives the file at ``source`` the further name ``target``, where nothing has it."""
        os.link(source, target, follow_symlinks=False)

    def unlink(self, path: Path) -> None:
        """Takes the name ``path`` away."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Makes the folder at ``path``, in one that is there."""
        path.mkdir()

    def remove_folder(self, path: Path) -> None:
        """Takes the empty folder at ``path`` away."""
        path.rmdir()

    def stat(self, target: int | Path) -> os.stat_result:
        """What the descriptor or path leads to."""
        return os.fstat(target) if isinstance(target, int) else target.stat()

    def lstat(self, path: Path) -> os.stat_result:
        """What is at ``path`` itself, be it a symbolic link."""
        return path.lstat()

    def list(self, folder: Path) -> list[str]:
        """The names in ``folder``, in order."""
        return sorted(path.name for path in folder.iterdir())

    def free(self, folder: Path) -> int | None:
        """Bytes that may still be written to the disk of ``folder``; ``None`` where it doesn't tell."""
        status = os.statvfs(folder)
        if not status.f_blocks:
            return None
        return status.f_frsize * (status.f_bavail if os.geteuid() else status.f_bfree)

    def set_owner(self, descriptor: int, owner: int, group: int) -> None:
        """Gives the file to another owner (-1: leaves him) and group, by their numbers."""
        os.fchown(descriptor, owner, group)

    def set_mode(self, descriptor: int, mode: int) -> None:
        """Sets who may do what with the file."""
        os.fchmod(descriptor, mode)

    def _full_sync(self, descriptor: int) -> bool:
        """Whether the drive's cache was gone through; asked once of each device that can't."""
        if sys.platform != "darwin":
            return False
        import fcntl

        device = os.fstat(descriptor).st_dev
        if device in self._without_full_sync:
            return False
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _NO_FULL_SYNC:
                raise
            self._without_full_sync.add(device)
            return False
        return True
