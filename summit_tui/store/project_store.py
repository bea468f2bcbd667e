"""A project on the disk: its state, its history, its texts, and the one way to change them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from summit_tui.disk import Disk
from summit_tui.model import PROJECT_FOLDER, Edit, Message, Project, UndoStacks
from summit_tui.reasons import reason_of
from summit_tui.store.caveats import caveats, drive_cache_warning
from summit_tui.store.edit_history import EditHistory
from summit_tui.store.edits import Place, edit_note
from summit_tui.store.errors import ReadOnlyError, StoreError
from summit_tui.store.history import HISTORY_START, start_in
from summit_tui.store.holding import NOT_AT_ALL, Waiting, refuse_link
from summit_tui.store.journaled import JournaledTables
from summit_tui.store.loading import load
from summit_tui.store.naming import PROJECT_FILE, TEXTS
from summit_tui.store.texts import TextFolder
from summit_tui.store.undo import Numbered, UndoState
from summit_tui.store.undoing import Undoing

if TYPE_CHECKING:
    from summit_tui.store.compacting import Shortened
    from summit_tui.store.elsewhere import Elsewhere
    from summit_tui.store.following import Following, Taken


class ProjectStore:
    """One project's ``.summit/``. Opening makes nothing; the first commit or text makes the folder.

    ``project`` is the present state and ``history`` every edit that led to it, oldest first, also
    those that take back or bring again; ``stacks`` are those that can be taken back or brought again. All of
    them change only by ``commit``. One thread uses a store.
    """

    project: Project
    follows: bool
    """Whether it was asked for to read only, so that ``follow`` takes in what another process does."""
    _undoing: Undoing
    _mended: int
    _swept = False

    def __init__(
        self, path: Path, *, read_only: bool, waiting: Waiting = NOT_AT_ALL, disk: Disk | None = None
    ) -> None:
        self._path = path
        self._file = path / PROJECT_FILE
        self._texts = TextFolder(path / TEXTS, disk=disk)
        self._database = JournaledTables(self._file, read_only=read_only, waiting=waiting, disk=disk)
        self._keeper = self._database.keeper
        self.follows = read_only
        self._following: Following | None = None
        self._news: list[Message] = []
        self._is_cache_told = False
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
    def history(self) -> EditHistory:
        """Every edit, oldest first, each read when it is asked for."""
        return self._undoing.history

    @property
    def stacks(self) -> UndoStacks:
        """The edits that can be taken back, and those that can be brought again."""
        return self._undoing.stacks

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
                reason=reason_of(error),
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
        from summit_tui.store.writing import keys_of, write

        with deferred_interrupts(), self._writing():
            self.stacks.check(edit)
            below = self._undoing.below(edit)
            keys = keys_of(edit, self._tables, self._database, self._undoing.former_keys)
            number = self.sequence + 1
            note = edit_note(edit, keys, below)
            undo = self._undoing.state.copy()
            undo.follow(note, number)
            self.project.apply(edit.changes)
            try:
                write(self._database, edit, keys, note, undo)
            finally:
                # What is raised after it was saved, as by a fold that follows, doesn't take it away again.
                if self.sequence < number:
                    self.project.apply(edit.inverse())
                else:
                    self._take_in_own(Numbered(edit, number, below), keys, undo)

    def _take_in_own(self, item: Numbered, keys: dict[Place, str], undo: UndoState) -> None:
        for (table, name), key in keys.items():
            self._tables[table].keys_of[name] = key
        self._undoing.push(item, undo)

    def follow(self) -> list[Edit] | None:
        """Takes in the edits that another process has made since, and returns them.

        ``None`` where they could not be told one by one, and the project was read anew. There are none where
        it was opened for writing, whatever it can do by then. Raises ``StoreError`` where it can't be read;
        the state stays as it was then.
        """
        if not self.follows:
            return []
        if self._following is None:
            from summit_tui.store.following import Following  # only who follows needs it

            self._following = Following(self._database)
        edits = self._following.edits(self._take_in)
        if edits is None:
            self._load()
            self._following = None
        return edits

    def _take_in(self, taken: Taken) -> None:
        sequence, undo = self.sequence + 1, self._undoing.state.copy()
        undo.follow(taken.note, sequence)
        self.project.apply(taken.edit.changes)
        self._keeper.advance(taken.transaction, taken.chain, taken.journals)
        self._take_in_own(Numbered(taken.edit, sequence, taken.below), taken.keys, undo)

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
            undo = self._undoing.state.since(start)
            try:
                freed = shorten(self._database, edit, undo, start)
            finally:
                if start_in(self._keeper.extra) == start:
                    self._undoing.begin(undo)
        return Shortened(start - before, freed, start)

    def leave_lost_edits(self) -> int | None:
        """Looks through the whole history, and lets it begin behind the last edit that is lost.

        Returns the number of the first edit then, where that is another one than is written down in the
        project's file; the next edit writes it there. Raises ``StoreError`` where something can't be read.
        """
        return self._undoing.leave_lost_edits()

    def write_to(self, folder: Path, text_of: Callable[[str], str]) -> Elsewhere:
        """Writes the project as it is in memory into ``folder``, where none may be.

        ``text_of`` gives an article's text by its hash, and raises ``SummitError``. Raises
        ``UnusableInputError`` and ``StoreError`` with nothing written.
        """
        from summit_tui.store.elsewhere import write_project  # needed only where something is wrong

        if self._is_newer and self.why_read_only is not None:
            raise self.why_read_only

        def snapshot(start: int) -> Iterator[bytes]:
            undo = self._undoing.state.since(start)
            extra = {**self._keeper.extra, "undo": undo.document(), HISTORY_START: start}
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

    def _load(self) -> None:
        loaded = load(self._database, self._file)
        self._keeper = self._database.keeper
        self.project, self._tables, self._is_newer = loaded.project, loaded.tables, loaded.is_newer
        self._undoing = Undoing(self._keeper, self._file, loaded.undo, self._news.append)
        self._mended = len(self.mended)
