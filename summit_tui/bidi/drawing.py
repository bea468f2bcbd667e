"""The cells of a stretch of a paragraph, in logical order: clusters, shaped and mirrored."""

from __future__ import annotations

from collections.abc import Iterable

from summit_tui.bidi import tables
from summit_tui.bidi.cells import cluster_cells, diacritics
from summit_tui.bidi.clusters import CLUSTER
from summit_tui.bidi.glyphs import Cell
from summit_tui.bidi.properties import KIND
from summit_tui.bidi.shaping import (
    COMPOSING,
    COMPOSITIONS,
    INITIAL,
    LAM,
    LAM_ALEF_FORMS,
    LETTER_FORMS,
    MEDIAL,
    joined_forms,
)

_MIRRORS = dict(zip(tables.MIRROR_PAIRS[::2], tables.MIRROR_PAIRS[1::2], strict=True))
_JOINING_LAMS = {LETTER_FORMS[LAM][INITIAL], LETTER_FORMS[LAM][MEDIAL]}


def draw(text: str, start: int, end: int, levels: bytes) -> list[Cell]:
    """The cells of ``text[start:end]`` in logical order; clusters without one have width 0.

    ``levels`` are those of the stretch. Joining looks beyond the stretch; ligatures and clusters don't.
    """
    stretch = text[start:end]
    kinds = stretch.translate(KIND)
    forms = joined_forms(text, start, end)
    if kinds.strip("o"):
        spans: Iterable[tuple[int, int]] = [match.span() for match in CLUSTER.finditer(kinds)]
    else:
        spans = zip(range(len(kinds)), range(1, len(kinds) + 1), strict=True)
    cells: list[Cell] = []
    lam: Cell | None = None
    for first, last in spans:
        at = start + first
        if kinds[first] != "o" or "y" in kinds[first:last]:
            cells.append(_other_cell(stretch[first:last], kinds[first:last], at, levels[first]))
            lam = None
            continue
        char, carried = stretch[first], ""
        if last - first > 1:
            char, carried = _composed(stretch[first:last], kinds[first:last])
        form = forms[first]
        if lam is not None and form and char in LAM_ALEF_FORMS:
            cells[-1] = _ligature(lam, char + carried, at, start + last)
            lam = None
            continue
        if char in LETTER_FORMS:
            char = LETTER_FORMS[char][form]
        elif levels[first] & 1 and char in _MIRRORS:
            char = _MIRRORS[char]
        cell = Cell(1, char + carried, at, start + last, (at,))
        cells.append(cell)
        lam = (
            cell if form >= INITIAL and char in _JOINING_LAMS and not _has_joiner(kinds[first:last]) else None
        )
    return cells


def _other_cell(cluster: str, kinds: str, start: int, level: int) -> Cell:
    """The cell of a cluster that is no letter or sign of one cell with its diacritics."""
    drawn, width = cluster_cells(cluster, kinds)
    if level & 1 and drawn in _MIRRORS:
        drawn = _MIRRORS[drawn]
    return Cell(width, drawn, start, start + len(cluster), (start,))


def _composed(cluster: str, kinds: str) -> tuple[str, str]:
    """A letter and its diacritics; a hamza or madda that composes with the letter is part of it."""
    letter, carried = cluster[0], diacritics(cluster[1:], kinds[1:])
    if not COMPOSING.isdisjoint(carried):
        for diacritic in carried:
            composed = COMPOSITIONS.get((letter, diacritic))
            if composed is not None:
                return composed, carried.replace(diacritic, "", 1)
    return letter, carried


def _has_joiner(kinds: str) -> bool:
    """Whether a cluster holds U+200D or another invisible character, which forbid the ligature."""
    return "z" in kinds or "j" in kinds


def _ligature(lam: Cell, alef: str, start: int, end: int) -> Cell:
    """The lam-alef of the cell of a lam and an alef with its diacritics."""
    isolated, final = LAM_ALEF_FORMS[alef[0]]
    form = final if lam.text[0] == LETTER_FORMS[LAM][MEDIAL] else isolated
    return Cell(1, form + lam.text[1:] + alef[1:], lam.start, end, (lam.start, start))
