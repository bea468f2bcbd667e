"""From a database file of camel-tools to the database in SQLite."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from summit_tui.arabic.camel.data import data_folder
from summit_tui.arabic.morphology.database import Facts, write_database
from summit_tui.arabic.morphology.source import NoDatabaseFileError, parted


def build_database(lines: Iterable[str], target: Path, source: str, digest: str, stub: Path) -> None:
    """Writes what ``lines``, those of a database file, hold to ``target``, as a whole or not at all.

    ``source`` and ``digest`` are kept with it. ``stub`` is as in :func:`words.loaded`. Takes some 3 s and
    300 MB. Raises :class:`NoDatabaseFileError` where the lines are no such file's, ``OSError``.
    """
    parts = parted(lines)
    with data_folder(stub):
        from summit_tui.arabic.camel.analysis import head_of  # slow: see there
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "head.db"
        with file.open("w", encoding="utf-8", newline="") as written:
            written.writelines(parts.head)
        try:
            head = head_of(file)
        except (ValueError, LookupError) as error:
            raise NoDatabaseFileError from error
    write_database(target, head, parts.stems, Facts(source, digest, len(parts.stems)))
