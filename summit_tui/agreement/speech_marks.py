"""The decision on each pair of quotation marks: speech, or a name, a title, a term."""

from __future__ import annotations

import re

from summit_tui.agreement.records import Annotation
from summit_tui.model import Span

_STRETCH = re.compile('"([^"\n]+)"|«([^«»\n]+)»|“([^“”\n]+)”')


def marked_stretches(text: str) -> list[Span]:
    """What stands between two quotation marks of one style on one line, without the marks.

    Plain on purpose: it counts decisions, and must not depend on how a suggester pairs the marks.
    """
    return [Span(*match.span(match.lastindex or 0)) for match in _STRETCH.finditer(text)]


def is_speech(annotation: Annotation, stretch: Span) -> bool:
    """Whether the stretch lies inside some record; white space and stops at its edges don't count."""
    inner = stretch.of(annotation.text)
    core = inner.strip(" \t\u00a0.،,؛…")
    if not core:
        return False
    start = stretch.start + inner.index(core)
    end = start + len(core)
    return any(
        fragment.start <= start and end <= fragment.end
        for record in annotation.records
        for fragment in record.content
    )
