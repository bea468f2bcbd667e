"""The doctor's lines in their frame, each beside the words that tell how it has to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from summit_tui.bidi import Direction, lay_out_text
from summit_tui.i18n import Catalogue
from summit_tui.tui.doctor.page import HEADING, SAMPLES, Sample, told
from summit_tui.tui.looks import look
from summit_tui.tui.text import line_strip, placed_strip

_NARROWEST, _WIDEST = 24, 34
"""Cells of the frame's inside. In fewer, rows that have to be one are broken; in more, a paragraph of two."""

_SCROLLING: Final = {"up": -1, "down": 1, "k": -1, "j": 1}


def sheet_strips(catalogue: Catalogue, width: int) -> list[Strip]:
    """The rows of the sheet in ``width`` cells, mirrored where the interface is."""
    frame = min(max(width * 3 // 8, _NARROWEST), _WIDEST)
    room = max(width - frame - 4, 1)
    mirrored = catalogue.right_to_left
    heading = placed_strip(catalogue.text(HEADING), room, look("sheet.heading"), right_to_left=mirrored)
    plain, edge = look("sheet.text"), look("sheet.frame")
    rows = [_row(_cells(f"┌{'─' * frame}┐", edge), heading, plain, mirrored=mirrored)]
    for number, sample in enumerate(SAMPLES):
        ground = look("sheet.even" if number % 2 else "sheet.odd")
        words = _words_strips(told(sample, catalogue), room, ground, mirrored=mirrored)
        for inner, beside in zip_longest(_sample_strips(sample, frame, ground), words):
            bar = _cells("│", edge)
            framed = Strip.join([bar, inner or _cells(" " * frame, ground), bar])
            rows.append(_row(framed, beside or _cells(" " * room, ground), ground, mirrored=mirrored))
    rows.append(_row(_cells(f"└{'─' * frame}┘", edge), _cells(" " * room, plain), plain, mirrored=mirrored))
    return rows


def _row(framed: Strip, beside: Strip, ground: Style, *, mirrored: bool) -> Strip:
    gap = _cells(" ", ground)
    parts = [framed, gap, beside, gap]
    return Strip.join(parts[::-1] if mirrored else parts)


def _words_strips(words: str, width: int, ground: Style, *, mirrored: bool) -> list[Strip]:
    style = ground + look("sheet.words")
    lines = lay_out_text(words, width, Direction.RTL if mirrored else Direction.LTR)
    return [line_strip(line, style) for line in lines]


def _sample_strips(sample: Sample, width: int, ground: Style) -> list[Strip]:
    style = ground + look("sheet.sample")
    strips: list[Strip] = []
    for parts in sample.rows:
        if len(parts) == 1:
            strips += [line_strip(line, style) for line in lay_out_text(parts[0], width, Direction.RTL)]
        else:
            strips.append(_panes_strip(parts, width, style))
    return strips


def _panes_strip(parts: Sequence[str], width: int, style: Style) -> Strip:
    """The parts side by side, each at the right of its pane, as panels of the app are."""
    pane = (width - len(parts) + 1) // len(parts)
    strips: list[Strip] = []
    for number, part in enumerate(parts, 1):
        room = pane if number < len(parts) else width - (pane + 1) * (len(parts) - 1)
        bar = [_cells("│", look("sheet.frame"))] if number > 1 else []
        strips += [*bar, placed_strip(part, room, style, right_to_left=True)]
    return Strip.join(strips)


def _cells(text: str, style: Style) -> Strip:
    return Strip([Segment(text, style)], len(text))


class Sheet(ScrollView, can_focus=False):
    """The sheet as a widget, which scrolls where the screen is too low for it."""

    @dataclass
    class Shown(Message):
        """The sheet shows another part of it; ``more`` is whether there is something below."""

        more: bool

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(id="sheet")
        self._catalogue = catalogue
        self._strips: list[Strip] = []

    def on_resize(self) -> None:
        """Lays the rows out anew."""
        self._strips = sheet_strips(self._catalogue, self.size.width)
        self.virtual_size = Size(self.size.width, len(self._strips))
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        self.post_message(self.Shown(self.scroll_offset.y + self.size.height < len(self._strips)))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tells of it."""
        super().watch_scroll_y(old_value, new_value)
        self._tell()

    def take_key(self, key: str) -> bool:
        """Scrolls by a key; ``False`` where it means nothing here."""
        page = max(self.size.height - 1, 1)
        steps = {
            **_SCROLLING,
            "pageup": -page,
            "pagedown": page,
            "home": -len(self._strips),
            "end": len(self._strips),
        }
        if key not in steps:
            return False
        self.scroll_to(y=self.scroll_offset.y + steps[key], animate=False)
        return True

    def render_line(self, y: int) -> Strip:
        """A row of the sheet."""
        place = y + self.scroll_offset.y
        if place < len(self._strips) and self._strips[place].cell_length == self.size.width:
            return self._strips[place]
        return Strip.blank(self.size.width, look("sheet.text"))
