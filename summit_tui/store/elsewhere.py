"""Writing a whole project to another folder, from memory, where its own can't be written any more."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.files import make_folder, write_file
from summit_tui.model import PROJECT_FOLDER, SummitError, UnusableInputError
from summit_tui.reasons import reason_of
from summit_tui.store.errors import StoreError
from summit_tui.store.naming import TEXTS, Names
from summit_tui.store.records import Scan, journal_bytes
from summit_tui.store.texts import TextFolder


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a project was written to, and what could not be read any more and isn't there.

    ``missing`` are the hashes of texts; the history is there from edit number ``start`` on.
    """

    folder: Path
    missing: tuple[str, ...]
    start: int


def write_project(
    folder: Path,
    scans: Iterable[Scan],
    snapshot: Callable[[int], Iterator[bytes]],
    texts: Iterable[str],
    text_of: Callable[[str], str],
    following: int,
    disk: Disk,
) -> Elsewhere:
    """Writes a project into ``folder``, where none may be; it is there whole, on the disk, or not at all.

    ``scans`` is the history, the last part first; it may raise ``StoreError`` where it can't be read, and
    what was given before counts. ``snapshot`` gives the state with a history that begins at that number,
    ``following`` being that of the next edit. ``texts`` are hashes, and ``text_of`` gives a text or raises
    ``SummitError``. Raises ``UnusableInputError`` where something is there, and ``StoreError``.
    """
    own = check_place(folder)
    try:
        make_folder(folder, disk=disk)
        disk.make_folder(own)
    except OSError as error:
        raise _unwritable(own, error) from error
    try:
        return _written(own, disk, scans, snapshot, _Texts(texts, text_of), following)
    except BaseException as error:
        with contextlib.suppress(OSError):
            _remove(own, disk)
        # A text that can't be written is told as one of an edit's.
        cause = error.__cause__ if isinstance(error, StoreError) else error
        if isinstance(cause, OSError):
            raise _unwritable(own, cause) from error
        raise


def check_place(folder: Path) -> Path:
    """The project's own folder in ``folder``. Raises ``UnusableInputError`` where it can't be made there."""
    own = folder / PROJECT_FOLDER
    if folder.exists() and not folder.is_dir():
        raise UnusableInputError("{path} is not a folder. Nothing was written.", path=folder)
    if own.exists() or own.is_symlink():
        raise UnusableInputError(
            "There is a project in {path} already. Nothing was written; name another folder.", path=folder
        )
    return own


@dataclass(frozen=True, slots=True)
class _Texts:
    hashes: Iterable[str]
    text_of: Callable[[str], str]

    def copied(self, to: TextFolder) -> Iterator[str]:
        """Copies the texts; gives those that can't be read."""
        for sha256 in dict.fromkeys(self.hashes):
            try:
                text = self.text_of(sha256)
            except SummitError:
                yield sha256
            else:
                to.add(text)


def _written(
    own: Path,
    disk: Disk,
    scans: Iterable[Scan],
    snapshot: Callable[[int], Iterator[bytes]],
    texts: _Texts,
    following: int,
) -> Elsewhere:
    names = Names.of_project(own.parent)
    missing = tuple(texts.copied(TextFolder(own / TEXTS, disk=disk)))
    start = following
    make_folder(names.history, disk=disk)
    with contextlib.suppress(StoreError):
        for scan in scans:
            content = journal_bytes(scan.header, scan.lines)
            write_file(names.segment(scan.header.after + 1), content, replace=False, disk=disk)
            start = scan.header.after + 1
    # Only with its last file it is a project.
    write_file(names.snapshot, snapshot(start), replace=False, disk=disk)
    disk.sync_folder(own.parent)
    return Elsewhere(own.parent, missing, start)


def _remove(path: Path, disk: Disk) -> None:
    """Takes a file or link away, or a folder with all that is in it. Raises ``OSError``."""
    if not stat.S_ISDIR(disk.lstat(path).st_mode):
        disk.unlink(path)
        return
    for name in disk.list(path):
        _remove(path / name, disk)
    disk.remove_folder(path)


def _unwritable(own: Path, error: OSError) -> StoreError:
    return StoreError(
        "{path} could not be written: {reason}. Nothing of it is there; name another folder.",
        path=own,
        reason=reason_of(error),
    )
