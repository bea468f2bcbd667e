"""TinyDB tables that hand to the storage only the documents that an operation touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from summit_tui.store.records import Document, document_of
from summit_tui.store.storage import JournalStorage


class _Overlay(MutableMapping[int, Document]):
    """A table as TinyDB's updaters see it: copies on read, and remembers what was set or taken away."""

    def __init__(self, storage: JournalStorage, name: str) -> None:
        self._storage = storage
        self._name = name
        self._touched: dict[int, Document | None] = {}
        self._cleared = False
        self.following = 1
        """One more than the highest id that was set."""

    def __getitem__(self, key: int) -> Document:
        if key not in self._touched:
            entry = None if self._cleared else self._storage.entry(self._name, str(key))
            self._touched[key] = None if entry is None else document_of(entry)
        document = self._touched[key]
        if document is None:
            raise KeyError(key)
        return document

    def __setitem__(self, key: int, document: Document) -> None:
        self._touched[key] = document
        self.following = max(self.following, key + 1)

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._touched[key] = None

    def __contains__(self, key: object) -> bool:
        if key in self._touched:
            return self._touched[key] is not None
        return not self._cleared and self._storage.entry(self._name, str(key)) is not None

    def __iter__(self) -> Iterator[int]:
        known = [] if self._cleared else [int(key) for key in self._storage.entries(self._name)]
        yield from (key for key in known if key in self)
        yield from (key for key in self._touched.keys() - set(known) if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._touched = {}
        self._cleared = True

    def stage(self) -> None:
        """Hands what differs from the table below to the storage."""
        following = self._storage.next_id(self._name)
        changes = {
            str(key): document
            for key, document in self._touched.items()
            # What was made and taken away again leaves its id behind, which was given out.
            if (document is None and key >= following) or self._cleared or document != self._present(key)
        }
        with self._storage.present_or_new():
            if self._cleared:
                self._storage.clear(self._name)
            self._storage.stage(self._name, changes)

    def _present(self, key: int) -> Document | None:
        entry = self._storage.entry(self._name, str(key))
        return None if entry is None else document_of(entry)


class _View(Mapping[str, Document]):
    """A table whose documents are decoded when they are asked for, each time anew."""

    def __init__(self, storage: JournalStorage, name: str) -> None:
        self._entries = storage.entries(name)

    def __getitem__(self, key: str) -> Document:
        return document_of(self._entries[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class JournalTable(Table):
    """A TinyDB table whose edits cost what they touch, and that never gives an id out twice."""

    _overlay: _Overlay | None = None
    _following = 1

    @property
    def _journal(self) -> JournalStorage:
        return cast("JournalStorage", self._storage)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", _View(self._journal, self._name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        self._overlay = overlay = _Overlay(self._journal, self._name)
        try:
            updater(cast("dict[int, Mapping[str, Any]]", overlay))
        finally:
            self._overlay = None
        overlay.stage()

    def search(self, cond: QueryLike) -> list[TinyDocument]:
        """The documents that ``cond`` holds of. None are kept for the next search: they may change."""
        return [
            self.document_class(document, self.document_id_class(key))
            for key, document in self._read_table().items()
            if cond(document)
        ]

    def _get_next_id(self) -> int:
        given = self._following if self._overlay is None else max(self._following, self._overlay.following)
        following = max(self._journal.next_id(self._name), given)
        self._following = following + 1
        return following


class JournalDatabase(TinyDB):
    """A TinyDB over ``JournalStorage``, with tables whose edits cost what they touch."""

    table_class = JournalTable

    def __init__(self, path: Path | str, **options: Any) -> None:
        super().__init__(path, storage=JournalStorage, **options)

    @property
    def journal(self) -> JournalStorage:
        """The storage."""
        return cast("JournalStorage", self.storage)

    def drop_table(self, name: str) -> None:
        """Takes the table ``name`` away, in a transaction or one of its own."""
        self._tables.pop(name, None)
        if name in self.journal.table_names():
            self.journal.drop(name)
