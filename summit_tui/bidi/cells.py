"""What a grapheme cluster shows in its cells, and how many cells it takes.

Text from anywhere is safe to send: no control, format or unassigned character is ever drawn, only a sign for
it.
"""

from __future__ import annotations

import re
from unicodedata import normalize

REPLACEMENT = "\ufffd"
DOTTED_CIRCLE = "\u25cc"
MAX_DIACRITICS = 32
"""How many diacritics of one cluster are drawn; text that is heaped with more would stall terminals."""

_CARRIED = {"x", "N", "S"}
_NEWLINE_SIGN = "\u2424"
_DELETE_SIGN = "\u2421"
# Terminals and width tables disagree on the signs that stand under or around a number (0 or 1 cell), and join
# them to the next digit: what is drawn for them has one cell everywhere.
_SIGNS = {
    "\u0600": "#",
    "\u0601": "\ufeb3",
    "\u0602": "\u066d",
    "\u0603": "\ufebb",
    "\u06dd": "\u25e6",
    "\u08e2": "\u25e6",
}
_FORMAT_SIGN = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")


def control_sign(cluster: str) -> str:
    """What stands for a control or a lone surrogate: one cell. A tab is one space."""
    if cluster in {"\r\n", "\x85"}:
        return _NEWLINE_SIGN
    if cluster == "\t":
        return " "
    if cluster == "\x7f":
        return _DELETE_SIGN
    return chr(0x2400 + ord(cluster)) if cluster < " " else REPLACEMENT


def diacritics(cluster: str, kinds: str) -> str:
    """The diacritics of a cluster that are drawn: not joiners, nor variation selectors."""
    return "".join(
        [char for char, kind in zip(cluster, kinds, strict=True) if kind in _CARRIED][:MAX_DIACRITICS]
    )


def cluster_cells(cluster: str, kinds: str) -> tuple[str, int]:
    """The text drawn for any cluster, given the kinds of its code points, and its cells (0 for none).

    Arabic letters are drawn as they are: shaping and mirroring is for the caller.
    """
    first = kinds[0]
    if first == "f":
        return "", 0
    if first in "rnc":
        return control_sign(cluster), 1
    if first == "P":
        return _signs_and_rest(cluster, kinds)
    own = sum(kind == "y" for kind in kinds)
    if own:
        rest = [at for at, kind in enumerate(kinds) if kind != "y"]
        raised = "".join(char for char, kind in zip(cluster, kinds, strict=True) if kind == "y")
        if not rest:
            return raised, own
        text, width = cluster_cells("".join(cluster[at] for at in rest), "".join(kinds[at] for at in rest))
        return text + raised, width + own
    if first in "ow":
        return cluster[0] + diacritics(cluster[1:], kinds[1:]), 1 if first == "o" else 2
    if first in "xNSjzm":
        return _without_base(cluster, kinds)
    return _symbol(cluster, kinds)


def _signs_and_rest(cluster: str, kinds: str) -> tuple[str, int]:
    count = len(kinds) - len(kinds.lstrip("P"))
    signs = "".join(_SIGNS.get(char, "#") if _FORMAT_SIGN.match(char) else char for char in cluster[:count])
    rest = kinds[count:]
    if not rest or rest[0] in "xNSjzmy":
        return signs + diacritics(cluster[count:], rest), count
    text, width = cluster_cells(cluster[count:], rest)
    return signs + text, count + width


def _without_base(cluster: str, kinds: str) -> tuple[str, int]:
    """A cluster that begins with a diacritic, at the start of a text or after a control."""
    if "m" in kinds:
        return REPLACEMENT, 1
    carried = diacritics(cluster, kinds)
    return (DOTTED_CIRCLE + carried, 1) if carried else ("", 0)


def _symbol(cluster: str, kinds: str) -> tuple[str, int]:
    first = kinds[0]
    if first in "uF":
        return REPLACEMENT, 1
    if first == "I":
        # Half a flag would pair with its neighbour in the finished row.
        return (cluster[:2], 2) if kinds[1:2] == "I" else (chr(ord(cluster[0]) - 0x1F1E6 + ord("A")), 1)
    if first == "e":
        # Terminals disagree on the width of joined and coloured pictographs; of one alone they don't.
        return cluster[0], 2
    if first == "E":
        carried = "" if "z" in kinds else diacritics(cluster[1:], kinds[1:])
        return cluster[0] + carried, 1
    jamo = cluster[: len(kinds.rstrip("xNjmzS"))]
    syllable = normalize("NFC", jamo)
    return (syllable, 2) if len(syllable) == 1 and "\uac00" <= syllable <= "\ud7a3" else (REPLACEMENT, 1)
