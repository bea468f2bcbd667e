"""Taking the annotations out of a session."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from summit_tui.formats.document import Wanted, dumps, export_document
from summit_tui.formats.writing import write_file

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


def write(session: Session, path: Path, *, overwrite: bool = False) -> None:
    """Writes the accepted annotations to ``path``, whole or not at all.

    Raises ``OutputExistsError`` where there is a file and ``overwrite`` is false, ``SummitError``
    where it can't be written.
    """
    write_file(path.expanduser(), [exported(session)], overwrite=overwrite)
