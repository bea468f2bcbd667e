"""Putting a backup in the place of a project that can't be opened."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Edit, UnusableInputError
from summit_tui.store import ProjectHeldError, ProjectStore, StoreError
from summit_tui.store.backups import BY_HAND
from summit_tui.store.checking import check
from summit_tui.store.documents import edit_document
from summit_tui.store.restoring import put_back, read_held
from summit_tui.store.snapshot import chunks, read_own

NoteEdit = Callable[[ProjectStore, str], Edit]


@pytest.fixture
def backup(store: ProjectStore, note_edit: NoteEdit) -> Path:
    """A backup after three edits of a project that was edited three more times and closed."""
    for word in ("أ", "ب"):
        store.commit(note_edit(store, word))
    made = store.back_up(BY_HAND)
    for word in ("ج", "د", "ه"):
        store.commit(note_edit(store, word))
    store.close()
    return made


def damage(folder: Path) -> bytes:
    """Makes the project unusable: neither its file nor the one before it can be read any more."""
    file = folder / ".summit" / "project.json"
    file.with_name("project.json.previous").unlink(missing_ok=True)
    file.write_bytes(b"\0" * 4096)
    with pytest.raises(StoreError):
        ProjectStore.open(folder)
    return file.read_bytes()


def note_of(store: ProjectStore) -> str:
    return store.project.quotes["q-1"].note


def test_what_was_done_after_the_backup_is_made_again_from_the_history(folder: Path, backup: Path) -> None:
    damaged = damage(folder)
    done = put_back(folder / ".summit" / "project.json", read_held(backup))
    assert (done.sequence, done.followed, done.undoable) == (6, 3, True)
    assert (done.aside / "project.json").read_bytes() == damaged
    with ProjectStore.open(folder) as store:
        assert (note_of(store), store.mended, store.sequence) == ("ه", [], 6)
        assert [edit.command for edit in store.history] == ["import", *["quote.note"] * 5]
        assert len(store.stacks.done) == 6
    assert check(folder).faults == []


def test_without_what_followed_the_state_is_the_backups(folder: Path, backup: Path) -> None:
    damage(folder)
    history = sorted((folder / ".summit" / "history").iterdir())
    before = {path.name: path.read_bytes() for path in history}
    lines = history[-1].read_bytes().splitlines(keepends=True)
    history[-1].write_bytes(b"".join([*lines[:-2], lines[-2].replace(b"note", b"nose", 1), lines[-1]]))
    torn = history[-1].read_bytes()
    done = put_back(folder / ".summit" / "project.json", read_held(backup))
    assert (done.sequence, done.followed) == (3, 0)
    assert (done.aside / history[-1].name).read_bytes() == torn
    assert set(before) <= {path.name for path in done.aside.iterdir()}
    with ProjectStore.open(folder) as store:
        assert (note_of(store), store.sequence) == ("ب", 3)
        assert [edit.command for edit in store.history] == ["import", "quote.note", "quote.note"]
    assert check(folder).faults == []


def test_what_is_only_in_a_journal_is_made_again_too(
    store: ProjectStore, note_edit: NoteEdit, tmp_path: Path
) -> None:
    store.commit(note_edit(store, "أ"))
    backup = store.back_up(BY_HAND)
    store.commit(note_edit(store, "ب"))
    store.fold(wait=True)
    store.commit(note_edit(store, "ج"))
    store.commit(note_edit(store, "د"))
    killed = tmp_path / "killed"
    shutil.copytree(store.path, killed / ".summit")
    journal = max((killed / ".summit").glob("project.json.j*"))
    journal.write_bytes(journal.read_bytes() + b'{"n":6,"set"')
    torn = journal.read_bytes()
    damage(killed)
    done = put_back(killed / ".summit" / "project.json", read_held(backup))
    assert (done.sequence, done.followed, done.undoable) == (5, 3, True)
    assert (done.aside / journal.name).read_bytes() == torn
    assert not journal.exists()
    with ProjectStore.open(killed) as again:
        assert (note_of(again), again.mended, len(again.stacks.done)) == ("د", [], 5)
        again.commit(note_edit(again, "بعد"))
    (killed / ".summit" / "lock").write_bytes(b"")
    assert check(killed).findings == []


def test_a_backup_whose_history_is_gone_begins_a_new_one(
    folder: Path, backup: Path, note_edit: NoteEdit
) -> None:
    shutil.rmtree(folder / ".summit" / "history")
    damage(folder)
    done = put_back(folder / ".summit" / "project.json", read_held(backup))
    assert (done.sequence, done.undoable) == (3, False)
    with ProjectStore.open(folder) as store:
        assert (store.mended, bool(store.stacks.done)) == ([], False)
        store.commit(note_edit(store, "بعد"))
        assert len(store.stacks.done) == 1
    with ProjectStore.open(folder) as again:
        assert note_of(again) == "بعد"
    checked = check(folder)
    assert checked.faults == []
    assert any("begins with edit number 4" in str(finding.message) for finding in checked.findings)


def test_a_project_whose_file_is_missing_is_put_back(folder: Path, backup: Path) -> None:
    file = folder / ".summit" / "project.json"
    file.unlink()
    with pytest.raises(StoreError, match="restore it from a backup"):
        ProjectStore.open(folder)
    assert put_back(file, read_held(backup)).followed == 3
    with ProjectStore.open(folder) as store:
        assert note_of(store) == "ه"


def test_a_backup_goes_into_a_folder_where_there_was_no_project(folder: Path, backup: Path) -> None:
    other = folder / "آخر"
    other.mkdir()
    done = put_back(other / ".summit" / "project.json", read_held(backup))
    assert (done.sequence, done.followed, done.undoable) == (3, 0, False)
    with ProjectStore.open(other) as store:
        assert (note_of(store), store.mended) == ("ب", [])


def test_daily_backups_of_later_states_count_no_more_as_daily_ones(folder: Path, backup: Path) -> None:
    backups = folder / ".summit" / "backups"
    (daily,) = backups.glob("*-daily-edit-6.json")
    content = daily.read_bytes()
    shutil.rmtree(folder / ".summit" / "history")
    damage(folder)
    put_back(folder / ".summit" / "project.json", read_held(backup))
    assert not daily.exists()
    (renamed,) = backups.glob("*-before-restore-edit-6.json")
    assert renamed.read_bytes() == content
    assert backup.exists()


def test_nothing_is_put_back_while_another_holds_the_project(folder: Path, backup: Path) -> None:
    file = folder / ".summit" / "project.json"
    before = file.read_bytes()
    with ProjectStore.open(folder), pytest.raises(ProjectHeldError):
        put_back(file, read_held(backup))
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content[:-100] + bytes(100),
        lambda content: content.replace(b"q-1", b"q-2"),
        lambda content: b"",
        lambda content: b'{"_meta": {"1": {"schema": 99}}}',
        lambda content: b'{"quotes": {}}',
    ],
)
def test_what_does_not_verify_is_no_backup(backup: Path, change: Callable[[bytes], bytes]) -> None:
    backup.write_bytes(change(backup.read_bytes()))
    with pytest.raises(UnusableInputError, match="Nothing was changed"):
        read_held(backup)


def test_a_backup_of_a_newer_version_is_not_read(backup: Path) -> None:
    tables, meta = read_own(backup.read_bytes())
    newer = meta._replace(extra={**meta.extra, "schema": 3})
    backup.write_bytes(b"".join(chunks(tables, newer)))
    with pytest.raises(UnusableInputError, match="newer version"):
        read_held(backup)


@pytest.mark.parametrize("name", ["history", "backups"])
def test_nothing_is_written_through_a_link_that_leads_out(folder: Path, backup: Path, name: str) -> None:
    held = read_held(backup)
    damage(folder)
    shutil.rmtree(folder / ".summit" / name)
    outside = folder / "outside"
    outside.mkdir()
    (outside / "000000000001.jsonl").write_bytes(b"mine")
    (folder / ".summit" / name).symlink_to(outside)
    with contextlib.suppress(StoreError):
        put_back(folder / ".summit" / "project.json", held)
    assert [(path.name, path.read_bytes()) for path in outside.iterdir()] == [("000000000001.jsonl", b"mine")]


def test_a_backup_of_version_1_brings_its_history(folder: Path, backup: Path) -> None:
    tables = json.loads(backup.read_bytes())
    tables["_meta"] = {"1": {"format": "summit-project", "schema": 1}}
    with ProjectStore.open(folder, read_only=True) as store:
        tables["history"] = {
            str(number): edit_document(edit) for number, edit in enumerate(list(store.history)[:3], 1)
        }
    backup.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    damage(folder)
    done = put_back(folder / ".summit" / "project.json", read_held(backup))
    assert (done.sequence, done.undoable) == (3, True)
    with ProjectStore.open(folder) as store:
        assert [edit.command for edit in store.history] == ["import", "quote.note", "quote.note"]
        assert len(store.stacks.done) == 3
    assert check(folder).faults == []


class FailingDisk(Disk):
    """A disk on which the ``count``-th of all calls that change something fails, and all after it."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.left = count

    def _call(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def write(self, descriptor: int, content: bytes | memoryview) -> int:
        self._call()
        return super().write(descriptor, content)

    def sync(self, descriptor: int) -> None:
        self._call()
        super().sync(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        self._call()
        super().rename(source, target)

    def link(self, source: Path, target: Path) -> None:
        self._call()
        super().link(source, target)

    def unlink(self, path: Path) -> None:
        self._call()
        super().unlink(path)

    def make_folder(self, path: Path) -> None:
        self._call()
        super().make_folder(path)


def test_whichever_call_fails_nothing_is_lost_and_it_can_be_done_again(
    folder: Path, backup: Path, tmp_path: Path
) -> None:
    damage(folder)
    whole = {
        path.name: path.read_bytes() for path in (folder / ".summit").rglob("*") if path.suffix == ".jsonl"
    }
    failed = 0
    for count in range(100):
        place = tmp_path / str(count)
        shutil.copytree(folder, place)
        file = place / ".summit" / "project.json"
        disk = FailingDisk(count)
        try:
            put_back(file, read_held(backup), disk)
        except StoreError as error:
            assert "What was there is kept" in str(error)  # noqa: PT017 - it need not be raised
            failed += 1
        there = {path.read_bytes() for path in (place / ".summit").rglob("*.jsonl")}
        assert there >= set(whole.values())
        try:
            ProjectStore.open(place, read_only=True).close()
        except StoreError:
            put_back(file, read_held(backup))
        with ProjectStore.open(place) as store:
            assert note_of(store) == "ه"
        if disk.left >= 0:
            break
    assert failed > 10
