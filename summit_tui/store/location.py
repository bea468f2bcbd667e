"""Which project a path on the command line means."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from summit_tui.model import PROJECT_FOLDER, UnusableInputError

_DIGEST = 16
"""Hexadecimal digits of a path's hash: they tell folders apart and fit on the status line."""


class ProjectPlace(NamedTuple):
    """Where a project is, or would be made by the first edit.

    ``folder`` holds ``.summit/``; ``root`` is the folder that ``source.file`` is relative to. The
    two differ where the project is kept ``elsewhere``, in the user's data folder, because the
    articles' own folder can't be written or came with the app.
    """

    folder: Path
    root: Path
    exists: bool
    elsewhere: bool = False

    def file_of(self, path: Path) -> str:
        """``path`` as ``source.file`` of this project writes it: relative to ``root``, with ``/``.

        Raises ``UnusableInputError`` when the file's name is no Unicode text.
        """
        file = Path(os.path.relpath(_physical(path), self.root)).as_posix()
        try:
            file.encode("utf-8")
        except UnicodeEncodeError as error:
            raise UnusableInputError(
                "The name of {path} is not valid UTF-8. Nothing was written; rename the file first.",
                path=ascii(file),
            ) from error
        return file

    def path_of(self, file: str) -> Path:
        """The path of the article whose ``source.file`` is ``file``."""
        return self.root / file

    def has(self, file: str) -> bool:
        """Whether that article's file is there, whatever stands in ``file``."""
        return os.path.exists(self.path_of(file))  # noqa: PTH110 - unlike Path's, it takes any name


def place_of(path: Path, data: Path, *, built_in: bool = False) -> ProjectPlace:
    """The project that ``path``, an article or a folder, means.

    That is the nearest one at or above it; else the one that the first edit makes in the
    article's folder, or in the folder that was given. A folder that can't be written, and the
    article that comes with the app (``built_in``), have theirs under ``data``, the user's data
    folder, by a hash of the folder's path. Writes nothing. Raises ``UnusableInputError`` when
    there is no such file or folder.
    """
    root = _folder_of(path)
    if built_in:
        return _elsewhere(root, data)
    for folder in _upwards(root):
        if _is_folder(folder / PROJECT_FOLDER):
            return ProjectPlace(folder, folder, exists=True)
        kept_elsewhere = _elsewhere(folder, data)
        if kept_elsewhere.exists:
            return kept_elsewhere
    if os.access(root, os.W_OK | os.X_OK):
        return ProjectPlace(root, root, exists=False)
    return _elsewhere(root, data)


def project_in(folder: Path) -> ProjectPlace:
    """The project in ``folder`` itself, as ``--project`` names it; it need not be there yet.

    Raises ``UnusableInputError`` when ``folder`` is something else than a folder.
    """
    if folder.exists() and not folder.is_dir():
        raise UnusableInputError("{path} is not a folder. Nothing was written.", path=folder)
    physical = Path(os.path.realpath(folder))
    return ProjectPlace(physical, physical, exists=_is_folder(physical / PROJECT_FOLDER))


def _folder_of(path: Path) -> Path:
    """The physical folder that ``path`` is, or is in; an article may be a link from elsewhere."""
    try:
        if path.is_dir():
            return Path(os.path.realpath(path))
        if path.is_file():
            return _physical(path).parent
        exists = path.exists()
    except (OSError, ValueError) as error:
        raise UnusableInputError(
            "{path} can't be opened: {reason}. Nothing was written.", path=ascii(str(path)), reason=error
        ) from error
    if exists:
        raise UnusableInputError("{path} is neither a file nor a folder. Nothing was written.", path=path)
    raise UnusableInputError("There is no file or folder {path}. Nothing was written.", path=path)


def _physical(path: Path) -> Path:
    """``path`` with its folder resolved, but its own name kept."""
    absolute = path.absolute()
    return Path(os.path.realpath(absolute)) if absolute.name in {"", ".."} else _resolved_parent(absolute)


def _resolved_parent(path: Path) -> Path:
    return Path(os.path.realpath(path.parent)) / path.name


def _upwards(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents


def _elsewhere(root: Path, data: Path) -> ProjectPlace:
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:_DIGEST]
    folder = data / "projects" / digest
    return ProjectPlace(folder, root, exists=_is_folder(folder / PROJECT_FOLDER), elsewhere=True)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
