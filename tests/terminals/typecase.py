"""What a screen has to look like in a terminal, put together from pieces of that terminal's own pictures.

Each thing that a cell may hold is shown first by itself, between Latin letters and spaces, where nothing
can be reordered or joined. Cut out of that sheet, these tiles make up the picture of any screen that is
given as cells, in the terminal's own font, size and colours, whatever the terminal does with whole lines.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from tests.terminals.cells import Cell, Grid
from tests.terminals.pictures import Picture
from tests.terminals.windows import Display, TerminalError, Window

HERE: Final = Path(__file__).parent
_PLAIN: Final = "\x1b[0m"
_CLEAR: Final = "\x1b[0m\x1b[2J"
_MARK: Final = "\x1b[41m \x1b[0m"


@dataclass(frozen=True, slots=True)
class Metric:
    """Where the cells of a window lie, in pixels."""

    left: int
    top: int
    width: int
    """Of a cell."""
    height: int

    @classmethod
    def of(cls, picture: Picture, columns: int, rows: int) -> Metric:
        """From a picture that is red in its first and its last cell and nowhere else.

        Raises ``TerminalError`` where it isn't, or where these don't lie in cells of whole pixels.
        """
        red = list(_red_pixels(picture))
        if not red:
            raise TerminalError("the first and the last cell can't be found in the window's picture")
        left, top = min(x for x, _ in red), min(y for _, y in red)
        width, height = max(x for x, _ in red) + 1 - left, max(y for _, y in red) + 1 - top
        if width % columns or height % rows or len(red) != 2 * width // columns * height // rows:
            raise TerminalError(f"{width}x{height} pixels aren't {columns}x{rows} cells")
        return cls(left, top, width // columns, height // rows)

    def cut(self, picture: Picture, row: int, column: int, columns: int = 1) -> Picture:
        """A cell, or one of several columns, out of a window's picture."""
        left, top = self.left + column * self.width, self.top + row * self.height
        return picture.cut(left, top, columns * self.width, self.height)


def _red_pixels(picture: Picture) -> Iterator[tuple[int, int]]:
    """Where ``picture`` is red, in whatever red a terminal's palette has."""
    for y in range(picture.height):
        row = picture.cut(0, y, picture.width, 1)
        if row.pixels == row.pixels[:3] * row.width:
            continue
        for x in range(row.width):
            red, green, blue = row.pixel(x, 0)
            if red > 100 and red > 1.6 * max(green, blue):
                yield x, y


def _is_marked(picture: Picture, columns: int, rows: int) -> bool:
    try:
        Metric.of(picture, columns, rows)
    except TerminalError:
        return False
    return True


