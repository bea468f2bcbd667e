"""A new journal that could neither be written nor taken away again."""

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

NoteEdit = Callable[[ProjectStore, str], Edit]


class StuckDisk(Disk):
    """While it is ``stuck``, a third of what is written fits, and nothing can be taken away."""

    stuck = False

    def write(self, descriptor: int, content: bytes | memoryview) -> int:
        if not self.stuck:
            return super().write(descriptor, content)
        super().write(descriptor, content[: len(content) // 3])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def unlink(self, path: Path) -> None:
        if self.stuck:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().unlink(path)


@pytest.fixture
def killed(store: ProjectStore, note_edit: NoteEdit, tmp_path: Path) -> Path:
    """A project with an edit in its journal, left by a kill."""
    store.fold(wait=True)
    store.commit(note_edit(store, "قبل"))
    shutil.copytree(store.path, tmp_path / "killed" / ".summit")
    return tmp_path / "killed"


def journals(folder: Path) -> set[str]:
    return {path.name for path in (folder / ".summit").glob("project.json.j*")}


@pytest.mark.parametrize("attempts", [1, 3])
def test_it_is_no_sign_of_another_writer(killed: Path, note_edit: NoteEdit, attempts: int) -> None:
    disk, before = StuckDisk(), journals(killed)
    with ProjectStore.open(killed, disk=disk) as store:
        disk.stuck = True
        for _ in range(attempts):
            with pytest.raises(StoreError, match="could not be saved: No space left"):
                store.commit(note_edit(store, "لم تحفظ"))
        assert len(journals(killed) - before) == attempts
        disk.stuck = False
        store.commit(note_edit(store, "بعد"))
        assert store.project.quotes["q-1"].note == "بعد"
    with ProjectStore.open(killed) as again:
        assert again.project.quotes["q-1"].note == "بعد"
        assert [edit.command for edit in again.history] == ["import", "quote.note", "quote.note"]
        again.commit(note_edit(again, "أخيرا"))
    assert journals(killed) == set()


def test_who_opens_after_it_finds_what_was_saved(killed: Path, note_edit: NoteEdit) -> None:
    disk = StuckDisk()
    with ProjectStore.open(killed, disk=disk) as store:
        disk.stuck = True
        with pytest.raises(StoreError):
            store.commit(note_edit(store, "لم تحفظ"))
    with ProjectStore.open(killed) as again:
        assert again.project.quotes["q-1"].note == "قبل"
        assert [line for line in again.mended if "being saved" not in str(line)] == []
        again.commit(note_edit(again, "بعد"))
    assert journals(killed) == set()


def test_a_journal_of_another_writer_is_one(killed: Path, note_edit: NoteEdit) -> None:
    disk = StuckDisk()
    with ProjectStore.open(killed, disk=disk) as store:
        disk.stuck = True
        with pytest.raises(StoreError):
            store.commit(note_edit(store, "لم تحفظ"))
        disk.stuck = False
        other = killed / ".summit" / "project.json.j900"
        other.write_bytes(b"")
        with pytest.raises(StoreError, match="by something else"):
            store.commit(note_edit(store, "لم تحفظ"))
        other.unlink()
        store.commit(note_edit(store, "بعد"))
