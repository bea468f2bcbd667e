"""Projects on the disk: where they are, what they hold, and the one way to change them.

``JournalDatabase`` and ``JournalStorage`` are loaded when they are first used, and TinyDB with them: the
first screen needs none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from summit_tui.store.errors import (
    ProjectChangedError,
    ProjectGoneError,
    ProjectHeldError,
    ReadOnlyError,
    StoreError,
)
from summit_tui.store.holding import Waiting
from summit_tui.store.loading import SCHEMA
from summit_tui.store.location import ProjectPlace, place_of, project_in
from summit_tui.store.project_store import ProjectStore

if TYPE_CHECKING:
    from summit_tui.store.storage import JournalStorage
    from summit_tui.store.tables import JournalDatabase

__all__ = [
    "SCHEMA",
    "JournalDatabase",
    "JournalStorage",
    "ProjectChangedError",
    "ProjectGoneError",
    "ProjectHeldError",
    "ProjectPlace",
    "ProjectStore",
    "ReadOnlyError",
    "StoreError",
    "Waiting",
    "place_of",
    "project_in",
]

_MODULES = {"JournalDatabase": "tables", "JournalStorage": "storage"}


def __getattr__(name: str) -> Any:
    """Loads the module that ``name`` is in (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
