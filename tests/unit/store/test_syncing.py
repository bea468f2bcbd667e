"""What is brought to the disk, by which call, before an edit counts as saved."""

from __future__ import annotations

import errno
import os
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.model import Edit
from summit_tui.store import ProjectStore, ReadOnlyError

NoteEdit = Callable[[ProjectStore, str], Edit]


class Mac:
    """macOS as the store sees it: files that were synced through the drive's cache, and those by fsync."""

    def __init__(self, patch: pytest.MonkeyPatch, answer: int | None = None) -> None:
        self.full: list[str] = []
        self.plain: list[str] = []
        self.answer = answer
        patch.setattr(sys, "platform", "darwin")
        patch.setitem(sys.modules, "fcntl", types.SimpleNamespace(fcntl=self.fcntl, F_FULLFSYNC=51))
        patch.setattr(os, "fsync", lambda descriptor: self.plain.append(name_of(descriptor)))
        patch.delattr(os, "fdatasync", raising=False)

    def fcntl(self, descriptor: int, command: int) -> None:
        assert command == 51
        if self.answer is not None:
            raise OSError(self.answer, os.strerror(self.answer))
        self.full.append(name_of(descriptor))


def name_of(descriptor: int) -> str:
    """What the file is called, without the end that tells temporary ones apart."""
    name = Path(f"/proc/self/fd/{descriptor}").readlink().name
    return name[:-21] if name.endswith(".tmp") else name


@pytest.fixture(autouse=True)
def _by_proc() -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("descriptors can't be told apart here")


def test_store_25_on_macos_journal_snapshot_and_folder_go_through_the_drive_s_cache(
    store: ProjectStore, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        mac = Mac(patch)
        store.commit(note_edit(store, "أ"))
        assert mac.full == ["project.json.j2"]
        mac.full.clear()
        store.fold(wait=True)
        assert mac.full[:3] == ["project.json", ".summit", ".summit"]
        mac.full.clear()
        store.commit(note_edit(store, "ب"))
        assert mac.full == ["project.json.j4", ".summit", "project.json.j4"]
        assert mac.plain == []


@pytest.mark.parametrize("answer", [errno.ENOTSUP, errno.EINVAL])
def test_store_25_where_the_drive_does_not_know_that_call_edits_are_synced_as_elsewhere(
    store: ProjectStore, note_edit: NoteEdit, answer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        mac = Mac(patch, answer)
        store.commit(note_edit(store, "أ"))
        store.fold(wait=True)
        assert mac.plain[:4] == ["project.json.j2", "project.json", ".summit", ".summit"]
        assert "a power cut may take the last edits" in str(store.news())
        assert store.news() is None
    assert (store.fold_failure, store.read_only) == (None, False)


def test_store_25_a_drive_that_fails_makes_it_read_only(
    store: ProjectStore, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        Mac(patch, errno.EIO)
        with pytest.raises(ReadOnlyError, match="unknown what reaches the disk"):
            store.commit(note_edit(store, "أ"))
    assert store.read_only
