"""Brings the parts of README.md that come from elsewhere up to date: the table of keys and the export.

The keys come from the commands' definitions, the export from the script in docs/scripting.md. Exit
status 1 with ``--check`` where the README isn't up to date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SCRIPTING = ROOT / "docs" / "scripting.md"
sys.path.insert(0, str(ROOT))

from summit_tui.tui.keys import shown_keys  # noqa: E402 - run as a file
from summit_tui.tui.screens.annotate import ALL_COMMANDS  # noqa: E402
from summit_tui.tui.screens.help import GROUP_NAMES  # noqa: E402


def keys_table() -> Iterator[str]:
    """The lines of the table of keys, a heading row a group."""
    yield "| key | what it does | command |"
    yield "|---|---|---|"
    for group, commands in groupby(ALL_COMMANDS.values(), key=lambda command: command.group):
        yield f"| **{GROUP_NAMES[group]}** | | |"
        for command in commands:
            keys = " ".join(_key(key) for key in _together(command.keys))
            yield f"| {keys or '(palette)'} | {command.help} | `{command.id}` |"


def _together(keys: tuple[str, ...]) -> list[str]:
    shown = shown_keys(keys)
    return [shown] if len(keys) > 4 else [shown_keys((key,)) for key in keys]


def _key(key: str) -> str:
    return f"`{key}`".replace("|", "\\|")


def example_script() -> str:
    """The script of docs/scripting.md."""
    match = re.search(r"```python\n(.*?)```", SCRIPTING.read_text("utf-8"), re.DOTALL)
    assert match is not None
    return match[1]


def example_export() -> Iterator[str]:
    """What the script of docs/scripting.md prints, as a block of JSON."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", example_script(), folder],
            capture_output=True,
            env=environment,
            check=True,
        )
    yield "```json"
    yield from done.stdout.decode("utf-8").splitlines()
    yield "```"


PARTS: dict[str, Callable[[], Iterator[str]]] = {"keys": keys_table, "export": example_export}


def up_to_date(readme: str) -> str:
    """``readme`` with its parts made anew. Raises ``ValueError`` where a part has no place in it."""
    for name, lines in PARTS.items():
        place = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        if place.search(readme) is None:
            raise ValueError(f"README.md has no place for {name}")
        content = "\n".join(lines()) + "\n"
        readme = place.sub(lambda match, content=content: match[1] + content + match[2], readme)  # type: ignore[misc]
    return readme


def main(arguments: list[str]) -> int:
    """Writes the README or, with ``--check``, tells whether it is up to date."""
    before = README.read_text("utf-8")
    after = up_to_date(before)
    if "--check" in arguments:
        return 0 if before == after else 1
    README.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
