"""The history read from the files that hold it, forwards and back, and shortened by wish."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Change, Edit
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.compacting import COMMAND
from summit_tui.store.snapshot import read_own

NoteEdit = Callable[[ProjectStore, str], Edit]
MakeEdit = Callable[..., Edit]


class Watched(Disk):
    """Tells which segments of the history were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.most = 0
        self.failing: str | None = None

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        if path.parent.name == "history":
            self.opened.append(path.name)
        return super().open(path, flags, mode)

    def read(self, descriptor: int, size: int) -> bytes:
        self.most = max(self.most, size)
        return super().read(descriptor, size)

    def unlink(self, path: Path) -> None:
        if path.parent.name == self.failing:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        super().unlink(path)


def annotated(folder: Path, note_edit: NoteEdit, notes: int, *, at_once: int = 3) -> None:
    """Writes ``notes`` notes, ``at_once`` between two folds."""
    for start in range(0, notes, at_once):
        with ProjectStore.open(folder) as store:
            for number in range(start, min(start + at_once, notes)):
                store.commit(note_edit(store, f"ملاحظة {number}"))


def notes_of(edits: list[Edit]) -> list[str]:
    return [edit.changes[0].after.note for edit in edits if edit.command == "quote.note"]


@pytest.fixture
def long(store: ProjectStore, folder: Path, note_edit: NoteEdit) -> Path:
    """A closed project with 10 notes in 4 segments, behind the first one."""
    store.close()
    annotated(folder, note_edit, 10)
    return folder


def segments(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / ".summit" / "history").iterdir())


def test_both_ways_give_every_edit_also_those_not_folded(long: Path, note_edit: NoteEdit) -> None:
    with ProjectStore.open(long) as store:
        store.commit(note_edit(store, "آخر"))
        wanted = [*(f"ملاحظة {number}" for number in range(10)), "آخر"]
        forward = list(store.history.oldest_first())
        back = [item for item in store.history.newest_first() if item is not None]
        assert [item.sequence for item in forward] == list(range(1, 13))
        assert back == forward[::-1]
        assert notes_of([item.edit for item in forward]) == wanted
        assert [item.edit for item in forward] == list(store.history)


def test_segments_are_read_when_they_are_reached(long: Path) -> None:
    disk = Watched()
    with ProjectStore.open(long, read_only=True, disk=disk) as store:
        assert disk.opened == []
        walk = store.history.newest_first()
        assert next(walk).sequence == 11
        assert set(disk.opened) == {"000000000011.jsonl"}
        assert [item.sequence for item in (next(walk), next(walk), next(walk)) if item] == [10, 9]
        assert set(disk.opened) == {"000000000011.jsonl", "000000000008.jsonl"}
        rest = [item.sequence for item in walk if item is not None]
        assert rest == [8, 7, 6, 5, 4, 3, 2, 1]


def test_forwards_no_file_is_read_as_a_whole(long: Path) -> None:
    disk = Watched()
    with ProjectStore.open(long, read_only=True, disk=disk) as store:
        disk.most = 0
        assert len(list(store.history.oldest_first())) == 11
        assert disk.most == 1 << 16


class Folded(Disk):
    """Has a journal become a segment of the history just before the call that a test names."""

    def __init__(self, journal: Path, segment: Path, call: int) -> None:
        super().__init__()
        self._journal, self._segment = journal, segment
        self.left = call

    def stat(self, target: int | Path) -> os.stat_result:
        self._count()
        return super().stat(target)

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        self._count()
        return super().open(path, flags, mode)

    def list(self, folder: Path) -> list[str]:
        self._count()
        return super().list(folder)

    def _count(self) -> None:
        if self.left == 0:
            self._segment.parent.mkdir(exist_ok=True)
            self._journal.rename(self._segment)
        self.left -= 1


