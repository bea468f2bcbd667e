"""Taking the annotations out of a session."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from summit_tui.formats.document import Wanted, article_documents, dumps, dumps_line, export_document
from summit_tui.formats.writing import write_file
from summit_tui.model import UnusableInputError
from summit_tui.reasons import reason_of

if TYPE_CHECKING:
    from summit_tui.session.session import Session

Shape = Literal["json", "jsonl"]
"""One document, or one an article on a line of its own."""


def exported(session: Session, status: Wanted = "accepted") -> bytes:
    """The project as one JSON document; the same project gives the same bytes.

    Raises ``MisfitError`` when an annotation doesn't fit its text: nothing wrong is ever exported.
    """
    return b"".join(chunks(session, "json", status))


def chunks(session: Session, shape: Shape, status: Wanted = "accepted") -> Iterator[bytes]:
    """The project as ``exported`` gives it, bit by bit: JSON Lines take memory for one article only."""
    project, text_of = session.project, session.home.text_of
    if shape == "jsonl":
        yield from map(dumps_line, article_documents(project, text_of, status))
    else:
        yield dumps(export_document(project, text_of, status))


def proposed_path(session: Session, suffix: str = ".json") -> Path:
    """Where to write a file to, unless the person says otherwise: beside the articles, outside ``.summit``.

    Where the articles' folder can't be written, or came with the app, it is the current folder.
    """
    root = session.place.root
    folder = root if not session.place.elsewhere and os.access(root, os.W_OK) else Path.cwd()
    return folder / f"{Path(session.article.source.file).stem}{suffix}"


def is_there(session: Session, path: Path | str) -> bool:
    """Whether there is a file at ``path`` that an export would replace.

    Raises ``UnusableInputError`` where ``path`` can't be the path of a file, or is an article's.
    """
    place = place_for(path)
    _refuse_article(session, place)
    if place.is_dir():
        raise UnusableInputError("{path} is a folder. Nothing was written; name a file in it.", path=path)
    return place.is_file()


def _refuse_article(session: Session, target: Path) -> None:
    """Raises ``UnusableInputError`` where an export to ``target`` would replace an article."""
    place = target.resolve()
    if any(entry.path.resolve() == place for entry in session.entries):
        raise UnusableInputError(
            "{path} is an article of this project. Nothing was written; choose another place.", path=target
        )


def place_for(path: Path | str) -> Path:
    """The place that a person means by ``path``, whose ``~`` is their home.

    Raises ``UnusableInputError`` where no file can be there.
    """
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
            reason=reason_of(error) if isinstance(error, OSError) else error,
        ) from error
    return place


def write(
    session: Session,
    path: Path | str,
    *,
    overwrite: bool = False,
    shape: Shape = "json",
    status: Wanted = "accepted",
) -> Path:
    """Writes the annotations to ``path``, whole or not at all, and returns where they are.

    Raises ``OutputExistsError`` where there is a file and ``overwrite`` is false, ``SummitError``
    where it can't be written.
    """
    return write_chunks(session, path, chunks(session, shape, status), overwrite=overwrite)


def write_chunks(
    session: Session, path: Path | str, contents: Iterable[bytes], *, overwrite: bool = False
) -> Path:
    """Writes ``contents`` to ``path``, whole or not at all and over no article, and returns where they are.

    Raises as ``write`` does.
    """
    target = place_for(path)
    _refuse_article(session, target)
    write_file(target, contents, overwrite=overwrite)
    return target
