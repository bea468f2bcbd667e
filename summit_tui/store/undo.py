"""What can be taken back and brought again, read from the history only as far as it is asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeGuard, overload

from summit_tui.model import GROUNDWORK, Edit
from summit_tui.store.errors import LostEditError


class Numbered(NamedTuple):
    """An edit, its sequence number, and that of the edit whose turn to be taken back comes after it."""

    edit: Edit
    sequence: int
    below: int | None


@dataclass(eq=False, repr=False)
class UndoState:
    """The sequence numbers of the last edit that can be taken back, and of all that can be brought again."""

    done: int | None = None
    undone: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, document: object, last: int) -> UndoState:
        """The state that a snapshot keeps whose last edit has the number ``last``.

        Raises ``ValueError`` where ``document`` is none.
        """
        done = document.get("done") if isinstance(document, dict) else None
        undone = document.get("undone") if isinstance(document, dict) else None
        if not isinstance(undone, list) or not all(is_before(one, last + 1) for one in undone):
            raise ValueError("undo")
        if done is not None and not is_before(done, last + 1):
            raise ValueError("undo")
        return cls(done, list(undone))

    def copy(self) -> UndoState:
        """One that changes by itself."""
        return UndoState(self.done, list(self.undone))

    def document(self) -> dict[str, Any]:
        """What a snapshot keeps of it."""
        return {"done": self.done, "undone": list(self.undone)}

    def since(self, start: int) -> UndoState:
        """What is left of it where the edits before number ``start`` are gone."""
        done = self.done if self.done is not None and self.done >= start else None
        # They are brought again in turn, so that one that is gone bars all that come after it.
        return UndoState(done, list(self.undone) if all(number >= start for number in self.undone) else [])

    def follow(self, note: Mapping[str, Any], sequence: int) -> None:
        """Takes account of an edit's note and number. Raises ``ValueError`` where it can't be next."""
        if "undoes" in note:
            below = note.get("below")
            if self.done is None or not (below is None or is_before(below, sequence)):
                raise ValueError("undoes")
            self.undone.append(self.done)
            self.done = below
        elif "redoes" in note:
            if not self.undone:
                raise ValueError("redoes")
            self.done = self.undone.pop()
        elif str(note.get("command")) not in GROUNDWORK:
            self.done = sequence
            self.undone.clear()

    def follow_all(self, notes: Iterable[object], first: int) -> None:
        """``follow`` for edits from number ``first`` on; another program's edit has no note."""
        for sequence, note in enumerate(notes, first):
            self.follow(note if isinstance(note, dict) else {}, sequence)


class EditStack(MutableSequence[Edit]):
    """Edits, latest last, of which those at the bottom are read when they are asked for.

    ``read`` reads the edit of a sequence number and raises ``StoreError``. ``unread`` are the numbers of
    those that aren't read yet; where the stack is ``linked``, only the topmost, which leads to the one
    below it. An edit can be put in that stands in ``known`` under its id; one that is taken out stands there.
    The stack ends where an edit can't be read because it is lost: ``on_loss`` is told its number, and to ask
    for it by itself raises ``LostEditError`` the first time.
    """

    def __init__(
        self,
        read: Callable[[int], Numbered],
        known: dict[str, Numbered],
        unread: Iterable[int] = (),
        *,
        linked: bool,
        on_loss: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._read = read
        self._on_loss = on_loss
        self._known = known
        self._unread = list(unread)
        self._linked = linked
        self._items: list[Numbered] = []

    @property
    def top(self) -> Numbered | None:
        """The last one."""
        if not self._items and self._unread:
            self._load_one()
        return self._items[-1] if self._items else None

    def __bool__(self) -> bool:
        return bool(self._items or self._unread)

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> list[Edit]: ...
    def __getitem__(self, index: int | slice) -> Edit | list[Edit]:
        if index == -1 and self.top is not None:
            return self.top.edit
        if index == slice(-1, None):
            return [] if self.top is None else [self.top.edit]
        return [item.edit for item in self._all()][index]

    def __setitem__(self, index: int | slice, edit: Any) -> None:
        raise TypeError("edits are only put on top")

    def __delitem__(self, index: int | slice) -> None:
        if index == slice(None):
            self._items, self._unread = [], []
            return
        if index != -1 or self.top is None:
            raise IndexError("only the last edit is taken away")
        item = self._items.pop()
        self._known[item.edit.id] = item

    def insert(self, index: int, edit: Edit) -> None:
        """Puts ``edit`` on top, wherever ``index`` is."""
        del index
        self._items.append(self._known[edit.id])

    def append(self, edit: Edit) -> None:
        """Puts ``edit`` on top."""
        self._items.append(self._known[edit.id])

    def clear(self) -> None:
        """Takes all of them away."""
        self._items, self._unread = [], []

    def __iter__(self) -> Iterator[Edit]:
        return iter([item.edit for item in self._all()])

    def __reversed__(self) -> Iterator[Edit]:
        place = -1
        while len(self._items) >= -place or self._unread:
            if len(self._items) < -place:
                with contextlib.suppress(LostEditError):
                    self._load_one()
            if len(self._items) >= -place:
                yield self._items[place].edit
            place -= 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def _all(self) -> list[Numbered]:
        below: list[Numbered] = []
        with contextlib.suppress(LostEditError):
            while self._unread:
                below.append(self._next())
        if below:
            self._items[:0] = reversed(below)
        return self._items

    def _load_one(self) -> None:
        self._items.insert(0, self._next())

    def _next(self) -> Numbered:
        number = self._unread[-1]
        try:
            item = self._read(number)
        except LostEditError:
            self._unread = []
            self._on_loss(number)
            raise
        self._unread.pop()
        if self._linked and item.below is not None:
            self._unread.append(item.below)
        return item


def is_before(value: object, sequence: int) -> TypeGuard[int]:
    """Whether ``value`` is the number of an edit before ``sequence``: then edits lead to no circle."""
    return type(value) is int and 0 < value < sequence
