"""Making a morphology database of camel-tools into one in SQLite, and saying how far it is."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from summit_tui.arabic.morphology.building import build_database
from summit_tui.arabic.morphology.source import NoDatabaseFileError
from summit_tui.config import Paths
from summit_tui.files import NotDurableError, make_folder
from summit_tui.i18n import N_
from summit_tui.model import Message, SummitError
from summit_tui.reasons import reason_of
from summit_tui.session.tiers.morphology_files import stub_folder

_CHUNK = 1 << 20

Progress = Callable[[Message, float | None], None]
"""Told what is being done and how far it is, 0 to 1, or None where that can't be told."""


def build(
    paths: Paths,
    file: IO[bytes],
    size: int,
    target: Path,
    source: tuple[str, str],
    progress: Progress | None,
) -> None:
    """Makes the database that ``file`` holds into one in SQLite, at ``target``, as a whole or not at all.

    ``size`` of ``file`` in bytes is for telling how far it is; ``source`` is where it came from, and its
    SHA-256. Raises ``NoDatabaseFileError``, ``OSError``.
    """
    make_folder(target.parent)
    lines = _lines(file, size, progress)
    try:
        # Where it is unknown whether it would outlast a power cut, it is there, and can be made again.
        with contextlib.suppress(NotDurableError):
            build_database(lines, target, *source, stub_folder(paths))
    except UnicodeDecodeError as error:
        raise NoDatabaseFileError from error


def _lines(file: IO[bytes], size: int, progress: Progress | None) -> Iterator[str]:
    reading = Message.of(N_("Reading the morphology database"))
    writing = Message.of(N_("Writing the morphology database"))
    done = told = 0
    for line in file:
        done += len(line)
        if progress is not None and done - told > _CHUNK:
            told = done
            progress(reading, min(1.0, done / max(1, size)))
        yield line.decode()
    if progress is not None:
        progress(writing, None)


def sha256_of(file: IO[bytes]) -> str:
    """The SHA-256 of what is left to read of ``file``, in hexadecimal."""
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def unwritten(path: Path, error: OSError) -> SummitError:
    """The error for a person where ``path`` could not be written."""
    return SummitError(
        N_(
            "The morphology database could not be written to {path}: {reason}. What was there before is kept."
        ),
        path=path,
        reason=reason_of(error),
    )
