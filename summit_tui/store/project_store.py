"""A project on the disk: its state, its history, its texts, and the one way to change them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Self

from summit_tui.disk import Disk
from summit_tui.model import PROJECT_FOLDER, Edit, Entity, Message, Project, SummitError, UndoStacks
from summit_tui.model.fields import UnusableDocumentError
from summit_tui.store.caveats import caveats, drive_cache_warning
from summit_tui.store.documents import READERS, entity_document
from summit_tui.store.edit_history import EditHistory
from summit_tui.store.edits import Place, edit_note, keys_in, place_of, read_edit_note
from summit_tui.store.entities import (
    DoubleIdError,
    EntityTable,
    IdsByArticle,
    UnnamedError,
    is_as_it_begins,
)
from summit_tui.store.errors import LostEditError, ReadOnlyError, StoreError
from summit_tui.store.failures import lost_edits, lost_undo, of_newer_version
from summit_tui.store.history import HISTORY_START, start_in
from summit_tui.store.holding import NOT_AT_ALL, Waiting, refuse_link
from summit_tui.store.journaled import JournaledTables
from summit_tui.store.records import Entry, document_of, fields_of, record, transaction_of
from summit_tui.store.snapshot import META
from summit_tui.store.texts import TextFolder
from summit_tui.store.undo import EditStack, Numbered, UndoState, is_before

if TYPE_CHECKING:
    from summit_tui.store.compacting import Shortened
    from summit_tui.store.elsewhere import Elsewhere
    from summit_tui.store.following import Follower

SCHEMA = 2
_FORMAT = "summit-project"
_FILE = "project.json"
_TEXTS = "texts"


class ProjectStore:
    """One project's ``.summit/``. Opening makes nothing; the first commit or text makes the folder.

    ``project`` is the present state and ``history`` every edit that led to it, oldest first, also
    those that take back or bring again; ``stacks`` are those that can be taken back or brought again. All of
    them change only by ``commit``. One thread uses a store.
    """

    project: Project
    history: EditHistory
    follows: bool
    """Whether it was asked for to read only, so that ``follow`` takes in what another process does."""
    stacks: UndoStacks
    _undo: UndoState
    _swept = False

    def __init__(
        self, path: Path, *, read_only: bool, waiting: Waiting = NOT_AT_ALL, disk: Disk | None = None
    ) -> None:
        self._path = path
        self._file = path / _FILE
        self._texts = TextFolder(path / _TEXTS, disk=disk)
        self._database = JournaledTables(self._file, read_only=read_only, waiting=waiting, disk=disk)
        self._keeper = self._database.keeper
        self.follows = read_only
        self._follower: Follower | None = None
        self._is_lost = False
        self._news: list[Message] = []
        self._is_cache_told = False
        self._mended = len(self.mended)
        self._last_failures: list[Message | None] = [None, None]
        try:
            self._load()
        except BaseException:
            self._database.lock.release()
            raise

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        read_only: bool = False,
        waiting: Waiting = NOT_AT_ALL,
        disk: Disk | None = None,
    ) -> ProjectStore:
        """Opens the project in ``folder``, the one that holds (or will hold) ``.summit/``.

        Where another process has it open for writing, that is waited for as ``waiting`` says.
        Where the project can't be written, or is of a newer version, it opens for reading only
        and ``why_read_only`` says why. Raises ``ProjectHeldError`` when another process has it
        open for writing, and ``StoreError`` when it is damaged.
        """
        return cls(folder.absolute() / PROJECT_FOLDER, read_only=read_only, waiting=waiting, disk=disk)

    @property
    def path(self) -> Path:
        """The project's own folder, ``.summit/``."""
        return self._path

    @property
    def exists(self) -> bool:
        """Whether the project has been saved at least once."""
        return self._database.exists

    @property
    def sequence(self) -> int:
        """How many edits were ever made."""
        return self._keeper.sequence

    @property
    def read_only(self) -> bool:
        """Whether nothing can be committed."""
        return self.why_read_only is not None

    @property
    def why_read_only(self) -> ReadOnlyError | None:
        """What to tell a person who wants to write to a project that is open for reading only."""
        return self._database.why_read_only

    @property
    def caveats(self) -> tuple[Message, ...]:
        """What a person has to know of the project's place before the first edit, a line each."""
        return caveats(self._file)

    @property
    def mended(self) -> list[Message]:
        """What there is to tell of how the project's files were found, a line each."""
        return self._keeper.mended

    @property
    def fold_failure(self) -> Message | None:
        """Why the journal could not be folded the last time, where it couldn't."""
        return self._keeper.fold_failure

    @property
    def backup_failure(self) -> Message | None:
        """Why the day's backup could not be made the last time it was tried, where it couldn't."""
        return self._keeper.backup_failure

    def news(self) -> Message | None:
        """A line to tell of what went on with the files since the project was opened; each one once."""
        for number, line in enumerate((self.fold_failure, self.backup_failure)):
            last, self._last_failures[number] = self._last_failures[number], line
            if line is not None and (last is None or last.key != line.key):
                self._news.append(line)
        if self._database.disk.reaches_the_drive_only and not self._is_cache_told:
            self._is_cache_told = True
            self._news.append(drive_cache_warning(self._file))
        self._news += self.mended[self._mended :]
        self._mended = len(self.mended)
        return self._news.pop(0) if self._news else None

    @property
    def journal_size(self) -> int:
        """Bytes in the journal that aren't folded yet."""
        return self._keeper.journal_size

    def fold_due(self) -> bool:
        """Whether the journal is long or old enough to be folded."""
        return self._keeper.fold_due()

    def fold(self, *, wait: bool = False) -> None:
        """Folds the journal into ``project.json``, beside other work unless it is to ``wait`` for it."""
        self._keeper.fold(wait=wait)

    def back_up(self, why: str, to: Path | None = None) -> Path:
        """Copies the present state, with what isn't folded yet, among the backups or ``to`` a new file.

        Returns where it is. It is on the disk and was read back then; the lock isn't needed for it. Raises
        ``FileExistsError`` where ``to`` is there already, and ``StoreError``.
        """
        from summit_tui.store.backups import write_backup, write_copy

        if self._is_newer and self.why_read_only is not None:
            raise self.why_read_only
        disk, names = self._database.disk, self._database.names
        try:
            content = self._keeper.content()
            if to is None:
                return write_backup(names, why, self.sequence, content, disk)
            write_copy(to, content, names, disk)
        except FileExistsError:
            raise
        except OSError as error:
            raise StoreError(
                "{path} could not be backed up: {reason}. Nothing was changed.",
                path=self._file,
                reason=error.strerror or str(error),
            ) from error
        return to

    def commit(self, edit: Edit) -> None:
        """Applies ``edit`` and appends it to the history; when it returns, both are on the disk.

        Raises ``StoreError`` with nothing applied; the store can be used on, and a later commit
        works once its reason is gone, unless it is ``read_only`` from then on. Raises
        ``EditConflictError`` when the edit doesn't fit the state, or takes back or brings again another edit
        than the one whose turn it is. An interrupt from the keyboard waits until it is done.
        """
        from summit_tui.interrupts import deferred_interrupts  # who only reads needs nothing of it

        with deferred_interrupts(), self._writing():
            self.stacks.check(edit)
            below = self._below(edit)
            keys = self._keys_of(edit)
            number = self.sequence + 1
            note = edit_note(edit, keys, below)
            undo = UndoState(self._undo.done, list(self._undo.undone))
            undo.follow(note, number)
            self.project.apply(edit.changes)
            try:
                self._write(edit, keys, note, undo)
            finally:
                # What is raised after it was saved, as by a fold that follows, doesn't take it away again.
                if self.sequence < number:
                    self.project.apply(edit.inverse())
                else:
                    self._take_in_own(Numbered(edit, number, below), keys, undo)

    def _take_in_own(self, item: Numbered, keys: dict[Place, str], undo: UndoState) -> None:
        self._undo = undo
        for (table, name), key in keys.items():
            self._tables[table].keys_of[name] = key
        self._push(item)

    def follow(self) -> list[Edit] | None:
        """Takes in the edits that another process has made since, and returns them.

        ``None`` where they could not be told one by one, and the project was read anew. There are none where
        it was opened for writing, whatever it can do by then. Raises ``StoreError`` where it can't be read;
        the state stays as it was then.
        """
        if not self.follows:
            return []
        from summit_tui.store.following import Follower, LostError  # only who follows needs it

        if not self._is_lost:
            names, disk = self._database.names, self._database.disk
            try:
                if self._follower is None:
                    self._follower = Follower(names, disk, self.sequence, self._keeper.chain)
                news = self._follower.news()
                return [self._take_in(line, chain, self._follower) for line, chain in news]
            except (LostError, SummitError, ValueError, TypeError, AttributeError, RecursionError, OSError):
                # Whatever is wrong is told by reading it anew.
                self._is_lost = True
        self._database.read_anew()
        self._follower, self._is_lost = None, False
        self._keeper = self._database.keeper
        self._mended = len(self.mended)
        self._load()
        return None

    def _take_in(self, line: bytes, chain: str, follower: Follower) -> Edit:
        members = record(line)
        note = members.get("note")
        if not isinstance(note, dict) or "clear" in members or "drop" in members:
            raise ValueError("another program's")
        edit, keys, sequence = read_edit_note(members), keys_in(members), self.sequence + 1
        transaction = transaction_of(members)
        self._undo.follow(note, sequence)
        self.project.apply(edit.changes)
        self._keeper.advance(transaction, chain, follower.journals)
        for (table, name), key in keys.items():
            self._tables[table].keys_of[name] = key
        below = note.get("below")
        self._push(Numbered(edit, sequence, below if is_before(below, sequence) else None))
        return edit

    def _push(self, item: Numbered) -> None:
        """Puts an edit on the stacks."""
        self._pushed[item.edit.id] = item
        self.history.remember(item)
        self.stacks.follow(item.edit)
        self._pushed.clear()

    def shorten_history(self, edit: Edit, keep: int) -> Shortened:
        """Takes all but the last ``keep`` edits out of the history; what they made stays.

        ``edit`` tells of it and changes nothing. Edits that are gone can't be taken back or brought again.
        Raises ``StoreError``; then ``history.start`` is as before, or the history begins where it was to,
        and only files of older edits are left.
        """
        from summit_tui.store.compacting import Shortened, shorten  # once in a project's life, if at all

        before, start = self.history.start, self.sequence + 1 - keep
        if start <= before:
            return Shortened(0, 0, before)
        with self._writing():
            undo = self._undo.since(start)
            try:
                freed = shorten(self._database, edit, undo, start)
            finally:
                if self._keeper.extra.get(HISTORY_START) == start:
                    self._undo = undo
                    self._begin_history()
        return Shortened(start - before, freed, start)

    def write_to(self, folder: Path, text_of: Callable[[str], str]) -> Elsewhere:
        """Writes the project as it is in memory into ``folder``, where none may be.

        ``text_of`` gives an article's text by its hash, and raises ``SummitError``. Raises
        ``UnusableInputError`` and ``StoreError`` with nothing written.
        """
        from summit_tui.store.elsewhere import write_project  # needed only where something is wrong

        if self._is_newer and self.why_read_only is not None:
            raise self.why_read_only

        def snapshot(start: int) -> Iterator[bytes]:
            extra = {**self._keeper.extra, "undo": self._undo.since(start).document(), HISTORY_START: start}
            return self._keeper.snapshot(extra)

        scans = self._keeper.history.scans(self.sequence)
        texts = [article.sha256 for article in self.project.articles.values()]
        texts += [carried.sha256 for carried in self.project.carried.values()]
        disk = self._database.disk
        return write_project(folder, scans, snapshot, texts, text_of, self.sequence + 1, disk)

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
        """Folds the journal where anything was saved, and frees the lock. All is on the disk already."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self.exists:
            refuse_link(self._path, self._database.disk)
        with self._database.writing():
            if not self._swept:
                self._swept = True
                self._texts.sweep()
            yield

    def _below(self, edit: Edit) -> int | None:
        """The number of the edit to be taken back after ``edit``, or once ``edit`` has taken one back."""
        if edit.undoes is None:
            return self._undo.done
        top = self._done.top
        return None if top is None else top.below

    def _keys_of(self, edit: Edit) -> dict[Place, str]:
        """The document ids of the edit's entities: those that they have or had, else new ones."""
        keys: dict[Place, str] = {}
        given: dict[str, int] = {}
        former: dict[Place, str] | None = None
        for place in dict.fromkeys(map(place_of, edit.changes)):
            table, name = place
            known = self._tables[table].keys_of.get(name)
            if known is None:
                former = self._former_keys(edit) if former is None else former
                known = former.get(place)
            if known is None:
                given[table] = given.get(table, self._database.next_id(table) - 1) + 1
                known = str(given[table])
            keys[place] = known
        return keys

    def _former_keys(self, edit: Edit) -> dict[Place, str]:
        if edit.undoes is not None and self._undo.done is not None:
            return keys_in(self.history.members(self._undo.done))
        if edit.redoes is not None and self._undo.undone:
            return keys_in(self.history.members(self._undo.undone[-1]))
        return {}

    def _write(self, edit: Edit, keys: dict[Place, str], note: dict[str, Any], undo: UndoState) -> None:
        """Writes ``edit`` in one transaction."""
        final: dict[Place, dict[str, Any] | None] = {}
        for change in edit.changes:
            final[place_of(change)] = None if change.after is None else entity_document(change.after)[1]
        with self._database.transaction(note, {**self._keeper.extra, "undo": undo.document()}):
            for place, document in final.items():
                self._database.stage(place[0], {keys[place]: self._merged(place, keys[place], document)})

    def _merged(self, place: Place, key: str, document: dict[str, Any] | None) -> dict[str, Any] | None:
        """``document`` with the fields that another program gave to the one in its place."""
        entry = self._database.entry(place[0], key) if document is not None else None
        return document if entry is None or document is None else {**document_of(entry), **document}

    def _load(self) -> None:
        self._pushed: dict[str, Numbered] = {}
        self._undo = UndoState()
        self._is_newer = False
        if self.exists:
            self._check_schema()
        else:
            self._keeper.extra = {"format": _FORMAT, "schema": SCHEMA, "undo": self._undo.document()}
        self.project = self._project()
        if not self._is_newer:
            self._follow_undo()
            self._leave_lost_edits()
        self._begin_history()

    def _begin_history(self) -> None:
        self._keeper.history.start = start_in(self._keeper.extra)
        self.history = EditHistory(self._keeper, self._file)
        read, pushed, undo, on_loss = self.history.numbered, self._pushed, self._undo, self._begin_behind
        done = [] if undo.done is None else [undo.done]
        self._done = EditStack(read, pushed, done, linked=True, on_loss=on_loss)
        undone = EditStack(read, pushed, undo.undone, linked=False, on_loss=on_loss)
        self.stacks = UndoStacks(self._done, undone)

    def _leave_lost_edits(self) -> None:
        """Lets the history begin where its files do, with a line that tells where older ones are lost."""
        keeper, last = self._keeper, self.sequence
        start = start_in(keeper.extra)
        try:
            first = keeper.history.first_there(last)
        except OSError:
            return  # What can't be looked for isn't known to be lost.
        if first > max(start, 1) and start <= last:
            self._begin_at(first)
            if first <= last:
                keeper.mended.append(lost_edits(self._file, first))
                self._mended = len(self.mended)

    def _begin_behind(self, number: int) -> None:
        """Lets the history begin after the edit with that number, which is lost."""
        if number >= self._keeper.history.start:
            self._begin_at(number + 1)
            self._keeper.history.start = number + 1
            self._news.append(lost_edits(self._file, number + 1))

    def _begin_at(self, first: int) -> None:
        """Keeps that the history begins with the edit number ``first``; written with the next edit."""
        self._undo = self._undo.since(first)
        self._keeper.extra = {**self._keeper.extra, HISTORY_START: first, "undo": self._undo.document()}

    def leave_lost_edits(self) -> int | None:
        """Looks through the whole history, and lets it begin behind the last edit that is lost.

        Returns the number of the first edit then, where that is another one than is written down in the
        project's file; the next edit writes it there. Raises ``StoreError`` where something can't be read.
        """
        try:
            for _ in self.history.newest_first():
                pass
        except LostEditError as error:
            number = error.values["number"]
            assert isinstance(number, int)
            self._begin_behind(number)
        self._begin_history()
        start = self.history.start
        return start if start != start_in(self._keeper.base.extra) else None

    def _project(self) -> Project:
        """The present state; what another program may have written is read as a whole first."""
        self._tables: dict[str, EntityTable[Any]] = {name: self._table(name) for name in READERS}
        if not self._keeper.is_as_written:
            for table in self._tables.values():
                for _ in table.values():
                    pass
        quotes = IdsByArticle(
            self._database.entries("quotes"), lambda key: self._damaged("quotes", int(key), "article")
        )
        return Project(**self._tables, ids_by_article=quotes)

    def _table(self, name: str) -> EntityTable[Any]:
        read = READERS[name]

        def entity(key: str, entry: Entry) -> Entity:
            try:
                found = read(fields_of(entry))
            except UnusableDocumentError as error:
                self._damaged(name, int(key), error.place)
            if not is_as_it_begins(entry, found):
                self._damaged(name, int(key), "id")
            return found

        try:
            return EntityTable(self._database.entries(name), entity)
        except (DoubleIdError, UnnamedError) as error:
            self._damaged(name, int(error.key), "id")

    def _check_schema(self) -> None:
        extra = self._keeper.extra
        schema = extra.get("schema") if extra.get("format") == _FORMAT else None
        if type(schema) is not int or schema < 1:
            self._damaged(META, 1, "schema")
        if schema < SCHEMA:
            self._migrate()
        if schema > SCHEMA:
            self._is_newer = True
            self._keeper.why_read_only = of_newer_version(self._file)

    def _migrate(self) -> None:
        from summit_tui.store.migrations import UnusableHistoryError  # for files of earlier versions only
        from summit_tui.store.migrations.one_to_two import migrate

        keeper = self._keeper
        try:
            keeper.take_over(migrate(keeper.tables, keeper.extra, keeper.chain))
        except UnusableHistoryError as error:
            self._damaged("history", error.number, error.field)

    def _follow_undo(self) -> None:
        keeper = self._keeper
        folded = keeper.sequence - len(keeper.notes)
        try:
            # Where all edits are read again, nothing could be undone before them, whatever is written there.
            from_nothing = keeper.is_rebuilt and not folded
            self._undo = UndoState() if from_nothing else UndoState.of(keeper.extra.get("undo"), folded)
            for sequence, note in enumerate(keeper.notes, folded + 1):
                self._undo.follow(note if isinstance(note, dict) else {}, sequence)
        except ValueError:
            if not (keeper.is_as_written or keeper.is_rebuilt):
                self._damaged(META, 1, "undo")
            self._undo = UndoState()
            keeper.mended.append(lost_undo(self._file))
            self._mended = len(keeper.mended)
        keeper.extra = {**keeper.extra, "undo": self._undo.document()}
        keeper.notes = ()

    def _damaged(self, table: str, number: int, field: str) -> NoReturn:
        if self._is_newer:
            raise StoreError(
                "{path} was written by a newer version of summit-tui and can't be read by this one. "
                "It was left as it is; install that version to open it.",
                path=self._file,
            )
        raise StoreError(
            "{path} is damaged: table {table}, document {number}, field {field} is missing or wrong. "
            "It was left as it is; bring back a copy of it.",
            path=self._file,
            table=table,
            number=number,
            field=field,
        )
