"""What a look through a project's files finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from summit_tui.model import Message


class Rank(StrEnum):
    """How much a finding matters."""

    FAULT = "fault"
    """Something is wrong with what the project holds."""

    LEFT = "left"
    """A program that was stopped left it behind. Nothing is lost, and the next one to write tidies it up."""

    NOTE = "note"
    """Good to know; nothing is wrong."""


class Kind(StrEnum):
    """What a finding is about."""

    CHECKSUM = "checksum"
    JOURNAL = "journal"
    HISTORY = "history"
    BACKUP = "backup"
    DOCUMENT = "document"
    DUPLICATE = "duplicate"
    REFERENCE = "reference"
    TEXT = "text"
    OFFSETS = "offsets"
    RECORD = "record"
    TORN = "torn"
    FOLD = "fold"
    LOCK = "lock"
    TEMPORARY = "temporary"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    ``file`` is the file it is in, where it is one; ``table`` and ``id`` name the entity it is about, and
    ``other`` the id that entity holds wrongly, where it is about an entity.
    """

    rank: Rank
    kind: Kind
    message: Message
    file: Path | None = None
    table: str | None = None
    id: str | None = None
    other: str | None = None

    def document(self) -> dict[str, Any]:
        """The finding as JSON, but for its message."""
        return {
            "rank": self.rank.value,
            "kind": self.kind.value,
            "file": None if self.file is None else str(self.file),
            "table": self.table,
            "id": self.id,
        }


def fault(kind: Kind, message: Message, file: Path | None = None, **about: str | None) -> Finding:
    """A finding that something is wrong."""
    return Finding(Rank.FAULT, kind, message, file, **about)


def left(kind: Kind, message: Message, file: Path) -> Finding:
    """A finding of something that a program left behind which was stopped."""
    return Finding(Rank.LEFT, kind, message, file)


def note(kind: Kind, message: Message, file: Path | None = None) -> Finding:
    """A finding of which nothing is wrong."""
    return Finding(Rank.NOTE, kind, message, file)
