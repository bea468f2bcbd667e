"""Word wrap, in cells.

A line breaks after white space, which hangs over its end. As in UAX #14 (LB13, LB14; Unicode 15) there is no
break before a closing bracket, a comma, a colon or the like, even after a space, nor between an opening
bracket and the space after it, as long as a break elsewhere will do; no-break spaces don't break. A word that
is wider than a line is cut after the last cluster that fits; neither a cluster nor a lam-alef is. Vertical
tab, form feed, U+001C to U+001E, U+0085, U+2028, U+2029, and line feeds, end a line.

A text is folded to one character a cell (``summit_tui.bidi.cellfold``) and broken by one regular expression.
Only ideographs, zero-width spaces and diacritics without a letter take ``wrap_clusters``, cluster by cluster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from summit_tui.bidi import tables
from summit_tui.bidi.shaping import LAM, LAM_ALEF_FORMS
from summit_tui.bidi.spaces import FILLER

_UNUSUAL = re.compile(f"[^{tables.USUAL_SET}{tables.DIACRITIC_SET}]")
_DIACRITIC = re.compile(f"[{tables.DIACRITIC_SET}]")
_DIACRITICS = re.compile(f"[{tables.DIACRITIC_SET}]+")
_WITHOUT_LETTER = re.compile(f"(?:^|[{tables.SPACE_SET}])[{tables.DIACRITIC_SET}]")
_LAM_ALEF = re.compile(f"{LAM}[{''.join(LAM_ALEF_FORMS)}]")
_LINE = re.compile(
    "[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])?"
)


def wrap(text: str, width: int) -> list[int]:
    """The offsets at which the lines of ``text`` begin, of ``width`` cells (at least 1); the first is 0.

    ``text`` is a paragraph without line feeds. Takes about 5 microseconds for a line's worth of Arabic.
    """
    width = max(width, 1)
    if _UNUSUAL.search(text) is None:
        return _wrap_usual(text, width)
    starts: list[int] = []
    for match in _LINE.finditer(text):
        if match[0]:
            starts.extend([match.start() + start for start in _wrap_any(match[0], width)])
    return starts


def _wrap_any(text: str, width: int) -> list[int]:
    """As ``wrap``, for a text that ends with the first character that ends a line, if there is one."""
    # Most texts never need folding, nor the start of a program the time that its patterns take to compile.
    from summit_tui.bidi.cellfold import one_cell_each

    folded = one_cell_each(text)
    if folded is None or _WITHOUT_LETTER.search(folded.text) is not None:
        return _wrap_clusters(text, width)
    return [folded.offset(start) for start in _wrap_usual(folded.text, width)]


def _wrap_clusters(text: str, width: int) -> list[int]:
    # Imported when it is needed, for the same reason as above.
    from summit_tui.bidi.clusterwrap import wrap_clusters

    return wrap_clusters(text, width)


def _wrap_usual(text: str, width: int) -> list[int]:
    """As ``wrap``, for a text of one cell a character but for diacritics and lam-alef ligatures."""
    if len(text) <= width:
        return [0]
    flat = text
    without_cell: list[int] = []
    if _DIACRITIC.search(text) is not None:
        if _WITHOUT_LETTER.search(text) is not None:
            return _wrap_clusters(text, width)
        without_cell = [match.start() for match in _DIACRITIC.finditer(text)]
        flat = _DIACRITICS.sub("", text)
    ligatures = [match.end() - 1 for match in _LAM_ALEF.finditer(flat)]
    if ligatures:
        for alef, (isolated, _) in LAM_ALEF_FORMS.items():
            flat = flat.replace(LAM + alef, isolated)
    if len(flat) <= width:
        return [0]
    starts = [match.start() for match in _line_pattern(width).finditer(flat)]
    if ligatures:
        starts = _unfolded(starts, ligatures)
    return _unfolded(starts, without_cell) if without_cell else starts


def _unfolded(starts: list[int], removed: list[int]) -> list[int]:
    """Offsets into a text without its characters at ``removed``, as offsets into the whole text.

    What was removed belongs to the character before it.
    """
    places = [offset - index for index, offset in enumerate(removed)]
    return [start + bisect_right(places, start) for start in starts]


@lru_cache(maxsize=64)
def _line_pattern(width: int) -> re.Pattern[str]:
    """A line of a text with one character a cell: up to a break of UAX #14, else any space, else a cut."""
    space = f"[{tables.SPACE_SET}]"
    no_start = f"[{tables.CLOSING_SET}]|[{tables.INFIX_SET}](?![0-9])"
    proper = f"(?<=[^{tables.SPACE_SET}{tables.OPENING_SET}]){space}++(?!{no_start})"
    line = f".{{1,{width}}}"
    ways = (
        rf"{line}(?:{proper}|{space}*+\Z)",
        rf"{line}(?:(?<={space}){space}*+|{space}++)",
        rf"{line}(?!{FILLER})",
        rf".{FILLER}*+{space}*+",
    )
    return re.compile("|".join(ways), re.DOTALL)
