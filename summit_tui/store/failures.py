"""What is told where an edit can't be written, or an earlier one can't be read any more."""

from __future__ import annotations

import errno
from pathlib import Path

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.reasons import reason_of
from summit_tui.store.errors import (
    ProjectChangedError,
    ProjectGoneError,
    ReadOnlyError,
    SnapshotChangedError,
    StoreError,
)
from summit_tui.store.journal import JournalGoneError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What a disk says that has no room left, for anybody or for this person."""


def changed(path: Path) -> ProjectChangedError:
    """Something else wrote to the snapshot at ``path``."""
    return ProjectChangedError(
        "{path} was changed or replaced by something else since it was opened. "
        "It was left as it is, and this edit was not saved. What was saved before is still in memory: "
        "save it elsewhere, or open the project again.",
        path=path,
    )


def gone(path: Path, reason: object) -> ProjectGoneError:
    """The snapshot at ``path``, or its journal, has no name any more."""
    return ProjectGoneError(
        "{path} is gone, or is another file ({reason}). This edit was not saved; what was saved "
        "before is still in memory. Bring the project's folder back and try again, "
        "or save it elsewhere.",
        path=path,
        reason=reason,
    )


def not_synced(path: Path, error: OSError) -> ReadOnlyError:
    """Nothing is written any more: nobody can tell what a failed sync left on the disk."""
    return ReadOnlyError(
        N_(
            "{path} could not be saved: {reason}. Nothing is written to it any more, for it is unknown "
            "what reaches the disk. What was saved before is kept. Open the project again to go on."
        ),
        path=path,
        reason=reason_of(error),
    )


def without_room(path: Path, needed: int, free: int) -> ReadOnlyError:
    """What was recovered can't be written, which takes ``needed`` bytes where ``free`` are."""
    return ReadOnlyError(
        N_(
            "{path} is open for reading only: it has to be mended before an edit can be saved, which needs "
            "{needed} bytes, and {free} are free. Nothing was changed and nothing is lost. "
            "Free some space and open it again."
        ),
        path=path,
        needed=needed,
        free=free,
    )


def not_written(path: Path, error: OSError, needed: int = 0) -> StoreError:
    """The edit isn't there, and the next one may be.

    ``needed`` are the bytes that what was recovered takes, where that comes first.
    """
    if isinstance(error, SnapshotChangedError):
        return changed(path)
    if isinstance(error, JournalGoneError):
        return gone(path, reason_of(error))
    if needed and error.errno in FULL:
        return StoreError(
            "{path} could not be saved: {reason}. It has to be mended first, which needs {needed} bytes. "
            "What was saved before is kept; this edit was not saved. Free some space, then try again.",
            path=path,
            reason=reason_of(error),
            needed=needed,
        )
    return StoreError(
        "{path} could not be saved: {reason}. What was saved before is kept; this edit was not saved. "
        "Free some space or mend the permissions, then try again.",
        path=path,
        reason=reason_of(error),
    )


def of_newer_version(path: Path) -> ReadOnlyError:
    """The snapshot at ``path`` can be read here, but not written."""
    return ReadOnlyError(
        N_(
            "{path} was written by a newer version of summit-tui; it is open for reading only. "
            "Nothing was changed. Install that version to go on with it."
        ),
        path=path,
    )


def journal_of_newer_version(path: Path) -> ReadOnlyError:
    """The journal at ``path`` can't even be read here."""
    return ReadOnlyError(
        N_(
            "{path} was written by a newer version of summit-tui, and the edits in it can't be read by this "
            "one. The project is open for reading only, without them. Nothing was changed. "
            "Install that version to go on with it."
        ),
        path=path,
    )


def lost_undo(path: Path) -> Message:
    """What to tell where nobody knows which edits of the snapshot at ``path`` can be undone."""
    return Message.warn(
        N_(
            "Which edits of {path} can be undone is damaged. All edits are here with what they made; "
            "undo begins anew with the next one."
        ),
        path=path,
    )


def lost_edits(path: Path, first: int) -> Message:
    """What to tell where the history begins with edit number ``first`` because older ones are lost."""
    return Message.warn(
        N_(
            "The edits of {path} before number {first} are missing from its history. What they made is all "
            "here; undo ends there. Bring the folder history back from a copy, or go on without."
        ),
        path=path,
        first=first,
    )
