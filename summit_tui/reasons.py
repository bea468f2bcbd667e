"""Why the system refused something, in the language of the interface."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from summit_tui.i18n import N_
from summit_tui.model import Message

_REASONS: Final[Mapping[int, str]] = MappingProxyType(
    {
        errno.EACCES: N_("Permission denied"),
        errno.EBUSY: N_("Device or resource busy"),
        errno.EDQUOT: N_("Disk quota exceeded"),
        errno.EEXIST: N_("File exists"),
        errno.EFBIG: N_("File too large"),
        errno.EIO: N_("Input/output error"),
        errno.EISDIR: N_("Is a directory"),
        errno.ELOOP: N_("Too many levels of symbolic links"),
        errno.EMFILE: N_("Too many open files"),
        errno.ENAMETOOLONG: N_("File name too long"),
        errno.ENODEV: N_("No such device"),
        errno.ENOENT: N_("No such file or directory"),
        errno.ENOMEM: N_("Cannot allocate memory"),
        errno.ENOSPC: N_("No space left on device"),
        errno.ENOTDIR: N_("Not a directory"),
        errno.ENOTEMPTY: N_("Directory not empty"),
        errno.EPERM: N_("Operation not permitted"),
        errno.EROFS: N_("Read-only file system"),
        errno.ESTALE: N_("Stale file handle"),
    }
)
"""As the GNU C library words them (errno(3)), which is how English readers know them."""


def reason_of(error: OSError) -> Message | str:
    """Why ``error`` came; in the system's own words where the catalogue hasn't any."""
    if error.strerror and error.strerror == _REASONS.get(error.errno or 0):
        return Message.of(error.strerror)
    return error.strerror or str(error)
