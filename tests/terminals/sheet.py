"""Shows the pages of a file one after another: the next at each key, the last until it is ended.

Run as ``python sheet.py FILE``; FILE holds a JSON list of what has to be written for each page.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import termios
import tty
from pathlib import Path

START = "\x1b[?1049h\x1b[?25l\x1b[?7l"
"""The alternate screen, no cursor, no wrapping."""


def main(path: Path) -> None:
    pages: list[str] = json.loads(path.read_text(encoding="utf-8"))
    keyboard = sys.stdin.fileno()
    tty.setcbreak(keyboard, termios.TCSANOW)
    sys.stdout.write(START)
    for number, page in enumerate(pages, 1):
        sys.stdout.write(page)
        sys.stdout.flush()
        if number < len(pages):
            os.read(keyboard, 1)
    signal.pause()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
