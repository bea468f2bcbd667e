"""The lock that lets one process at a time write to a project."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from summit_tui.model import Message
from summit_tui.reasons import reason_of
from summit_tui.store.errors import ProjectHeldError, StoreError

_FLAGS = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_SNAPSHOT_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
_ATTEMPTS = 5
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 0.25
"""Seconds between two looks while waiting: each takes some 20 microseconds."""


class ProjectLock:
    """An exclusive lock of the kernel's (flock) on a file of its own, which stays when it is freed.

    Only the kernel's lock decides; what the file says is told to people. It goes with the process,
    however that ends, and no age breaks it. A forked child gives its copy up without freeing the
    parent's. With a ``snapshot``, that file is locked as well, so that another name of it, which
    has another lock file, doesn't let a second writer in.
    """

    def __init__(self, path: Path, snapshot: Path | None = None) -> None:
        self._path = path
        self._snapshot = snapshot
        self._descriptor: int | None = None
        self._guard: int | None = None
        self._is_given_up_in_children = False

    @property
    def held(self) -> bool:
        """Whether this process holds the lock."""
        return self._descriptor is not None

    def acquire(
        self,
        *,
        create: bool = True,
        wait: float | None = 0.0,
        on_wait: Callable[[ProjectHeldError], None] | None = None,
    ) -> None:
        """Takes the lock; without ``create``, only where its file exists.

        While another process holds it, it is asked for again for ``wait`` seconds, without end for
        ``None``. Before each pause ``on_wait`` is told who holds it, and ends the waiting by raising.

        Raises ``ProjectHeldError`` when another process holds it still, ``StoreError`` when the
        file can't be used, ``PermissionError`` when it may not be written, and
        ``FileNotFoundError`` when it is missing and not to be made.
        """
        end = None if wait is None else time.monotonic() + wait
        pause = _FIRST_PAUSE
        while not self.held:
            try:
                self._take(create=create)
            except ProjectHeldError as error:
                left = pause if end is None else end - time.monotonic()
                if left <= 0:
                    raise
                if on_wait is not None:
                    on_wait(error)
                time.sleep(min(pause, left))
                pause = min(pause * 1.5, _LONGEST_PAUSE)

    def renew(self) -> None:
        """Locks the snapshot that has come into the place of the one locked before.

        To be called after each fold, and after the first one above all: until then there was none.
        """
        if self._descriptor is None:
            raise RuntimeError("the lock is not held")
        old, self._guard = self._guard, None
        # Whoever has locked the new file can't write to this project without its lock file.
        with contextlib.suppress(ProjectHeldError):
            self._guard = self._lock_snapshot()
        if old is not None:
            _close(old)
        self._sign(self._descriptor)

    def release(self) -> None:
        """Frees the lock. The file stays, empty: to remove it would let two processes hold two locks."""
        if self._descriptor is not None:
            # So that a name in it tells of a holder, or of one that was stopped.
            with contextlib.suppress(OSError):
                if _is_no_other_file(self._descriptor):
                    os.ftruncate(self._descriptor, 0)
        self.abandon()

    def abandon(self) -> None:
        """Closes what this process has of the lock; a process that shares it goes on holding it."""
        for descriptor in (self._guard, self._descriptor):
            if descriptor is not None:
                # No LOCK_UN, which would free it for the parent of a forked child, too.
                _close(descriptor)
        self._guard = self._descriptor = None

    def _take(self, *, create: bool) -> None:
        for _ in range(_ATTEMPTS):
            descriptor = self._open(create=create)
            try:
                if self._lock(descriptor):
                    self._guard = self._lock_snapshot()
                    self._descriptor = descriptor
                    self._sign(descriptor)
                    self._give_up_in_children()
                    return
            except BaseException:
                _close(descriptor)
                raise
            _close(descriptor)
        self._unusable("its lock file keeps being replaced")

    def _open(self, *, create: bool) -> int:
        try:
            descriptor = os.open(self._path, _FLAGS | (os.O_CREAT if create else 0), 0o666)
        except OSError as error:
            if isinstance(error, FileNotFoundError | PermissionError) or error.errno == errno.EROFS:
                raise
            self._unusable(reason_of(error))
        try:
            regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
        except OSError:
            _close(descriptor)
            raise
        if not regular:
            _close(descriptor)
            self._unusable("its lock is not a regular file")
        return descriptor

    def _lock(self, descriptor: int) -> bool:
        """Whether the lock was had on the file that the path names."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._held_elsewhere(descriptor)
        except OSError as error:
            self._unusable(reason_of(error))
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.lstat())
        except FileNotFoundError:
            return False

    def _lock_snapshot(self) -> int | None:
        """A locked descriptor of the snapshot; ``None`` where there is none, or it can't be locked."""
        if self._snapshot is None:
            return None
        try:
            descriptor = os.open(self._snapshot, _SNAPSHOT_FLAGS)
        except OSError:
            # Whether it can be read is for the one who reads it to say.
            return None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            _close(descriptor)
            raise ProjectHeldError(
                "{path} is in use by another process, under another name of the same file. "
                "Nothing was changed. Close it there, or open the project with --read-only.",
                path=self._snapshot,
            ) from error
        except OSError:
            # File systems over a network lock only what is open for writing (flock(2)).
            _close(descriptor)
            return None
        return descriptor

    def _sign(self, descriptor: int) -> None:
        """Writes into the lock file who holds it."""
        from summit_tui.store.holder import Holder  # who only looks signs nothing

        with contextlib.suppress(OSError):
            if not _is_no_other_file(descriptor):
                return
            text = Holder.here(None if self._guard is None else os.fstat(self._guard)).written()
            # Cut only afterwards: on a full disk the old file's room is what there is.
            os.pwrite(descriptor, text, 0)
            os.ftruncate(descriptor, len(text))

    def _give_up_in_children(self) -> None:
        if self._is_given_up_in_children:
            return
        reference = weakref.ref(self)

        def give_up() -> None:
            lock = reference()
            if lock is not None:
                lock.abandon()

        os.register_at_fork(after_in_child=give_up)
        self._is_given_up_in_children = True

    def _held_elsewhere(self, descriptor: int) -> NoReturn:
        from summit_tui.store.holder import READ_AT_MOST, Holder, Standing

        holder = None
        with contextlib.suppress(OSError):
            holder = Holder.read(os.pread(descriptor, READ_AT_MOST, 0))
        if holder is None:
            raise ProjectHeldError(
                "{path} is in use by another process, which left no name. Nothing was changed. "
                "Close it there, or open the project with --read-only.",
                path=self._path.parent,
            )
        standing = holder.standing
        if standing is Standing.GONE:
            raise ProjectHeldError(
                "{path} is in use: it is held by a process that is not the one written in its lock file. "
                "Nothing was changed. Close it there, or open the project with --read-only.",
                path=self._path.parent,
            )
        named = {"pid": holder.pid, "host": holder.host, "since": holder.since}
        if standing is Standing.STOPPED:
            raise ProjectHeldError(
                "{path} is in use by process {pid} on {host} since {since}, which is stopped, as by Ctrl-Z. "
                "Nothing was changed. Let it go on (fg) and close it there, "
                "or open the project with --read-only.",
                holder,
                path=self._path.parent,
                **named,
            )
        raise ProjectHeldError(
            "{path} is in use by process {pid} on {host} since {since}. Nothing was changed. "
            "Close it there, or open the project with --read-only.",
            holder,
            path=self._path.parent,
            **named,
        )

    def _unusable(self, reason: Message | str) -> NoReturn:
        raise StoreError(
            "{path} can't be locked: {reason}. Nothing was changed. "
            "To look at the project, open it with --read-only.",
            path=self._path,
            reason=reason,
        )


def _is_no_other_file(descriptor: int) -> bool:
    """Whether the file has no further name, by which it would be something else that isn't to be written to.

    Raises ``OSError``.
    """
    return os.fstat(descriptor).st_nlink <= 1


def _close(descriptor: int) -> None:
    """Whatever is said of it, the descriptor is gone, and the lock with it (close(2))."""
    with contextlib.suppress(OSError):
        os.close(descriptor)
