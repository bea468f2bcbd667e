"""The edits of a project as a sequence, oldest first, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

from summit_tui.model import Edit
from summit_tui.model.fields import UnusableDocumentError
from summit_tui.store.edits import read_edit_note
from summit_tui.store.errors import LostEditError
from summit_tui.store.keeper import Keeper
from summit_tui.store.records import record
from summit_tui.store.undo import Numbered, is_before

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
            known = self._numbered(sequence, self.members(sequence))
            self.remember(known)
        return known

    def newest_first(self, entity: str | None = None) -> Iterator[Numbered | None]:
        """All edits, or those that changed the entity with that id, each read when it is reached.

        ``None`` is given after each file, so that who goes through a long history can rest. Raises
        ``StoreError`` where one can't be read.
        """
        for found in self._keeper.history.newest_first(len(self), _words(entity)):
            item = None if found is None else self._numbered(found[0], self._members(*found))
            if item is None or _is_about(item.edit, entity):
                yield item

    def oldest_first(self, entity: str | None = None) -> Iterator[Numbered]:
        """The same edits from the first one on; one of them at a time is in memory."""
        for sequence, line in self._keeper.history.oldest_first(len(self), _words(entity)):
            item = self._numbered(sequence, self._members(sequence, line))
            if _is_about(item.edit, entity):
                yield item

    @property
    def start(self) -> int:
        """The sequence number of the first edit that is kept."""
        return self._keeper.history.start

    def _numbered(self, sequence: int, members: dict[str, Any]) -> Numbered:
        try:
            edit = read_edit_note(members)
        except UnusableDocumentError as error:
            raise self._damaged(sequence, error.place) from error
        note = members.get("note")
        below = note.get("below") if isinstance(note, dict) else None
        if not is_before(below, sequence) or below < self.start:
            below = None
        return Numbered(edit, sequence, below)

    def members(self, sequence: int) -> dict[str, Any]:
        """What the transaction number ``sequence`` holds. Raises ``StoreError``."""
        return self._members(sequence, self._keeper.history.line(sequence))

    def _members(self, sequence: int, line: bytes) -> dict[str, Any]:
        try:
            return record(line)
        except (ValueError, RecursionError) as error:
            raise self._damaged(sequence, "JSON") from error

    def _damaged(self, sequence: int, field: str) -> LostEditError:
        return LostEditError(
            "Edit number {number} of {path} is damaged at {field}. Nothing was changed; "
            "restore the project's folder history from a copy.",
            number=sequence,
            path=self._path,
            field=field,
        )

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
        return (self.numbered(sequence).edit for sequence in range(self.start, len(self) + 1))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def _words(entity: str | None) -> bytes:
    """What every line has that changes the entity with the id ``entity``."""
    return b"" if entity is None else b'"id":"%b"' % entity.encode("ascii", "replace")


def _is_about(edit: Edit, entity: str | None) -> bool:
    """Whether ``edit`` changed the entity; of another program's edit only its documents tell."""
    if entity is None or not edit.changes:
        return True
    return any(change.entity.id == entity for change in edit.changes)
