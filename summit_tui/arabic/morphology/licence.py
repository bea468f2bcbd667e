"""The licence of the database, as it comes with it."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).parent / "database-licence.txt"


def licence_text() -> str:
    """What the database's makers say of it, and the GNU General Public License, version 2."""
    return _FILE.read_text(encoding="utf-8")
