"""Classes of characters that several modules of this package look at.

Source: Unicode 16 property data as the ``regex`` library has it.
"""

from __future__ import annotations

import regex

TATWEEL = "\u0640"
PARAGRAPH_SEPARATORS = ("\n", "\u2029")
"""The usual one first."""

_INVISIBLE = regex.compile(r"\p{Default_Ignorable_Code_Point}+")
_BLANK = regex.compile(r"[\s\p{Default_Ignorable_Code_Point}]+")


def takes_no_cell(cluster: str) -> bool:
    """Whether ``cluster`` is made of default ignorable code points alone: joiners, bidi controls."""
    return _INVISIBLE.fullmatch(cluster) is not None


def is_blank(cluster: str) -> bool:
    """Whether nothing of ``cluster`` is seen: white space and default ignorable code points."""
    return _BLANK.fullmatch(cluster) is not None
