"""A storage for TinyDB whose edits cost what they change, and are on the disk when they return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinydb.storages import Storage

from summit_tui.store.journaled import JournaledTables
from summit_tui.store.records import Document, document_of, entry_of


class JournalStorage(JournaledTables, Storage):
    """``JournaledTables`` as TinyDB reads and writes them: all at once, which costs only what differs."""

    def read(self) -> dict[str, dict[str, Document]] | None:
        """Every table, with what is staged. ``None`` where there is no file yet."""
        names = self.table_names()
        if not names and not self.exists:
            return None
        return {
            name: {key: document_of(entry) for key, entry in self.entries(name).items()} for name in names
        }

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Makes ``data`` the whole content; what differs is one transaction, or goes into the present one.

        Raises ``StoreError``.
        """
        with self.present_or_new():
            for name in self.table_names():
                if name not in data:
                    self.drop(name)
            for name, table in data.items():
                known = self.entries(name)
                found = {str(key): entry_of(str(key), dict(document)) for key, document in table.items()}
                changed = {key: entry for key, entry in found.items() if known.get(key) != entry}
                self.put(name, {**{key: None for key in known if key not in found}, **changed})
