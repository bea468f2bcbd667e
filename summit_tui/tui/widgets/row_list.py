"""A list of rows of laid-out text, one of them marked: panels, pickers, help, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from summit_tui.tui.looks import look
from summit_tui.tui.text import cells_of, placed_strip, tight_strip

if TYPE_CHECKING:
    from summit_tui.tui.columns import Columns, RowCells


class RowLine(NamedTuple):
    """One line of a row: ``lead`` at the near edge, ``text`` beside it, ``tail`` at the far edge."""

    text: str
    lead: str = ""
    tail: str = ""
    look: str = "rows.text"


class Row(NamedTuple):
    """An entry of a list. Its ``key`` says which one it is to whoever made the list."""

    key: str
    lines: tuple[RowLine | RowCells, ...]


class RowList(ScrollView, can_focus=True):
    """Rows of equal height under an optional title line; one row is marked and can be chosen.

    Where it has columns, their titles stand in a line above the rows, which doesn't scroll either.
    """

    @dataclass
    class Chosen(Message):
        """A row was chosen, with Enter or the mouse."""

        rows: RowList
        key: str

        @property
        def control(self) -> RowList:
            """The list, by which handlers tell lists apart."""
            return self.rows

    class HeaderChosen(Message):
        """The title of a column was clicked: whoever made the rows may sort them."""

        def __init__(self, rows: RowList, column: int) -> None:
            super().__init__()
            self.rows = rows
            self.column = column

        @property
        def control(self) -> RowList:
            """The list, by which handlers tell lists apart."""
            return self.rows

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - Textual's own name
        right_to_left: bool,
        title: str = "",
        empty: str = "",
        always_marked: bool = False,
        lead_width: int = 0,
        choosing_edits: bool = False,
        columns: Columns | None = None,
    ) -> None:
        """Where ``always_marked`` is false, the mark shows only while the list takes the keys.

        Leads take at least ``lead_width`` cells, so that the texts beside them stand in a column.
        Where ``choosing_edits``, one click only marks.
        """
        super().__init__(id=id)
        self._always_marked = always_marked
        self._lead_width = lead_width
        self._choosing_edits = choosing_edits
        self._columns = columns
        self.right_to_left = right_to_left
        self.rows: tuple[Row, ...] = ()
        self.marked = 0
        self._title = self._shorter_title = title
        self._empty = empty
        self._row_height = 1

    def show(
        self,
        rows: Sequence[Row],
        *,
        title: str | None = None,
        shorter_title: str | None = None,
        marked: str | None = None,
        columns: Columns | None = None,
    ) -> None:
        """Shows ``rows``. The row with the key ``marked`` is marked, else the place stays as it was.

        ``shorter_title`` stands in the place of ``title`` where that doesn't fit.
        ``columns`` are other ones from here on, for instance with another sorting.
        """
        rows = tuple(rows)
        if columns is not None and columns != self._columns:
            self._columns = columns
            self.refresh()
        new_title = self._title if title is None else title
        if title is not None:
            self._shorter_title = shorter_title or title
        place = next((index for index, row in enumerate(rows) if row.key == marked), None)
        mark = place if place is not None else min(self.marked, max(len(rows) - 1, 0))
        if rows == self.rows and new_title == self._title:
            self.mark(mark)
            return
        self.rows, self._title, self.marked = rows, new_title, mark
        self._row_height = max((len(row.lines) for row in rows), default=1)
        self.virtual_size = Size(
            self.scrollable_content_region.width, self._top + len(rows) * self._row_height
        )
        self._show_marked()
        self.refresh()

    @property
    def _top(self) -> int:
        """The lines above the rows."""
        return (1 if self._title else 0) + (1 if self._columns is not None else 0)

    @property
    def marked_key(self) -> str | None:
        """The key of the marked row, or ``None`` in an empty list."""
        return self.rows[self.marked].key if self.rows else None

    def mark(self, index: int) -> None:
        """Marks the row ``index``, or the nearest one there is."""
        index = min(max(index, 0), max(len(self.rows) - 1, 0))
        if index != self.marked:
            before, self.marked = self.marked, index
            top = self.scroll_offset.y
            self._show_marked()
            if self.scroll_offset.y == top:
                self._paint_again(before)
                self._paint_again(index)
            else:
                self.refresh()

    def _paint_again(self, index: int) -> None:
        """Draws the row ``index`` anew, where it is on the screen."""
        first = self._top + index * self._row_height - self.scroll_offset.y
        shown = range(max(first, self._top), min(first + self._row_height, self.size.height))
        if shown:
            self.refresh_lines(shown.start + self.scroll_offset.y, len(shown))

    def _show_marked(self) -> None:
        height = self.scrollable_content_region.height - self._top
        if height < 1:
            return
        first = self.marked * self._row_height
        top = self.scroll_offset.y
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True, force=True)
        elif first + self._row_height > top + height:
            self.scroll_to(y=first + self._row_height - height, animate=False, immediate=True, force=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """All rows and the title, where the height is ``auto``."""
        return self._top + len(self.rows) * self._row_height

    def on_resize(self) -> None:
        """Keeps the marked row in view."""
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, self._top + len(self.rows) * self._row_height)
        self._show_marked()

    def render_line(self, y: int) -> Strip:
        """The strip of the line shown ``y`` lines below the top; the title line doesn't scroll."""
        width = self.size.width
        if y < self._top:
            style = look("rows.text") + look("rows.title")
            if self._columns is not None and y == self._top - 1:
                return self._columns.header(width, style)
            title = self._title if cells_of(self._title) <= width else self._shorter_title
            return placed_strip(title, width, style, right_to_left=self.right_to_left)
        index, part = divmod(y - self._top + self.scroll_offset.y, self._row_height)
        if not self.rows and index == 0 and part == 0 and self._empty:
            return placed_strip(
                self._empty, width, look("rows.text") + look("rows.empty"), right_to_left=self.right_to_left
            )
        if index >= len(self.rows) or part >= len(self.rows[index].lines):
            return Strip.blank(width, look("rows.text"))
        return self._line_strip(self.rows[index].lines[part], width, marked=index == self.marked)

    def _line_strip(self, line: RowLine | RowCells, width: int, *, marked: bool) -> Strip:
        over = Style.null()
        if marked and (self._is_active or self._always_marked):
            over = look("rows.marked" if self._is_active else "rows.marked-away")
        base = look("rows.text")
        if not isinstance(line, RowLine):
            assert self._columns is not None, "rows of cells need columns"
            looks = line.look
            return self._columns.strip(
                line.cells, width, lambda column: base + look(looks(column)) + over, base + over
            )
        text, key = base + look(line.look) + over, base + look("rows.key") + over
        lead = self._edge(line.lead, width, key, at_start=True)
        tail = self._edge(line.tail, width - lead.cell_length, key, at_start=False)
        room = max(width - lead.cell_length - tail.cell_length, 0)
        middle = [placed_strip(line.text, room, text, right_to_left=self.right_to_left)] if room else []
        parts = [lead, *middle, tail]
        return Strip.join(parts[::-1] if self.right_to_left else parts)

    def _edge(self, text: str, width: int, style: Style, *, at_start: bool) -> Strip:
        """A lead or a tail, with the gap that parts it from the text."""
        if width < 2 or not (text or (at_start and self._lead_width)):
            return Strip([], 0)
        strip = tight_strip(text, width - 1, style, right_to_left=self.right_to_left)
        cells = self._lead_width - strip.cell_length if at_start else 0
        gap = Strip.blank(min(max(cells, 0) + 1, width - strip.cell_length), style)
        gap_after = at_start != self.right_to_left
        return Strip.join([strip, gap] if gap_after else [gap, strip])

    @property
    def _is_active(self) -> bool:
        return self.has_focus or not self.can_focus

    def on_focus(self) -> None:
        """Shows the mark as the live one."""
        self.refresh()

    def on_blur(self) -> None:
        """Shows the mark as a resting one or, in a list that then has none, the first rows."""
        if not self._always_marked:
            self.mark(0)
        self.refresh()

    def take_key(self, key: str) -> bool:
        """Moves the mark or chooses by a key; ``False`` where the key means nothing here."""
        page = max((self.scrollable_content_region.height - self._top) // self._row_height, 1)
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page}
        if key in steps:
            self.mark(self.marked + steps[key])
        elif key == "home":
            self.mark(0)
        elif key == "end":
            self.mark(len(self.rows) - 1)
        elif key == "enter" and self.rows:
            self.choose()
        else:
            return False
        return True

    def choose(self) -> None:
        """Chooses the marked row."""
        if self.marked_key is not None:
            self.post_message(self.Chosen(self, self.marked_key))

    def on_click(self, event: events.Click) -> None:
        """Marks the row that was clicked, and chooses it; where that is an edit, at the second click."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self._top:
            self._click_title(offset)
            return
        index = (offset.y - self._top + self.scroll_offset.y) // self._row_height
        if index < len(self.rows):
            self.mark(index)
            if event.chain > 1 or not self._choosing_edits:
                self.choose()

    def _click_title(self, offset: Offset) -> None:
        if self._columns is None or offset.y != self._top - 1:
            return
        column = self._columns.column_at(offset.x, self.size.width)
        if column is not None:
            self.post_message(self.HeaderChosen(self, column))
