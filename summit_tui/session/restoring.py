"""Backups of a project, and going back to one of them: by an edit, or where that can't be, by the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.i18n import N_
from summit_tui.model import Change, Entity, Message, Project, UnusableInputError
from summit_tui.reasons import reason_of
from summit_tui.session.ledger import Author, Ledger
from summit_tui.store import ProjectHeldError, ProjectStore, StoreError, Waiting
from summit_tui.store.backups import (
    BEFORE_RESTORE,
    BY_HAND,
    Backup,
    backups_in,
    files_in,
    is_named_as_backup,
)
from summit_tui.store.holding import NOT_AT_ALL
from summit_tui.store.naming import Names
from summit_tui.store.restoring import Held, PutBack, put_back, read_held, readable_in, texts_missing

COMMAND = "project.restore"


@dataclass(frozen=True, slots=True)
class Listed:
    """The backups that verify, those of most edits first, and what to tell of the others."""

    backups: list[Backup]
    damaged: list[Message]


def back_up(store: ProjectStore, to: Path | None = None) -> Path:
    """Backs the project up by hand; where to is returned. Nothing that is there is replaced.

    Raises ``UnusableInputError`` where ``to`` is there already or nothing was ever saved, and ``StoreError``.
    """
    if not store.exists:
        raise UnusableInputError(
            "Nothing was saved at {path} yet, so there is nothing to back up.", path=store.path
        )
    try:
        return store.back_up(BY_HAND, to)
    except FileExistsError as error:
        raise UnusableInputError(
            "{path} is there already. Nothing was written; name another file.", path=to
        ) from error


def backups_of(folder: Path) -> Listed:
    """The backups of the project in ``folder``. Raises ``StoreError`` where they can't be looked for."""
    names, disk = Names.of_project(folder), Disk()
    try:
        found = backups_in(names, disk)
        verified = {backup.path for backup in found}
        others = [path for path in files_in(names, disk) if path not in verified]
    except OSError as error:
        raise StoreError(
            "The backups of {path} could not be listed: {reason}.",
            path=folder,
            reason=reason_of(error),
        ) from error
    key = N_("The backup {path} is damaged and can't be restored.")
    return Listed(found, [Message.warn(key, path=path) for path in filter(is_named_as_backup, others)])


def wanted(folder: Path, name: str) -> Held:
    """The backup called ``name`` of the project in ``folder``, or the file of that path.

    Raises ``UnusableInputError`` where there is none, or it can't be restored.
    """
    own = Names.of_project(folder).backups / name
    path = own if Path(name).name == name and own.is_file() else Path(name)
    if not path.is_file():
        raise UnusableInputError(
            "There is no backup {name}. Nothing was changed; summit restore lists those that there are.",
            name=name,
        )
    return read_held(path)


def restore(
    folder: Path,
    source: Held,
    author: Author,
    confirm: Callable[[Message], None],
    waiting: Waiting = NOT_AT_ALL,
) -> list[Message]:
    """Brings the project in ``folder`` back to a backup's state, and returns what to tell of it.

    That is one edit, after a copy of the present state; it can be taken back like any other. A project that
    is damaged or missing is put in its place as a file, and all that was there is kept. ``confirm`` is asked
    with a line that says what will be done, and raises where it is not to be. Texts stay as they are. Where
    another process has the project open, that is waited for as ``waiting`` says.

    Raises ``StoreError`` and ``ProjectHeldError`` with nothing changed.
    """
    return [*_restored(folder, source, author, confirm, waiting), *_missing_texts(folder, source)]


def open_readable(
    folder: Path, confirm: Callable[[Message], None], waiting: Waiting = NOT_AT_ALL
) -> list[Message]:
    """Lets the project in ``folder``, which can't be opened, go on with what can be read of it.

    Everything that was there is kept. ``confirm`` is asked as by ``restore``, and the return is as there.
    Raises ``UnusableInputError`` where the project can be opened, or nothing of it be read, and
    ``StoreError`` and ``ProjectHeldError``, with nothing changed.
    """
    try:
        with ProjectStore.open(folder, waiting=waiting) as store:
            path = store.path
    except ProjectHeldError:
        raise
    except StoreError as error:
        why = Message.of_error(error)
    else:
        raise UnusableInputError("{path} can be opened as it is. Nothing was changed.", path=path)
    source = readable_in(folder)
    if source is None:
        raise UnusableInputError(
            "{why} Nothing that was saved can be read without it. Nothing was changed.", why=why
        )
    names, last = Names.of_project(folder), source.backup.sequence
    confirm(
        Message.of(
            N_("{why} The project will go on with what can be read, up to edit number {last}; all is kept."),
            why=why,
            last=last,
        )
    )
    done = put_back(names.snapshot, source, waiting=waiting)
    told = [
        Message.of(
            N_("{path} holds what can be read, up to edit number {last}. What was there is in {aside}."),
            path=names.snapshot,
            last=done.sequence,
            aside=done.aside,
        )
    ]
    return [*told, *_missing_texts(folder, source), *_what_stays_done(done)]


