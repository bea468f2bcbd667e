"""Steps from each released version of a project's file to the next, one module a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from summit_tui.store.snapshot import Tables


@dataclass(frozen=True, slots=True)
class Migrated:
    """A project's state by the present version, from a file of ``version``.

    ``extra`` is what ``_meta`` keeps, ``lines`` the segment of the history that led to the state, header
    first, ``sequence`` the number of its last edit and ``chain`` that one's sum.
    """

    version: int
    tables: Tables
    extra: Mapping[str, Any]
    sequence: int
    chain: str
    lines: list[bytes]


class UnusableHistoryError(Exception):
    """The edit ``number`` of a history isn't one, at ``field``."""

    def __init__(self, number: int, field: str) -> None:
        super().__init__(number, field)
        self.number = number
        self.field = field
