"""What can go wrong with a project on the disk, as lines for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summit_tui.model import SummitError

if TYPE_CHECKING:
    from summit_tui.store.holder import Holder


class StoreError(SummitError):
    """A project couldn't be read or written; what was saved before is as it was."""


class LostEditError(StoreError):
    """An edit of the history is gone, or damaged; what it made is in the project."""


class ReadOnlyError(StoreError):
    """The project is open for reading only."""


class ProjectHeldError(StoreError):
    """Another process has the project open for writing.

    ``holder`` is that process, as far as what it wrote down is to be believed.
    """

    def __init__(self, message: str, holder: Holder | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.holder = holder


class ProjectChangedError(StoreError):
    """Something else wrote to the project since it was read here."""


class SnapshotChangedError(OSError):
    """Another program wrote to the snapshot while it was to be replaced."""

    def __init__(self) -> None:
        super().__init__(None, "it was changed by another program")


class ProjectGoneError(ProjectChangedError):
    """The project's file or its journal was removed or moved since it was read here."""
