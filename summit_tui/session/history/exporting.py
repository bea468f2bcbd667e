"""The history as JSON: an edit a line, oldest first, with what was before it and what is after it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal

from summit_tui.formats.document import encoded
from summit_tui.store import ProjectStore
from summit_tui.store.documents import edit_document

Shape = Literal["json", "jsonl"]


def chunks(store: ProjectStore, shape: Shape, quote: str | None = None) -> Iterator[bytes]:
    """The history bit by bit, in UTF-8; of one quote only what was changed of it.

    An edit is ``{"sequence", "id", "by", "at", "command", "changes", "undoes", "redoes"}``, a change
    ``{"table", "before", "after"}``. One edit at a time is in memory. Raises ``StoreError``.
    """
    if shape == "jsonl":
        for document in _documents(store, quote):
            yield _dumped(document)
        return
    separator = b"[\n"
    for document in _documents(store, quote):
        yield separator + _dumped(document).rstrip(b"\n")
        separator = b",\n"
    yield b"\n]\n" if separator == b",\n" else b"[]\n"


def _documents(store: ProjectStore, quote: str | None) -> Iterator[dict[str, Any]]:
    for item in store.history.oldest_first(quote):
        document = edit_document(item.edit)
        if quote is not None:
            entities = [change.entity.id for change in item.edit.changes]
            changes = zip(entities, document["changes"], strict=True)
            document["changes"] = [change for entity, change in changes if entity == quote]
        yield {"sequence": item.sequence, **document}


def _dumped(document: dict[str, Any]) -> bytes:
    return encoded(json.dumps(document, ensure_ascii=False))
