"""Taking older edits out of the history, after a backup and after asking."""

from __future__ import annotations

from collections.abc import Callable

from summit_tui.i18n import N_
from summit_tui.model import Edit, Message
from summit_tui.session.ledger import Author, Ledger
from summit_tui.store import ProjectStore
from summit_tui.store.backups import BEFORE_SHORTENING
from summit_tui.store.compacting import COMMAND


def shorten(
    store: ProjectStore, keep: int, author: Author, confirm: Callable[[Message], None]
) -> list[Message]:
    """Takes all but the last ``keep`` edits out of the history of ``store``; returns what there is to tell.

    ``confirm`` is asked with a line that says what will be done, and raises where it is not to be. Raises
    ``StoreError``; what the edits made stays in every case.
    """
    going = store.sequence - keep - store.history.start + 1
    if going <= 0:
        return [
            Message.of(
                N_("The history holds no more than {count} edits; nothing was taken out."),
                count=store.sequence - store.history.start + 1,
            )
        ]
    confirm(
        Message.of(
            N_(
                "{count} edits go out of the history, and {keep} stay. What they made stays as it is, but "
                "they can't be undone any more, and suggestions don't go by them any more. "
                "summit history --format jsonl writes them out before."
            ),
            count=going,
            keep=min(keep, store.sequence),
        )
    )
    backup = store.back_up(BEFORE_SHORTENING)
    now = Ledger(store, author, ()).now()
    done = store.shorten_history(Edit(author.ids(), author.name, now, COMMAND, ()), keep)
    return [
        Message.of(N_("Before that, the project was backed up: {path}."), path=backup),
        Message.of(
            N_(
                "{count} edits were taken out of the history; {size} kB were freed. Undo goes back to edit "
                "number {start}, no further."
            ),
            count=done.edits,
            size=max(done.size, 0) // 1000,
            start=done.start,
        ),
    ]
