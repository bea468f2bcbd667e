"""A storage for TinyDB that replaces its file atomically, once for each transaction."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from tinydb.storages import Storage

from summit_tui.files import FileIdentity, NotDurableError, identity_of, read_file, replace_file
from summit_tui.store.errors import ProjectChangedError, StoreError

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]
Staged = dict[str, dict[str, Document | None]]


class AtomicJSONStorage(Storage):
    """TinyDB's JSON on the disk, a document a line, in UTF-8.

    What one transaction stages is serialised, written and synced together, and becomes the state
    that ``read`` shows only then; when that fails, file and state are as they were. Tables must
    stage their changes (see ``StagingTable``) and never change a document in place, for the
    serialised form of every document is kept and reused as long as the document is not staged.
    Nothing is made on the disk before the first write.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: Tables = {}
        self._lines: dict[str, dict[str, bytes]] = {}
        self._identity: FileIdentity | None = None
        self._staged: Staged | None = None
        self._load()

    @property
    def exists(self) -> bool:
        """Whether the file was there when it was read or last written."""
        return self._identity is not None

    def read(self) -> Tables | None:
        """A copy of every table, with what is staged. ``None`` where there is no file yet."""
        names = [*self._tables, *(name for name in self._staged or {} if name not in self._tables)]
        if not names and not self.exists:
            return None
        return {name: copy.deepcopy(dict(self.view(name))) for name in names}

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Makes ``data`` the whole content, in one transaction of its own.

        Raises ``StoreError``.
        """
        if self._staged is not None:
            raise RuntimeError("a transaction is under way")
        tables = {name: {key: dict(value) for key, value in table.items()} for name, table in data.items()}
        lines = {name: {key: _line(value) for key, value in table.items()} for name, table in tables.items()}
        self._replace(lines)
        self._tables, self._lines = tables, lines

    def view(self, name: str) -> Mapping[str, Document]:
        """The documents of the table ``name``, with what is staged; not to be changed."""
        table = self._tables.get(name, {})
        staged = (self._staged or {}).get(name)
        if not staged:
            return table
        merged: dict[str, Document | None] = {**table, **staged}
        return {key: document for key, document in merged.items() if document is not None}

    def get(self, name: str, key: str) -> Document | None:
        """One document of the table ``name``, as staged or as it is; not to be changed."""
        staged = (self._staged or {}).get(name, {})
        return staged[key] if key in staged else self._tables.get(name, {}).get(key)

    def stage(self, name: str, changed: Mapping[str, Document | None]) -> None:
        """Sets documents of the table ``name``, or takes those away whose value is ``None``.

        Outside a transaction they are one of their own. Raises ``StoreError``.
        """
        if self._staged is None:
            with self.transaction():
                self.stage(name, changed)
            return
        self._staged.setdefault(name, {}).update(changed)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything staged inside is written at the end, all or none.

        When the block ends without an exception, its changes are on the disk. Raises
        ``StoreError``.
        """
        if self._staged is not None:
            raise RuntimeError("transactions don't nest")
        self._staged = {}
        try:
            yield
            self._commit(self._staged)
        finally:
            self._staged = None

    def is_current(self) -> bool:
        """Whether the file is still the one that was read or last written here."""
        return identity_of(self._path) == self._identity

    def _commit(self, staged: Staged) -> None:
        changed = {
            name: {key: None if document is None else _line(document) for key, document in documents.items()}
            for name, documents in staged.items()
        }
        lines = {name: dict(self._lines_of(name)) for name in self._tables}
        for name, table in changed.items():
            _merge(lines.setdefault(name, {}), table)
        self._replace(lines)
        self._lines = lines
        for name, documents in staged.items():
            _merge(self._tables.setdefault(name, {}), documents)

    def _lines_of(self, name: str) -> dict[str, bytes]:
        known = self._lines.setdefault(name, {})
        if not known:
            known.update((key, _line(document)) for key, document in self._tables[name].items())
        return known

    def _replace(self, lines: Mapping[str, Mapping[str, bytes]]) -> None:
        try:
            if not self.is_current():
                raise ProjectChangedError(
                    "{path} was changed, moved or removed by something else since it was opened. "
                    "It was left as it is, and this edit was not saved. Open the project again.",
                    path=self._path,
                )
            self._identity = replace_file(self._path, _file(lines))
        except NotDurableError as error:
            self._identity = error.identity
            self._fail(error)
        except OSError as error:
            self._fail(error)

    def _fail(self, error: OSError) -> NoReturn:
        raise StoreError(
            "{path} could not be saved: {reason}. What was saved before is kept; this edit was not saved. "
            "Free some space or mend the permissions, then try again.",
            path=self._path,
            reason=error.strerror or str(error),
        ) from error

    def _load(self) -> None:
        try:
            content, self._identity = read_file(self._path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(
                "{path} could not be read: {reason}. Nothing was changed.",
                path=self._path,
                reason=error.strerror or str(error),
            ) from error
        self._tables = _tables(self._path, content)


def _merge(table: dict[str, Any], changed: Mapping[str, Any]) -> None:
    for key, value in changed.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value


def _line(document: Mapping[str, Any]) -> bytes:
    try:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(
            "This edit holds a value that can't be stored ({reason}). "
            "It was not saved; what was saved before is kept.",
            reason=error,
        ) from error


def _file(lines: Mapping[str, Mapping[str, bytes]]) -> bytes:
    tables = []
    for name, table in lines.items():
        documents = b",\n".join([b'"%b":%b' % (key.encode("ascii"), line) for key, line in table.items()])
        tables.append(json.dumps(name).encode("ascii") + b":{\n" + documents + b"\n}")
    return b"{" + b",\n".join(tables) + b"}\n"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _tables(path: Path, content: bytes) -> Tables:
    try:
        data = json.loads(content.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise StoreError(
            "{path} is damaged: {reason}. It was left as it is; bring back a copy of it.",
            path=path,
            reason=error,
        ) from error
    if not isinstance(data, dict):
        _misshapen(path, "top level")
    for name, table in data.items():
        if not isinstance(table, dict):
            _misshapen(path, name)
        for key, document in table.items():
            if not isinstance(document, dict) or not _is_document_id(key):
                _misshapen(path, f"{name} {key}")
    return data


def _is_document_id(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) < 19 and str(int(key)) == key


def _misshapen(path: Path, where: str) -> NoReturn:
    raise StoreError(
        "{path} is no project of summit-tui, or damaged, at: {where}. "
        "It was left as it is; bring back a copy of it.",
        path=path,
        where=ascii(where),
    )
