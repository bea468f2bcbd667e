"""Where the user's settings, projects and logs are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_APP = "summit-tui"
_HOME = "SUMMIT_HOME"


class Paths(NamedTuple):
    """Folders of the user's, by the platform's custom. None is made by asking for it.

    ``data`` is for projects kept away from their articles and for what was installed, ``config`` for the
    settings, ``state`` for logs, what was picked and what was typed, ``cache`` for what can be made again.
    """

    data: Path
    config: Path
    state: Path
    cache: Path

    @property
    def settings_file(self) -> Path:
        """The file that the settings are read from; it need not be there."""
        return self.config / "settings.toml"

    @property
    def picks_file(self) -> Path:
        """The file of what was picked for terminals; it need not be there."""
        return self.state / "terminals.json"

    @property
    def drafts_folder(self) -> Path:
        """The folder of notes that were typed and not saved; it need not be there."""
        return self.state / "drafts"

    @property
    def morphology_folder(self) -> Path:
        """The folder of the morphology database that was installed; it need not be there."""
        return self.data / "morphology"

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Paths:
        """The folders of this user; all of them under ``SUMMIT_HOME`` where that is set."""
        home = environment.get(_HOME)
        if home:
            folder = Path(home).expanduser().absolute()
            return cls(folder / "data", folder / "config", folder / "state", folder / "cache")
        from platformdirs import PlatformDirs  # loaded late: tests and scripts that set a home do without it

        folders = PlatformDirs(_APP, appauthor=False)
        return cls(
            folders.user_data_path,
            folders.user_config_path,
            folders.user_state_path,
            folders.user_cache_path,
        )
