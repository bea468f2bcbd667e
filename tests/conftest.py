"""What tests of every part share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest


@pytest.fixture
def require_program() -> Callable[..., str]:
    """``require_program("tmux", package="tmux")`` gives the program's path.

    Where it is missing the test is skipped with the name of its Debian package; in CI it fails instead, so
    that nothing is left out there unseen.
    """

    def require(name: str, *, package: str) -> str:
        found = shutil.which(name)
        if found:
            return found
        reason = f"{name} is missing (Debian: apt install {package})"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)

    return require
