"""Grapheme clusters (UAX #29, Unicode 15), found in the kinds of code points.

``KIND`` has one letter a code point: o any character of one cell, w of two cells; x a nonspacing mark of the
blocks that Latin, Hebrew and Arabic use, N any other; S a spacing mark, y a mark with a cell of its own, j an
extending character that is never seen (variation selectors, U+200C), z U+200D, m an emoji modifier; P a sign
that stands before a cluster (U+0600, U+06DD); E, e a pictograph of one or two cells, F one that isn't
assigned; I a regional indicator; L, V, T, H, K Hangul jamo and syllables; r, n, c controls (surrogates among
them); f format characters, which have no cell; u what isn't assigned, or for private use.
"""

from __future__ import annotations

import re

from summit_tui.bidi.properties import KIND

CLUSTER = re.compile(
    r"rn|[rncf]"
    r"|P*(?:II?|L*(?:V+|HV*|K)T*|L+|T+|[EeF](?:[xNjmy]*z[EeF])*|[owu])[xNjmyzS]*"
    r"|P+[xNjmyzS]*|[xNjmyzS]+"
)
"""One grapheme cluster in a string of kinds."""


def cluster_spans(text: str) -> list[tuple[int, int]]:
    """The half-open code point range of each extended grapheme cluster of ``text``."""
    return [match.span() for match in CLUSTER.finditer(text.translate(KIND))]
