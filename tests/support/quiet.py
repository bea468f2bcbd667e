"""The app without suggestions, for tests that are about something else."""

from __future__ import annotations

from pathlib import Path

from summit_tui.config import Paths, Settings

QUIET = Settings(suggestions=False)
"""Settings by which nothing is suggested."""


def quiet_home(home: Path) -> dict[str, str]:
    """What a program has in its environment that keeps everything in ``home`` and suggests nothing."""
    environment = {"SUMMIT_HOME": str(home)}
    settings = Paths.of(environment).settings_file
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("suggestions = false\n", "utf-8")
    return environment
