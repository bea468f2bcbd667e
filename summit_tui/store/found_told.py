"""What is told of how a database's files were found; loaded only where there is anything to tell."""

from __future__ import annotations

from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.store.errors import StoreError
from summit_tui.store.holder import holder_in
from summit_tui.store.naming import Names
from summit_tui.store.snapshot import ForeignError


def alone(snapshot: Path, number: int) -> Message:
    """The line for a snapshot of ``number`` edits that stands without journals and history."""
    return Message.warn(
        N_(
            "{path} stands without its history, as where it was copied alone. It holds the edits up to "
            "number {number}, which can't be undone; whether more followed can't be told."
        ),
        path=snapshot,
        number=number,
    )


def made_of_edits(snapshot: Path) -> Message:
    """The line for a snapshot that is missing where the journals hold all from the first edit on."""
    return Message.warn(
        N_(
            "{path} is missing. Its state was made of the edits, which are all in the journals; "
            "the next edit writes it anew."
        ),
        path=snapshot,
    )


def long_journals(snapshot: Path, size: int, seconds: float) -> Message:
    """The line for journals of ``size`` bytes that had to be replayed, which took ``seconds``."""
    return Message.warn(
        N_(
            "{size} MB of edits were not folded into {path} yet; to read them took {seconds} s. "
            "Closing the project after an edit folds them."
        ),
        size=size // 1_000_000,
        seconds=f"{seconds:.1f}",
        path=snapshot,
    )


def torn(journal: Path) -> Message:
    """The line for a journal whose last edit isn't whole."""
    return Message.warn(
        N_(
            "An edit that was being saved when the program was stopped is not in {path}; "
            "all that were saved before it are. What there is of it will be kept as a copy."
        ),
        path=journal,
    )


def strange(journal: Path, snapshot: Path) -> Message:
    """The line for a journal of another state than the snapshot's."""
    return Message.warn(
        N_(
            "{path} doesn't go on from {snapshot}. Nothing of it was read; "
            "it will be kept under another name."
        ),
        path=journal,
        snapshot=snapshot.name,
    )


def by_another_program(snapshot: Path) -> Message:
    """The line for a snapshot that can be read but isn't as it was written."""
    return Message.warn(N_("{path} was changed by another program; it is taken as it is."), path=snapshot)


def rebuilt(snapshot: Path) -> Message:
    """The line for a snapshot whose state was made of what else is there."""
    return Message.warn(
        N_(
            "{path} was damaged or written by another program. Its state was rebuilt from the file "
            "before it and the edits since, and what is there will be kept as a copy."
        ),
        path=snapshot,
    )


def damaged(path: Path, error: ForeignError) -> StoreError:
    """The error for a file that is no database, or isn't whole."""
    reason, *where = error.args
    if where:
        return StoreError(
            "{path} is no project of summit-tui, or damaged, at: {where}. "
            "It was left as it is; bring back a copy of it.",
            path=path,
            where=ascii(where[0]),
        )
    return StoreError(
        "{path} is damaged: {reason}. It was left as it is; bring back a copy of it.",
        path=path,
        reason=reason,
    )


def is_being_written(names: Names, disk: Disk) -> bool:
    """Whether the end of the last journal may be an edit that another process is saving just then."""
    holder = holder_in(names.lock, disk)
    return holder is not None and holder.may_be_there
