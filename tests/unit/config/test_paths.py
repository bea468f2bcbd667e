from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from summit_tui.config import Paths


def test_everything_is_under_the_home_that_is_set(tmp_path: Path) -> None:
    paths = Paths.of({"SUMMIT_HOME": str(tmp_path)})
    assert paths == Paths(tmp_path / "data", tmp_path / "config", tmp_path / "state", tmp_path / "cache")
    assert paths.settings_file == tmp_path / "config" / "settings.toml"
    assert list(tmp_path.iterdir()) == []


def test_a_relative_home_starts_at_the_current_folder() -> None:
    assert Paths.of({"SUMMIT_HOME": "x"}).data == Path.cwd() / "x" / "data"


def test_without_one_they_are_where_the_platform_has_them() -> None:
    for environment in ({}, {"SUMMIT_HOME": ""}):
        paths = Paths.of(environment)
        folders = [paths.data, paths.config, paths.state, paths.cache]
        assert all(folder.is_absolute() and "summit-tui" in folder.parts for folder in folders)


def test_asking_makes_no_folder(tmp_path: Path) -> None:
    script = (
        "import os; from summit_tui.config import Paths, load_settings; "
        "load_settings(Paths.of(os.environ).settings_file)"
    )
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SUMMIT_"))
    }
    subprocess.run([sys.executable, "-c", script], env={**environment, "HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.iterdir()) == []
