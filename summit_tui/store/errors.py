"""What can go wrong with a project on the disk, as lines for a person."""

from __future__ import annotations

from summit_tui.model import SummitError


class StoreError(SummitError):
    """A project couldn't be read or written; what was saved before is as it was."""


class ReadOnlyError(StoreError):
    """The project is open for reading only."""


class ProjectHeldError(StoreError):
    """Another process has the project open for writing."""


class ProjectChangedError(StoreError):
    """Something else wrote to the project since it was read here."""
