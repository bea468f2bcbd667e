"""The history of a project's edits, and which of them can be taken back and brought again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from summit_tui.model import Edit, Message, UndoStacks
from summit_tui.store.edit_history import EditHistory
from summit_tui.store.edits import Place, keys_in
from summit_tui.store.errors import LostEditError
from summit_tui.store.failures import lost_edits
from summit_tui.store.history import HISTORY_START, start_in
from summit_tui.store.keeper import Keeper
from summit_tui.store.undo import EditStack, Numbered, UndoState


class Undoing:
    """The history from where it begins, and the stacks over it.

    ``state`` has the numbers of the edits on top. Where one is found to be lost that was on a stack, the
    history begins behind it from then on, and ``tell`` is called with a line.
    """

    history: EditHistory
    stacks: UndoStacks

    def __init__(self, keeper: Keeper, path: Path, state: UndoState, tell: Callable[[Message], None]) -> None:
        self._keeper = keeper
        self._path = path
        self._tell = tell
        self._pushed: dict[str, Numbered] = {}
        self.begin(state)

    def begin(self, state: UndoState) -> None:
        """Begins anew with ``state``, and with the history from where the keeper says that it begins."""
        self.state = state
        self._keeper.history.start = start_in(self._keeper.extra)
        self.history = EditHistory(self._keeper, self._path)
        read, pushed, on_loss = self.history.numbered, self._pushed, self._begin_behind
        done = [] if state.done is None else [state.done]
        self._done = EditStack(read, pushed, done, linked=True, on_loss=on_loss)
        undone = EditStack(read, pushed, state.undone, linked=False, on_loss=on_loss)
        self.stacks = UndoStacks(self._done, undone)

    def push(self, item: Numbered, state: UndoState) -> None:
        """Puts an edit on the stacks, which ``state`` is the state after."""
        self.state = state
        self._pushed[item.edit.id] = item
        self.history.remember(item)
        self.stacks.follow(item.edit)
        self._pushed.clear()

    def below(self, edit: Edit) -> int | None:
        """The number of the edit to be taken back after ``edit``, or once ``edit`` has taken one back."""
        if edit.undoes is None:
            return self.state.done
        top = self._done.top
        return None if top is None else top.below

    def former_keys(self, edit: Edit) -> dict[Place, str]:
        """The document ids that entities had which ``edit`` brings back. Raises ``StoreError``."""
        if edit.undoes is not None and self.state.done is not None:
            return keys_in(self.history.members(self.state.done))
        if edit.redoes is not None and self.state.undone:
            return keys_in(self.history.members(self.state.undone[-1]))
        return {}

    def leave_lost_edits(self) -> int | None:
        """Looks through the whole history, and lets it begin behind the last edit that is lost.

        Returns the number of the first edit then, where that is another one than is written down in the
        project's file; the next edit writes it there. Raises ``StoreError`` where something can't be read.
        """
        try:
            for _ in self.history.newest_first():
                pass
        except LostEditError as error:
            number = error.values["number"]
            assert isinstance(number, int)
            self._begin_behind(number)
        self.begin(self.state)
        start = self.history.start
        return start if start != start_in(self._keeper.base.extra) else None

    def _begin_behind(self, number: int) -> None:
        """Lets the history begin after the edit with that number, which is lost."""
        if number >= self._keeper.history.start:
            self.state = begin_at(self._keeper, self.state, number + 1)
            self._keeper.history.start = number + 1
            self._tell(lost_edits(self._path, number + 1))


def begin_at(keeper: Keeper, state: UndoState, first: int) -> UndoState:
    """Keeps that the history begins with the edit number ``first``, and what can be undone then.

    The next edit writes it.
    """
    state = state.since(first)
    keeper.extra = {**keeper.extra, HISTORY_START: first, "undo": state.document()}
    return state
