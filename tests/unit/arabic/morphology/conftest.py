from __future__ import annotations

from pathlib import Path

import pytest

from summit_tui.arabic.morphology.building import build_database
from summit_tui.arabic.morphology.database import MorphologyDatabase
from tests.support.morphology import database_text


@pytest.fixture(scope="session")
def stub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stub") / "camel-tools"


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory, stub: Path) -> Path:
    path = tmp_path_factory.mktemp("database") / "tiny.sqlite"
    build_database(database_text().splitlines(keepends=True), path, "a test", "0" * 64, stub)
    return path


@pytest.fixture
def database(stored: Path):
    opened = MorphologyDatabase(stored)
    yield opened
    opened.close()
