"""After one call that fails at the first write, the same store takes the edit, or says that it takes none."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Change, Edit, Entity
from summit_tui.store import ProjectStore, ReadOnlyError, StoreError

NoteEdit = Callable[[ProjectStore, str], Edit]


def test_a_snapshot_that_was_written_anew_is_gone_on_from_though_no_journal_could_be_made(
    store: ProjectStore, note_edit: NoteEdit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit(note_edit(store, "أ"))
    folder = tmp_path / "killed"
    shutil.copytree(store.path, folder / ".summit", symlinks=True)
    file = folder / ".summit" / "project.json"
    file.write_bytes(file.read_bytes().replace(b'"generation":', b'"generatiom":', 1))
    opens = Disk.open

    def full(disk: Disk, path: Path, flags: int, mode: int = 0o666) -> int:
        if ".json.j" in path.name and flags & os.O_CREAT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return opens(disk, path, flags, mode)

    with ProjectStore.open(folder) as again:
        with monkeypatch.context() as patch:
            patch.setattr(Disk, "open", full)
            with pytest.raises(StoreError, match="No space left"):
                again.commit(note_edit(again, "ب"))
        assert again.project == store.project
        again.commit(note_edit(again, "ب"))
        with ProjectStore.open(folder, read_only=True) as reader:
            assert reader.project == again.project
            assert [edit.command for edit in reader.history] == ["import", "quote.note", "quote.note"]


def test_a_new_snapshot_whose_name_may_not_be_on_the_disk_is_read_only(
    folder: Path, entities: tuple[Entity, ...], edit: Callable[..., Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_folder = Disk.sync_folder

    def fails_once_it_is_there(disk: Disk, path: Path) -> None:
        if (path / "project.json").exists():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync_folder(disk, path)

    first = edit(*(Change(None, entity) for entity in entities), command="import")
    with ProjectStore.open(folder) as store:
        with monkeypatch.context() as patch:
            patch.setattr(Disk, "sync_folder", fails_once_it_is_there)
            with pytest.raises(ReadOnlyError, match="unknown what reaches the disk"):
                store.commit(first)
        assert store.read_only
        assert not store.project.quotes
    with ProjectStore.open(folder) as store:
        store.commit(first)
        assert len(list(store.history)) == 1
