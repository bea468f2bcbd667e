"""White space at which a line may end, and what folded texts have in the place of further cells."""

from __future__ import annotations

import re

from summit_tui.bidi import tables

FILLER = "\ufff0"
"""Stands for each cell of a cluster but its first. Not assigned, so that no folded text has it of its own."""

_SPACE = re.compile(f"[{tables.SPACE_SET}]")


def is_space(text: str, start: int, end: int) -> bool:
    """Whether the cluster ``text[start:end]`` is white space that hangs over the end of a line."""
    return end - start == 1 and _SPACE.match(text, start) is not None
