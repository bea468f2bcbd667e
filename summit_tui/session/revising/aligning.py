"""Which words of one text are which words of another one.

In three passes over tokens that are equal once folded: what is in the same order, by patience diff (Bram
Cohen: the tokens that are unique in both texts, their longest increasing subsequence, and the same between
each two of them; what is left over is small and takes the longest common subsequence); then matches so
short that they are chance between what was replaced are given up (the semantic clean-up of Neil Fraser's
diff-match-patch); then stretches that were moved, of at least ``_SHORTEST_MOVED`` tokens.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from summit_tui.session.revising.ordering import longest_common, longest_increasing

NONE = -1
"""In place of a token's number: there is none."""

_SHORTEST_MOVED = 4
_MOST_CANDIDATES = 8
"""How many places are tried for the first words of a stretch that was moved; more say nothing about it."""

_MOST_CELLS = 250_000
"""Cells of the table by which a stretch without unique tokens is aligned; a larger one is left as it is."""

_MOST_ROUNDS = 64
"""How often all tokens are gone through, at the most: no text, however made, takes longer."""


def align(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """For each of ``old`` which of ``new`` it is, ``NONE`` where it is none; each of ``new`` at most once.

    Equal sequences are aligned one to one. Takes about 0.1 s for two texts of 100,000 code points.
    """
    places = [NONE] * len(old)
    for before, after in _in_order(old, new):
        places[before] = after
    _give_up_chance(old, new, places)
    _find_moved(old, new, places)
    return places


def _in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal tokens; both numbers grow, though not in the order in which pairs come."""
    waiting = [(0, len(old), 0, len(new))]
    left = _MOST_ROUNDS * (len(old) + len(new))
    while waiting and left >= 0:
        first, last, begin, end = waiting.pop()
        while first < last and begin < end and old[first] == new[begin]:
            yield first, begin
            first, begin = first + 1, begin + 1
        while first < last and begin < end and old[last - 1] == new[end - 1]:
            last, end = last - 1, end - 1
            yield last, end
        if first == last or begin == end:
            continue
        left -= last - first + end - begin
        anchors = _anchors(old, new, first, last, begin, end)
        if not anchors:
            if (last - first) * (end - begin) <= _MOST_CELLS:
                pairs = longest_common(old[first:last], new[begin:end])
                yield from ((first + one, begin + other) for one, other in pairs)
            continue
        yield from anchors
        edges = [(first - 1, begin - 1), *anchors, (last, end)]
        waiting.extend((one + 1, after, other + 1, place) for (one, other), (after, place) in pairwise(edges))


def _anchors(
    old: Sequence[str], new: Sequence[str], first: int, last: int, begin: int, end: int
) -> list[tuple[int, int]]:
    """The tokens that are unique in both stretches, as many as have the same order in both."""
    olds, news = Counter(old[first:last]), Counter(new[begin:end])
    there = {new[place]: place for place in range(begin, end) if news[new[place]] == 1}
    common = [
        (place, there[old[place]])
        for place in range(first, last)
        if olds[old[place]] == 1 and old[place] in there
    ]
    return [common[one] for one in longest_increasing([after for _, after in common])]


def _give_up_chance(old: Sequence[str], new: Sequence[str], places: list[int]) -> None:
    """Gives up each run of matches that is shorter than what was replaced on either side of it."""
    # An end of its own, so that lengths are differences: letters before each token.
    olds, news = ([0, *accumulate(map(len, keys))] for keys in (old, new))
    runs = [*_runs(places), (len(old), len(new), 0)]
    kept: list[tuple[int, int, int]] = [(0, 0, 0)]

    def replaced(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
        """Letters between two runs, of the text that has more of them."""
        (before, place, length), (after, reached, _) = one, other
        return max(olds[after] - olds[before + length], news[reached] - news[place + length])

    for run, following in pairwise(runs):
        kept.append(run)
        # What was kept before may be chance, too, where more is replaced after it than was thought.
        while len(kept) > 1 and _is_chance(
            olds, kept[-1], replaced(kept[-2], kept[-1]), replaced(kept[-1], following)
        ):
            before, _, length = kept.pop()
            places[before : before + length] = [NONE] * length


def _is_chance(letters: Sequence[int], run: tuple[int, int, int], before: int, after: int) -> bool:
    first, _, length = run
    return letters[first + length] - letters[first] <= min(before, after)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Where stretches begin in both texts that go on one by one, and their lengths."""
    first = 0
    while first < len(places):
        length = 1
        if places[first] != NONE:
            while first + length < len(places) and places[first + length] == places[first] + length:
                length += 1
            yield first, places[first], length
        first += length


def _find_moved(old: Sequence[str], new: Sequence[str], places: list[int]) -> None:
    """Aligns what is in neither text's order: the longest stretches first, where there is but one such."""
    free = [True] * len(new)
    for place in places:
        if place != NONE:
            free[place] = False
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(new) - _SHORTEST_MOVED + 1):
        if all(free[place : place + _SHORTEST_MOVED]):
            grams[tuple(new[place : place + _SHORTEST_MOVED])].append(place)
    if not grams:
        return
    for length, first, place in sorted(
        _moved(old, new, places, free, grams), key=lambda one: (-one[0], one[1:])
    ):
        # What a longer one has taken is cut off.
        for step in range(length):
            if places[first + step] == NONE and free[place + step]:
                places[first + step] = place + step
                free[place + step] = False


def _moved(
    old: Sequence[str],
    new: Sequence[str],
    places: Sequence[int],
    free: Sequence[bool],
    grams: dict[tuple[str, ...], list[int]],
) -> Iterator[tuple[int, int, int]]:
    """Length, place in the old text and place in the new one of stretches that are free in both."""
    first = 0
    while first <= len(old) - _SHORTEST_MOVED:
        found = grams.get(tuple(old[first : first + _SHORTEST_MOVED]), ())
        best: list[tuple[int, int]] = []
        if 0 < len(found) <= _MOST_CANDIDATES:
            best = sorted(
                ((_common(old, new, places, free, first, place), place) for place in found), reverse=True
            )
        # Twice the same words: which of them they are isn't known.
        if best and best[0][0] >= _SHORTEST_MOVED and (len(best) == 1 or best[0][0] > best[1][0]):
            yield best[0][0], first, best[0][1]
            first += best[0][0]
        else:
            first += 1


def _common(
    old: Sequence[str],
    new: Sequence[str],
    places: Sequence[int],
    free: Sequence[bool],
    first: int,
    place: int,
) -> int:
    length = 0
    while (
        first + length < len(old)
        and place + length < len(new)
        and places[first + length] == NONE
        and free[place + length]
        and old[first + length] == new[place + length]
    ):
        length += 1
    return length
