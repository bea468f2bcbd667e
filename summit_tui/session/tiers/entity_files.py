"""What finding named entities needs, told without loading anything of it."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from summit_tui.arabic.camel.data import own_entity_model

NEEDED: Final = ("numpy", "torch", "transformers")


def is_installed(name: str) -> bool:
    """Whether there is a top-level module ``name`` to import."""
    return importlib.util.find_spec(name) is not None


def model_folder(model: Path | None, environment: Mapping[str, str]) -> Path | None:
    """The folder of the model: ``model`` or, by default, camel-tools' own; None where there is none."""
    folder = model or own_entity_model(environment)
    return folder if folder is not None and folder.is_dir() else None
