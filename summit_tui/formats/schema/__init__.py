"""The JSON Schema of the export document, as the package carries it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "annotations.schema.json"


def schema_bytes() -> bytes:
    """The schema (JSON Schema 2020-12) as it is printed, in UTF-8.

    It is strict, as output is: every key is there. Input may leave keys out; see
    ``summit_tui.formats.reading``.
    """
    return _FILE.read_bytes()


def schema() -> dict[str, Any]:
    """The schema as a value."""
    value: dict[str, Any] = json.loads(schema_bytes())
    return value
