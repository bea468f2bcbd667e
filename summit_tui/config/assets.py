"""Where the files that come with the program are: the seed article, its topics, the styles."""

from __future__ import annotations

import json
from pathlib import Path

from summit_tui.model import Name, Topic

_PACKAGE = Path(__file__).resolve().parents[1]


def asset_folder(name: str) -> Path:
    """The folder ``name``, ``seeds`` or ``styles``: inside the package in a wheel, else beside it."""
    within = _PACKAGE / name
    return within if within.is_dir() else _PACKAGE.parent / name


def seed_article() -> Path:
    """The article that comes with the app."""
    return asset_folder("seeds") / "summit-2021.txt"


def label_set() -> tuple[Topic, ...]:
    """The topics that come with the app, in the order in which they are offered."""
    entries = json.loads((asset_folder("seeds") / "topics.json").read_text("utf-8"))
    return tuple(Topic(entry["id"], Name(entry["ar"], entry["en"])) for entry in entries)


def label_terms() -> dict[str, tuple[str, ...]]:
    """The lexicons that come with the app: the lines of each, by the id of its topic."""
    entries = json.loads((asset_folder("seeds") / "topics.json").read_text("utf-8"))
    return {entry["id"]: tuple(entry["terms"]) for entry in entries}
