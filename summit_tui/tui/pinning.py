"""U+200E after each cell, which keeps a terminal from reordering a row without any mode.

A left-to-right mark between two letters ends the run of either, so that every run is of one cell
(UAX #9, W and L2), and brackets between marks are never of a right-to-left level, so not mirrored.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

LRM: Final = "\u200e"

_SEQUENCE: Final = regex.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-~]"
    r"|[\x00-\x1a\x1c-\x1f\x7f]+",
    regex.DOTALL,
)
_CELL: Final = regex.compile(r"\X")


def pinned(data: str) -> str:
    """``data`` with U+200E after each grapheme cluster that is shown, and none within escape sequences."""
    parts: list[str] = []
    position = 0
    for sequence in _SEQUENCE.finditer(data):
        if sequence.start() > position:
            parts.append(_pinned_text(data[position : sequence.start()]))
        parts.append(sequence[0])
        position = sequence.end()
    if position < len(data):
        parts.append(_pinned_text(data[position:]))
    return "".join(parts)


@lru_cache(maxsize=4096)
def _pinned_text(text: str) -> str:
    if text.isascii():
        return LRM.join(text) + LRM
    return _CELL.sub(rf"\g<0>{LRM}", text)
