"""What a store tells of its edits."""

from __future__ import annotations

from summit_tui.model import Edit
from summit_tui.store import ProjectStore


def edits_from(store: ProjectStore, number: int) -> list[Edit]:
    """All edits but the first ``number``, the oldest first."""
    return store.history[number:]


def ids_of(store: ProjectStore) -> list[str]:
    """The ids of all edits that the history holds, the oldest first."""
    return [edit.id for edit in store.history]
