"""The folder ``../shared``, which may stand beside a checkout and holds data that isn't part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
NOT_THERE = "needs data of ../shared, which isn't beside this checkout"


def shared_path(*parts: str) -> Path:
    """A file or folder of ``../shared``; where it is missing the test is skipped, in CI too."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(NOT_THERE)
    return path
