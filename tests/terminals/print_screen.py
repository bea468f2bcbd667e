"""Prints the rows of a screen as they are, without Textual, and stays: what a screen should look like.

Run as ``python print_screen.py FILE [--pinned]``. FILE holds rows with their styles, as tmux captures them.
Pinned, each cell is followed by U+200E LEFT-TO-RIGHT MARK: a terminal that reorders then has nothing to
reorder, whatever mode it is in, so that the picture doesn't owe its order to the mode that is being tested.
"""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path

from wcwidth import wcwidth

_PARTS = re.compile(r"\x1b\[[0-9;:]*m|\x0e|\x0f|.", re.DOTALL)
_PIN = "\u200e"


def pinned(row: str) -> str:
    """``row`` with U+200E after each cell, that is after a character and the marks that stand on it."""
    out: list[str] = []
    in_cell = False
    for part in _PARTS.findall(row):
        stands_alone = len(part) > 1 or wcwidth(part) != 0
        if stands_alone and in_cell:
            out.append(_PIN)
        in_cell = len(part) == 1
        out.append(part)
    return "".join(out)


def screen(rows: list[str], *, pin: bool) -> str:
    """What has to be written to a terminal to see ``rows`` on its alternate screen, without a cursor."""
    # Styles aren't reset between rows: tmux writes what changes from the end of one to the start of the next.
    placed = (f"\x1b[{number};1H{pinned(row) if pin else row}" for number, row in enumerate(rows, 1))
    return "\x1b[?1049h\x1b[?25l\x1b[?7l" + "".join(placed)


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    sys.stdout.write(screen(lines, pin="--pinned" in sys.argv[2:]))
    sys.stdout.flush()
    signal.pause()
