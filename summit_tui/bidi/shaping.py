"""Cursive joining, and the presentation forms that show it.

Joining is worked out on the logical text, after Unicode's ArabicShaping.txt (The Unicode Standard, 9.2):
neither the edges of a line nor those of a run of one level change a letter's form.
"""

from __future__ import annotations

from itertools import pairwise

from summit_tui.bidi import tables
from summit_tui.bidi.properties import JOINING

ISOLATED, FINAL, INITIAL, MEDIAL = range(4)
"""The forms: 1 for a letter that joins the one before it, plus 2 for one that joins the one after it."""

LAM = "\u0644"

_GROUPS = zip(*[iter(tables.LETTER_FORMS)] * 5, strict=True)
LETTER_FORMS: dict[str, tuple[str, str, str, str]] = {
    letter: (isolated, final, initial, medial) for letter, isolated, initial, medial, final in _GROUPS
}
"""Each letter's presentation forms, by the numbers above; the letter itself where it has none."""

LAM_ALEF_FORMS: dict[str, tuple[str, str]] = {
    tables.LAM_ALEF_FORMS[at]: (tables.LAM_ALEF_FORMS[at + 1], tables.LAM_ALEF_FORMS[at + 2])
    for at in range(0, len(tables.LAM_ALEF_FORMS), 3)
}
"""By alef: the isolated and the final form of its ligature with a lam before it."""

COMPOSITIONS: dict[tuple[str, str], str] = {
    (tables.COMPOSITIONS[at], tables.COMPOSITIONS[at + 1]): tables.COMPOSITIONS[at + 2]
    for at in range(0, len(tables.COMPOSITIONS), 3)
}
"""By letter and hamza or madda: the letter that the two compose to."""

COMPOSING = frozenset(diacritic for _, diacritic in COMPOSITIONS)

_PAIRS_THAT_JOIN = {(before, after) for before in "DLC" for after in "DRC"}


def _neighbour(text: str, offset: int, step: int) -> str:
    """The joining type of the nearest code point that isn't transparent, from ``offset`` on by ``step``."""
    while 0 <= offset < len(text):
        joining = JOINING[ord(text[offset])]
        if joining != "T":
            return joining
        offset += step
    return "U"


def joined_forms(text: str, start: int, end: int) -> list[int]:
    """The form of each code point of ``text[start:end]``, in the context of all of ``text``.

    A code point that doesn't join has ``ISOLATED``.
    """
    types = text[start:end].translate(JOINING)
    context = _neighbour(text, start - 1, -1) + types.replace("T", "") + _neighbour(text, end, 1)
    joins = [pair in _PAIRS_THAT_JOIN for pair in pairwise(context)]
    forms = [before + 2 * after for before, after in pairwise(joins)]
    if "T" not in types:
        return forms
    visible = iter(forms)
    return [ISOLATED if joining == "T" else next(visible) for joining in types]
