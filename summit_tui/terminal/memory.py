"""What a person picked for their terminals, kept from one run to the next."""

from __future__ import annotations

import json
from pathlib import Path

from summit_tui.files import make_folder, read_file, replace_file
from summit_tui.terminal.treatment import Wish


def recall(path: Path, key: str) -> Wish | None:
    """What was picked for terminals of that ``Terminal.key``; None where nothing usable is kept."""
    kept = _kept(path).get(key)
    return Wish(kept) if kept in set(Wish) - {Wish.AUTO} else None


def remember(path: Path, key: str, wish: Wish) -> None:
    """Keeps ``wish`` for terminals of that ``Terminal.key``; ``Wish.AUTO`` forgets what was picked.

    Raises ``OSError`` where the file at ``path`` can't be written.
    """
    kept = _kept(path)
    kept.pop(key, None)
    if wish is not Wish.AUTO:
        kept[key] = wish.value
    make_folder(path.parent)
    replace_file(path, json.dumps(kept, indent=2, sort_keys=True).encode() + b"\n")


def _kept(path: Path) -> dict[str, str]:
    """The picks in the file. A damaged one holds none, and is replaced when the next is remembered."""
    try:
        content = json.loads(read_file(path)[0])
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {key: wish for key, wish in content.items() if isinstance(wish, str)}
