"""From a path on the command line to a session."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from summit_tui.config import Paths
from summit_tui.config.assets import label_set, seed_article
from summit_tui.formats.articles import find_articles
from summit_tui.model import Message, SummitError, UnusableInputError
from summit_tui.session.articles import Entry, Opened, entries_at, entries_of, open_entry
from summit_tui.session.commands import SESSION_COMMANDS
from summit_tui.session.drafts import Drafts, drafts_of
from summit_tui.session.home import Home
from summit_tui.session.ledger import Author
from summit_tui.session.session import Session
from summit_tui.store import (
    ProjectHeldError,
    ProjectPlace,
    ProjectStore,
    ReadOnlyError,
    StoreError,
    Waiting,
    place_of,
    project_in,
)
from summit_tui.store.holding import NOT_AT_ALL


def open_session(
    path: Path | None,
    *,
    paths: Paths,
    project_dir: Path | None = None,
    author: Author | None = None,
    read_only: bool = False,
    waiting: Waiting = NOT_AT_ALL,
    follows: bool = False,
) -> Session:
    """Opens an article, the articles of a folder or, without a path, this folder's project or the seed.

    Writes nothing. ``project_dir`` is the folder that holds ``.summit``, where it isn't the nearest
    one. Where another process has the project open for writing, that is waited for as ``waiting`` says; where
    it still has it then and the session ``follows``, it only reads and takes in what is done there. Raises
    ``UnusableInputError`` when there is nothing that can be opened, ``SummitError`` when the project can't
    be.
    """
    asked, author = path, author or Author()
    path, built_in = (path, False) if path is not None else _where_nothing_is_named(project_dir, paths)
    place = project_in(project_dir) if project_dir else place_of(path, paths.data, built_in=built_in)
    store, held = _opened(place.folder, waiting, read_only=read_only, follows=follows)
    read_only = read_only or held is not None
    try:
        # Articles of a project that is named may lie anywhere.
        named = asked is None or os.path.realpath(asked) == str(place.folder)
        whole_project = named and not built_in
        drafts_at = partial(drafts_of, folder=paths.drafts_folder)
        drafts = Drafts() if read_only else drafts_at(store.path)
        opened, files = _first(store, place, path, author, whole_project=whole_project)
        home = Home(
            store,
            place,
            drafts,
            drafts_at=drafts_at,
            held_by=held,
            reopen=None if held is None else partial(_reopened, place.folder, paths),
        )
        session = Session(
            home, opened, commands=SESSION_COMMANDS, topics=label_set(), author=author, files=files
        )
    except BaseException:
        store.close()
        raise
    told = [*(() if read_only else store.caveats), *store.mended]
    if store.why_read_only is not None and not read_only:
        told.insert(0, Message.of_error(store.why_read_only))
    session.warnings[:0] = told
    return session


def _opened(
    folder: Path, waiting: Waiting, *, read_only: bool, follows: bool
) -> tuple[ProjectStore, ProjectHeldError | None]:
    try:
        return ProjectStore.open(folder, read_only=read_only, waiting=waiting), None
    except ProjectHeldError as held:
        if not follows:
            raise
        return ProjectStore.open(folder, read_only=True), held
    except StoreError as error:
        raise _with_a_way_out(error, folder) from error


def _with_a_way_out(error: StoreError, folder: Path) -> StoreError:
    """``error``, with how to go back to a backup where there are any."""
    from summit_tui.store.backups import has_backups

    if isinstance(error, ReadOnlyError) or not has_backups(folder):
        return error
    return StoreError(
        "{why} There are backups: summit restore lists them and goes back to one.",
        why=Message.of_error(error),
    )


def _reopened(folder: Path, paths: Paths) -> tuple[ProjectStore, Drafts]:
    store = ProjectStore.open(folder)
    return store, drafts_of(store.path, paths.drafts_folder)


def _where_nothing_is_named(project_dir: Path | None, paths: Paths) -> tuple[Path, bool]:
    """The project of the current folder, else the article that comes with the app."""
    here = project_dir or Path.cwd()
    place = project_in(here) if project_dir else place_of(here, paths.data)
    return (place.root, False) if place.exists else (seed_article(), True)


def _first(
    store: ProjectStore, place: ProjectPlace, path: Path, author: Author, *, whole_project: bool
) -> tuple[Opened, list[Path]]:
    """The article to begin with, and all files at ``path``."""
    warnings: list[Message] = []
    files = _files(path, store, warnings)
    entries = entries_of(store.project, place, files)
    entries = entries if whole_project else entries_at(entries, path)
    opened = _first_to_open(store, place, entries, path, author, warnings)
    return opened._replace(warnings=(*warnings, *opened.warnings)), files


def _files(path: Path, store: ProjectStore, warnings: list[Message]) -> list[Path]:
    try:
        return find_articles(path, lambda error: warnings.append(Message.of_error(error)))
    except UnusableInputError:
        # A project whose files are gone still has their texts.
        if path.is_dir() and store.project.articles:
            return []
        raise


def _first_to_open(
    store: ProjectStore,
    place: ProjectPlace,
    entries: list[Entry],
    path: Path,
    author: Author,
    warnings: list[Message],
) -> Opened:
    """The first of the articles that can be read. Raises ``SummitError`` when none can."""
    if not entries:
        raise UnusableInputError("There is no article in {path}. Nothing was written.", path=path)
    errors: list[SummitError] = []
    for entry in entries:
        try:
            opened = open_entry(store, place, entry, author.ids)
        except SummitError as error:
            errors.append(error)
            continue
        warnings.extend(map(Message.of_error, errors))
        return opened
    if len(errors) == 1:
        raise errors[0]
    raise UnusableInputError(
        "None of the {count} articles can be read, {first} the first of them. Nothing was written.",
        count=len(entries),
        first=entries[0].file,
    )
