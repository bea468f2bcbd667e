"""The small inputs that broke other programs, each with what is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[1] / "cases"


def case(name: str) -> dict[str, Any]:
    """The case with the id ``name``, such as ``ann-01`` or ``ar-46``."""
    file = {"ann": "ann.jsonl", "ar": "arabic.jsonl", "rtl": "rtl.jsonl"}[name.split("-")[0]]
    lines = (_FOLDER / file).read_text("utf-8").splitlines()
    return next(entry for entry in map(json.loads, lines) if entry["id"] == name)
