"""Folding beside the work: what may go wrong with it fails no edit."""

from __future__ import annotations

import errno
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from summit_tui.disk import Disk
from summit_tui.model import Change, Edit
from summit_tui.store import JournalDatabase, ProjectStore, keeper
from summit_tui.store import folding as folding_module

NoteEdit = Callable[[ProjectStore, str], Edit]


def names(store: ProjectStore) -> set[str]:
    return {path.name for path in store.path.iterdir() if path.is_file()} - {"lock"}


def failing(number: int, times: int = 10**9, **values: Any) -> Callable[..., None]:
    left = [times]

    def fail(disk: Disk, *arguments: object) -> Any:
        left[0] -= 1
        if left[0] < 0:
            return values["real"](disk, *arguments)
        error = OSError(number, os.strerror(number))
        error.winerror = values.get("winerror")  # type: ignore[attr-defined]
        raise error

    return fail


def test_folding_replaces_the_file_and_makes_its_journal_history(
    store: ProjectStore, note_edit: NoteEdit
) -> None:
    file = store.path / "project.json"
    inode, content = file.stat().st_ino, file.read_bytes()
    store.commit(note_edit(store, "أ"))
    store.fold(wait=True)
    assert file.stat().st_ino != inode
    assert (store.path / "project.json.previous").read_bytes() == content
    assert names(store) == {"project.json", "project.json.previous"}
    assert [path.name for path in (store.path / "history").iterdir()] == ["000000000001.jsonl"]
    assert (store.fold_failure, store.journal_size) == (None, 0)
    assert [edit.command for edit in store.history] == ["import", "quote.note"]
    inode = file.stat().st_ino
    store.fold(wait=True)
    assert file.stat().st_ino == inode


def test_a_session_without_an_edit_folds_nothing(store: ProjectStore, folder: Path) -> None:
    store.close()
    status = (folder / ".summit" / "project.json").stat()
    ProjectStore.open(folder).close()
    assert (folder / ".summit" / "project.json").stat() == status