def _restored(
    folder: Path, source: Held, author: Author, confirm: Callable[[Message], None], waiting: Waiting
) -> list[Message]:
    try:
        store = ProjectStore.open(folder, waiting=waiting)
    except ProjectHeldError:
        raise
    except StoreError as error:
        return _by_file(folder, source, Message.of_error(error), confirm, waiting)
    with store:
        if store.why_read_only is not None:
            raise store.why_read_only
        if store.exists:
            try:
                changes = list(changes_to(store.project, source.entities))
            except StoreError as error:
                unreadable = Message.of_error(error)
            else:
                return _by_edit(store, source, changes, author, confirm)
        else:
            unreadable = Message.warn(N_("{path} is missing."), path=store.path / "project.json")
    return _by_file(folder, source, unreadable, confirm, waiting)


def changes_to(project: Project, wanted_entities: Iterable[Entity]) -> Iterator[Change]:
    """The changes that lead from ``project`` to one of exactly ``wanted_entities``."""
    there = {_place(entity): entity for entity in project.entities()}
    for entity in wanted_entities:
        before = there.pop(_place(entity), None)
        if before != entity:
            yield Change(before, entity)
    for entity in there.values():
        yield Change(entity, None)


def _by_edit(
    store: ProjectStore,
    source: Held,
    changes: list[Change],
    author: Author,
    confirm: Callable[[Message], None],
) -> list[Message]:
    backup = source.backup
    if not changes:
        return [
            Message.of(N_("The project is as in {backup} already; nothing was changed."), backup=backup.path)
        ]
    confirm(
        Message.of(
            N_(
                "{path} will be as in {backup}, after edit number {number}; the last one was number {last}. "
                "The present state is backed up first, and undo brings it back."
            ),
            path=store.path,
            backup=backup.path.name,
            number=backup.sequence,
            last=store.sequence,
        )
    )
    copy = store.back_up(BEFORE_RESTORE)
    Ledger(store, author, ()).commit(COMMAND, changes)
    return [
        Message.of(
            N_("{path} is as in {backup}, by one edit that can be taken back. What was there is in {copy}."),
            path=store.path,
            backup=backup.path.name,
            copy=copy,
        )
    ]


def _by_file(
    folder: Path, source: Held, why: Message, confirm: Callable[[Message], None], waiting: Waiting
) -> list[Message]:
    names = Names.of_project(folder)
    confirm(
        Message.of(
            N_("{why} The file will be put back from {backup}, and all that is there kept."),
            backup=source.backup.path.name,
            why=why,
        )
    )
    done = put_back(names.snapshot, source, waiting=waiting)
    told = [
        Message.of(
            N_("{path} was put back from {backup}. What was there is in {aside}."),
            path=names.snapshot,
            backup=source.backup.path.name,
            aside=done.aside,
        )
    ]
    if done.followed:
        told.append(
            Message.of(
                N_("Edits made after that backup and made again from the journals: {count}."),
                count=done.followed,
            )
        )
    return [*told, *_what_stays_done(done)]


def _missing_texts(folder: Path, source: Held) -> Iterator[Message]:
    missing = texts_missing(folder, source)
    if missing:
        key = N_("Articles whose text isn't in this project: {count}. Their quotes can't be shown without.")
        yield Message.warn(key, count=missing)


def _what_stays_done(done: PutBack) -> Iterator[Message]:
    if not done.undoable:
        key = N_("The history that led to it isn't there, so what was done before can't be taken back.")
        yield Message.warn(key)


def _place(entity: Entity) -> tuple[type[Entity], str]:
    return type(entity), entity.id
