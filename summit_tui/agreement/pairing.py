"""Which record of one reading is which of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from summit_tui.agreement.records import Record

LEAST_SHARED: Final = 0.4
"""The part of the longer of two records that both have to cover to be the same one."""


def paired(expected: Sequence[Record], found: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Pairs of records of which enough is shared, one to one, those that share most first in line.

    The pairs come in the order of ``expected``.
    """
    candidates = []
    for row, one in enumerate(expected):
        for column, other in enumerate(found):
            if other.hull.start < one.hull.end and one.hull.start < other.hull.end:
                ratio = one.shared(other) / max(one.length, other.length)
                if ratio >= LEAST_SHARED:
                    candidates.append((-ratio, row, column))
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, row, column in sorted(candidates):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            pairs.append((row, column))
    return [(expected[row], found[column]) for row, column in sorted(pairs)]
