from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.files import (
    NotDurableError,
    identity_of,
    leftovers,
    make_folder,
    read_file,
    replace_file,
    sync_above,
    write_file,
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_has_the_content_and_the_persons_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        replace_file(tmp_path / "a", b"one")
    finally:
        os.umask(old)
    assert (tmp_path / "a").read_bytes() == b"one"
    assert mode(tmp_path / "a") == 0o640


@pytest.mark.parametrize("wanted", [0o600, 0o664, 0o444])
def test_an_existing_files_mode_is_kept_and_its_inode_is_not(tmp_path: Path, wanted: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"a longer content than what comes")
    path.chmod(wanted)
    inode = path.stat().st_ino
    identity = replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert mode(path) == wanted
    assert path.stat().st_ino != inode
    assert identity == identity_of(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "p").write_bytes(b"old")
    link = tmp_path / "p"
    link.symlink_to("vault/p")
    replace_file(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "vault" / "p").read_bytes() == b"new"
    assert set(tmp_path.iterdir()) == {link, tmp_path / "vault"}


def test_a_symbolic_link_to_nothing_gets_its_target_made(tmp_path: Path) -> None:
    (tmp_path / "p").symlink_to("q")
    replace_file(tmp_path / "p", b"new")
    assert (tmp_path / "p").is_symlink()
    assert (tmp_path / "q").read_bytes() == b"new"


def test_a_temporary_file_never_follows_a_link_laid_in_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / f"p.{'0' * 16}.tmp").symlink_to(victim)
    with pytest.raises(FileExistsError):
        replace_file(tmp_path / "p", b"new")
    assert victim.read_bytes() == b"mine"
    assert not (tmp_path / "p").exists()


def test_content_reaches_the_disk_before_the_name_and_the_name_before_the_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, rename = os.fsync, os.replace

    def record_fsync(descriptor: int) -> None:
        calls.append("fsync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "fsync file")
        fsync(descriptor)

    def record_replace(source: str, target: str) -> None:
        calls.append("replace")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", record_fsync)
    monkeypatch.setattr(os, "replace", record_replace)
    replace_file(tmp_path / "p", b"new")
    assert calls == ["fsync file", "replace", "fsync folder"]


def test_short_writes_are_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:3]))
    replace_file(tmp_path / "p", b"0123456789")
    assert (tmp_path / "p").read_bytes() == b"0123456789"


def test_a_folder_that_cannot_be_synced_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(disk: Disk, path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Disk, "sync_folder", fail)
    with pytest.raises(NotDurableError) as raised:
        replace_file(tmp_path / "p", b"new")
    assert raised.value.errno == errno.EIO
    assert raised.value.identity == identity_of(tmp_path / "p")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"):
        read_file(tmp_path / "pipe")


def test_identity_tells_a_rewritten_file(tmp_path: Path) -> None:
    path = tmp_path / "p"
    assert identity_of(path) is None
    path.write_bytes(b"one")
    content, identity = read_file(path)
    assert (content, identity) == (b"one", identity_of(path))
    path.write_bytes(b"four")
    assert identity_of(path) != identity


def test_only_our_own_leftovers_are_named(tmp_path: Path) -> None:
    for name in [
        "p",
        "p.tmp",
        f"p.{'a' * 16}.tmp",
        f"p.{'g' * 16}.tmp",
        f"q.{'a' * 16}.tmp",
        f"p.{'a' * 15}.tmp",
    ]:
        (tmp_path / name).touch()
    assert [path.name for path in leftovers(tmp_path / "p")] == [f"p.{'a' * 16}.tmp"]
    assert {path.name for path in leftovers(tmp_path)} == {f"p.{'a' * 16}.tmp", f"q.{'a' * 16}.tmp"}


def test_folders_are_made_with_those_above_them(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_could_not_be_synced_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(disk: Disk, path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "sync_folder", fail)
        with pytest.raises(OSError, match="Input/output"):
            make_folder(tmp_path / "a")
    synced: list[Path] = []
    monkeypatch.setattr(Disk, "sync_folder", lambda _, path: synced.append(path))
    make_folder(tmp_path / "a")
    assert synced == [tmp_path]


def test_the_names_above_are_synced_as_far_as_they_may_be_and_are_on_one_disk(tmp_path: Path) -> None:
    class Above(Disk):
        def __init__(self) -> None:
            super().__init__()
            self.synced: list[Path] = []

        def sync_folder(self, path: Path) -> None:
            if path.name == "b":
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            self.synced.append(path)

        def stat(self, target: int | Path) -> os.stat_result:
            status = super().stat(target)
            other = target == tmp_path
            return os.stat_result((*status[:2], status.st_dev + other, *status[3:10]))

    folder = tmp_path / "a" / "b" / "c" / "d"
    folder.mkdir(parents=True)
    disk = Above()
    sync_above(folder, disk)
    assert disk.synced == [folder.parent, tmp_path / "a"]


def test_a_file_that_is_not_to_be_replaced_is_left_before_anything_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"old")
    asked: list[int] = []
    with pytest.raises(FileExistsError):
        write_file(tmp_path / "p", (asked.append(1) or b"" for _ in "x"), replace=False)
    assert asked == []
    identity = write_file(tmp_path / "q", [b"one", b"two"], replace=False)
    assert (tmp_path / "q").read_bytes() == b"onetwo"
    assert identity == identity_of(tmp_path / "q")
    assert (tmp_path / "q").stat().st_nlink == 1
