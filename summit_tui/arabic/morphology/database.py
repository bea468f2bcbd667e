"""A morphology database of camel-tools kept in SQLite: the stems are looked up as they are needed.

Loaded whole, the 72,761 lines of stems of calima-msa-r13 take 2 s and 390 MB; kept like this, the rest of
it takes some 20 ms and 5 MB, and the analyses are the same.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summit_tui.files import write_file

Json = dict[str, Any]

_APPLICATION = 0x534D4D54
_FORMAT = 1
_SCHEMA = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_FORMAT};
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stems (stem TEXT PRIMARY KEY, entries TEXT NOT NULL);
"""
_CHUNK = 1 << 20


class DamagedDatabaseError(Exception):
    """The file is no database of this kind, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a database: ``source`` where it came from, ``digest`` the SHA-256 of that."""

    source: str
    digest: str
    stems: int


def write_database(path: Path, head: Mapping[str, object], stems: Iterable[str], facts: Facts) -> None:
    """Writes a database to ``path``, as a whole or not at all.

    ``head`` is all but the stems, as JSON can hold it. ``stems`` are the lines of the stems, ``stem``,
    category and features parted by tabs, in their order. Raises ``OSError``.
    """
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(_SCHEMA)
        told = {
            "head": json.dumps(head, ensure_ascii=False, separators=(",", ":")),
            "source": facts.source,
            "digest": facts.digest,
        }
        connection.executemany("INSERT INTO facts VALUES (?, ?)", told.items())
        connection.executemany("INSERT INTO stems VALUES (?, ?)", _grouped(stems))
        connection.commit()
        content = connection.serialize()
    connection.close()
    write_file(path, (content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK)), replace=True)


def _grouped(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The entries of each stem together, since a stem's lines needn't follow one another."""
    entries: dict[str, list[str]] = {}
    for line in lines:
        stem, _, entry = line.partition("\t")
        entries.setdefault(stem, []).append(entry)
    for stem in sorted(entries):
        yield stem, "\n".join(entries[stem])


class MorphologyDatabase:
    """A database that ``write_database`` wrote, open for reading, in any thread and after a fork.

    Raises :class:`DamagedDatabaseError` where the file is none, ``OSError`` where it can't be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._process = 0
        self._connection: sqlite3.Connection | None = None
        with path.open("rb"):
            pass
        self._told = dict(self._rows("SELECT name, value FROM facts"))
        if not {"head", "source", "digest"} <= self._told.keys():
            raise DamagedDatabaseError(str(path))

    @property
    def facts(self) -> Facts:
        """Where it came from, and how many stems it has."""
        [(count,)] = self._rows("SELECT count(*) FROM stems")
        return Facts(self._told["source"], self._told["digest"], int(count))

    def head(self) -> Json:
        """All but the stems."""
        try:
            head = json.loads(self._told["head"])
        except ValueError as error:
            raise DamagedDatabaseError(str(self.path)) from error
        if not isinstance(head, dict):
            raise DamagedDatabaseError(str(self.path))
        return head

    def entries(self, stem: str) -> list[str]:
        """Categories and features of ``stem``, parted by a tab, in the order of the lines."""
        for (entries,) in self._rows("SELECT entries FROM stems WHERE stem = ?", stem):
            return str(entries).split("\n")
        return []

    def close(self) -> None:
        """Closes the file; it is opened again where it is asked once more."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._open().execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise DamagedDatabaseError(str(self.path)) from error

    def _open(self) -> sqlite3.Connection:
        # SQLite's connections must not be used on after a fork.
        if self._connection is None or self._process != os.getpid():
            address = self.path.absolute().as_uri() + "?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            kind = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if (kind, version) != (_APPLICATION, _FORMAT):
                connection.close()
                raise DamagedDatabaseError(str(self.path))
            self._connection, self._process = connection, os.getpid()
        return self._connection
