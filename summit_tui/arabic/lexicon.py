"""Reading the word lists that stand beside the code as plain text."""

from __future__ import annotations

from pathlib import Path

from summit_tui.arabic.folding import folded


def read_words(path: Path) -> frozenset[str]:
    """The words of the list at ``path``, folded: separated by white space, ``#`` begins a comment line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(folded(word) for line in lines if not line.startswith("#") for word in line.split())
