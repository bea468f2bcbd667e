"""The texts of a project's articles, each in a file named by its SHA-256."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.files import leftovers, make_folder, read_file, replace_file
from summit_tui.model import text_sha256
from summit_tui.reasons import reason_of
from summit_tui.store.documents import SHA256_PATTERN
from summit_tui.store.errors import StoreError


class TextFolder:
    """The folder ``texts/`` of a project. It is made with the first text."""

    def __init__(self, path: Path, *, disk: Disk | None = None) -> None:
        self._path = path
        self._disk = disk or Disk()

    def add(self, text: str) -> str:
        """Keeps ``text``, and returns its SHA-256 once it is on the disk.

        Raises ``StoreError``.
        """
        try:
            content = text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise StoreError(
                "This text holds half of a surrogate pair at character {position}, which is no Unicode text. "
                "It was not saved.",
                position=error.start,
            ) from error
        sha256 = text_sha256(text)
        path = self._path / f"{sha256}.txt"
        try:
            if self._holds(path, content):
                # It may be there from an attempt that failed at this very sync.
                self._disk.sync_folder(self._path)
                return sha256
            # Neither the folder nor a text of it may lead anything to be written elsewhere.
            if self._path.is_symlink() or path.is_symlink():
                raise OSError(errno.ELOOP, "a symbolic link")
            make_folder(self._path, disk=self._disk)
            replace_file(path, content, disk=self._disk)
        except OSError as error:
            raise StoreError(
                "{path} could not be saved: {reason}. What was saved before is kept; "
                "this text was not saved. Free some space or mend the permissions, then try again.",
                path=path,
                reason=reason_of(error),
            ) from error
        return sha256

    def sweep(self) -> None:
        """Removes what killed writers left behind. To be called by who holds the project's lock."""
        with contextlib.suppress(OSError):
            if self._path.is_symlink():
                return
            for leftover in list(leftovers(self._path)):
                self._disk.unlink(leftover)

    def read(self, sha256: str) -> str:
        """The text whose SHA-256 is ``sha256``.

        Raises ``StoreError`` where it is missing, unreadable or no longer that text.
        """
        if SHA256_PATTERN.fullmatch(sha256) is None:
            raise ValueError(f"not a SHA-256: {sha256!r}")
        path = self._path / f"{sha256}.txt"
        try:
            content, _ = read_file(path, disk=self._disk)
        except OSError as error:
            raise StoreError(
                "The stored text {path} could not be read: {reason}. "
                "The annotations are kept; bring back a copy of the file.",
                path=path,
                reason=reason_of(error),
            ) from error
        text = _decoded(content)
        if text is None or text_sha256(text) != sha256:
            raise StoreError(
                "The stored text {path} is damaged. It was left as it is, "
                "and the annotations are kept; bring back a copy of the file.",
                path=path,
            )
        return text

    def _holds(self, path: Path, content: bytes) -> bool:
        try:
            return read_file(path, disk=self._disk)[0] == content
        except OSError:
            return False


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
