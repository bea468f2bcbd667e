"""A project written to another folder from memory, whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.store import ProjectStore, StoreError


class FailingAt(Disk):
    """Has no room left at one of the calls that put something into a folder called ``other``."""

    def __init__(self, call: int) -> None:
        super().__init__()
        self.left = call

    def _count(self, path: Path) -> None:
        if "other" in path.parts:
            self.left -= 1
            if self.left == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        self._count(path)
        return super().open(path, flags, mode)

    def make_folder(self, path: Path) -> None:
        self._count(path)
        super().make_folder(path)

    def link(self, source: Path, target: Path) -> None:
        self._count(target)
        super().link(source, target)


def test_whatever_call_fails_nothing_is_left_and_another_try_works(store: ProjectStore, folder: Path) -> None:
    store.fold(wait=True)
    other, told = folder / "other", []
    for call in range(1, 100):
        with ProjectStore.open(folder, read_only=True, disk=FailingAt(call)) as failing:
            try:
                written = failing.write_to(other, failing.text)
                break
            except StoreError as error:
                told.append(str(error))
        assert not (other / ".summit").exists()
    assert (written.start, written.missing) == (1, ())
    assert len(told) > 8
    assert [line for line in told if "Nothing of it is there" not in line] == []
    with ProjectStore.open(other, read_only=True) as reader:
        assert reader.project == store.project
        assert list(reader.history) == list(store.history)


def test_what_is_written_is_synced_through_the_store_s_own_disk(
    store: ProjectStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.fold(wait=True)
    own = Disk()
    with ProjectStore.open(folder, read_only=True, disk=own) as reader:
        synced: list[Path] = []
        monkeypatch.setattr(own, "sync_folder", synced.append)
        reader.write_to(folder / "other", reader.text)
    place = folder / "other" / ".summit"
    assert {place, place / "history", place / "texts", place.parent} <= set(synced)
