"""The edits of a project as a sequence, oldest first, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

from summit_tui.model import Edit
from summit_tui.model.fields import UnusableDocumentError
from summit_tui.store.edits import read_edit_note
from summit_tui.store.errors import StoreError
from summit_tui.store.keeper import Keeper
from summit_tui.store.records import record
from summit_tui.store.undo import Numbered

_KEPT = 256
"""How many of the edits that were read or made last are kept in memory."""


class EditHistory(Sequence[Edit]):
    """Every edit that led to a project's state, also those that take back or bring again.

    The edit at ``index`` has the sequence number ``index + 1``. Reading one raises ``StoreError`` where it
    can't be read.
    """

    def __init__(self, keeper: Keeper, path: object) -> None:
        self._keeper = keeper
        self._path = path
        self._known: dict[int, Numbered] = {}

    def numbered(self, sequence: int) -> Numbered:
        """The edit number ``sequence``. Raises ``StoreError``."""
        known = self._known.get(sequence)
        if known is None:
            members = self.members(sequence)
            try:
                edit = read_edit_note(members)
            except UnusableDocumentError as error:
                raise StoreError(
                    "Edit number {number} of {path} is damaged at {field}. Nothing was changed; "
                    "restore the project's folder history from a copy.",
                    number=sequence,
                    path=self._path,
                    field=error.place,
                ) from error
            note = members.get("note")
            below = note.get("below") if isinstance(note, dict) else None
            known = Numbered(edit, sequence, below if type(below) is int else None)
            self.remember(known)
        return known

    def members(self, sequence: int) -> dict[str, Any]:
        """What the transaction number ``sequence`` holds. Raises ``StoreError``."""
        return record(self._keeper.history.line(sequence))

    def remember(self, item: Numbered) -> None:
        """Keeps an edit in memory for a while."""
        while len(self._known) >= _KEPT:
            del self._known[next(iter(self._known))]
        self._known[item.sequence] = item

    def __len__(self) -> int:
        return self._keeper.sequence

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Edit]: ...
    def __getitem__(self, index: int | slice) -> Edit | list[Edit]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        sequence = index + 1 if index >= 0 else len(self) + index + 1
        if not 0 < sequence <= len(self):
            raise IndexError("no such edit")
        return self.numbered(sequence).edit

    def __iter__(self) -> Iterator[Edit]:
        return (self.numbered(sequence).edit for sequence in range(1, len(self) + 1))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
