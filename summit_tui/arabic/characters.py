"""Classes of characters that several modules of this package look at.

Sources: Unicode 16 property data as the ``regex`` library has it; UAX #9 for the bidi controls.
"""

from __future__ import annotations

import regex

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
JOINERS = frozenset("\u200c\u200d")
TATWEEL = "\u0640"
PARAGRAPH_SEPARATORS = frozenset("\n\u2029")

_INVISIBLE = regex.compile(r"\p{Default_Ignorable_Code_Point}+")
_BLANK = regex.compile(r"[\s\p{Default_Ignorable_Code_Point}]+")


def takes_no_cell(cluster: str) -> bool:
    """Whether ``cluster`` is made of default ignorable code points alone: joiners, bidi controls."""
    return _INVISIBLE.fullmatch(cluster) is not None


def is_blank(cluster: str) -> bool:
    """Whether nothing of ``cluster`` is seen: white space and default ignorable code points."""
    return _BLANK.fullmatch(cluster) is not None
