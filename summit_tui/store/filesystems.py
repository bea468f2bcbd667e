"""Which file systems keep less than a project needs: those that reach over a network or to a host.

Locks and renames there may not hold between machines, and what was synced may lie in a cache.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from summit_tui.i18n import N_
from summit_tui.model import Message

MOUNTS: Final = Path("/proc/self/mountinfo")

_REMOTE: Final = frozenset({
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "9p", "virtiofs", "ceph", "lustre"),
    *("beegfs", "gpfs", "orangefs", "pvfs2", "panfs", "davfs", "drvfs", "vboxsf", "prl_fs"),
})  # fmt: skip
"""Types as the kernel names them; drvfs, 9p and virtiofs are a host's folders in a virtual machine."""

_REMOTE_BY_FUSE: Final = frozenset({
    *("sshfs", "glusterfs", "ceph", "ceph-fuse", "davfs", "davfs2", "curlftpfs", "rclone", "s3fs", "goofys"),
    *("gcsfuse", "juicefs", "moosefs", "mfs", "smbnetfs", "gvfsd-fuse", "kio-fuse", "vmhgfs-fuse", "afsfuse"),
    *("blobfuse", "blobfuse2", "google-drive-ocamlfuse", "onedriver", "seadrive"),
})  # fmt: skip
"""The part behind ``fuse.``: what programs call their own file system."""

_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


class _Mount(NamedTuple):
    number: str
    parent: str
    point: PurePosixPath
    kind: str

    def holds(self, path: PurePosixPath) -> bool:
        return path.is_relative_to(self.point)


def remote_kind(mounts: str, path: PurePosixPath) -> str | None:
    """The type of the file system that ``path`` is on, where that is reached over a network or a host.

    ``mounts`` is the text of a mountinfo file (proc_pid_mountinfo(5)); ``path`` is absolute and
    real, without symbolic links. ``None`` stands for a local file system, and for one that isn't known.
    """
    mount = _mount_of(list(_read(mounts)), path)
    if mount is None:
        return None
    kind, _, program = mount.kind.partition(".")
    if kind == "fuse":
        return mount.kind if program in _REMOTE_BY_FUSE else None
    return mount.kind if mount.kind in _REMOTE else None


def remote_warning(path: Path, mounts: Path = MOUNTS) -> Message | None:
    """What to tell of the file system that ``path`` is on before anything is written there.

    ``None`` where there is nothing to tell, or where the system has no such list (macOS).
    """
    real = os.path.realpath(path)
    try:
        text = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    kind = remote_kind(text, PurePosixPath(real))
    if kind is None:
        return None
    return Message.warn(
        N_(
            "{path} is on {kind}, which is reached over a network or through a host. "
            "There a lock may not keep a second machine from writing, "
            "and a power cut may take what was shown as saved. "
            "Use it from one machine at a time, and make backups."
        ),
        path=path,
        kind=kind,
    )


def _read(mounts: str) -> Iterator[_Mount]:
    for line in mounts.split("\n"):
        fields = line.split(" ")
        # Optional fields stand before a lone hyphen, behind which the type comes.
        if len(fields) < 7 or "-" not in fields[6:-1]:
            continue
        kind = fields[fields.index("-", 6) + 1]
        yield _Mount(fields[0], fields[1], PurePosixPath(_unescaped(fields[4])), kind)


def _unescaped(text: str) -> str:
    """A space stands there as a backslash and ``040``; what is above ASCII stands as it is."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), text)


def _mount_of(mounts: list[_Mount], path: PurePosixPath) -> _Mount | None:
    """The mount that a walk down ``path`` ends in.

    What is mounted over a folder hides what was mounted further down before, so the longest name
    alone doesn't tell: each mount is looked for on the one above it.
    """
    numbers = {mount.number for mount in mounts}
    holding = [mount for mount in mounts if mount.holds(path)]
    current = next((mount for mount in holding if mount.parent not in numbers - {mount.number}), None)
    if current is None:
        return None
    left = [mount for mount in holding if mount is not current]
    while True:
        above = [mount for mount in left if mount.parent == current.number]
        if not above:
            return current
        # Of several on one mount the walk meets the one highest up first.
        current = min(above, key=lambda mount: len(mount.point.parts))
        left.remove(current)
