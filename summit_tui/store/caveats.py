"""What a person has to know of a project's place before writing to it."""

from __future__ import annotations

import os
from pathlib import Path

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.store.filesystems import remote_warning


def caveats(snapshot: Path) -> tuple[Message, ...]:
    """The lines to tell before the first edit of the project whose file is, or will be, ``snapshot``."""
    found = (remote_warning(snapshot), hard_link_warning(snapshot))
    return tuple(line for line in found if line is not None)


def hard_link_warning(snapshot: Path) -> Message | None:
    """What to tell where ``snapshot`` has another name that will not follow.

    A snapshot is replaced, never written to; another name keeps the file that was replaced. Names
    in the snapshot's own folder and the folders in it don't count, backups may be made in this way.
    """
    try:
        status = snapshot.stat()
        if status.st_nlink < 2:
            return None
        elsewhere = status.st_nlink - _names_beside(Path(os.path.realpath(snapshot)).parent, status)
    except OSError:
        return None
    if elsewhere < 1:
        return None
    return Message.warn(
        N_(
            "{path} has another name elsewhere on this disk (a hard link). "
            "What is saved from now on does not go there: the other name keeps the present state."
        ),
        path=snapshot,
    )


def drive_cache_warning(snapshot: Path) -> Message:
    """What to tell once it was found that syncs stop at the cache of the drive that ``snapshot`` is on."""
    return Message.warn(
        N_(
            "The drive of {path} has a cache that can't be gone through (no F_FULLFSYNC). All is saved, "
            "but a power cut may take the last edits."
        ),
        path=snapshot,
    )


def _names_beside(folder: Path, status: os.stat_result) -> int:
    """How many names the file has in ``folder`` and the folders in it."""
    return sum(
        entry.inode() == status.st_ino and os.path.samestat(entry.stat(follow_symlinks=False), status)
        for place in (
            folder,
            *(entry for entry in folder.iterdir() if entry.is_dir() and not entry.is_symlink()),
        )
        for entry in os.scandir(place)
    )
