"""A process that only reads takes in what another one writes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from summit_tui.disk import Disk
from summit_tui.model import Change, Edit, Name, Speaker, seeded_ids
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.compacting import COMMAND

NoteEdit = Callable[[ProjectStore, str], Edit]
MakeEdit = Callable[..., Edit]


class Counting(Disk):
    """Counts the files that are opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = 0

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        self.opened += 1
        return super().open(path, flags, mode)


class Halved(Disk):
    """Writes what is longer than some bytes in two halves, with a look at the project between them."""

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__()
        self._look = look
        self.halves = 0

    def write(self, descriptor: int, content: bytes | memoryview) -> int:
        if len(content) < 200:
            return super().write(descriptor, content)
        written = super().write(descriptor, content[: len(content) // 2])
        self.halves += 1
        self._look()
        return written


class Holding(Disk):
    """Holds a new snapshot up until ``goes_on`` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = Event()
        self.goes_on.set()

    def rename(self, source: Path, target: Path) -> None:
        if target.name == "project.json":
            assert self.goes_on.wait(20)
        super().rename(source, target)


@pytest.fixture
def reader(store: ProjectStore, folder: Path) -> ProjectStore:
    return ProjectStore.open(folder, read_only=True)


def same(reader: ProjectStore, writer: ProjectStore) -> None:
    """Both are in one state, with one history and one undo stack."""
    assert reader.project == writer.project
    assert reader.sequence == writer.sequence
    assert list(reader.history) == list(writer.history)
    assert list(reader.stacks.done) == list(writer.stacks.done)
    assert list(reader.stacks.undone) == list(writer.stacks.undone)
    assert reader.read_only


def undo(store: ProjectStore, edit: MakeEdit) -> Edit:
    last = store.stacks.done[-1]
    return edit(*last.inverse(), command="edit.undo", undoes=last.id)


def redo(store: ProjectStore, edit: MakeEdit) -> Edit:
    last = store.stacks.undone[-1]
    return edit(*last.changes, command="edit.redo", redoes=last.id)


def test_edits_are_taken_in_one_by_one(
    store: ProjectStore, reader: ProjectStore, edit: MakeEdit, note_edit: NoteEdit
) -> None:
    assert reader.follow() == []
    made = [note_edit(store, "أ")]
    store.commit(made[0])
    assert reader.follow() == made
    quote, speaker = store.project.quotes["q-1"], Speaker("s-2", Name("سليم"))
    store.commit(edit(Change(None, speaker), Change(quote, replace(quote, speakers=("s-2",)))))
    store.commit(undo(store, edit))
    assert [one.command for one in reader.follow()] == ["test", "edit.undo"]
    store.commit(redo(store, edit))
    store.commit(edit(Change(store.project.quotes["q-1"], None)))
    assert len(reader.follow()) == 2
    assert "q-1" not in reader.project.quotes
    same(reader, store)
    assert reader.follow() == []


def test_a_look_at_an_unchanged_project_opens_no_file(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.commit(note_edit(store, "أ"))
    disk = Counting()
    with ProjectStore.open(folder, read_only=True, disk=disk) as reader:
        reader.follow()
        disk.opened = 0
        for _ in range(5):
            assert reader.follow() == []
        assert disk.opened == 0
        store.commit(note_edit(store, "ب"))
        assert len(reader.follow()) == 1
        assert disk.opened == 1
        store.fold(wait=True)
        store.commit(note_edit(store, "ج"))
        disk.opened = 0
        assert len(reader.follow()) == 1
        assert disk.opened < 4


@pytest.mark.parametrize("between", [0, 1, 3])
def test_it_goes_over_at_a_fold(
    store: ProjectStore, reader: ProjectStore, note_edit: NoteEdit, between: int
) -> None:
    for round_ in range(4):
        for number in range(between):
            store.commit(note_edit(store, f"قبل {round_} {number}"))
        store.fold(wait=True)
        store.commit(note_edit(store, f"بعد {round_}"))
        assert len(reader.follow()) == between + 1
        same(reader, store)


def test_several_folds_between_two_looks(
    store: ProjectStore, reader: ProjectStore, note_edit: NoteEdit, folder: Path
) -> None:
    for number in range(6):
        store.commit(note_edit(store, str(number)))
        store.fold(wait=True)
    found = reader.follow()
    same(reader, store)
    assert found is None or len(found) == 6
    store.commit(note_edit(store, "آخر"))
    assert len(reader.follow()) == 1
    same(reader, store)


def test_a_fold_alone_changes_nothing(store: ProjectStore, reader: ProjectStore, note_edit: NoteEdit) -> None:
    store.commit(note_edit(store, "أ"))
    assert len(reader.follow()) == 1
    store.fold(wait=True)
    assert reader.follow() == []
    same(reader, store)


def test_one_writer_after_the_other(
    store: ProjectStore, reader: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.commit(note_edit(store, "الأول"))
    store.close()
    for name in ("الثاني", "الثالث"):
        with ProjectStore.open(folder) as writer:
            writer.commit(note_edit(writer, name))
            assert reader.follow() is None or reader.project.quotes["q-1"].note == name
            same(reader, writer)
    assert reader.follow() == []


def test_half_a_line_is_waited_for(
    store: ProjectStore, reader: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.commit(note_edit(store, "أ"))
    reader.follow()
    (journal,) = (folder / ".summit").glob("project.json.j*")
    whole = len(journal.read_bytes())
    store.commit(note_edit(store, "ب"))
    content = journal.read_bytes()
    for cut in range(whole + 1, len(content), 17):
        journal.write_bytes(content[:cut])
        assert reader.follow() == []
    journal.write_bytes(content)
    assert len(reader.follow()) == 1
    same(reader, store)


def test_who_opens_amid_a_write_is_not_told_of_a_stopped_program(
    store: ProjectStore, folder: Path, tmp_path: Path, note_edit: NoteEdit
) -> None:
    store.close()
    left = tmp_path / "left"

    def look() -> None:
        with ProjectStore.open(folder, read_only=True) as reader:
            assert reader.mended == []
        shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(folder, left)

    disk = Halved(look)
    with ProjectStore.open(folder, disk=disk) as writer:
        writer.commit(note_edit(writer, "أ"))
        writer.commit(note_edit(writer, "ب" * 300))
        assert disk.halves > 3
        whole = disk.halves
        # The same files, once nobody is there any more who holds the lock.
        (left / ".summit" / "lock").write_bytes(b"")
        with ProjectStore.open(left, read_only=True) as reader:
            assert ["was stopped" in str(line) for line in reader.mended] == [True]
        with ProjectStore.open(left) as next_writer:
            assert ["was stopped" in str(line) for line in next_writer.mended] == [True]
    assert disk.halves > whole


def test_what_another_program_writes_is_read_anew(
    store: ProjectStore, reader: ProjectStore, folder: Path
) -> None:
    store.close()
    reader.follow()
    with TinyDB(folder / ".summit" / "project.json") as database:
        database.table("quotes").update({"note": "من برنامج آخر"})
    assert reader.follow() is None
    assert reader.project.quotes["q-1"].note == "من برنامج آخر"
    assert reader.read_only
    assert reader.follow() == []


def test_what_was_there_stays_where_what_another_program_writes_is_damaged(
    store: ProjectStore, reader: ProjectStore, folder: Path
) -> None:
    store.close()
    reader.follow()
    project, history, sequence = reader.project, reader.history, reader.sequence
    file = folder / ".summit" / "project.json"
    whole = file.read_bytes()
    with TinyDB(file) as database:
        database.table("quotes").update({"type": "no type"})
    for _ in range(2):
        with pytest.raises(StoreError, match="damaged"):
            reader.follow()
        assert reader.project is project
        assert (reader.history, reader.sequence) == (history, sequence)
        assert [edit.command for edit in reader.history] == ["import"]
        assert reader.project.quotes["q-1"].article == "art-1"
    file.write_bytes(whole)
    assert reader.follow() is None
    assert reader.project == project
    assert reader.follow() == []


def test_a_project_that_goes_is_told_and_one_that_comes_back_is_followed(
    store: ProjectStore, reader: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.close()
    reader.follow()
    project = reader.project
    shutil.move(folder / ".summit" / "project.json", folder / "aside.json")
    for _ in range(2):
        with pytest.raises(StoreError, match="missing"):
            reader.follow()
        assert reader.project is project
    shutil.move(folder / "aside.json", folder / ".summit" / "project.json")
    with ProjectStore.open(folder) as writer:
        writer.commit(note_edit(writer, "عاد"))
        reader.follow()
        same(reader, writer)


def test_a_project_that_is_made_meanwhile(folder: Path, edit: MakeEdit) -> None:
    with ProjectStore.open(folder, read_only=True) as reader, ProjectStore.open(folder) as writer:
        assert reader.follow() == []
        writer.commit(edit(Change(None, Speaker("s-2", Name("سليم")))))
        assert reader.follow() is None
        same(reader, writer)
        writer.commit(edit(Change(None, Speaker("s-3", Name("نوال")))))
        assert len(reader.follow()) == 1
        same(reader, writer)


def test_who_writes_follows_nobody(store: ProjectStore, folder: Path, note_edit: NoteEdit) -> None:
    made = [note_edit(store, "أ")]
    store.commit(made[0])
    disk = Holding()
    store.close()
    with ProjectStore.open(folder, disk=disk) as writer:
        project, history = writer.project, writer.history
        assert writer.follow() == []
        made.append(note_edit(writer, "ب"))
        writer.commit(made[-1])
        disk.goes_on.clear()
        writer.fold()
        assert writer.follow() == []
        made.append(note_edit(writer, "ج"))
        writer.commit(made[-1])
        disk.goes_on.set()
        made.append(note_edit(writer, "د"))
        writer.commit(made[-1])
        assert writer.follow() == []
        assert writer.project is project
        assert writer.history is history
    with ProjectStore.open(folder, read_only=True) as reader:
        assert list(reader.history)[1:] == made


def test_files_are_not_read_anew_under_the_lock(store: ProjectStore, note_edit: NoteEdit) -> None:
    store.commit(note_edit(store, "أ"))
    keeper = store._database.keeper
    with pytest.raises(RuntimeError):
        store._database.read_anew()
    assert store._database.keeper is keeper


def test_a_journal_is_found_by_its_first_edit_where_the_snapshot_holds_some_of_it(
    store: ProjectStore, folder: Path, tmp_path: Path, note_edit: NoteEdit
) -> None:
    store.commit(note_edit(store, "أ"))
    copy = store.back_up("by-hand", tmp_path / "copy.json")
    store.commit(note_edit(store, "ب"))
    kept = list(store.history)
    # Somebody copied a backup over the file, beside the journal that goes on from before it.
    shutil.copyfile(copy, folder / ".summit" / "project.json")
    with ProjectStore.open(folder, read_only=True) as reader:
        assert reader.project == store.project
        assert list(reader.history) == kept


def test_a_history_that_is_shortened(
    store: ProjectStore, reader: ProjectStore, edit: MakeEdit, note_edit: NoteEdit
) -> None:
    for number in range(5):
        store.commit(note_edit(store, str(number)))
    reader.follow()
    store.shorten_history(edit(command=COMMAND), 2)
    store.commit(note_edit(store, "بعد"))
    reader.follow()
    assert reader.project == store.project
    assert reader.sequence == store.sequence
    assert reader.history[-1] == store.history[-1]


def test_a_reader_writes_nothing_and_holds_nothing_up(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(note_edit(store, "أ"))
    with ProjectStore.open(folder, read_only=True) as reader:
        store.commit(note_edit(store, "ب"))
        with monkeypatch.context() as patch:
            for name in ("write", "truncate", "rename", "link", "unlink", "make_folder", "sync", "datasync"):
                patch.delattr(Disk, name)
            assert len(reader.follow()) == 1
        store.fold(wait=True)
        assert store.fold_failure is None
    with ProjectStore.open(folder, read_only=True) as late:
        assert late.project == store.project


class Writer:
    """One writer after the other on a project, each doing what a step says, as far as it can."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ids = seeded_ids(3)
        self.store = ProjectStore.open(folder)
        self.number = 0
        self.new()

    def edit(self, *changes: Change, command: str = "test", **links: str) -> Edit:
        return Edit(self.ids(), "user", "2026-11-24T15:00:00Z", command, changes, **links)

    def new(self) -> None:
        self.number += 1
        self.store.commit(self.edit(Change(None, Speaker(f"s-{self.number}", Name("جديد")))))

    def change(self) -> None:
        self.number += 1
        for speaker in list(self.store.project.speakers.values())[:1]:
            self.store.commit(self.edit(Change(speaker, replace(speaker, role=str(self.number)))))

    def take_away(self) -> None:
        for speaker in list(self.store.project.speakers.values())[-1:]:
            self.store.commit(self.edit(Change(speaker, None)))

    def undo(self) -> None:
        if self.store.stacks.done:
            self.store.commit(undo(self.store, self.edit))

    def redo(self) -> None:
        if self.store.stacks.undone:
            self.store.commit(redo(self.store, self.edit))

    def fold(self) -> None:
        self.store.fold(wait=True)

    def change_over(self) -> None:
        self.store.close()
        self.store = ProjectStore.open(self.folder)


STEPS = (
    Writer.new,
    Writer.change,
    Writer.take_away,
    Writer.undo,
    Writer.redo,
    Writer.fold,
    Writer.change_over,
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(STEPS), max_size=6), max_size=6))
def test_whatever_a_writer_does(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[Callable[[Writer], None]]]
) -> None:
    writer = Writer(tmp_path_factory.mktemp("p"))
    with ProjectStore.open(writer.folder, read_only=True) as reader:
        for steps in rounds:
            for step in steps:
                step(writer)
            reader.follow()
            same(reader, writer.store)
    writer.store.close()
