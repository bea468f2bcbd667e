"""Orders that two sequences share: the longest increasing subsequence, the longest common one, the likest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence


def longest_increasing(values: Sequence[int]) -> list[int]:
    """The places of a longest strictly increasing subsequence of ``values``, by patience sorting."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        pile = bisect_left(tops, value)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(piles):
            tops.append(value)
            piles.append(place)
        else:
            tops[pile], piles[pile] = value, place
    found: list[int] = []
    place = piles[-1] if piles else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def longest_common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Places of a longest common subsequence in both; ``len(one) * len(other)`` steps."""
    return likest(one, other, lambda first, second: float(first == second))


def likest(
    one: Sequence[str], other: Sequence[str], likeness: Callable[[str, str], float]
) -> list[tuple[int, int]]:
    """Pairs of places, both increasing, whose ``likeness`` (0: no pair) is the most in sum.

    Needleman and Wunsch without a price for gaps; ``len(one) * len(other)`` steps.
    """
    width = len(other) + 1
    table = [[0.0] * width]
    for first in one:
        above, row = table[-1], [0.0]
        for place, second in enumerate(other):
            best = max(above[place + 1], row[place])
            like = likeness(first, second)
            row.append(max(best, above[place] + like) if like else best)
        table.append(row)
    pairs: list[tuple[int, int]] = []
    line, place = len(one), len(other)
    while line and place:
        here = table[line][place]
        if here == table[line - 1][place]:
            line -= 1
        elif here == table[line][place - 1]:
            place -= 1
        else:
            line, place = line - 1, place - 1
            pairs.append((line, place))
    return pairs[::-1]
