"""Taking the annotations out of a session."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from summit_tui.formats.document import Wanted, dumps, export_document
from summit_tui.formats.writing import write_file
from summit_tui.model import UnusableInputError

if TYPE_CHECKING:
    from summit_tui.session.session import Session


def exported(session: Session, status: Wanted = "accepted") -> bytes:
    """The project as one JSON document; the same project gives the same bytes.

    Raises ``MisfitError`` when an annotation doesn't fit its text: nothing wrong is ever exported.
    """
    return dumps(export_document(session.project, session.store.text, status))


def proposed_path(session: Session) -> Path:
    """Where to export to, unless the person says otherwise: beside the articles, outside ``.summit``.

    Where the articles' folder can't be written, or came with the app, it is the current folder.
    """
    root = session.place.root
    folder = root if not session.place.elsewhere and os.access(root, os.W_OK) else Path.cwd()
    return folder / f"{Path(session.article.source.file).stem}.json"


def is_there(path: Path | str) -> bool:
    """Whether there is a file at ``path`` that an export would replace.

    Raises ``UnusableInputError`` where ``path`` can't be the path of a file.
    """
    return _place_for(path).is_file()


def _place_for(path: Path | str) -> Path:
    """The place that a person means by ``path``, whose ``~`` is their home."""
    if not str(path).strip():
        raise UnusableInputError("A file needs a name. Nothing was written.")
    try:
        place = Path(path).expanduser()
        place.resolve()
        place.is_file()
    except (OSError, RuntimeError, ValueError) as error:  # too long; nobody's home; a NUL in it
        raise UnusableInputError(
            "{path} can't be a file's place: {reason}. Nothing was written.",
            path=path,
            reason=(error.strerror if isinstance(error, OSError) else None) or error,
        ) from error
    return place


def write(session: Session, path: Path | str, *, overwrite: bool = False) -> Path:
    """Writes the accepted annotations to ``path``, whole or not at all, and returns where they are.

    Raises ``OutputExistsError`` where there is a file and ``overwrite`` is false, ``SummitError``
    where it can't be written.
    """
    target = _place_for(path)
    write_file(target, [exported(session)], overwrite=overwrite)
    return target
