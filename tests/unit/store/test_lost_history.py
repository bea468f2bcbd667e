"""A project whose history, or part of it, is lost: it opens, and undo ends where the history does."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Edit
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.checking import Rank, check
from summit_tui.store.errors import LostEditError

NoteEdit = Callable[[ProjectStore, str], Edit]
MakeEdit = Callable[..., Edit]


@pytest.fixture
def long(store: ProjectStore, folder: Path, note_edit: NoteEdit) -> Path:
    """A closed project with 9 notes in 3 segments, behind the first one."""
    store.close()
    for start in range(0, 9, 3):
        with ProjectStore.open(folder) as again:
            for number in range(start, start + 3):
                again.commit(note_edit(again, f"ملاحظة {number}"))
    return folder


def segments(folder: Path) -> list[Path]:
    return sorted((folder / ".summit" / "history").iterdir())


def undone(store: ProjectStore, edit: MakeEdit) -> int:
    """Takes back all that can be, and returns how many edits that were."""
    count = 0
    while store.stacks.done:
        last = store.stacks.done[-1]
        store.commit(edit(*last.inverse(), command="edit.undo", undoes=last.id))
        count += 1
    return count


def faults(folder: Path) -> list[str]:
    return [str(finding.message) for finding in check(folder).faults]


def test_a_project_whose_history_is_lost_opens_with_one_line(
    long: Path, note_edit: NoteEdit, edit: MakeEdit
) -> None:
    shutil.rmtree(long / ".summit" / "history")
    assert ["from number 1 to 10 are missing" in line for line in faults(long)] == [True]
    with ProjectStore.open(long, read_only=True) as reading:
        assert reading.project.quotes["q-1"].note == "ملاحظة 8"
        assert (list(reading.stacks.done), list(reading.history)) == ([], [])
        (line,) = reading.mended
        assert "stands without its history" in str(line)
        assert reading.news() is None
    with ProjectStore.open(long) as writing:
        writing.commit(note_edit(writing, "بعد"))
        assert undone(writing, edit) == 1
        assert writing.project.quotes["q-1"].note == "ملاحظة 8"
    assert faults(long) == []
    with ProjectStore.open(long) as again:
        assert (again.mended, again.history.start) == ([], 11)
        assert [one.command for one in again.history] == ["quote.note", "edit.undo"]
        assert [one.command for one in again.stacks.undone] == ["quote.note"]


def test_edits_that_were_not_folded_yet_are_undone_after_a_kill(
    long: Path, note_edit: NoteEdit, edit: MakeEdit, tmp_path: Path
) -> None:
    shutil.rmtree(long / ".summit" / "history")
    killed = tmp_path / "killed"
    with ProjectStore.open(long) as store:
        store.commit(note_edit(store, "أولى"))
        store.commit(note_edit(store, "ثانية"))
        shutil.copytree(store.path, killed / ".summit")
    with ProjectStore.open(killed) as again:
        (line,) = again.mended
        assert "before number 11 are missing" in str(line)
        assert undone(again, edit) == 2
    assert faults(killed) == []


def test_undo_goes_on_to_where_older_edits_are_lost(long: Path, edit: MakeEdit) -> None:
    for path in segments(long)[:2]:
        path.unlink()
    with ProjectStore.open(long) as store:
        (line,) = store.mended
        assert "before number 5 are missing" in str(line)
        assert store.news() is None
        assert undone(store, edit) == 6
        assert store.project.quotes["q-1"].note == "ملاحظة 2"
    assert faults(long) == []
    with ProjectStore.open(long) as again:
        assert (again.mended, again.history.start, len(again.stacks.undone)) == ([], 5, 6)


@pytest.mark.parametrize("which", [1, 2])
def test_undo_ends_at_a_gap_in_the_history(
    long: Path, edit: MakeEdit, note_edit: NoteEdit, which: int
) -> None:
    segments(long)[which].unlink()
    with ProjectStore.open(long) as store:
        assert store.mended == []
        assert len(store.stacks.done) == 3 * (3 - which)
        assert f"before number {which * 3 + 2} are missing" in str(store.news())
        assert store.news() is None
        assert undone(store, edit) == 3 * (3 - which)
        store.commit(note_edit(store, "بعد"))
    assert faults(long) == []
    with ProjectStore.open(long) as again:
        assert again.history.start == which * 3 + 2
        assert [one.command for one in again.stacks.done] == ["quote.note"]


def test_who_asks_for_a_lost_edit_is_told_once_and_can_go_on(long: Path, note_edit: NoteEdit) -> None:
    segments(long)[-1].unlink()
    with ProjectStore.open(long) as store:
        assert store.stacks.done
        with pytest.raises(LostEditError, match="Edit number 10 of"):
            store.stacks.done[-1]
        assert not store.stacks.done
        store.commit(note_edit(store, "بعد"))
        assert len(store.stacks.done) == 1
    assert faults(long) == []


def test_what_is_left_by_a_lost_history_is_looked_for_and_written_down(long: Path) -> None:
    segments(long)[1].unlink()
    with ProjectStore.open(long) as store:
        assert store.leave_lost_edits() == 5
        assert (store.history.start, len(store.stacks.done)) == (5, 6)
    with ProjectStore.open(long) as again:
        assert again.history.start == 1  # nothing was written yet


def test_a_history_that_is_whole_is_left_as_it_is(long: Path) -> None:
    with ProjectStore.open(long) as store:
        assert store.leave_lost_edits() is None
        assert (store.history.start, len(store.stacks.done), store.news()) == (1, 10, None)


def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_lost(long: Path, note_edit: NoteEdit) -> None:
    class Closed(Disk):
        def list(self, path: Path) -> list[str]:
            if path.name == "history":
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return super().list(path)

    with ProjectStore.open(long) as writer:
        writer.commit(note_edit(writer, "الآن"))
        reader = ProjectStore.open(long, read_only=True, disk=Closed())
        assert (reader.mended, reader.history.start) == ([], 1)
        with pytest.raises(StoreError, match="could not be read: Permission denied"):
            list(reader.stacks.done)
        reader.close()


def test_before_its_start_nothing_of_a_history_is_a_fault(long: Path, note_edit: NoteEdit) -> None:
    segments(long)[1].write_bytes(b"\0" * 100)
    with ProjectStore.open(long) as store:
        assert store.leave_lost_edits() == 5
        store.commit(note_edit(store, "بعد"))
    assert faults(long) == []
    assert any("is no part of the history" in str(one.message) for one in check(long).of(Rank.NOTE))