@dataclass(frozen=True)
class Tile:
    """A cell's picture, with as much around it as a glyph may reach."""

    around: Picture
    """Half a cell more than the cell on each side."""
    blank: Picture
    """The same of a cell of its style with nothing in it."""
    metric: Metric

    @cached_property
    def cell(self) -> Picture:
        """The cell alone."""
        across, down = self._margins
        width, height = self.around.width - 2 * across, self.around.height - 2 * down
        return self.around.cut(across, down, width, height)

    @property
    def _margins(self) -> tuple[int, int]:
        return self.metric.width // 2, self.metric.height // 2

    @cached_property
    def overhang(self) -> frozenset[tuple[int, int]]:
        """The pixels outside the cell that its glyph colours, from the cell's left upper corner.

        Empty for a cell with nothing in it.
        """
        across, down = self._margins
        width, height = self.around.width - 2 * across, self.around.height - 2 * down
        coloured = (
            (pixel % self.around.width - across, pixel // self.around.width - down)
            for pixel in self.around.differing(self.blank, 8)
        )
        return frozenset((x, y) for x, y in coloured if not (0 <= x < width and 0 <= y < height))


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that doesn't show what it should."""

    row: int
    column: int
    text: str
    """What it should show."""
    pixels: int
    """How many of its pixels are other ones."""

    def __str__(self) -> str:
        codes = " ".join(f"{ord(character):04X}" for character in self.text)
        return f"row {self.row}, column {self.column}: no {self.text!r} ({codes}), {self.pixels} pixels"


class TypeCase:
    """The tiles of a terminal, by what stands in the cell."""

    def __init__(self, metric: Metric, tiles: Mapping[Cell, Tile], size: tuple[int, int]) -> None:
        """``size`` is that of the window, in pixels."""
        self.metric = metric
        self.tiles = tiles
        self._size = size

    def differences(
        self, shown: Picture, grid: Grid, *, tolerance: int = 48, pixels: int = 0
    ) -> list[Difference]:
        """The cells of ``shown`` that differ from ``grid``, row by row.

        A cell differs where more than ``pixels`` of its pixels do, each by more than ``tolerance`` in one
        of its channels. Pixels that a neighbour's glyph reaches are left out: terminals differ in what they
        let stand there.
        """
        if (shown.width, shown.height) != self._size:
            raise TerminalError(f"a window of {shown.width}x{shown.height} pixels, not {self._size}")
        found: list[Difference] = []
        for row, column, cell in placed(grid):
            tile = self.tiles[cell].cell
            there = self.metric.cut(shown, row, column, cell.width)
            differing = there.differing(tile, tolerance)
            if differing:
                differing -= self._reached(grid, row, column, tile.width)
            if len(differing) > pixels:
                found.append(Difference(row, column, cell.text, len(differing)))
        return found

    def _reached(self, grid: Grid, row: int, column: int, width: int) -> frozenset[int]:
        """The numbers of the cell's pixels that the glyphs of the cells around it reach."""
        reached: set[int] = set()
        for down in (-1, 0, 1):
            for across in (-2, -1, 0, 1, 2):
                if (down or across) and (neighbour := _at(grid, row + down, column + across)):
                    left, top = across * self.metric.width, down * self.metric.height
                    for x, y in self.tiles[neighbour].overhang:
                        if 0 <= left + x < width and 0 <= top + y < self.metric.height:
                            reached.add((top + y) * width + left + x)
        return frozenset(reached)

    def picture(self, grid: Grid) -> Picture:
        """The cells side by side, without what reaches beyond each: to look at where they differ."""
        rows: list[bytes] = []
        for cells in grid:
            tiles = [self.tiles[cell].cell for cell in cells if cell]
            rows += [
                b"".join(tile.pixels[3 * y * tile.width : 3 * (y + 1) * tile.width] for tile in tiles)
                for y in range(self.metric.height)
            ]
        return Picture(len(rows[0]) // 3, len(rows), b"".join(rows))


def placed(grid: Grid) -> Iterator[tuple[int, int, Cell]]:
    """The cells with their rows and columns, from 0."""
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if cell:
                yield row, column, cell


def _at(grid: Grid, row: int, column: int) -> Cell | None:
    return grid[row][column] if 0 <= row < len(grid) and 0 <= column < len(grid[row]) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells laid out on pages: where each stands, and what has to be written for each page."""

    places: Mapping[Cell, tuple[int, int, int]]
    """The page, from 0, the row and the column."""
    pages: Sequence[str]

    def cut(self, pages: Sequence[Picture], metric: Metric) -> TypeCase:
        """The tiles, out of the pictures of the pages."""
        around = {
            cell: _around(pages[page], metric, row, column, cell.width)
            for cell, (page, row, column) in self.places.items()
        }
        tiles = {
            cell: Tile(around[cell], around[cell.blank()] if cell.width == 1 else around[cell], metric)
            for cell in around
        }
        return TypeCase(metric, tiles, (pages[0].width, pages[0].height))


def sheet_of(cells: Iterable[Cell], columns: int, rows: int) -> Sheet:
    """Each of ``cells`` by itself, and their blanks, on pages of that size."""
    wanted = set(cells)
    places: dict[Cell, tuple[int, int, int]] = {}
    pages: list[str] = []
    # Every other row stays empty, and so do the first and the last, for what reaches up and down.
    page, row, column, written = 0, 1, 0, [_CLEAR]
    for cell in sorted(wanted | {cell.blank() for cell in wanted}):
        if column + cell.width + 4 > columns:
            written.append("x")
            row, column = row + 2, 0
        if row >= rows - 1:
            pages.append("".join(written))
            page, row, written = page + 1, 1, [_CLEAR]
        place = f"\x1b[{row + 1};1H" if column == 0 else ""
        written.append(f"{place}{_PLAIN}x{cell.style} {cell.text} {_PLAIN}")
        places[cell] = page, row, column + 2
        column += cell.width + 3
    return Sheet(places, [*pages, "".join([*written, "x"])])


def type_case(
    display: Display,
    terminal: str,
    cells: Iterable[Cell],
    folder: Path,
    *,
    columns: int = 80,
    rows: int = 24,
    points: int = 11,
    through: Sequence[str] = (),
    enter: str = "",
) -> TypeCase:
    """Has a terminal show each of ``cells`` by itself, and cuts out the tiles.

    ``through`` stands before the command that shows them, for a multiplexer in the window. The sheet is
    written into ``folder``. ``enter`` is sent first, for a terminal that shapes letters by itself unless it
    is told not to.
    """
    sheet = sheet_of(cells, columns, rows)
    calibration = f"{_CLEAR}\x1b[1;1H{_MARK}\x1b[{rows};{columns}H{_MARK}"
    file = folder / "sheet.json"
    file.write_text(json.dumps([enter + calibration, *sheet.pages]), encoding="utf-8")
    command = [*through, sys.executable, str(HERE / "sheet.py"), str(file)]
    with Window(display, terminal, command, columns=columns, rows=rows, points=points) as window:
        former = window.settled(lambda shown: _is_marked(shown, columns, rows))
        metric = Metric.of(former, columns, rows)
        pages: list[Picture] = []
        for _ in sheet.pages:
            window.press("n")
            former = window.settled(lambda shown, former=former: shown != former)
            pages.append(former)
    return sheet.cut(pages, metric)


def _around(page: Picture, metric: Metric, row: int, column: int, width: int) -> Picture:
    across, down = metric.width // 2, metric.height // 2
    left = metric.left + column * metric.width - across
    top = metric.top + row * metric.height - down
    return page.cut(left, top, width * metric.width + 2 * across, metric.height + 2 * down)
