"""An edit as the note of its transaction: what was before, where the transaction itself says what is after.

A change is ``{"table", "key", …}``, the ``key`` being the document's id in the table. Where the entity was
another before, ``had`` holds those of its fields that were; where it goes, ``was`` is all of it. Where it is
changed again by the same edit, ``is`` says what it is in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summit_tui.model import Change, Edit
from summit_tui.model.fields import Fields
from summit_tui.store.documents import entity_document, read_edit, table_of
from summit_tui.store.records import Document
from summit_tui.store.snapshot import is_document_id

UNKNOWN = "unknown"
"""The command of an edit that another program made."""

Place = tuple[str, str]
"""A table, and the id of an entity in it."""


def edit_note(edit: Edit, keys: Mapping[Place, str | None], below: int | None) -> Document:
    """The note of ``edit``, whose entities have the document ids ``keys``.

    ``below`` is the sequence number of the edit that can be taken back next once this one is taken back or,
    where it takes one back itself, after it.
    """
    note: Document = {"id": edit.id, "by": edit.by, "at": edit.at, "command": edit.command}
    if edit.undoes is not None:
        note["undoes"] = edit.undoes
    if edit.redoes is not None:
        note["redoes"] = edit.redoes
    if below is not None:
        note["below"] = below
    last = {place_of(change): number for number, change in enumerate(edit.changes)}
    note["changes"] = [
        _change(change, keys.get(place_of(change)), is_last=last[place_of(change)] == number)
        for number, change in enumerate(edit.changes)
    ]
    return note


def whole_note(edit: Edit, below: int | None) -> Document:
    """The note of ``edit`` where the transaction itself says nothing of what is after."""
    note = edit_note(edit, {}, below)
    note["changes"] = [_change(change, None, is_last=False) for change in edit.changes]
    return note


def read_edit_note(members: Mapping[str, Any]) -> Edit:
    """The edit of the transaction with these members of its line. Raises ``UnusableDocumentError``."""
    note, documents = members.get("note"), _documents_in(members)
    if not isinstance(note, dict):
        # Another program's transaction, in which nothing says who made it, nor why.
        note = {"id": "unknown", "by": "", "at": "", "command": UNKNOWN, "changes": []}
    changes = note.get("changes")
    if isinstance(changes, list):
        changes = [_whole(change, documents) for change in changes]
    return read_edit(Fields({**note, "changes": changes}))


def keys_in(members: Mapping[str, Any]) -> dict[Place, str]:
    """The document ids that the transaction with these members tells, by the entities that have them."""
    note, documents = members.get("note"), _documents_in(members)
    changes = note.get("changes") if isinstance(note, dict) else None
    found: dict[Place, str] = {}
    for change in changes if isinstance(changes, list) else ():
        whole = _whole(change, documents)
        document = (whole["after"] or whole["before"]) if isinstance(change, dict) else None
        if isinstance(document, dict) and is_document_id(str(change.get("key"))):
            found[str(change["table"]), str(document.get("id"))] = str(change["key"])
    return found


def documents_in(members: Mapping[str, Any]) -> dict[Place, Document | None] | None:
    """What the transaction with these members leaves of each entity, ``None`` of one that goes.

    ``None`` for all where that can't be told, as of another program's transaction that takes some away.
    Raises ``KeyError``, ``TypeError`` or ``AttributeError`` where it is none.
    """
    documents = members.get("set", {})
    if members.get("clear") or members.get("drop"):
        return None
    found: dict[Place, Document | None] = {}
    known: set[tuple[str, str]] = set()
    note = members.get("note")
    for change in note["changes"] if isinstance(note, dict) else ():
        whole = _whole(change, documents)
        document = whole["after"] or whole["before"]
        found[whole["table"], document["id"]] = whole["after"]
        known.add((whole["table"], str(change.get("key"))))
    for table, changed in documents.items():
        for key, document in changed.items():
            if (table, key) in known:
                continue
            if document is None:
                return None
            found[table, document["id"]] = document
    return found


def place_of(change: Change) -> Place:
    """Which entity ``change`` is about."""
    return table_of(change.entity), change.entity.id


def _change(change: Change, key: str | None, *, is_last: bool) -> Document:
    before = None if change.before is None else entity_document(change.before)[1]
    after = None if change.after is None else entity_document(change.after)[1]
    found: Document = {"table": table_of(change.entity)}
    if key is not None:
        found["key"] = key
    if not is_last:
        found["is"] = after
    if before is not None and after is not None:
        found["had"] = {name: value for name, value in before.items() if after[name] != value}
    elif before is not None:
        found["was"] = before
    return found


def _documents_in(members: Mapping[str, Any]) -> Mapping[str, Any]:
    documents = members.get("set")
    return documents if isinstance(documents, dict) else {}


def _whole(change: Any, documents: Mapping[str, Any]) -> Any:
    """A change with all of what was before and of what is after it."""
    if not isinstance(change, dict):
        return change
    table, key = change.get("table"), change.get("key")
    there = documents.get(str(table))
    after = change["is"] if "is" in change else there.get(str(key)) if isinstance(there, dict) else None
    before = change.get("was")
    if isinstance(after, dict) and isinstance(change.get("had"), dict):
        before = {**after, **change["had"]}
    return {"table": table, "before": before, "after": after}
