"""A journal that is appended to: one write and one sync for each transaction."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.files import read_all, take_over, write_all
from summit_tui.store.records import Header, Scan, header_line, read_header, scan, sum_after

_NEW = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_FOUND = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_AT_ONCE = 1 << 16
"""Bytes that are read at once where a journal is gone through line by line."""


class JournalError(OSError):
    """A line couldn't be appended; nothing tells that it was saved."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause.errno, cause.strerror or str(cause))


class NotWrittenError(JournalError):
    """Nothing of the line is there; the journal can be appended to as before."""


class TornJournalError(JournalError):
    """Part of the line is there and couldn't be cut off; the journal must not be appended to any more."""


class NotSyncedError(JournalError):
    """Whether the line reached the disk is unknown, and asking again would not tell."""


class JournalGoneError(JournalError):
    """The journal has no name any more, or its name is another file's; what is written to it is lost."""


class Journal:
    """The journal at ``path``, made here, with what was written to it on the disk.

    ``size`` is in bytes. Nobody appends to a journal that was found: after a failed sync the system may
    show as written what never reached the disk.
    """

    def __init__(self, path: Path, header: Header, descriptor: int, size: int, disk: Disk) -> None:
        self.path = path
        self.header = header
        self.size = size
        self._descriptor = descriptor
        self._disk = disk
        self._status = disk.stat(descriptor)

    @classmethod
    def create(
        cls, path: Path, header: Header, lines: Iterable[bytes], disk: Disk, *, like: os.stat_result | None
    ) -> Journal:
        """Makes the journal with ``lines`` in it, each with its end, on the disk when this returns.

        It may be read and written by those who may do that with the file of ``like``. Raises
        ``NotSyncedError``, and ``OSError`` with no file left.
        """
        mode = 0o666 if like is None else stat.S_IMODE(like.st_mode) & 0o777
        descriptor = disk.open(path, _NEW, mode)
        try:
            if like is not None:
                take_over(descriptor, like, disk)
            content = header_line(header) + b"".join(lines)
            write_all(descriptor, content, disk)
            _sync(descriptor, path.parent, disk)
            return cls(path, header, descriptor, len(content), disk)
        except BaseException:
            with contextlib.suppress(OSError):
                disk.unlink(path)
            with contextlib.suppress(OSError):
                disk.close(descriptor)
            raise

    def append(self, line: bytes) -> None:
        """Appends ``line``; when this returns, it is on the disk, in a file that has its name.

        Raises a ``JournalError``. Whatever else is raised, as an interrupt is, the line is taken out where
        that is possible, and the journal must not be appended to any more.
        """
        try:
            self._append(line)
        except JournalError:
            raise
        except BaseException:
            with contextlib.suppress(OSError):
                self._disk.truncate(self._descriptor, self.size)
            raise
        self.size += len(line)

    def _append(self, line: bytes) -> None:
        try:
            write_all(self._descriptor, line, self._disk)
        except OSError as error:
            self._cut(error)
            raise NotWrittenError(error) from error
        try:
            self._disk.datasync(self._descriptor)
        except OSError as error:
            raise NotSyncedError(error) from error
        try:
            self.check()
        except JournalGoneError as error:
            # Its folder may come back, and then the line would stand before the next one.
            self._cut(error)
            raise

    def check(self) -> None:
        """Raises ``JournalGoneError`` where the path doesn't lead to this journal any more."""
        try:
            there, here = self._disk.lstat(self.path), self._disk.stat(self._descriptor)
        except OSError as error:
            raise JournalGoneError(error) from error
        if (there.st_dev, there.st_ino) != (here.st_dev, here.st_ino) or not here.st_nlink:
            raise JournalGoneError(OSError(None, "it was removed or replaced"))

    def content(self) -> bytes:
        """What was appended, even where the journal has no name any more. Raises ``OSError``."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        return read_all(self._descriptor, self._disk, self.size)[: self.size]

    def close(self) -> None:
        """Closes the file; everything is on the disk."""
        with contextlib.suppress(OSError):
            self._disk.close(self._descriptor)

    def _cut(self, cause: OSError) -> None:
        try:
            self._disk.truncate(self._descriptor, self.size)
        except OSError as error:
            raise TornJournalError(cause) from error


def read_journal(path: Path, disk: Disk) -> tuple[Scan | None, bytes]:
    """What the journal at ``path`` holds, and its bytes; ``None`` where its header isn't whole.

    Raises ``OSError``; a link, a pipe or a device is refused.
    """
    descriptor = _opened(path, disk)
    try:
        content = read_all(descriptor, disk, disk.stat(descriptor).st_size)
    finally:
        disk.close(descriptor)
    return scan(content), content


def lines_of(path: Path, disk: Disk) -> Iterator[tuple[int, bytes]]:
    """The whole transactions of the journal at ``path``, each behind its sequence number, oldest first.

    One line at a time is in memory. What stands behind the first one that isn't whole is left out. Raises as
    ``read_journal`` does.
    """
    descriptor = _opened(path, disk)
    try:
        lines = _ended_lines(descriptor, disk)
        header = read_header(next(lines, b""))
        if header is None:
            return
        chain: str | None = header.chain
        for sequence, line in enumerate(lines, header.after + 1):
            chain = None if chain is None else sum_after(chain, line)
            if chain is None:
                return
            yield sequence, line
    finally:
        disk.close(descriptor)


def _ended_lines(descriptor: int, disk: Disk) -> Iterator[bytes]:
    rest = b""
    while piece := disk.read(descriptor, _AT_ONCE):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


def _opened(path: Path, disk: Disk) -> int:
    descriptor = disk.open(path, _FOUND)
    try:
        if not stat.S_ISREG(disk.stat(descriptor).st_mode):
            raise OSError(None, "not a regular file", str(path))
    except BaseException:
        disk.close(descriptor)
        raise
    return descriptor


def _sync(descriptor: int, folder: Path, disk: Disk) -> None:
    try:
        disk.sync(descriptor)
        disk.sync_folder(folder)
    except OSError as error:
        raise NotSyncedError(error) from error
