"""An edit as one transaction: the ids that its documents get, and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from summit_tui.model import Edit
from summit_tui.store.documents import entity_document
from summit_tui.store.edits import Place, place_of
from summit_tui.store.entities import EntityTable
from summit_tui.store.journaled import JournaledTables
from summit_tui.store.records import document_of
from summit_tui.store.undo import UndoState


def keys_of(
    edit: Edit,
    tables: Mapping[str, EntityTable[Any]],
    database: JournaledTables,
    former_keys: Callable[[Edit], Mapping[Place, str]],
) -> dict[Place, str]:
    """The document ids of the edit's entities: those that they have or had, else new ones.

    ``former_keys`` gives those of entities that are gone and that ``edit`` brings back; what it raises is
    raised.
    """
    keys: dict[Place, str] = {}
    given: dict[str, int] = {}
    former: Mapping[Place, str] | None = None
    for place in dict.fromkeys(map(place_of, edit.changes)):
        table, name = place
        known = tables[table].keys_of.get(name)
        if known is None:
            former = former_keys(edit) if former is None else former
            known = former.get(place)
        if known is None:
            given[table] = given.get(table, database.next_id(table) - 1) + 1
            known = str(given[table])
        keys[place] = known
    return keys


def write(
    database: JournaledTables, edit: Edit, keys: Mapping[Place, str], note: dict[str, Any], undo: UndoState
) -> None:
    """Writes ``edit`` in one transaction, after which snapshots keep ``undo``. Raises ``StoreError``."""
    final: dict[Place, dict[str, Any] | None] = {}
    for change in edit.changes:
        final[place_of(change)] = None if change.after is None else entity_document(change.after)[1]
    with database.transaction(note, {**database.keeper.extra, "undo": undo.document()}):
        for place, document in final.items():
            merged = _merged(database, place, keys[place], document)
            database.stage(place[0], {keys[place]: merged})


def _merged(
    database: JournaledTables, place: Place, key: str, document: dict[str, Any] | None
) -> dict[str, Any] | None:
    """``document`` with the fields that another program gave to the one in its place."""
    entry = database.entry(place[0], key) if document is not None else None
    return document if entry is None or document is None else {**document_of(entry), **document}
