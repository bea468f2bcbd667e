"""A Textual program that shows the rows of a file as they are, behind the app's own driver.

Run as ``python rows_program.py FILE [ENDED]``: at its end in order it writes the file ENDED. Down scrolls a
row, b blocks the interface for good, c crashes it, q quits.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.driver import Driver
from textual.strip import Strip
from textual.widget import Widget

from summit_tui.terminal.treatment import MODE
from summit_tui.tui.hangup import ending_with_its_terminal
from summit_tui.tui.terminal import treating


class Rows(Widget, can_focus=True):
    DEFAULT_CSS = "Rows { width: 1fr; height: 1fr; }"

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self._rows = rows
        self._top = 0

    def render_line(self, y: int) -> Strip:
        number = y + self._top
        strip = Strip([Segment(self._rows[number] if number < len(self._rows) else "")])
        width = self.size.width
        return Strip([Segment(" " * max(0, width - strip.cell_length)), *strip]).adjust_cell_length(width)

    def key_down(self) -> None:
        self._top += 1
        self.refresh()


class RowsProgram(App[None]):
    treatment = MODE

    def __init__(self, rows: list[str], ended: Path | None) -> None:
        super().__init__()
        self._rows = rows
        self._ended = ended

    def get_driver_class(self) -> type[Driver]:
        return ending_with_its_terminal(treating(super().get_driver_class()))

    def compose(self) -> ComposeResult:
        yield Rows(self._rows)

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def key_b(self) -> None:
        time.sleep(3600)

    def key_c(self) -> None:
        raise RuntimeError("crashed on purpose")

    def key_q(self) -> None:
        self.exit()

    def on_unmount(self) -> None:
        if self._ended is not None:
            self._ended.write_text("in order", encoding="utf-8")


if __name__ == "__main__":
    program = RowsProgram(
        Path(sys.argv[1]).read_text(encoding="utf-8").split("\n"), Path(sys.argv[2]) if sys.argv[2:] else None
    )
    program.run()
    sys.exit(program.return_code)
