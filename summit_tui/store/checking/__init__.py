"""Looking through a whole project for what is wrong with it. Nothing is written, and no lock is taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from summit_tui.disk import Disk
from summit_tui.files import identity_of
from summit_tui.i18n import N_
from summit_tui.model import PROJECT_FOLDER, Message
from summit_tui.reasons import reason_of
from summit_tui.store.backups import files_in, is_named_as_backup
from summit_tui.store.checking.documents import check_documents, check_entities, check_texts
from summit_tui.store.checking.files import (
    check_backups,
    check_journals,
    check_previous,
    check_snapshot,
    kept_aside,
    left_in_folders,
    left_in_journals,
)
from summit_tui.store.checking.findings import Finding, Kind, Rank, fault
from summit_tui.store.checking.history import check_history
from summit_tui.store.errors import StoreError
from summit_tui.store.holder import Holder, holder_in
from summit_tui.store.loading import SCHEMA, schema_in
from summit_tui.store.migrations import UnusableHistoryError
from summit_tui.store.migrations.one_to_two import migrate
from summit_tui.store.naming import PROJECT_FILE, TEXTS, Names
from summit_tui.store.recovery import Recovered, recover
from summit_tui.store.texts import TextFolder
from summit_tui.store.undo import UndoState

__all__ = ["Checked", "Finding", "Kind", "Rank", "check"]

_ATTEMPTS = 5


@dataclass(slots=True)
class Checked:
    """What was found, and how much was looked at.

    ``exists`` tells whether anything was ever saved, ``opens`` whether the files say what the state is,
    ``holder`` which running process has the project open for writing.
    """

    findings: list[Finding] = field(default_factory=list)
    exists: bool = False
    opens: bool = True
    holder: Holder | None = None
    articles: int = 0
    quotes: int = 0
    edits: int = 0
    backups: int = 0

    @property
    def faults(self) -> list[Finding]:
        """What is wrong."""
        return self.of(Rank.FAULT)

    def of(self, rank: Rank) -> list[Finding]:
        """The findings of ``rank``."""
        return [finding for finding in self.findings if finding.rank is rank]


def check(folder: Path, disk: Disk | None = None) -> Checked:
    """Looks through the project in ``folder``, the one that holds ``.summit/``.

    Raises ``StoreError`` where it is of a newer version, or its folders can't be read.
    """
    place = folder.absolute() / PROJECT_FOLDER
    try:
        return _checked(place, disk or Disk())
    except OSError as error:
        raise StoreError(
            "{path} could not be read: {reason}. Nothing was changed.",
            path=error.filename or place,
            reason=reason_of(error),
        ) from error


def _checked(place: Path, disk: Disk) -> Checked:
    for _ in range(_ATTEMPTS - 1):
        look = _Look(place, disk)
        checked = look.done()
        # A writer may have put files elsewhere while they were looked for.
        if not checked.faults or look.is_current():
            return checked
    return _Look(place, disk).done()


class _Look:
    """One look at a project."""

    def __init__(self, place: Path, disk: Disk) -> None:
        self._disk = disk
        self._texts = TextFolder(place / TEXTS, disk=disk)
        self._texts_folder = place / TEXTS
        self._names = Names.of(place / PROJECT_FILE)
        self._found: Recovered | None = None
        self._checked = Checked()

    def done(self) -> Checked:
        checked, names, disk = self._checked, self._names, self._disk
        holder = holder_in(names.lock, disk)
        if holder is not None and holder.may_be_there:
            checked.holder = holder
        try:
            self._found = recover(names, disk)
        except StoreError as error:
            checked.exists, checked.opens = True, False
            self._add(fault(Kind.JOURNAL, Message.of_error(error), names.snapshot))
            self._add(*check_history(names, disk, None))
        else:
            self._check_state(self._found)
        self._add(*check_previous(names, disk), *check_backups(names, disk))
        checked.backups = sum(map(is_named_as_backup, files_in(names, disk)))
        if checked.holder is None:
            self._add(*left_in_folders(names, self._texts_folder, holder))
        self._add(*kept_aside(names, disk))
        checked.findings.sort(key=lambda finding: list(Rank).index(finding.rank))
        return checked

    def is_current(self) -> bool:
        """Whether the files still are those that were looked at."""
        found, names = self._found, self._names
        if found is None:
            return False
        try:
            there = {path: path.lstat().st_size for path in names.journals(self._disk).values()}
            return identity_of(names.snapshot) == found.identity and there == found.sizes
        except OSError:
            return False

    def _add(self, *findings: Finding) -> None:
        self._checked.findings.extend(findings)

    def _check_state(self, found: Recovered) -> None:
        names, checked = self._names, self._checked
        checked.exists = found.identity is not None or found.sequence > 0
        self._add(*check_snapshot(names, found, self._disk), *check_journals(found))
        if checked.holder is None:
            self._add(*left_in_journals(found))
        if not checked.exists:
            return
        schema = self._schema(found)
        if schema is None:
            return
        if schema == SCHEMA:
            self._check_undo(found)
            self._add(*check_history(names, self._disk, found))
        else:
            self._migrate(found)
        checked.edits = found.sequence
        entities, findings = check_documents(found.tables)
        checked.articles, checked.quotes = len(entities.articles), len(entities.quotes)
        self._add(*findings, *check_entities(entities), *check_texts(entities, self._texts.read))

    def _schema(self, found: Recovered) -> int | None:
        """The version of the project's file. Raises ``StoreError`` where that is newer than this program."""
        schema = schema_in(found.base.extra)
        if schema is None:
            told = Message.of(N_("{path} is no project of summit-tui."), path=self._names.snapshot)
            self._add(fault(Kind.DOCUMENT, told, self._names.snapshot))
            return None
        newer = self._names.snapshot if schema > SCHEMA else found.newer
        if newer is not None:
            raise StoreError(
                "{path} was written by a newer version of summit-tui and can't be checked by this one. "
                "Nothing was changed; install that version.",
                path=newer,
            )
        return schema

    def _check_undo(self, found: Recovered) -> None:
        try:
            UndoState.of(found.base.extra.get("undo"), found.base.sequence)
        except ValueError:
            told = Message.of(
                N_("{path}: which edits can be taken back is missing or damaged."), path=self._names.snapshot
            )
            self._add(fault(Kind.DOCUMENT, told, self._names.snapshot))

    def _migrate(self, found: Recovered) -> None:
        """Looks at the history of a project of version 1, which is a table of its file."""
        try:
            found.sequence = migrate(found.tables, found.base.extra, found.chain).sequence
        except UnusableHistoryError as error:
            told = Message.of(
                N_("Table {table}, document {number} can't be used: {reason}"),
                table="history",
                number=error.number,
                reason=error.field,
            )
            self._add(fault(Kind.HISTORY, told, self._names.snapshot))
