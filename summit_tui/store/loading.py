"""From a database's tables to a project's state: its version, its entities, and what can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from summit_tui.model import Entity, Project
from summit_tui.model.fields import UnusableDocumentError
from summit_tui.store.documents import READERS
from summit_tui.store.entities import (
    DoubleIdError,
    EntityTable,
    IdsByArticle,
    UnnamedError,
    is_as_it_begins,
)
from summit_tui.store.errors import StoreError
from summit_tui.store.failures import lost_edits, lost_undo, of_newer_version
from summit_tui.store.history import start_in
from summit_tui.store.journaled import JournaledTables
from summit_tui.store.records import Entry, fields_of
from summit_tui.store.snapshot import META
from summit_tui.store.undo import UndoState
from summit_tui.store.undoing import begin_at

SCHEMA = 2
"""The version of a project's file that is written here."""

_FORMAT = "summit-project"


@dataclass(slots=True)
class Loaded:
    """A project's state. Of a newer version's file (``is_newer``) there is no more than can be read of it."""

    project: Project
    tables: dict[str, EntityTable[Any]]
    undo: UndoState
    is_newer: bool


def load(database: JournaledTables, path: Path) -> Loaded:
    """The state of the project whose file is at ``path``, by what was read of it.

    What the keeper has as ``extra`` is what the next snapshot is to keep then; a newer version's file can't
    be written. Raises ``StoreError`` where a document is damaged.
    """
    return _Loading(database, path).done()


def schema_in(extra: Mapping[str, Any]) -> int | None:
    """The version of a project's file by what its snapshot keeps; ``None`` where it is no project's."""
    schema = extra.get("schema") if extra.get("format") == _FORMAT else None
    return schema if type(schema) is int and schema >= 1 else None


class _Loading:
    def __init__(self, database: JournaledTables, path: Path) -> None:
        self._database = database
        self._keeper = database.keeper
        self._path = path
        self._is_newer = False

    def done(self) -> Loaded:
        undo = UndoState()
        if self._database.exists:
            self._check_schema()
        else:
            self._keeper.extra = {"format": _FORMAT, "schema": SCHEMA, "undo": undo.document()}
        tables: dict[str, EntityTable[Any]] = {name: self._table(name) for name in READERS}
        project = self._project(tables)
        if not self._is_newer:
            undo = self._without_lost_edits(self._undo())
        return Loaded(project, tables, undo, self._is_newer)

    def _project(self, tables: dict[str, EntityTable[Any]]) -> Project:
        """The present state; what another program may have written is read as a whole first."""
        if not self._keeper.is_as_written:
            for table in tables.values():
                for _ in table.values():
                    pass
        quotes = IdsByArticle(
            self._database.entries("quotes"), lambda key: self._damaged("quotes", int(key), "article")
        )
        return Project(**tables, ids_by_article=quotes)

    def _table(self, name: str) -> EntityTable[Any]:
        read = READERS[name]

        def entity(key: str, entry: Entry) -> Entity:
            try:
                found = read(fields_of(entry))
            except UnusableDocumentError as error:
                self._damaged(name, int(key), error.place)
            if not is_as_it_begins(entry, found):
                self._damaged(name, int(key), "id")
            return found

        try:
            return EntityTable(self._database.entries(name), entity)
        except (DoubleIdError, UnnamedError) as error:
            self._damaged(name, int(error.key), "id")

    def _check_schema(self) -> None:
        schema = schema_in(self._keeper.extra)
        if schema is None:
            self._damaged(META, 1, "schema")
        if schema < SCHEMA:
            self._migrate()
        if schema > SCHEMA:
            self._is_newer = True
            self._keeper.why_read_only = of_newer_version(self._path)

    def _migrate(self) -> None:
        from summit_tui.store.migrations import UnusableHistoryError  # for files of earlier versions only
        from summit_tui.store.migrations.one_to_two import migrate

        keeper = self._keeper
        try:
            keeper.take_over(migrate(keeper.tables, keeper.extra, keeper.chain))
        except UnusableHistoryError as error:
            self._damaged("history", error.number, error.field)

    def _undo(self) -> UndoState:
        """What can be undone, by the snapshot and the edits that followed it."""
        keeper = self._keeper
        folded = keeper.sequence - len(keeper.notes)
        try:
            # Where all edits are read again, nothing could be undone before them, whatever is written there.
            from_nothing = keeper.is_rebuilt and not folded
            undo = UndoState() if from_nothing else UndoState.of(keeper.extra.get("undo"), folded)
            undo.follow_all(keeper.notes, folded + 1)
        except ValueError:
            if not (keeper.is_as_written or keeper.is_rebuilt):
                self._damaged(META, 1, "undo")
            undo = UndoState()
            keeper.mended.append(lost_undo(self._path))
        keeper.extra = {**keeper.extra, "undo": undo.document()}
        keeper.notes = ()
        return undo

    def _without_lost_edits(self, undo: UndoState) -> UndoState:
        """Lets the history begin where its files do, with a line that tells where older ones are lost."""
        keeper, last = self._keeper, self._keeper.sequence
        start = start_in(keeper.extra)
        try:
            first = keeper.history.first_there(last)
        except OSError:
            return undo  # What can't be looked for isn't known to be lost.
        if first <= max(start, 1) or start > last:
            return undo
        if first <= last:
            keeper.mended.append(lost_edits(self._path, first))
        return begin_at(keeper, undo, first)

    def _damaged(self, table: str, number: int, field: str) -> NoReturn:
        if self._is_newer:
            raise StoreError(
                "{path} was written by a newer version of summit-tui and can't be read by this one. "
                "It was left as it is; install that version to open it.",
                path=self._path,
            )
        raise StoreError(
            "{path} is damaged: table {table}, document {number}, field {field} is missing or wrong. "
            "It was left as it is; bring back a copy of it.",
            path=self._path,
            table=table,
            number=number,
            field=field,
        )
