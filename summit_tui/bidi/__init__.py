"""Bidirectional text for terminals: from paragraphs to lines of cells, with the maps between the two.

It knows nothing of articles nor of any user interface. The steps, each of which can be used alone:

1. ``Paragraph.resolve(text)`` finds the base direction and the level of each code point (UAX #9, whole).
2. ``wrap(text, width)`` says where its lines begin, in cells.
3. ``lay_out(paragraph, start, end, width)`` makes a ``Line``: glyphs from left to right, shaped and mirrored,
   each with its cell and the code points that it shows, the visual runs that they make, and the maps between
   cells and code points.

>>> from summit_tui.bidi import lay_out_text
>>> lay_out_text("abc", 5)[0].row()
['a', 'b', 'c', ' ', ' ']

The terminal must leave the order of the cells alone. Text from anywhere is safe to show: what is sent holds
neither controls nor bidi controls. Offsets are code points, columns are cells from the left. A whole program,
and all that is promised, stand in docs/bidi.md.
"""

from summit_tui.bidi.clusters import cluster_spans
from summit_tui.bidi.glyphs import Glyph, Run
from summit_tui.bidi.lines import Line, lay_out, lay_out_text
from summit_tui.bidi.paragraph import (
    Direction,
    Paragraph,
    base_direction,
    controls_in,
    letter_counts,
    majority_direction,
)
from summit_tui.bidi.wrapping import wrap

__all__ = [
    "Direction",
    "Glyph",
    "Line",
    "Paragraph",
    "Run",
    "base_direction",
    "cluster_spans",
    "controls_in",
    "lay_out",
    "lay_out_text",
    "letter_counts",
    "majority_direction",
    "wrap",
]
