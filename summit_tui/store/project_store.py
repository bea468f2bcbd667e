"""A project on the disk: its state, its history, its texts, and the one way to change them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, Self

from tinydb.table import Document

from summit_tui.files import leftovers, make_folder
from summit_tui.i18n import N_
from summit_tui.model import PROJECT_FOLDER, Edit, EditConflictError, Entity, Message, Project, UndoStacks
from summit_tui.model.fields import Fields, UnusableDocumentError
from summit_tui.store.caveats import caveats
from summit_tui.store.documents import READERS, edit_document, entity_document, read_edit
from summit_tui.store.errors import ProjectChangedError, ReadOnlyError, StoreError
from summit_tui.store.lock import ProjectLock
from summit_tui.store.storage import AtomicJSONStorage
from summit_tui.store.tables import ProjectDatabase
from summit_tui.store.texts import TextFolder

SCHEMA = 1
_FORMAT = "summit-project"
_FILE = "project.json"
_LOCK = "lock"
_TEXTS = "texts"
_META = "_meta"
_HISTORY = "history"


class ProjectStore:
    """One project's ``.summit/``. Opening makes nothing; the first commit or text makes the folder.

    ``project`` is the present state and ``history`` every edit that led to it, oldest first, also
    those that take back or bring again. Both change only by ``commit``. One thread uses a store.
    """

    project: Project
    history: list[Edit]

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._lock = ProjectLock(path / _LOCK)
        self._texts = TextFolder(path / _TEXTS)
        self._swept = False
        self._why_read_only = _asked_for(path) if read_only else self._lock_if_there()
        try:
            self._load()
        except BaseException:
            self._lock.release()
            raise

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> ProjectStore:
        """Opens the project in ``folder``, the one that holds (or will hold) ``.summit/``.

        Where the project can't be written, or is of a newer version, it opens for reading only
        and ``why_read_only`` says why. Raises ``ProjectHeldError`` when another process has it
        open for writing, and ``StoreError`` when it is damaged.
        """
        return cls(folder.absolute() / PROJECT_FOLDER, read_only=read_only)

    @property
    def path(self) -> Path:
        """The project's own folder, ``.summit/``."""
        return self._path

    @property
    def exists(self) -> bool:
        """Whether the project has been saved at least once."""
        return self._storage.exists

    @property
    def read_only(self) -> bool:
        """Whether nothing can be committed."""
        return self._why_read_only is not None

    @property
    def why_read_only(self) -> ReadOnlyError | None:
        """What to tell a person who wants to write to a project that is open for reading only."""
        return self._why_read_only

    @property
    def caveats(self) -> tuple[Message, ...]:
        """What a person has to know of the project's place before the first edit, a line each."""
        return caveats(self._storage_path)

    def commit(self, edit: Edit) -> None:
        """Applies ``edit`` and appends it to the history; when it returns, both are on the disk.

        Raises ``StoreError`` with nothing applied; the store can be used on, and a later commit
        works once its reason is gone. Raises ``EditConflictError`` when the edit doesn't fit the state,
        or takes back or brings again another edit than the one whose turn it is.
        """
        with self._writing():
            self._stacks.check(edit)
            self.project.apply(edit.changes)
            try:
                placed = self._write(edit)
            except BaseException:
                self.project.apply(edit.inverse())
                raise
        self.history.append(edit)
        self._stacks.follow(edit)
        self._numbers.update(placed)

    def add_text(self, text: str) -> str:
        """Keeps the text of an article and returns its SHA-256 once it is on the disk.

        Raises ``StoreError``.
        """
        with self._writing():
            return self._texts.add(text)

    def text(self, sha256: str) -> str:
        """The text whose SHA-256 is ``sha256``, verified.

        Raises ``StoreError`` where it is missing or damaged.
        """
        return self._texts.read(sha256)

    def close(self) -> None:
        """Frees the lock. Everything is on the disk already."""
        self._database.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _lock_if_there(self) -> ReadOnlyError | None:
        try:
            self._lock.acquire(create=False)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            return ReadOnlyError(
                N_("{path} can't be written ({reason}); it is open for reading only. Nothing was changed."),
                path=error.filename or self._path,
                reason=error.strerror or str(error),
            )
        return None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Holds the lock inside, and keeps it unless what was read before it was had is outdated."""
        if self._why_read_only is not None:
            raise self._why_read_only
        held = self._lock.held
        if not held:
            self._begin()
        if not self._swept:
            self._sweep()
        try:
            yield
        except ProjectChangedError:
            if not held:
                self._lock.release()
            raise

    def _begin(self) -> None:
        try:
            make_folder(self._path)
            self._lock.acquire()
        except OSError as error:
            raise StoreError(
                "{path} could not be made or locked: {reason}. Nothing was changed. "
                "Free some space or mend the permissions, then try again.",
                path=self._path,
                reason=error.strerror or str(error),
            ) from error

    def _sweep(self) -> None:
        """Removes what killed writers left behind; while the lock is held there is no other writer."""
        self._swept = True
        for place in (_FILE, _TEXTS):
            with contextlib.suppress(OSError):
                for leftover in list(leftovers(self._path / place)):
                    leftover.unlink()

    def _write(self, edit: Edit) -> dict[tuple[str, str], int | None]:
        """Writes ``edit`` in one transaction; returns where its entities are from then on."""
        final: dict[tuple[str, str], dict[str, Any] | None] = {}
        for change in edit.changes:
            name, document = entity_document(change.entity)
            final[name, change.entity.id] = None if change.after is None else document
        placed: dict[tuple[str, str], int | None] = {}
        with self._storage.transaction():
            if not self._database.table(_META).contains(doc_id=1):
                self._database.table(_META).insert(Document({"format": _FORMAT, "schema": SCHEMA}, doc_id=1))
            for place, latest in final.items():
                placed[place] = self._put(place, latest)
            self._database.table(_HISTORY).insert(edit_document(edit))
        return placed

    def _put(self, place: tuple[str, str], document: dict[str, Any] | None) -> int | None:
        table = self._database.table(place[0])
        number = self._numbers.get(place)
        if document is None:
            if number is not None:
                table.remove(doc_ids=[number])
            return None
        if number is None:
            return table.insert(document)
        table.update(document, doc_ids=[number])
        return number

    def _load(self) -> None:
        self._storage_path = self._path / _FILE
        self._database = ProjectDatabase(self._storage_path)
        storage = self._database.storage
        assert isinstance(storage, AtomicJSONStorage)
        self._storage = storage
        self._numbers: dict[tuple[str, str], int | None] = {}
        self._is_newer = False
        if self.exists:
            self._check_schema()
        self.project = Project.of(self._read_entities())
        self._stacks = UndoStacks()
        self.history = list(self._read_history())

    def _check_schema(self) -> None:
        meta = self._database.table(_META).get(doc_id=1)
        schema = meta.get("schema") if isinstance(meta, Document) and meta.get("format") == _FORMAT else None
        if type(schema) is not int or schema < 1:
            self._damaged(_META, 1, "schema")
        if schema > SCHEMA:
            self._is_newer = True
            self._why_read_only = ReadOnlyError(
                N_(
                    "{path} was written by a newer version of summit-tui; it is open for reading only. "
                    "Nothing was changed. Install that version to go on with it."
                ),
                path=self._storage_path,
            )

    def _read_entities(self) -> Iterator[Entity]:
        for table, read in READERS.items():
            for document in self._database.table(table):
                try:
                    entity = read(Fields(document))
                except UnusableDocumentError as error:
                    self._damaged(table, document.doc_id, error.place)
                if (table, entity.id) in self._numbers:
                    self._damaged(table, document.doc_id, "id")
                self._numbers[table, entity.id] = document.doc_id
                yield entity

    def _read_history(self) -> Iterator[Edit]:
        for document in sorted(self._database.table(_HISTORY), key=lambda document: document.doc_id):
            try:
                edit = read_edit(Fields(document))
                self._stacks.follow(edit)
            except UnusableDocumentError as error:
                self._damaged(_HISTORY, document.doc_id, error.place)
            except EditConflictError:
                self._damaged(_HISTORY, document.doc_id, "redoes" if edit.undoes is None else "undoes")
            yield edit

    def _damaged(self, table: str, number: int, field: str) -> NoReturn:
        if self._is_newer:
            raise StoreError(
                "{path} was written by a newer version of summit-tui and can't be read by this one. "
                "It was left as it is; install that version to open it.",
                path=self._storage_path,
            )
        raise StoreError(
            "{path} is damaged: table {table}, document {number}, field {field} is missing or wrong. "
            "It was left as it is; bring back a copy of it.",
            path=self._storage_path,
            table=table,
            number=number,
            field=field,
        )


def _asked_for(path: Path) -> ReadOnlyError:
    return ReadOnlyError(
        N_(
            "{path} is open for reading only, as was asked for. Nothing was changed. "
            "Open it without --read-only to write to it."
        ),
        path=path,
    )
