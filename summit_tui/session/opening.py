"""From a path on the command line to a session."""

from __future__ import annotations

from pathlib import Path

from summit_tui.config import Paths
from summit_tui.config.assets import label_set, seed_article
from summit_tui.formats.articles import find_articles
from summit_tui.i18n import N_
from summit_tui.model import UnusableInputError
from summit_tui.session.articles import Entry, Opened, entries_of, open_entry, warning_of
from summit_tui.session.command import Message
from summit_tui.session.commands import SESSION_COMMANDS
from summit_tui.session.session import Author, Session
from summit_tui.store import ProjectPlace, ProjectStore, place_of, project_in


def open_session(
    path: Path | None,
    *,
    paths: Paths,
    project_dir: Path | None = None,
    author: Author | None = None,
    read_only: bool = False,
) -> Session:
    """Opens an article, the articles of a folder or, without a path, this folder's project or the seed.

    Writes nothing. ``project_dir`` is the folder that holds ``.summit``, where it isn't the nearest
    one. Raises ``UnusableInputError`` when there is nothing that can be opened, ``SummitError`` when
    the project can't be.
    """
    path, built_in = (path, False) if path is not None else _where_nothing_is_named(project_dir)
    place = project_in(project_dir) if project_dir else place_of(path, paths.data, built_in=built_in)
    store = ProjectStore.open(place.folder, read_only=read_only)
    try:
        return _session(store, place, path, author or Author())
    except BaseException:
        store.close()
        raise


def _where_nothing_is_named(project_dir: Path | None) -> tuple[Path, bool]:
    here = project_dir or Path.cwd()
    if (here / ".summit").is_dir():
        return here, False
    return seed_article(), True


def _session(store: ProjectStore, place: ProjectPlace, path: Path, author: Author) -> Session:
    warnings: list[Message] = []
    entries = entries_of(store.project, place, _files(path, store, warnings))
    opened = _first_to_open(store, entries, place, path, author, warnings)
    session = Session(
        store, place, opened, commands=SESSION_COMMANDS, topics=label_set(), author=author, entries=entries
    )
    session.warnings = [*warnings, *opened.warnings]
    return session


def _files(path: Path, store: ProjectStore, warnings: list[Message]) -> list[Path]:
    try:
        return find_articles(path, lambda error: warnings.append(warning_of(error)))
    except UnusableInputError:
        # A project whose files are gone still has their texts.
        if path.is_dir() and store.project.articles:
            return []
        raise


def _first_to_open(
    store: ProjectStore,
    entries: list[Entry],
    place: ProjectPlace,
    path: Path,
    author: Author,
    warnings: list[Message],
) -> Opened:
    """The article that was named or, of a folder, the first that can be read."""
    if not path.is_dir():
        file = place.file_of(path)
        entry = next(entry for entry in entries if entry.file == file)
        return open_entry(store, entry, author.ids)
    for entry in entries:
        try:
            return open_entry(store, entry, author.ids)
        except UnusableInputError as error:
            warnings.append(warning_of(error))
    reasons = "; ".join(str(warning.key.format(**dict(warning.values))) for warning in warnings[:3])
    raise UnusableInputError(N_("No article in {path} can be read: {reasons}"), path=path, reasons=reasons)
