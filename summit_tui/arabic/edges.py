"""What a selection becomes when a span is made of it."""

from __future__ import annotations

from summit_tui.arabic.characters import is_blank
from summit_tui.arabic.graphemes import cluster_at, snap
from summit_tui.arabic.quotation import whole_pair
from summit_tui.model import Span

# Arabic letters, digits and signs, which are seen whatever stands beside them: most spans begin and end so.
_SEEN = frozenset((*map(chr, range(0x0620, 0x064B)), *"0123456789.،؟!:"))


def trimmed(text: str, span: Span) -> Span | None:
    """``span`` without white space, bidi controls and joiners at its edges, or None if nothing is left.

    A span that is one whole pair of quotation marks gives what is inside, trimmed again. A joiner
    that belongs to the letter before it stays: a grapheme cluster is never split.
    """
    visible = without_blanks(text, snap(text, span))
    while visible is not None and (pair := whole_pair(text, visible)) is not None:
        visible = without_blanks(text, pair.inner)
    return visible


def without_blanks(text: str, span: Span) -> Span | None:
    """``span`` without the clusters at its edges of which nothing is seen, or None if none is left."""
    start, end = span.start, span.end
    while start < end and text[start] not in _SEEN:
        cluster = cluster_at(text, start)
        if not is_blank(cluster.of(text)):
            break
        start = cluster.end
    while end > start and text[end - 1] not in _SEEN:
        cluster = cluster_at(text, end - 1)
        if not is_blank(cluster.of(text)):
            break
        end = cluster.start
    return Span(start, end) if start < end else None
