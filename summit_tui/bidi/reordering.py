"""Visual order: rule L2 of UAX #9."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby


def visual_order(levels: Sequence[int], base: int) -> list[int]:
    """The indexes of a line's items from left to right, given the level of each.

    ``base`` is the level most items are expected at; it only makes the common case quick.
    """
    count = len(levels)
    if all(level == base for level in levels):
        return list(range(count - 1, -1, -1)) if base & 1 else list(range(count))
    runs: list[tuple[int, list[int]]] = []
    position = 0
    for level, group in groupby(levels):
        end = position + sum(1 for _ in group)
        indexes = range(position, end)
        runs.append((level, list(reversed(indexes)) if level & 1 else list(indexes)))
        position = end
    return [index for _, indexes in _ordered_runs(runs) for index in indexes]


def _ordered_runs(runs: list[tuple[int, list[int]]]) -> list[tuple[int, list[int]]]:
    """Runs of one level in visual order: stretches turn round, from the highest level to the lowest odd one.

    Each run's own indexes stand in visual order already.
    """
    present = {level for level, _ in runs}
    lowest_odd = min((level for level in present if level & 1), default=max(present) + 1)
    for level in range(max(present), lowest_odd - 1, -1):
        start = 0
        while start < len(runs):
            end = start
            while end < len(runs) and runs[end][0] >= level:
                end += 1
            if end > start:
                runs[start:end] = runs[start:end][::-1]
            start = end + 1
    return runs
