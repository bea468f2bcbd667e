from __future__ import annotations

from dataclasses import replace

import pytest

from summit_tui.model import Edit, EditConflictError, ExitStatus, UndoStacks

FIRST = Edit("e-1", "user", "2026-11-24T15:00:00Z", "quote.make", ())
SECOND = replace(FIRST, id="e-2")
UNDO = replace(FIRST, id="e-3", command="edit.undo", undoes="e-2")
REDO = replace(FIRST, id="e-4", command="edit.redo", redoes="e-2")
GROUND = replace(FIRST, id="e-5", command="article.add")


def test_what_can_be_taken_back_and_brought_again_follows_from_the_history() -> None:
    stacks = UndoStacks.of([GROUND, FIRST, SECOND, UNDO])
    assert (stacks.done, stacks.undone) == ([FIRST], [SECOND])
    stacks.follow(REDO)
    assert (stacks.done, stacks.undone) == ([FIRST, SECOND], [])


@pytest.mark.parametrize(
    "history",
    [
        [UNDO],
        [REDO],
        [FIRST, replace(UNDO, undoes="e-9")],
        [FIRST, SECOND, replace(UNDO, undoes="e-1")],
        [FIRST, SECOND, UNDO, UNDO],
        [FIRST, SECOND, REDO],
        [FIRST, SECOND, UNDO, replace(FIRST, id="e-6"), REDO],
        [FIRST, SECOND, replace(UNDO, redoes="e-2")],
        [GROUND, replace(UNDO, undoes="e-5")],
    ],
    ids=[
        "nothing done", "nothing undone", "unknown", "not the last", "twice", "not undone", "after another",
        "both at once", "groundwork",
    ],
)  # fmt: skip
def test_an_edit_whose_turn_it_is_not_is_refused_and_changes_nothing(history: list[Edit]) -> None:
    stacks = UndoStacks.of(history[:-1])
    before = (list(stacks.done), list(stacks.undone))
    with pytest.raises(EditConflictError, match="doesn't fit the project; nothing was changed") as raised:
        stacks.follow(history[-1])
    assert (stacks.done, stacks.undone) == before
    assert raised.value.exit_status is ExitStatus.COULD_NOT