def test_edits_go_on_while_a_fold_is_under_way(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, arrived = threading.Event(), threading.Event()
    rename = Disk.rename

    def wait(disk: Disk, source: Path, target: Path) -> None:
        if target.name == "project.json":
            arrived.set()
            assert go_on.wait(20)
        rename(disk, source, target)

    monkeypatch.setattr(Disk, "rename", wait)
    store.commit(note_edit(store, "أ"))
    store.fold()
    assert arrived.wait(20)
    store.commit(note_edit(store, "ب"))
    store.commit(note_edit(store, "ج"))
    with ProjectStore.open(folder, read_only=True) as looking:
        assert looking.project.quotes["q-1"].note == "ج"
    go_on.set()
    store.fold(wait=True)
    tables = json.loads((store.path / "project.json").read_bytes())
    assert tables["quotes"]["1"]["note"] == "ج"
    store.commit(note_edit(store, "د"))
    assert [edit.command for edit in store.history] == ["import", *["quote.note"] * 4]
    with ProjectStore.open(folder, read_only=True) as looking:
        assert looking.project == store.project
        assert looking.history == store.history


def test_a_long_journal_is_folded_by_itself(
    store: ProjectStore, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "FOLD_BYTES", 3000)
    for number in range(30):
        store.commit(note_edit(store, str(number)))
    store._keeper._settle(wait=True)
    assert len(list((store.path / "history").iterdir())) >= 1
    assert store.journal_size < 20_000
    store.close()
    with ProjectStore.open(store.path.parent, read_only=True) as again:
        assert again.project == store.project
        assert again.history == store.history


def test_whatever_goes_wrong_in_the_folding_thread_is_told_and_not_tried_at_every_edit(
    store: ProjectStore, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def without_memory(*_: object, **__: object) -> None:
        tried.append(True)
        raise MemoryError

    monkeypatch.setattr(keeper, "FOLD_BYTES", 10)
    with monkeypatch.context() as patch:
        patch.setattr(folding_module, "write_beside", without_memory)
        for number in range(5):
            store.commit(note_edit(store, str(number)))
            store._keeper._settle(wait=True)
    assert len(tried) == 1
    assert "could not be folded: MemoryError" in str(store.fold_failure)
    store.fold(wait=True)
    assert (store.fold_failure, store.journal_size) == (None, 0)


def test_where_no_thread_can_be_had_the_fold_fails_and_no_edit(
    store: ProjectStore, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(keeper, "FOLD_BYTES", 10)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", full)
        store.commit(note_edit(store, "أ"))
        store.commit(note_edit(store, "ب"))
    assert "can't start new thread" in str(store.fold_failure)
    store.close()
    with ProjectStore.open(store.path.parent, read_only=True) as again:
        assert again.project == store.project
        assert not again.journal_size


def test_an_old_journal_is_due(
    store: ProjectStore, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(note_edit(store, "أ"))
    assert not store.fold_due()
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + keeper.FOLD_SECONDS + 1)
    assert store.fold_due()


@pytest.mark.parametrize("call", ["open", "write", "sync", "sync_folder", "link", "rename"])
def test_a_fold_that_fails_fails_no_edit(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.fold(wait=True)
    store.commit(note_edit(store, "أ"))
    content = (store.path / "project.json").read_bytes()
    before = names(store)
    with monkeypatch.context() as patch:
        patch.setattr(Disk, call, failing(errno.EIO))
        store.fold(wait=True)
    assert "could not be folded: Input/output error" in str(store.fold_failure)
    assert (store.path / "project.json").read_bytes() == content
    assert names(store) == before
    store.commit(note_edit(store, "ب"))
    with ProjectStore.open(folder, read_only=True) as looking:
        assert looking.project == store.project
    store.fold(wait=True)
    assert store.fold_failure is None
    assert names(store) == {"project.json", "project.json.previous"}
    assert [edit.command for edit in store.history] == ["import", "quote.note", "quote.note"]


def test_store_07_a_full_disk_holds_folding_up_and_no_edit(
    store: ProjectStore, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The half of a new snapshot that was written takes no room from the edits to come."""
    store.commit(note_edit(store, "أ"))
    before = names(store)
    write, written = Disk.write, [0]

    def fill(disk: Disk, descriptor: int, content: bytes) -> int:
        written[0] += 1
        if written[0] > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(disk, descriptor, content[: len(content) // 2])

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "write", fill)
        store.fold(wait=True)
    assert names(store) == before
    assert "can't be folded before 1 MB are free" in str(store.fold_failure)
    store.commit(note_edit(store, "ب"))
    assert store.project.quotes["q-1"].note == "ب"


@pytest.mark.parametrize("winerror", [5, 32])
def test_store_18_a_rename_that_something_holds_up_is_tried_again(
    store: ProjectStore, note_edit: NoteEdit, winerror: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(note_edit(store, "أ"))
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "rename", failing(errno.EACCES, 2, winerror=winerror, real=Disk.rename))
        start = time.monotonic()
        store.fold()
        assert time.monotonic() - start < 0.05
        store.commit(note_edit(store, "ب"))
        store._keeper._settle(wait=True)
        assert time.monotonic() - start < 3
    assert store.fold_failure is None
    assert json.loads((store.path / "project.json").read_bytes())["quotes"]["1"]["note"] == "أ"


def test_store_18_where_it_never_succeeds_the_old_snapshot_stays(
    store: ProjectStore, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(note_edit(store, "أ"))
    content = (store.path / "project.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "rename", failing(errno.EACCES))
        patch.setattr(folding_module, "_WAITS", (0.01, 0.01))
        store.fold(wait=True)
    assert "Permission denied" in str(store.fold_failure)
    assert (store.path / "project.json").read_bytes() == content
    assert not list(store.path.glob("*.tmp"))
    store.commit(note_edit(store, "ب"))
    store.fold(wait=True)
    assert store.fold_failure is None


def test_store_19_while_folds_fail_the_journal_grows_and_the_next_one_takes_all(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(keeper, "FOLD_BYTES", 2000)
    readers = [ProjectStore.open(folder, read_only=True) for _ in range(10)]
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "rename", failing(errno.EROFS))
        for number in range(60):
            now[0] += 20
            store.commit(note_edit(store, str(number)))
            store._keeper._settle(wait=True)
        assert "Read-only file system" in str(store.fold_failure)
        size = sum(path.stat().st_size for path in store.path.glob("project.json.j*"))
        assert store.journal_size == size > 20_000
    with ProjectStore.open(folder, read_only=True) as looking:
        assert looking.project == store.project
    store.close()
    assert not list(store.path.glob("project.json.j*"))
    for reader in readers:
        reader.close()
    with ProjectStore.open(folder) as again:
        assert again.project.quotes["q-1"].note == "59"
        assert [edit.command for edit in again.history] == ["import", *["quote.note"] * 60]


def test_store_01_a_fold_after_most_was_taken_away_leaves_no_old_bytes(
    store: ProjectStore, note_edit: NoteEdit, edit: Callable[..., Edit]
) -> None:
    quote = store.project.quotes["q-1"]
    from dataclasses import replace

    many = [replace(quote, id=f"q-{number}") for number in range(2, 400)]
    store.commit(edit(*(Change(None, one) for one in many)))
    store.fold(wait=True)
    store.commit(edit(*(Change(one, None) for one in many)))
    store.fold(wait=True)
    content = (store.path / "project.json").read_bytes()
    assert content.endswith(b'"}\n}}\n')
    assert list(json.loads(content)["quotes"]) == ["1"]


def test_what_another_program_wrote_is_not_folded_away(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.commit(note_edit(store, "أ"))
    with TinyDB(store.path / "project.json") as plain:
        plain.table("mine").insert({"n": 1})
    content = (store.path / "project.json").read_bytes()
    store.fold(wait=True)
    assert "changed by another program" in str(store.fold_failure)
    store.close()
    assert (store.path / "project.json").read_bytes() == content
    with ProjectStore.open(folder, read_only=True) as again:
        assert again.project.quotes["q-1"].note == "أ"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_no_file_is_wider_than_the_one_that_was_there(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    file = store.path / "project.json"
    file.chmod(mode)
    opened, widest = Disk.open, [0]

    def watch(disk: Disk, path: Path, flags: int, asked: int = 0o666) -> int:
        descriptor = opened(disk, path, flags, asked)
        if (flags & os.O_CREAT and ".tmp" in path.name) or ".json.j" in path.name:
            widest[0] |= os.fstat(descriptor).st_mode & 0o777
        return descriptor

    monkeypatch.setattr(Disk, "open", watch)
    old = os.umask(0)
    try:
        with ProjectStore.open(folder) as again:
            again.commit(note_edit(again, "أ"))
            (journal,) = store.path.glob("project.json.j*")
            assert journal.stat().st_mode & 0o777 == mode
    finally:
        os.umask(old)
    assert file.stat().st_mode & 0o777 == mode
    assert widest == [mode]


def test_the_group_of_a_project_is_kept(store: ProjectStore, folder: Path, note_edit: NoteEdit) -> None:
    groups = range(50_000, 50_001) if os.geteuid() == 0 else os.getgroups()
    group = next((one for one in groups if one != os.getegid()), None)
    if group is None:
        pytest.skip("this person is in one group only")
    store.close()
    os.chown(store.path / "project.json", -1, group)
    (store.path / "project.json").chmod(0o660)
    with ProjectStore.open(folder) as again:
        again.commit(note_edit(again, "أ"))
        (journal,) = store.path.glob("project.json.j*")
        assert (journal.stat().st_gid, journal.stat().st_mode & 0o777) == (group, 0o660)
    status = (store.path / "project.json").stat()
    assert (status.st_gid, status.st_mode & 0o777) == (group, 0o660)


def test_a_file_system_without_hard_links_folds_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Disk, "link", failing(errno.EPERM))
    with JournalDatabase(tmp_path / "p.json") as database:
        database.table("t").insert({"n": 1})
    with JournalDatabase(tmp_path / "p.json") as database:
        database.table("t").insert({"n": 2})
    with TinyDB(tmp_path / "p.json") as plain:
        assert [one["n"] for one in plain.table("t")] == [1, 2]
