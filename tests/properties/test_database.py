"""Whatever is done to a database, in whatever order, its files give it back, killed or closed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB
from tinydb.table import Document

from summit_tui.disk import Disk
from summit_tui.store import JournalDatabase

TABLES = st.sampled_from(["quotes", "speakers", "جدول"])
DOCUMENTS = st.dictionaries(
    st.sampled_from(["n", "note", "tags"]),
    st.integers(0, 5) | st.text("aب\u2028\n\r", max_size=4) | st.lists(st.integers(0, 3), max_size=2),
    max_size=3,
)


class NoWait(Disk):
    """A disk that isn't waited for: nothing here takes its power away."""

    def sync(self, descriptor: int) -> None:
        pass

    def datasync(self, descriptor: int) -> None:
        pass


class Databases(RuleBasedStateMachine):
    """A database and what it has to hold: its documents by table and id, and the ids that were given."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.copies = 0
        self.path = self.folder / "0" / "p.json"
        self.database = JournalDatabase(self.path, disk=NoWait())
        self.tables: dict[str, dict[int, dict[str, Any]]] = {}
        self.given: dict[str, int] = {}

    def teardown(self) -> None:
        self.insert("speakers", [{}])  # closing without an edit leaves a killed one's journal as it is
        self.database.close()
        with TinyDB(self.path, access_mode="r") as plain:
            assert held_by(plain) == self.tables
        shutil.rmtree(self.folder)

    def note(self, name: str, key: int, document: dict[str, Any]) -> None:
        self.tables.setdefault(name, {})[key] = document
        self.given[name] = max(self.given.get(name, 0), key)

    @rule(name=TABLES, documents=st.lists(DOCUMENTS, min_size=1, max_size=3))
    def insert(self, name: str, documents: list[dict[str, Any]]) -> None:
        keys = self.database.table(name).insert_multiple(documents)
        assert keys == list(range(keys[0], keys[0] + len(documents)))
        assert keys[0] > self.given.get(name, 0)
        for key, document in zip(keys, documents, strict=True):
            self.note(name, key, document)

    @rule(name=TABLES, key=st.integers(1, 12), document=DOCUMENTS)
    def upsert(self, name: str, key: int, document: dict[str, Any]) -> None:
        before = self.tables.get(name, {}).get(key, {})
        self.database.table(name).upsert(Document(document, doc_id=key))
        self.note(name, key, {**before, **document})

    @rule(name=TABLES, fields=DOCUMENTS)
    def update_all(self, name: str, fields: dict[str, Any]) -> None:
        if self.tables.get(name):
            self.database.table(name).update(fields)
            for document in self.tables[name].values():
                document.update(fields)

    @rule(name=TABLES, chosen=st.integers(0, 20))
    def remove(self, name: str, chosen: int) -> None:
        if self.tables.get(name):
            key = sorted(self.tables[name])[chosen % len(self.tables[name])]
            self.database.table(name).remove(doc_ids=[key])
            del self.tables[name][key]

    @rule(name=TABLES)
    def truncate(self, name: str) -> None:
        self.database.table(name).truncate()
        self.tables[name] = {}

    @rule(name=TABLES)
    def drop(self, name: str) -> None:
        self.database.drop_table(name)
        self.tables.pop(name, None)

    @rule(name=TABLES, document=DOCUMENTS)
    def break_off(self, name: str, document: dict[str, Any]) -> None:
        with pytest.raises(ZeroDivisionError), self.database.journal.transaction():  # noqa: PT012 - as a whole
            self.database.table(name).insert(document)
            self.database.table(name).truncate()
            self.database.drop_table(name)
            raise ZeroDivisionError

    @rule()
    def fold(self) -> None:
        self.database.journal.keeper.fold(wait=True)
        assert self.database.journal.keeper.fold_failure is None

    @rule()
    def close(self) -> None:
        self.database.close()
        self.database = JournalDatabase(self.path, disk=NoWait())

    @rule()
    def kill(self) -> None:
        """Goes on in a copy of the files as they are."""
        self.copies += 1
        copy = self.folder / str(self.copies)
        if self.path.parent.exists():
            shutil.copytree(self.path.parent, copy)
        self.database.journal.lock.release()
        self.path = copy / "p.json"
        self.database = JournalDatabase(self.path, disk=NoWait())
        assert self.database.journal.keeper.mended == []

    @invariant()
    def holds_what_it_should(self) -> None:
        assert held_by(self.database) == self.tables


def held_by(database: TinyDB) -> dict[str, dict[int, dict[str, Any]]]:
    names = database.tables() - {"_meta"}
    return {name: {one.doc_id: dict(one) for one in database.table(name)} for name in names}


Databases.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
TestDatabases = Databases.TestCase
