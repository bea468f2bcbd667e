"""A disk that is really full: a small file system of its own, filled to the last block."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.model import Change, Edit
from summit_tui.store import ProjectStore, StoreError
from tests.faults.big_project import make_big_project

AT = "2026-11-24T15:00:00Z"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting isn't permitted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def free(place: Path) -> int:
    status = os.statvfs(place)
    return status.f_bavail * status.f_frsize


def fill(place: Path, left: int) -> Path:
    """A file that takes all but ``left`` bytes of the disk."""
    filler = place / "filler"
    with filler.open("wb") as file:
        file.write(bytes(free(place) - left))
    return filler


def set_note(store: ProjectStore, note: str) -> None:
    quote = next(iter(store.project.quotes.values()))
    change = Change(quote, replace(quote, note=note))
    store.commit(Edit(f"edit-{store.sequence}", "user", AT, "test", (change,)))


def note_in(folder: Path) -> str:
    with ProjectStore.open(folder, read_only=True) as store:
        return next(iter(store.project.quotes.values())).note


def test_store_07_a_fold_that_finds_no_room_takes_none_and_edits_go_on(disk: Path) -> None:
    make_big_project(disk, 1)
    store = ProjectStore.open(disk)
    set_note(store, "قبل")
    filler = fill(disk, 400_000)
    before = free(disk)
    store.fold(wait=True)
    assert re.search(r"can't be folded before \d+ MB are free", str(store.fold_failure))
    assert free(disk) == before
    assert not list(disk.rglob("*.tmp"))
    for number in range(20):
        set_note(store, f"بعد {number}")
    assert note_in(disk) == "بعد 19"
    filler.unlink()
    store.fold(wait=True)
    assert store.fold_failure is None
    store.close()
    assert note_in(disk) == "بعد 19"


def test_a_disk_that_fills_up_refuses_the_edit_that_does_not_fit_and_loses_none(disk: Path) -> None:
    make_big_project(disk, 0.5)
    store = ProjectStore.open(disk)
    set_note(store, "0")
    filler = fill(disk, 8192)
    saved = 0
    with pytest.raises(StoreError, match="No space left on device"):  # noqa: PT012 - until one does not fit
        for number in range(1, 1000):
            set_note(store, f"{number} " + "كلام " * 60)
            saved = number
    assert saved > 1
    assert note_in(disk).startswith(f"{saved} ")
    filler.unlink()
    set_note(store, "ثم")
    store.close()
    assert note_in(disk) == "ثم"


def test_after_a_kill_a_full_disk_opens_for_reading_and_says_how_many_bytes_it_takes(
    disk: Path, tmp_path: Path
) -> None:
    make_big_project(disk, 0.5)
    store = ProjectStore.open(disk)
    for number in range(100):
        set_note(store, f"{number}")
    store._database.lock.release()  # as a kill does
    filler = fill(disk, 4096)
    with ProjectStore.open(disk) as killed:
        (needed,) = map(int, re.findall(r"needs (\d+) bytes", str(killed.why_read_only)))
        assert needed > 20_000
        assert next(iter(killed.project.quotes.values())).note == "99"
    filler.unlink()
    filler = fill(disk, needed + 64_000)
    with ProjectStore.open(disk) as again:
        assert not again.read_only
        set_note(again, "ثم")
    assert note_in(disk) == "ثم"
