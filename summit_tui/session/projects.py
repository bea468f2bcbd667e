"""Which project a command works on that needs no article of it."""

from __future__ import annotations

from pathlib import Path

from summit_tui.config import Paths
from summit_tui.config.assets import seed_article
from summit_tui.model import UnusableInputError
from summit_tui.store import ProjectPlace, place_of, project_in


def project_of(path: Path | None, *, paths: Paths, project_dir: Path | None = None) -> ProjectPlace:
    """The project that ``path`` belongs to or, without one, that which ``summit`` would open here.

    ``project_dir`` is the folder that holds ``.summit``, where it isn't the nearest one. Raises
    ``UnusableInputError`` where there is none.
    """
    place = _place(path, paths, project_dir)
    if not place.exists:
        raise UnusableInputError(
            "There is no project at {path}. Nothing was written.", path=project_dir or path or Path.cwd()
        )
    return place


def _place(path: Path | None, paths: Paths, project_dir: Path | None) -> ProjectPlace:
    if project_dir is not None:
        return project_in(project_dir)
    if path is not None:
        return place_of(path, paths.data)
    here = place_of(Path.cwd(), paths.data)
    return here if here.exists else place_of(seed_article(), paths.data, built_in=True)
