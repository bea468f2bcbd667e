"""Finding article files under a path, and reading one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from summit_tui.formats.decoding import Decoded, decode
from summit_tui.i18n import N_
from summit_tui.model import PROJECT_FOLDER, UnusableInputError
from summit_tui.reasons import reason_of

_SUFFIX = ".txt"
_RECORD_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")

Problem = Callable[[UnusableInputError], None]
"""Told of each file or folder that is left out because it can't be used."""


class NoArticlesError(UnusableInputError):
    """A path leads to no article."""


def find_articles(path: Path, on_problem: Problem | None = None) -> list[Path]:
    """The article files at ``path``, each beginning with ``path`` as it was given.

    A file is itself, whatever its name. A folder gives its ``*.txt``, recursively, by the code
    points of their paths; hidden files and folders are left out, and so are symbolic links to
    folders and to files outside the folder. Files whose names are not UTF-8, and folders that
    can't be listed, are reported to ``on_problem`` and left out.

    Raises ``NoArticlesError`` where nothing is there, or nothing that could be an article.
    """
    name = str(path)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise NoArticlesError(
            "{path} can't be opened: {reason}", path=name, reason=reason_of(error)
        ) from error
    if not stat.S_ISDIR(mode):
        if not _is_utf8(name):
            raise _name_error(name)
        return [path]
    if PROJECT_FOLDER in path.resolve().parts:
        raise NoArticlesError(
            "{path} lies in a project's own folder; name the folder that holds the articles.", path=name
        )
    report = on_problem or _ignore
    found = [file for file in _files_below(path, report) if _usable_name(file, report)]
    if not found:
        raise NoArticlesError("{path}: no articles (*.txt) in this folder", path=name)
    return sorted(found, key=lambda file: file.relative_to(path).as_posix())


def is_record_file(path: Path) -> bool:
    """Whether the name, in small or capital letters, is one of a JSON Lines file: several articles."""
    return path.name.lower().endswith(_RECORD_SUFFIXES)


def read_article(path: Path, name: str | None = None) -> Decoded:
    """The text of the article file at ``path``; messages call it ``name``, else as the path says.

    Raises ``UnusableInputError`` when it can't be opened or isn't a regular file, and
    ``UndecodableError`` as ``decode`` does.
    """
    name = str(path) if name is None else name
    try:
        # Opening a pipe would wait for its writer, and a device may never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnusableInputError("{file}: not a file that can be read", file=name)
        data = path.read_bytes()
    except OSError as error:
        raise UnusableInputError(
            "{file} can't be read: {reason}", file=name, reason=reason_of(error)
        ) from error
    return decode(data, name)


def _files_below(folder: Path, report: Problem) -> list[Path]:
    root = folder.resolve()
    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=lambda error: _report_folder(error, report)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(parent, name) for name in files if _is_article(Path(parent, name), root))
    return found


def _is_article(file: Path, root: Path) -> bool:
    if file.name.startswith(".") or file.suffix != _SUFFIX:
        return False
    return not file.is_symlink() or (file.is_file() and file.resolve().is_relative_to(root))


def _report_folder(error: OSError, report: Problem) -> None:
    report(
        UnusableInputError(
            N_("{path} can't be opened: {reason}"), path=error.filename, reason=reason_of(error)
        )
    )


def _usable_name(file: Path, report: Problem) -> bool:
    if _is_utf8(str(file)):
        return True
    report(_name_error(str(file)))
    return False


def _is_utf8(name: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _name_error(name: str) -> UnusableInputError:
    return UnusableInputError(
        N_("{path}: the name is not UTF-8, so no export could hold it; rename it"),
        path=name.encode("utf-8", "backslashreplace").decode("utf-8"),
    )


def _ignore(error: UnusableInputError) -> None:
    pass
