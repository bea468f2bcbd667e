from __future__ import annotations

import errno
import os
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summit_tui.disk import Disk


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[int]:
    descriptor = Disk().open(tmp_path / "file", os.O_RDWR | os.O_CREAT | os.O_EXCL)
    yield descriptor
    os.close(descriptor)


class _Mac:
    """What the store sees of macOS: a recording fcntl whose F_FULLFSYNC answers as told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answer: int | None) -> None:
        self.full: list[int] = []
        self.plain: list[int] = []
        self.answer = answer
        monkeypatch.setattr(sys, "platform", "darwin")
        module = types.SimpleNamespace(fcntl=self.control, F_FULLFSYNC=51)
        monkeypatch.setitem(sys.modules, "fcntl", module)
        monkeypatch.setattr(os, "fsync", self.plain.append)
        monkeypatch.delattr(os, "fdatasync", raising=False)

    def control(self, descriptor: int, command: int) -> None:
        assert command == 51
        self.full.append(descriptor)
        if self.answer is not None:
            raise OSError(self.answer, os.strerror(self.answer))


@pytest.mark.parametrize("call", [Disk.sync, Disk.datasync])
def test_store_25_macos_syncs_through_the_drives_cache(
    opened: int, monkeypatch: pytest.MonkeyPatch, call: Callable[[Disk, int], None]
) -> None:
    mac, disk = _Mac(monkeypatch, None), Disk()
    call(disk, opened)
    assert (mac.full, mac.plain) == ([opened], [])
    assert not disk.reaches_the_drive_only


@pytest.mark.parametrize("answer", [errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL])
def test_store_25_where_macos_cannot_it_falls_back_once_and_remembers_that(
    opened: int, monkeypatch: pytest.MonkeyPatch, answer: int
) -> None:
    mac, disk = _Mac(monkeypatch, answer), Disk()
    disk.datasync(opened)
    disk.sync(opened)
    assert (mac.full, mac.plain) == ([opened], [opened, opened])
    assert disk.reaches_the_drive_only


def test_store_25_a_drive_that_fails_is_no_fallback(opened: int, monkeypatch: pytest.MonkeyPatch) -> None:
    mac, disk = _Mac(monkeypatch, errno.EIO), Disk()
    with pytest.raises(OSError, match="error"):
        disk.sync(opened)
    assert mac.plain == []


def test_a_folders_names_are_synced_by_its_own_descriptor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_ino))
    monkeypatch.setattr(sys, "platform", "linux")
    Disk().sync_folder(tmp_path)
    assert synced == [tmp_path.stat().st_ino]


def test_what_is_opened_is_closed_in_another_program(opened: int) -> None:
    assert not os.get_inheritable(opened)


def test_a_link_never_replaces_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    with pytest.raises(FileExistsError):
        Disk().link(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"b"
