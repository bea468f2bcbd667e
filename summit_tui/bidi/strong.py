"""The first strong character: rules P2 and P3 of UAX #9."""

from __future__ import annotations

import re

_ISOLATE_OR_STRONG = re.compile(rb"[LRAijkp]")


def first_strong(classes: bytes, start: int = 0, *, inside_isolate: bool = False) -> str:
    """``"L"``, ``"R"`` or ``""``: rules P2 and P3 from ``start``, text between isolates skipped.

    ``inside_isolate`` stops at the PDI that ends the isolate whose content begins at ``start`` (X5c).
    """
    depth = 0
    for match in _ISOLATE_OR_STRONG.finditer(classes, start):
        found = match[0]
        if found in b"ijk":
            depth += 1
        elif found == b"p":
            if depth:
                depth -= 1
            elif inside_isolate:
                return ""
        elif not depth:
            return "L" if found == b"L" else "R"
    return ""