@pytest.mark.parametrize("call", range(6))
def test_a_journal_that_is_folded_while_it_is_looked_for(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, call: int
) -> None:
    for number in range(3):
        store.commit(note_edit(store, str(number)))
    (journal,) = (folder / ".summit").glob("project.json.j*")
    disk = Folded(journal, folder / ".summit" / "history" / "000000000001.jsonl", -1)
    with ProjectStore.open(folder, read_only=True, disk=disk) as reader:
        disk.left = call
        back = [item.sequence for item in reader.history.newest_first() if item is not None]
        assert back == [4, 3, 2, 1]
        assert [item.sequence for item in reader.history.oldest_first()] == [1, 2, 3, 4]


def test_only_what_is_about_one_entity(long: Path, edit: MakeEdit) -> None:
    with ProjectStore.open(long) as store:
        speaker = store.project.speakers["hala"]
        store.commit(edit(Change(speaker, replace(speaker, role="وزيرة")), command="speaker"))
        about = [item.sequence for item in store.history.newest_first("hala") if item is not None]
        assert about == [12, 1]
        assert [item.sequence for item in store.history.oldest_first("hala")] == [1, 12]
        assert len(list(store.history.oldest_first("q-1"))) == 11
        assert list(store.history.oldest_first("nobody")) == []
        assert list(store.history.oldest_first("لا أحد")) == []


def test_a_missing_segment_is_told_when_it_is_reached(long: Path) -> None:
    (long / ".summit" / "history" / "000000000005.jsonl").unlink()
    with ProjectStore.open(long, read_only=True) as store:
        walk = (item for item in store.history.newest_first() if item is not None)
        assert [next(walk).sequence for _ in range(4)] == [11, 10, 9, 8]
        with pytest.raises(StoreError, match="number 7"):
            next(walk)
        forward = store.history.oldest_first()
        assert [next(forward).sequence for _ in range(4)] == [1, 2, 3, 4]
        with pytest.raises(StoreError, match="number 5"):
            next(forward)


# Shortening.


def shortening(edit: MakeEdit) -> Edit:
    return edit(command=COMMAND)


@pytest.mark.parametrize("keep", [0, 1, 2, 3, 4, 7, 10])
def test_the_last_edits_stay_and_what_all_made(long: Path, edit: MakeEdit, keep: int) -> None:
    before = sum(path.stat().st_size for path in (long / ".summit" / "history").iterdir())
    with ProjectStore.open(long) as store:
        project = store.project
        done = store.shorten_history(shortening(edit), keep)
        assert (done.edits, done.start) == (11 - keep, 12 - keep)
        kept = list(store.history)
        assert [one.command for one in kept] == [*["quote.note"] * keep, COMMAND]
        assert len(list(store.stacks.done)) == keep
        after = sum(path.stat().st_size for path in (long / ".summit" / "history").iterdir())
        assert done.size > 0
        assert after < before
    with ProjectStore.open(long) as again:
        assert again.project == project
        assert (again.sequence, again.history.start) == (12, 12 - keep)
        assert list(again.history) == kept
        assert [item.edit for item in again.history.oldest_first()] == kept
        assert [item.edit for item in again.history.newest_first() if item is not None] == kept[::-1]
        assert notes_of(list(again.stacks.done)) == [f"ملاحظة {number}" for number in range(10 - keep, 10)]
        assert again.mended == []


def test_what_stays_can_be_undone_and_no_more(long: Path, edit: MakeEdit) -> None:
    with ProjectStore.open(long) as store:
        store.shorten_history(shortening(edit), 2)
    for undone in range(2):
        with ProjectStore.open(long) as store:
            last = store.stacks.done[-1]
            store.commit(edit(*last.inverse(), command="edit.undo", undoes=last.id))
            assert store.project.quotes["q-1"].note == f"ملاحظة {8 - undone}"
    with ProjectStore.open(long) as store:
        assert not store.stacks.done
        first = store.stacks.undone[-1]
        store.commit(edit(*first.changes, command="edit.redo", redoes=first.id))
        assert store.project.quotes["q-1"].note == "ملاحظة 8"
    with ProjectStore.open(long) as store, pytest.raises(StoreError, match="as was asked for"):
        store.history.numbered(3)


