"""Projects on the disk: where they are, what they hold, and the one way to change them."""

from summit_tui.store.errors import (
    ProjectChangedError,
    ProjectGoneError,
    ProjectHeldError,
    ReadOnlyError,
    StoreError,
)
from summit_tui.store.holder import Holder, Standing
from summit_tui.store.holding import Waiting
from summit_tui.store.location import ProjectPlace, place_of, project_in
from summit_tui.store.project_store import SCHEMA, ProjectStore
from summit_tui.store.storage import JournalStorage
from summit_tui.store.tables import JournalDatabase

__all__ = [
    "SCHEMA",
    "Holder",
    "JournalDatabase",
    "JournalStorage",
    "ProjectChangedError",
    "ProjectGoneError",
    "ProjectHeldError",
    "ProjectPlace",
    "ProjectStore",
    "ReadOnlyError",
    "Standing",
    "StoreError",
    "Waiting",
    "place_of",
    "project_in",
]
