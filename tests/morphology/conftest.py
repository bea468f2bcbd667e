"""The real database, fetched as a person fetches it, by ``make morphology`` only: it needs a network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from summit_tui.config import Paths

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an app in which the database was installed by the command."""
    folder = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "SUMMIT_HOME": str(folder), "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    environment.pop("CAMELTOOLS_DATA", None)
    command = [sys.executable, "-m", "summit_tui", "morphology", "install", "--yes"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def paths(home: Path) -> Paths:
    return Paths.of({"SUMMIT_HOME": str(home)})
