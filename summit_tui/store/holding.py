"""Holding a database's lock: from the start where it was saved before, else from the first write."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from summit_tui.disk import Disk
from summit_tui.files import make_folder
from summit_tui.i18n import N_
from summit_tui.reasons import reason_of
from summit_tui.store.errors import ProjectChangedError, ProjectHeldError, ReadOnlyError, StoreError
from summit_tui.store.lock import ProjectLock


class Waiting(NamedTuple):
    """How long to wait for a project that another process has open for writing.

    ``seconds`` is ``None`` where there is no end to it. ``tell`` is told again and again who has it, and
    ends the waiting by raising.
    """

    seconds: float | None = 0.0
    tell: Callable[[ProjectHeldError], None] | None = None


NOT_AT_ALL = Waiting()


def lock_if_there(lock: ProjectLock, folder: Path, waiting: Waiting) -> ReadOnlyError | None:
    """Takes the lock where its file exists; returns what to tell where that can't be written.

    Raises ``ProjectHeldError`` and ``StoreError`` as ``ProjectLock.acquire`` does.
    """
    try:
        lock.acquire(create=False, wait=waiting.seconds, on_wait=waiting.tell)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return _unwritable(error.filename or folder, error)
    if not os.access(folder, os.W_OK | os.X_OK):
        lock.release()
        return _unwritable(folder, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
    return None


@contextmanager
def holding(lock: ProjectLock, folder: Path, disk: Disk) -> Iterator[None]:
    """Holds the lock inside, and keeps it unless what was read before it was had is outdated.

    Raises ``StoreError`` where it can't be had.
    """
    held = lock.held
    if not held:
        _begin(lock, folder, disk)
    try:
        yield
    except ProjectChangedError:
        if not held:
            lock.release()
        raise


def refuse_link(folder: Path, disk: Disk) -> None:
    """Raises ``StoreError`` where a symbolic link is in the place of a project's folder, or nothing tells.

    For where there is no project yet: none is made behind a link.
    """
    try:
        is_link = stat.S_ISLNK(disk.lstat(folder).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise StoreError(
            "{path} could not be read: {reason}. Nothing was changed.",
            path=folder,
            reason=reason_of(error),
        ) from error
    if is_link:
        raise StoreError(
            "{path} is a symbolic link to a place that holds no project, and none is made there. "
            "Nothing was changed. Remove the link, or bring the project back to where it leads.",
            path=folder,
        )


def asked_for(folder: Path) -> ReadOnlyError:
    """Why a project that is open for reading only, because that was asked for, can't be written."""
    return ReadOnlyError(
        N_(
            "{path} is open for reading only, as was asked for. Nothing was changed. "
            "Open it without --read-only to write to it."
        ),
        path=folder,
    )


def of_parent(folder: Path) -> ReadOnlyError:
    """Why a forked child can't write to a project that its parent had opened."""
    return ReadOnlyError(
        N_(
            "{path} was opened by the process that this one was forked from, and is left to it. "
            "Nothing was changed. Open the project again in this process to write to it."
        ),
        path=folder,
    )


def _unwritable(path: object, error: OSError) -> ReadOnlyError:
    return ReadOnlyError(
        N_("{path} can't be written ({reason}); it is open for reading only. Nothing was changed."),
        path=path,
        reason=reason_of(error),
    )


def _begin(lock: ProjectLock, folder: Path, disk: Disk) -> None:
    try:
        make_folder(folder, disk=disk)
        lock.acquire()
    except OSError as error:
        raise StoreError(
            "{path} could not be made or locked: {reason}. Nothing was changed. "
            "Free some space or mend the permissions, then try again.",
            path=folder,
            reason=reason_of(error),
        ) from error
