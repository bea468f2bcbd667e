"""TinyDB tables that hand to the storage only the documents that an operation touched."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Table

from summit_tui.store.storage import AtomicJSONStorage, Document


class _Overlay(MutableMapping[int, Document]):
    """A table as TinyDB's updaters see it: copies on read, and remembers what was set or taken away."""

    def __init__(self, storage: AtomicJSONStorage, name: str) -> None:
        self._storage = storage
        self._name = name
        self._touched: dict[int, Document | None] = {}

    def __getitem__(self, key: int) -> Document:
        if key not in self._touched:
            self._touched[key] = copy.deepcopy(self._storage.get(self._name, str(key)))
        document = self._touched[key]
        if document is None:
            raise KeyError(key)
        return document

    def __setitem__(self, key: int, document: Document) -> None:
        self._touched[key] = document

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._touched[key] = None

    def __contains__(self, key: object) -> bool:
        if key in self._touched:
            return self._touched[key] is not None
        return self._storage.get(self._name, str(key)) is not None

    def __iter__(self) -> Iterator[int]:
        known = [int(key) for key in self._storage.view(self._name)]
        yield from (key for key in known if key in self)
        yield from (key for key in self._touched.keys() - set(known) if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self) -> dict[str, Document | None]:
        """What differs from the table below, by document id."""
        return {
            str(key): document
            for key, document in self._touched.items()
            if document != self._storage.get(self._name, str(key))
        }


class StagingTable(Table):
    """A TinyDB table whose edits cost what they touch, not what the table holds."""

    @property
    def _atomic(self) -> AtomicJSONStorage:
        return cast("AtomicJSONStorage", self._storage)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", self._atomic.view(self._name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        overlay = _Overlay(self._atomic, self._name)
        updater(cast("dict[int, Mapping[str, Any]]", overlay))
        self._atomic.stage(self._name, overlay.changes())
        self.clear_cache()


class ProjectDatabase(TinyDB):
    """A TinyDB over ``AtomicJSONStorage``, with tables that stage."""

    table_class = StagingTable

    def __init__(self, path: Path) -> None:
        super().__init__(path, storage=AtomicJSONStorage)
