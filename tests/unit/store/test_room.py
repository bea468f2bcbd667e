"""Disks on which there is no room for what was left to be mended."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Edit
from summit_tui.store import ProjectStore, ReadOnlyError, StoreError
from tests.unit.store.test_recovery import contents, journal, left_by_a_kill

NoteEdit = Callable[[ProjectStore, str], Edit]


@pytest.fixture
def killed(store: ProjectStore, note_edit: NoteEdit, tmp_path: Path) -> Path:
    """A project with edits in a journal, left by a kill."""
    store.fold(wait=True)
    for word in "أبج":
        store.commit(note_edit(store, word))
    return left_by_a_kill(store, tmp_path / "killed")


def test_without_room_to_mend_it_opens_for_reading_and_says_how_many_bytes_that_takes(
    killed: Path, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed, before = journal(killed).stat().st_size, contents(killed)
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "free", lambda *_: needed - 1)
        with ProjectStore.open(killed) as store:
            assert store.read_only
            line = str(store.why_read_only)
            assert f"needs {needed} bytes, and {needed - 1} are free" in line
            assert "\n" not in line
            assert store.project.quotes["q-1"].note == "ج"
            with pytest.raises(ReadOnlyError):
                store.commit(note_edit(store, "د"))
    assert contents(killed) == before
    monkeypatch.setattr(Disk, "free", lambda *_: needed)
    with ProjectStore.open(killed) as store:
        store.commit(note_edit(store, "د"))
        assert store.project.quotes["q-1"].note == "د"


@pytest.mark.parametrize("answer", [None, OSError(errno.ENOSYS, "Function not implemented")])
def test_where_the_disk_does_not_say_what_is_free_that_is_no_reason(
    killed: Path, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch, answer: OSError | None
) -> None:
    def free(*_: object) -> None:
        if answer is not None:
            raise answer

    monkeypatch.setattr(Disk, "free", free)
    with ProjectStore.open(killed) as store:
        store.commit(note_edit(store, "د"))


def test_a_snapshot_that_has_to_be_rebuilt_needs_room_too(
    killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = killed / ".summit" / "project.json"
    size = file.stat().st_size
    file.write_bytes(bytes(size))
    monkeypatch.setattr(Disk, "free", lambda *_: 0)
    with ProjectStore.open(killed) as store:
        (needed,) = re.findall(r"needs (\d+) bytes", str(store.why_read_only))
        assert int(needed) > 0.5 * size + journal(killed).stat().st_size


def test_a_full_disk_that_needs_no_mending_opens_as_ever(
    store: ProjectStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr(Disk, "free", lambda *_: 0)
    with ProjectStore.open(folder) as again:
        assert not again.read_only


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_room_that_is_missing_all_the_same_is_told_by_the_first_edit(
    killed: Path, note_edit: NoteEdit, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    needed = journal(killed).stat().st_size
    with ProjectStore.open(killed) as store:
        with monkeypatch.context() as patch:
            patch.setattr(Disk, "write", full)
            with pytest.raises(StoreError, match=f"mended first, which needs {needed} bytes"):
                store.commit(note_edit(store, "د"))
        store.commit(note_edit(store, "د"))
    with ProjectStore.open(killed) as again:
        assert again.project.quotes["q-1"].note == "د"


def test_a_disk_says_how_much_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (Disk().free(tmp_path) or 0) > 0
    status = os.statvfs(tmp_path)
    told = os.statvfs_result((*status[:2], 0, *status[3:]))
    monkeypatch.setattr(os, "statvfs", lambda _: told)
    assert Disk().free(tmp_path) is None
