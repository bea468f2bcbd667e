"""Finding and reading documents of annotated articles, one file after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from summit_tui.files import read_file
from summit_tui.formats.reading import ReadDocument, read_document
from summit_tui.i18n import N_
from summit_tui.model import Message, UnusableInputError
from summit_tui.model.fields import UnusableDocumentError
from summit_tui.reasons import reason_of

_LINES: Final = (".jsonl", ".ndjson")


class UnusableGoldError(UnusableInputError):
    """A file, or a line of one, holds no annotations that can be used."""


def find_documents(path: Path) -> list[Path]:
    """The documents at ``path``: a file is itself, a folder gives its ``*.json``, also in folders below.

    Hidden ones are left out. Raises ``UnusableInputError`` where there is nothing.
    """
    if not path.exists():
        raise UnusableInputError("There is no file or folder {path}. Nothing was written.", path=path)
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    for parent, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(
            Path(parent, name) for name in files if name.endswith(".json") and not name.startswith(".")
        )
    if not found:
        raise UnusableInputError("{path}: no documents (*.json) in this folder", path=path)
    return sorted(found, key=lambda file: file.relative_to(path).as_posix())


def read_documents(path: Path) -> Iterator[ReadDocument | UnusableGoldError]:
    """The document in the file at ``path``; of a JSON Lines file the one on each line.

    What can't be read, or isn't a document of annotations, comes as an error in its place.
    """
    try:
        content, _ = read_file(path)
    except OSError as error:
        yield UnusableGoldError(N_("{file} can't be read: {reason}"), file=path, reason=reason_of(error))
        return
    if not path.name.lower().endswith(_LINES):
        yield _read(content, str(path))
        return
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            yield _read(line, f"{path}:{number}")


def _read(content: bytes, name: str) -> ReadDocument | UnusableGoldError:
    try:
        document = read_document(content)
    except UnusableDocumentError as error:
        return UnusableGoldError(N_("{file}: {reason}"), file=name, reason=Message.of_error(error))
    if not document.articles:
        return UnusableGoldError(N_("{file}: the document holds no articles"), file=name)
    return document
