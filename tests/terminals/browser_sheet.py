"""Shows the pages of a file in a browser's terminal, one after another: the next at each key.

Run as ``python browser_sheet.py FILE`` by ``BrowserServer``; FILE holds a JSON list of what has to be written
for each page. It speaks as Textual's driver for browsers does.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.terminals.sheet import START


def write(text: str) -> None:
    data = text.encode("utf-8")
    sys.stdout.buffer.write(b"D" + len(data).to_bytes(4, "big") + data)
    sys.stdout.buffer.flush()


def main(path: Path) -> None:
    pages: list[str] = json.loads(path.read_text(encoding="utf-8"))
    sys.stdout.buffer.write(b"__GANGLION__\n")
    write(START + pages.pop(0))
    while head := sys.stdin.buffer.read(5):
        said = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
        if head[:1] == b"D" and pages:
            write(pages.pop(0))
        elif head[:1] == b"M" and json.loads(said)["type"] == "quit":
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
