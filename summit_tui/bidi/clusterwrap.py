"""Word wrap cluster by cluster, for texts of any characters."""

from __future__ import annotations

import re
from typing import NamedTuple

from summit_tui.bidi import tables
from summit_tui.bidi.cells import cluster_cells
from summit_tui.bidi.clusters import CLUSTER
from summit_tui.bidi.properties import JOINING, KIND
from summit_tui.bidi.shaping import LAM, LAM_ALEF_FORMS

_SPACE = re.compile(f"[{tables.SPACE_SET}]")
_NO_START = re.compile(f"[{tables.CLOSING_SET}]|[{tables.INFIX_SET}](?![0-9])")
_NO_END = re.compile(f"[{tables.OPENING_SET}]")
# What keeps to the character beside it where an ideograph would allow a break.
_NO_BREAK_BESIDE = re.compile("[\"'\u00ab\u00bb\u2018-\u201f\u2039\u203a\u00a0\u2007\u202f\u2011]")
_ENDS_LINE = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_ZERO_WIDTH_SPACE = "\u200b"

NO_BREAK, ANY_BREAK, PROPER_BREAK, FORCED_BREAK = range(4)
"""What may happen before a cluster: nothing, a break if no other will do, a break, a new line in any case."""


class Measured(NamedTuple):
    """A cluster as wrapping sees it: where it begins, its cells, whether it hangs, and the break before it.

    Clusters without a cell go with the next one: ``start`` is before them.
    """

    start: int
    width: int
    space: bool
    break_before: int


def content_end(text: str, start: int, end: int) -> int:
    """Where the white space begins that ends ``text[start:end]``; format characters are passed over."""
    while end > start and (KIND[ord(text[end - 1])] == "f" or _SPACE.match(text, end - 1)):
        end -= 1
    return end


def _widths(text: str) -> list[tuple[int, int, int]]:
    """Start, end and cells of each cluster; a lam-alef is one."""
    kinds = text.translate(KIND)
    found: list[tuple[int, int, int]] = []
    lam = False
    for match in CLUSTER.finditer(kinds):
        start, end = match.span()
        if kinds[start] != "o" or "y" in kinds[start:end]:
            found.append((start, end, cluster_cells(text[start:end], kinds[start:end])[1]))
            lam = False
        elif lam and text[start] in LAM_ALEF_FORMS:
            found[-1] = (found[-1][0], end, 1)
            lam = False
        else:
            found.append((start, end, 1))
            lam = text[start] == LAM and not text[start + 1 : end].translate(JOINING).strip("T")
            lam = lam and "z" not in kinds[start:end] and "j" not in kinds[start:end]
    return found


def _measured(text: str) -> list[Measured]:
    result: list[Measured] = []
    after_space = after_line = chance = False
    before = -1
    pending: int | None = None
    for start, end, width in _widths(text):
        begin = start if pending is None else pending
        if not width:
            pending = begin
            chance = chance or text[start] == _ZERO_WIDTH_SPACE
            after_line = after_line or text[start] in _ENDS_LINE
            if text[start] in _ENDS_LINE or text[start] == _ZERO_WIDTH_SPACE:
                pending = None
            continue
        space = end - start == 1 and _SPACE.match(text, start) is not None
        if after_line:
            rank = FORCED_BREAK
        elif space:
            rank = NO_BREAK
        elif chance:
            rank = PROPER_BREAK
        else:
            rank = _break_between(text, before, start, after_space=after_space)
        result.append(Measured(begin, width, space, rank))
        pending = None
        after_line = text[start] in _ENDS_LINE
        after_space = space
        if not space:
            before, chance = start, False
    return result


def _break_between(text: str, before: int, start: int, *, after_space: bool) -> int:
    """The break before the cluster at ``start``; ``before`` is the last one that is no space (-1: none)."""
    if after_space:
        held = before < 0 or _NO_END.match(text, before) or _NO_START.match(text, start)
        return ANY_BREAK if held else PROPER_BREAK
    if before < 0 or "w" not in (KIND[ord(text[before])], KIND[ord(text[start])]):
        return NO_BREAK
    held = _NO_END.match(text, before) or _NO_START.match(text, start)
    held = held or _NO_BREAK_BESIDE.match(text, before) or _NO_BREAK_BESIDE.match(text, start)
    return NO_BREAK if held else PROPER_BREAK


def wrap_clusters(text: str, width: int) -> list[int]:
    """The offsets at which the lines of ``text`` begin; see ``summit_tui.bidi.wrapping.wrap``."""
    clusters = _measured(text)
    starts = [0]
    first = index = used = 0
    chances = [first] * PROPER_BREAK
    while index < len(clusters):
        cluster = clusters[index]
        if index > first and cluster.break_before:
            chances[cluster.break_before - 1 if cluster.break_before < FORCED_BREAK else 0] = index
        forced = index > first and cluster.break_before == FORCED_BREAK
        full = not cluster.space and used + cluster.width > width and index > first
        if forced or full:
            proper, any_space = chances[PROPER_BREAK - 1], max(chances)
            first = (
                index if forced else proper if proper > first else any_space if any_space > first else index
            )
            starts.append(clusters[first].start)
            index, used, chances = first, 0, [first] * PROPER_BREAK
            continue
        used += cluster.width
        index += 1
    return starts
