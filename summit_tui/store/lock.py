"""The lock that lets one process at a time write to a project."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import stat
import weakref
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

from summit_tui.model import system_clock, time_text
from summit_tui.store.errors import ProjectHeldError, StoreError

_READ_AT_MOST = 4096
_FLAGS = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, by what it wrote down: process id, host name, UTC time."""

    pid: int
    host: str
    since: str


class ProjectLock:
    """An exclusive lock of the kernel's (flock) on a file of its own, which stays when it is freed.

    Only the kernel's lock decides; what the file says is told to people. It goes with the process,
    however that ends. A forked child gives its copy up without freeing the parent's.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this process holds the lock."""
        return self._descriptor is not None

    def acquire(self, *, create: bool = True) -> None:
        """Takes the lock, without waiting; without ``create``, only where its file exists.

        Raises ``ProjectHeldError`` when another process holds it, ``StoreError`` when the file
        can't be used, ``PermissionError`` when it may not be written, and ``FileNotFoundError``
        when it is missing and not to be made.
        """
        if self.held:
            return
        for _ in range(_ATTEMPTS):
            descriptor = self._open(create=create)
            try:
                if self._lock(descriptor):
                    self._keep(descriptor)
                    return
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)
        self._unusable("its lock file keeps being replaced")

    def release(self) -> None:
        """Frees the lock. The file stays: to remove it would let two processes hold two locks."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self, *, create: bool) -> int:
        try:
            descriptor = os.open(self._path, _FLAGS | (os.O_CREAT if create else 0), 0o666)
        except OSError as error:
            if isinstance(error, FileNotFoundError | PermissionError) or error.errno == errno.EROFS:
                raise
            self._unusable(error.strerror or str(error))
        try:
            regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
        except OSError:
            os.close(descriptor)
            raise
        if not regular:
            os.close(descriptor)
            self._unusable("its lock is not a regular file")
        return descriptor

    def _lock(self, descriptor: int) -> bool:
        """Whether the lock was had on the file that the path names."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._held_elsewhere(descriptor)
        except OSError as error:
            self._unusable(error.strerror or str(error))
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.lstat())
        except FileNotFoundError:
            return False

    def _keep(self, descriptor: int) -> None:
        self._descriptor = descriptor
        with contextlib.suppress(OSError):
            holder = Holder(os.getpid(), os.uname().nodename, time_text(system_clock()))
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps(asdict(holder)).encode("ascii") + b"\n", 0)
        reference = weakref.ref(self)

        def forget_in_child() -> None:
            lock = reference()
            if lock is not None:
                lock.release()

        os.register_at_fork(after_in_child=forget_in_child)

    def _held_elsewhere(self, descriptor: int) -> NoReturn:
        holder = _holder(os.pread(descriptor, _READ_AT_MOST, 0))
        if holder is None:
            raise ProjectHeldError(
                "{path} is in use by another process, which left no name. Nothing was changed. "
                "Close it there, or open the project with --read-only.",
                path=self._path.parent,
            )
        raise ProjectHeldError(
            "{path} is in use by process {pid} on {host} since {since}. Nothing was changed. "
            "Close it there, or open the project with --read-only.",
            path=self._path.parent,
            **asdict(holder),
        )

    def _unusable(self, reason: str) -> NoReturn:
        raise StoreError(
            "{path} can't be locked: {reason}. Nothing was changed. "
            "To look at the project, open it with --read-only.",
            path=self._path.parent,
            reason=reason,
        )


def _holder(content: bytes) -> Holder | None:
    """The holder that a lock file names, or ``None`` where that is unreadable or surely another."""
    try:
        data = json.loads(content)
        holder = Holder(data["pid"], data["host"], data["since"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if type(holder.pid) is not int or holder.pid <= 0:
        return None
    if not all(
        isinstance(text, str) and text.isascii() and text.isprintable()
        for text in (holder.host, holder.since)
    ):
        return None
    if holder.host == os.uname().nodename and not _is_running(holder.pid):
        return None
    return holder


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
