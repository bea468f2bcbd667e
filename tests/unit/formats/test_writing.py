"""Exported files are there complete, or not at all, and never where they do harm."""

from __future__ import annotations

import os

import pytest

from summit_tui.formats.writing import OutputExistsError, write_file
from summit_tui.model import ExitStatus, SummitError, UnusableInputError


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_a_file_is_written_from_its_chunks(tmp_path):
    write_file(tmp_path / "out.json", iter([b"one\n", b"two\n"]))
    assert (tmp_path / "out.json").read_bytes() == b"one\ntwo\n"
    assert names(tmp_path) == ["out.json"]
    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o666 & ~umask


def test_what_is_there_stays_unless_it_is_to_be_overwritten(tmp_path):
    out = tmp_path / "out.json"
    out.write_bytes(b"old")
    asked = []
    with pytest.raises(OutputExistsError) as caught:
        write_file(out, (asked.append(1) or b"new" for _ in range(1)))
    assert (out.read_bytes(), asked) == (b"old", [])
    assert caught.value.exit_status is ExitStatus.UNUSABLE_INPUT
    write_file(out, [b"new"], overwrite=True)
    assert out.read_bytes() == b"new"
    assert names(tmp_path) == ["out.json"]


def test_a_files_mode_is_kept_when_it_is_overwritten(tmp_path):
    out = tmp_path / "out.json"
    out.write_bytes(b"old")
    out.chmod(0o600)
    write_file(out, [b"new"], overwrite=True)
    assert (out.read_bytes(), out.stat().st_mode & 0o777) == (b"new", 0o600)


def test_a_name_as_long_as_the_file_system_takes_is_written(tmp_path):
    out = tmp_path / ("م" * 125 + ".json")
    write_file(out, [b"one"])
    write_file(out, [b"two"], overwrite=True)
    assert out.read_bytes() == b"two"
    assert names(tmp_path) == [out.name]


def test_a_device_or_a_pipe_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SummitError, match="not a regular file"):
        write_file(tmp_path / "pipe", [b"new"], overwrite=True)
    assert names(tmp_path) == ["pipe"]
    assert (tmp_path / "pipe").is_fifo()


def test_a_file_system_that_cannot_sync_a_folder_takes_an_export(tmp_path, monkeypatch):
    def refuse(disk, path):
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr("summit_tui.disk.Disk.sync_folder", refuse)
    write_file(tmp_path / "out.json", [b"new"])
    assert (tmp_path / "out.json").read_bytes() == b"new"


def test_what_comes_there_meanwhile_is_not_overwritten(tmp_path):
    out = tmp_path / "out.json"

    def chunks():
        out.write_bytes(b"of another")
        yield b"new"

    with pytest.raises(OutputExistsError):
        write_file(out, chunks())
    assert out.read_bytes() == b"of another"
    assert names(tmp_path) == ["out.json"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_fault_on_the_way_leaves_nothing_new(tmp_path, overwrite):
    def chunks():
        yield b"half"
        raise SummitError("no more")

    if overwrite:
        (tmp_path / "out.json").write_bytes(b"old")
    with pytest.raises(SummitError, match="no more"):
        write_file(tmp_path / "out.json", chunks(), overwrite=overwrite)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"] * overwrite


def test_a_link_stays_and_its_target_is_replaced(tmp_path):
    (tmp_path / "real.json").write_bytes(b"old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    with pytest.raises(OutputExistsError):
        write_file(tmp_path / "link.json", [b"new"])
    write_file(tmp_path / "link.json", [b"new"], overwrite=True)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


@pytest.mark.parametrize("path", ["gone/out.json", "file/out.json"])
def test_a_place_that_cannot_be_written_is_said(tmp_path, path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SummitError) as caught:
        write_file(tmp_path / path, [b"new"])
    assert caught.value.exit_status is ExitStatus.COULD_NOT
    assert "\n" not in str(caught.value)


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SummitError, match="No space left"):
        write_file(tmp_path / "out.json", [b"new"])
    assert names(tmp_path) == []


def test_without_hard_links_a_file_is_still_never_overwritten(tmp_path, monkeypatch):
    def refuse(self, target):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(tmp_path.__class__, "hardlink_to", refuse)
    write_file(tmp_path / "out.json", [b"new"])
    assert (tmp_path / "out.json").read_bytes() == b"new"

    def chunks():
        (tmp_path / "two.json").write_bytes(b"of another")
        yield b"new"

    with pytest.raises(OutputExistsError):
        write_file(tmp_path / "two.json", chunks())
    assert (tmp_path / "two.json").read_bytes() == b"of another"


@pytest.mark.parametrize("place", [".summit/project.json", ".summit/texts/x"])
def test_a_projects_own_folder_is_no_place_for_it(tmp_path, place):
    (tmp_path / ".summit/texts").mkdir(parents=True)
    (tmp_path / ".summit/project.json").write_bytes(b"{}")
    with pytest.raises(UnusableInputError, match="own folder"):
        write_file(tmp_path / place, [b"new"], overwrite=True)
    (tmp_path / "out.json").symlink_to(tmp_path / ".summit/project.json")
    with pytest.raises(UnusableInputError, match="own folder"):
        write_file(tmp_path / "out.json", [b"new"], overwrite=True)
    assert (tmp_path / ".summit/project.json").read_bytes() == b"{}"
