"""Writing an exported file as a whole: it is there complete, or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from summit_tui.i18n import N_
from summit_tui.model import SummitError, UnusableInputError

_PROJECT_FOLDER = ".summit"


class OutputExistsError(UnusableInputError):
    """The file is there already, and wasn't to be overwritten."""


def write_file(path: Path, chunks: Iterable[bytes], *, overwrite: bool = False) -> None:
    """Writes ``chunks`` one after another into the file at ``path``, made or replaced as a whole.

    They go into a temporary file beside it, which takes its place once it is on the disk. A
    symbolic link stays, and what it points to is replaced. Raises ``OutputExistsError`` where
    something is there and ``overwrite`` is false, ``UnusableInputError`` for a place within a
    project's own folder, ``SummitError`` where writing fails; what was there is then as it was.
    """
    target = Path(os.path.realpath(path))
    if _PROJECT_FOLDER in target.parts:
        raise UnusableInputError(
            "{path} lies in a project's own folder; nothing was written. Choose another place.", path=path
        )
    if not overwrite and os.path.lexists(target):
        raise _exists(path)
    try:
        _write(target, chunks, overwrite=overwrite)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise SummitError(
            "{path} could not be written: {reason}. What was there before is as it was.",
            path=path,
            reason=error.strerror or str(error),
        ) from error


def _write(target: Path, chunks: Iterable[bytes], *, overwrite: bool) -> None:
    temporary = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}.tmp")
    with temporary.open("xb") as file:
        try:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
            _take_place(temporary, target, overwrite=overwrite)
        finally:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()
    with contextlib.suppress(OSError):
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_place(temporary: Path, target: Path, *, overwrite: bool) -> None:
    if overwrite:
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
            raise FileExistsError from None
        temporary.replace(target)


def _exists(path: Path) -> OutputExistsError:
    return OutputExistsError(N_("{path} is there already; it was left as it is."), path=path)
