"""From version 1 to 2: the history moves out of the file, into a segment of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summit_tui.model import Edit, EditConflictError, UndoStacks
from summit_tui.model.fields import UnusableDocumentError
from summit_tui.store.documents import read_edit
from summit_tui.store.edits import whole_note
from summit_tui.store.migrations import Migrated, UnusableHistoryError
from summit_tui.store.records import (
    Entry,
    Header,
    Transaction,
    document_bytes,
    fields_of,
    header_line,
    note_of,
    record_line,
)
from summit_tui.store.snapshot import Tables
from summit_tui.store.undo import UndoState

_HISTORY = "history"


def migrate(tables: Tables, extra: Mapping[str, Any], seed: str) -> Migrated:
    """The state in ``tables``, whose table ``history`` holds every edit, by version 2.

    What the edits' sums go on from is ``seed``. Raises ``UnusableHistoryError``.
    """
    documents = {name: table for name, table in tables.documents.items() if name != _HISTORY}
    next_ids = {name: following for name, following in tables.next_ids.items() if name != _HISTORY}
    lines, chain = [header_line(Header(1, 0, seed))], seed
    state, sequence = UndoState(), 0
    for edit in _edits(tables.documents.get(_HISTORY, {})):
        sequence += 1
        note = whole_note(edit, _below(state, lines, edit))
        state.follow(note, sequence)
        line, chain = record_line(chain, sequence, Transaction(note=document_bytes(note)))
        lines.append(line)
    kept = {**extra, "schema": 2, "undo": state.document()}
    return Migrated(1, Tables(documents, next_ids), kept, sequence, chain, lines)


def _edits(table: Mapping[str, Entry]) -> list[Edit]:
    stacks = UndoStacks()
    edits = []
    for key in sorted(table, key=int):
        try:
            edit = read_edit(fields_of(table[key]))
            stacks.follow(edit)
        except UnusableDocumentError as error:
            raise UnusableHistoryError(int(key), error.place) from error
        except EditConflictError as error:
            raise UnusableHistoryError(int(key), "redoes" if edit.undoes is None else "undoes") from error
        edits.append(edit)
    return edits


def _below(state: UndoState, lines: list[bytes], edit: Edit) -> int | None:
    """The number of the edit whose turn comes after ``edit`` is taken back, or after what it takes back."""
    if edit.undoes is None:
        return state.done
    assert state.done is not None
    below: int | None = note_of(lines[state.done]).get("below")
    return below
