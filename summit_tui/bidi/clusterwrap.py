"""Word wrap cluster by cluster, for texts of any characters."""

from __future__ import annotations

import re
from typing import NamedTuple

from summit_tui.bidi import tables
from summit_tui.bidi.cells import cluster_cells
from summit_tui.bidi.clusters import CLUSTER
from summit_tui.bidi.properties import JOINING, KIND
from summit_tui.bidi.shaping import LAM, LAM_ALEF_FORMS
from summit_tui.bidi.spaces import is_space

_CLOSING = re.compile(f"[{tables.CLOSING_SET}]")
_INFIX = re.compile(f"[{tables.INFIX_SET}]")
_DIGITS = frozenset("0123456789")
_NO_END = re.compile(f"[{tables.OPENING_SET}]")
# What keeps to the character beside it where an ideograph would allow a break.
_NO_BREAK_BESIDE = re.compile("[\"'\u00ab\u00bb\u2018-\u201f\u2039\u203a\u00a0\u2007\u202f\u2011]")
_ZERO_WIDTH_SPACE = "\u200b"

NO_BREAK, ANY_BREAK, PROPER_BREAK = range(3)
"""What may happen before a cluster: no break, a break if no other will do, a break."""


class Measured(NamedTuple):
    """A cluster as wrapping sees it: where it begins, its cells, whether it hangs, and the break before it.

    Clusters without a cell go with the next one: ``start`` is before them.
    """

    start: int
    width: int
    space: bool
    break_before: int


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
    after_space = after_zero_width_space = False
    before = -1
    pending: int | None = None
    spans = _widths(text)
    visible = [text[start] for start, _, width in spans if width]
    for start, end, width in spans:
        begin = start if pending is None else pending
        if not width:
            after_zero_width_space = after_zero_width_space or text[start] == _ZERO_WIDTH_SPACE
            pending = None if text[start] == _ZERO_WIDTH_SPACE else begin
            continue
        space = is_space(text, start, end)
        if space:
            rank = NO_BREAK
        elif after_zero_width_space:
            rank = PROPER_BREAK
        else:
            following = visible[len(result) + 1 : len(result) + 2]
            no_start = _never_starts(text[start], following[0] if following else "")
            rank = _break_between(text, before, start, after_space=after_space, no_start=no_start)
        result.append(Measured(begin, width, space, rank))
        pending = None
        after_space = space
        if not space:
            before, after_zero_width_space = start, False
    return result


def _never_starts(char: str, following: str) -> bool:
    """Whether no line begins with ``char``: a closing bracket; a comma or the like, but before a digit."""
    return bool(_CLOSING.match(char)) or (bool(_INFIX.match(char)) and following not in _DIGITS)


def _break_between(text: str, before: int, start: int, *, after_space: bool, no_start: bool) -> int:
    """The break before the cluster at ``start``; ``before`` is the last one that is no space (-1: none)."""
    held = no_start or before < 0 or _NO_END.match(text, before) is not None
    if after_space:
        return ANY_BREAK if held else PROPER_BREAK
    if held or "w" not in (KIND[ord(text[before])], KIND[ord(text[start])]):
        return NO_BREAK
    beside = _NO_BREAK_BESIDE.match(text, before) or _NO_BREAK_BESIDE.match(text, start)
    return NO_BREAK if beside else PROPER_BREAK


def wrap_clusters(text: str, width: int) -> list[int]:
    """As ``summit_tui.bidi.wrapping.wrap``, for a text in which nothing ends a line."""
    clusters = _measured(text)
    starts = [0]
    first = index = used = any_space = proper = 0
    while index < len(clusters):
        cluster = clusters[index]
        if index > first and cluster.break_before:
            any_space = index
            proper = index if cluster.break_before == PROPER_BREAK else proper
        if cluster.space or used + cluster.width <= width or index == first:
            used += cluster.width
            index += 1
            continue
        first = max([chance for chance in (proper, any_space) if chance > first][:1] or [index])
        starts.append(clusters[first].start)
        index, used = first, 0
    return starts
