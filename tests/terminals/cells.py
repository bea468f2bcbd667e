"""A screen as cells: what stands in each, and in which style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.color import ColorSystem
from rich.style import Style
from textual.app import App
from wcwidth import wcwidth


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A character with the diacritics that stand on it, ``width`` columns wide."""

    text: str
    style: str
    """The escape sequence that sets the style from the default one; empty for that."""
    width: int = 1

    def blank(self) -> Cell:
        """A cell of the same style with nothing in it."""
        return Cell(" ", self.style)


Grid = list[list[Cell | None]]
"""Rows of cells; ``None`` stands for the second column of a wide one."""


def cells_of_app(app: App[object], colours: ColorSystem = ColorSystem.TRUECOLOR) -> Grid:
    """What the app's screen has to look like in a terminal, dialogs included.

    The strips of Textual's compositor are what is sent, but for what a terminal's treatment adds.
    """
    size = app.size
    return [
        _padded(
            [cell for text, style, _ in strip for cell in _cells(text, _sequence(style, colours))], size.width
        )
        for strip in app.screen._compositor.render_strips()
    ]


def _padded(row: list[Cell | None], width: int) -> list[Cell | None]:
    return row[:width] + [Cell(" ", "")] * (width - len(row))


def _sequence(style: Style | None, colours: ColorSystem) -> str:
    if style is None:
        return ""
    return style.render("\0", color_system=colours).partition("\0")[0]


def _cells(text: str, style: str) -> Iterator[Cell | None]:
    for cluster, width in clusters(text):
        yield Cell(cluster, style, width)
        yield from [None] * (width - 1)


def clusters(text: str) -> list[tuple[str, int]]:
    """Each character with what takes no cell after it, and its width."""
    found: list[tuple[str, int]] = []
    for character in text:
        width = wcwidth(character)
        if width == 0 and found:
            found[-1] = found[-1][0] + character, found[-1][1]
        else:
            found.append((character, width))
    return found
