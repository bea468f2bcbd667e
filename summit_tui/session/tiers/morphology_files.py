"""Where camel-tools' morphology lies, told without loading anything of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from summit_tui.arabic.camel.data import own_database
from summit_tui.config import Paths

_STORED = "calima-msa-r13.sqlite"


def installed_file(paths: Paths) -> Path:
    """Where an installed database lies, or would."""
    return paths.morphology_folder / _STORED


def stub_folder(paths: Paths) -> Path:
    """The folder that camel-tools is told of where the person has no data of it."""
    return paths.data / "camel-tools"


def is_there(paths: Paths, environment: Mapping[str, str]) -> bool:
    """Whether there is a database to load: the person's own, or an installed one."""
    return own_database(environment) is not None or installed_file(paths).exists()
