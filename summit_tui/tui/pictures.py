"""Pictures of the screen that read as the screen does.

A viewer of SVG orders right-to-left text itself, a second time, unless the picture's style forbids it, and
its font has another width for Arabic letters than for others: each word gets a place of its own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from wcwidth import wcswidth

_FONTS: Final = re.compile(r"\s*@font-face\s*\{[^}]*\}")
_FAMILY: Final = re.compile(r"font-family: Fira Code[^;]*;")
_STYLE: Final = "<style>\n    text { unicode-bidi: bidi-override; direction: ltr }"
_RUN: Final = re.compile(
    r'<text class="(?P<look>[^"]*)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="(?P<length>[\d.]+)"'
    r"(?P<more>[^>]*)>(?P<text>[^<]*)</text>"
)
_WORD: Final = re.compile(r"[^\xa0\n]+")


def in_screen_order(svg: str) -> str:
    """Textual's picture with its words where the cells are.

    Its font is fetched from the network and has no Arabic: one of the viewer's own is named instead.
    """
    svg = _FAMILY.sub("font-family: DejaVu Sans Mono, monospace;", _FONTS.sub("", svg))
    svg = svg.replace("<style>", _STYLE, 1)
    return _RUN.sub(lambda run: "".join(_words(run)), svg)


def _words(run: re.Match[str]) -> Iterator[str]:
    """The words of a run of cells that look the same, each at its first cell."""
    text = html.unescape(run["text"])
    cell = float(run["length"]) / max(len(text), 1)  # a length for each code point, as Rich has it
    for word in _WORD.finditer(text):
        x = float(run["x"]) + cell * wcswidth(text[: word.start()])
        length = cell * wcswidth(word[0])
        yield (
            f'<text class="{run["look"]}" x="{x:.1f}" y="{run["y"]}" textLength="{length:.1f}"'
            f"{run['more']}>{html.escape(word[0])}</text>"
        )