def test_what_was_undone_goes_where_it_can_not_be_brought_again(long: Path, edit: MakeEdit) -> None:
    with ProjectStore.open(long) as store:
        for _ in range(3):
            last = store.stacks.done[-1]
            store.commit(edit(*last.inverse(), command="edit.undo", undoes=last.id))
        store.shorten_history(shortening(edit), 4)
        assert not store.stacks.undone
        assert not store.stacks.done
    with ProjectStore.open(long) as again:
        assert not again.stacks.undone
        assert again.project.quotes["q-1"].note == "ملاحظة 6"


def test_more_than_there_is_changes_nothing(long: Path, edit: MakeEdit) -> None:
    before = segments(long)
    with ProjectStore.open(long) as store:
        assert store.shorten_history(shortening(edit), 11).edits == 0
        assert store.sequence == 11
    assert segments(long) == before


def test_a_damaged_snapshot_is_rebuilt_without_what_went(long: Path, edit: MakeEdit) -> None:
    with ProjectStore.open(long) as store:
        project = store.project
        store.shorten_history(shortening(edit), 0)
    path = long / ".summit" / "project.json"
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"#" + content[101:])
    with ProjectStore.open(long) as again:
        assert again.project == project
        assert again.sequence == 12
        assert again.mended


def test_shortening_that_is_stopped_leaves_a_history_without_a_gap(long: Path, edit: MakeEdit) -> None:
    disk = Watched()
    with ProjectStore.open(long, disk=disk) as store:
        disk.failing = "history"
        with pytest.raises(StoreError, match="older edits"):
            store.shorten_history(shortening(edit), 3)
        disk.failing = None
    with ProjectStore.open(long) as again:
        assert len(list(again.history.oldest_first())) == 4
        assert again.shorten_history(shortening(edit), 1).edits == 3
    with ProjectStore.open(long) as again:
        assert len(list(again.history)) == 2
    _, meta = read_own((long / ".summit" / "project.json").read_bytes())
    assert meta.extra["history_start"] == 12


class FullAtFold(Disk):
    """Has no room left at the snapshot that a test counts down to, and from then on."""

    left = -1

    def rename(self, source: Path, target: Path) -> None:
        if target.name == "project.json":
            self.left -= 1
            if self.left == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        super().rename(source, target)


@pytest.mark.parametrize(
    ("fold", "told", "start"), [(1, "not shortened", 1), (2, "begins at edit number 9", 9)]
)
def test_a_shortening_that_fails_at_a_fold_tells_what_the_disk_says(
    long: Path, edit: MakeEdit, note_edit: NoteEdit, tmp_path: Path, fold: int, told: str, start: int
) -> None:
    disk = FullAtFold()
    with ProjectStore.open(long, disk=disk) as store:
        disk.left = fold
        with pytest.raises(StoreError, match=told):
            store.shorten_history(shortening(edit), 3)
        assert store.history.start == start
        done = list(store.stacks.done)
        assert len(done) == (3 if start > 1 else 11)
        for number, more in enumerate(((), (note_edit(store, "بعد"),))):
            for one in more:
                store.commit(one)
                done.append(one)
            # As a process leaves it that is killed then.
            left = tmp_path / f"killed-{number}"
            shutil.copytree(long, left)
            with ProjectStore.open(left, read_only=True) as again:
                assert again.history.start == start
                assert list(again.stacks.done) == done
                assert list(again.history) == list(store.history)
    with ProjectStore.open(long) as again:
        assert again.history.start == start
        assert list(again.stacks.done) == done
        assert again.shorten_history(shortening(edit), 2).start == 12
        assert min(segments(long)) == "000000000012.jsonl"
        assert len(list(again.history)) == 3


def test_nothing_is_taken_away_where_a_link_leads(long: Path, edit: MakeEdit, tmp_path: Path) -> None:
    history = long / ".summit" / "history"
    history.rename(tmp_path / "elsewhere")
    history.symlink_to(tmp_path / "elsewhere")
    before = sorted(path.name for path in history.iterdir())
    with ProjectStore.open(long) as store, pytest.raises(StoreError):
        store.shorten_history(shortening(edit), 0)
    assert [name for name in before if not (history / name).exists()] == []
