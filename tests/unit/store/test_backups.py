from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tinydb import TinyDB

from summit_tui.disk import Disk
from summit_tui.model import Edit
from summit_tui.store import ProjectStore, backups
from summit_tui.store.naming import Names
from summit_tui.store.snapshot import ForeignError, read_own

NoteEdit = Callable[[ProjectStore, str], Edit]


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """``on_day("2026-11-25")`` sets the calendar."""

    def set_day(day: str) -> None:
        for module in ("backups", "folding"):
            monkeypatch.setattr(f"summit_tui.store.{module}.local_day", lambda: date.fromisoformat(day))

    return set_day


@pytest.fixture
def place(folder: Path) -> Path:
    return folder / ".summit" / "backups"


@pytest.fixture
def names(folder: Path) -> Names:
    return Names.of(folder / ".summit" / "project.json")


@pytest.fixture
def work(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, on_day: Callable[[str], None]
) -> Callable[[str, str], None]:
    """``work(day, note)`` is one day's work on the project: one edit."""
    on_day("2026-01-01")
    store.close()

    def one_day(day: str, note: str) -> None:
        on_day(day)
        with ProjectStore.open(folder) as opened:
            opened.commit(note_edit(opened, note))

    return one_day


def sequences(names: Names) -> list[int]:
    return [backup.sequence for backup in backups.backups_in(names, Disk())]


def test_the_first_fold_of_a_day_makes_the_days_backup(
    work: Callable[[str, str], None], place: Path, folder: Path
) -> None:
    work("2026-01-02", "أولى")
    work("2026-01-02", "ثانية")
    assert [path.name for path in sorted(place.iterdir())] == [
        "2026-01-01-daily-edit-1.json",
        "2026-01-02-daily-edit-2.json",
    ]
    tables, meta = read_own((place / "2026-01-02-daily-edit-2.json").read_bytes())
    assert meta.sequence == 2
    assert "أولى" in tables.documents["quotes"]["1"].decode()
    with TinyDB(place / "2026-01-02-daily-edit-2.json", access_mode="r") as plain:
        assert plain.table("quotes").get(doc_id=1)["note"] == "أولى"


def test_a_fold_while_the_project_is_open_makes_it_too(
    store: ProjectStore, place: Path, note_edit: NoteEdit
) -> None:
    store.fold(wait=True)
    assert len(list(place.iterdir())) == 1
    store.commit(note_edit(store, "بعد"))
    store.fold(wait=True)
    assert len(list(place.iterdir())) == 1


def test_store_15_a_clock_that_jumps_pushes_no_backup_out(
    work: Callable[[str, str], None], place: Path, names: Names
) -> None:
    days = ["2026-05-01", "2031-05-01", "2026-05-02", "2001-01-01", "2026-05-03", "2025-05-01"]
    for number, day in enumerate(days):
        work(day, f"يوم {number}")
    assert sequences(names) == [7, 6, 5, 4, 3]
    (oldest,) = place.glob("*-edit-3.json")
    os.utime(oldest, (4_070_908_800, 4_070_908_800))
    foreign = place / "backup-9999.json"
    foreign.write_text('{"quotes": {"1": {"sequence": 9999}}}', "utf-8")
    work("2026-05-04", "يوم آخر")
    assert sequences(names) == [8, 7, 6, 5, 4]
    assert foreign.exists()
    assert not oldest.exists()


def test_store_21_a_backup_of_nul_bytes_is_passed_over(
    work: Callable[[str, str], None], place: Path, names: Names
) -> None:
    for number in range(2, 7):
        work(f"2026-05-0{number}", f"يوم {number}")
    assert sequences(names) == [6, 5, 4, 3, 2]
    (newest,) = place.glob("*-edit-6.json")
    size = newest.stat().st_size
    newest.write_bytes(newest.read_bytes()[:512] + bytes(size - 512))
    assert sequences(names) == [5, 4, 3, 2]
    with pytest.raises(ForeignError):
        backups.read_backup(newest, Disk())
    work("2026-05-08", "بعد القطع")
    assert sequences(names) == [7, 5, 4, 3, 2]
    assert newest.exists()


class FailingBackups(Disk):
    """A disk on which nothing can be made in the folder of the backups."""

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        if path.parent.name == "backups" and flags & os.O_CREAT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return super().open(path, flags, mode)


def test_a_backup_that_fails_fails_no_edit_and_is_told(
    work: Callable[[str, str], None],
    folder: Path,
    place: Path,
    note_edit: NoteEdit,
    on_day: Callable[[str], None],
) -> None:
    work("2026-05-01", "قبل")
    before = sorted(place.iterdir())
    on_day("2026-05-02")
    with ProjectStore.open(folder, disk=FailingBackups()) as store:
        store.commit(note_edit(store, "بعد"))
        store.fold(wait=True)
        assert store.fold_failure is None
        assert "backup" in str(store.backup_failure)
        assert "No space left" in str(store.backup_failure)
        store.commit(note_edit(store, "بعد ذلك"))
    assert sorted(place.iterdir()) == before
    with ProjectStore.open(folder) as again:
        assert again.project.quotes["q-1"].note == "بعد ذلك"
        assert again.mended == []


def test_a_backup_is_readable_by_no_more_people_than_the_project(
    work: Callable[[str, str], None], place: Path, names: Names
) -> None:
    names.snapshot.chmod(0o600)
    work("2026-05-01", "سر")
    (made,) = place.glob("2026-05-01-*")
    assert made.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_through_a_link_that_leads_out(
    work: Callable[[str, str], None], place: Path, tmp_path: Path
) -> None:
    for path in place.iterdir():
        path.unlink()
    place.rmdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    place.symlink_to(outside)
    work("2026-05-01", "ملاحظة")
    assert list(outside.iterdir()) == []


def test_backups_lie_beside_the_target_of_a_link(
    work: Callable[[str, str], None], tmp_path: Path, names: Names, place: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    names.snapshot.rename(elsewhere / "p.json")
    (place.parent / "history").rename(elsewhere / "p.json.history")
    names.snapshot.symlink_to(elsewhere / "p.json")
    work("2026-05-01", "ملاحظة")
    assert [path.name for path in (elsewhere / "p.json.backups").iterdir()] == [
        "2026-05-01-daily-edit-2.json"
    ]


def test_one_made_by_hand_or_before_something_is_never_removed(
    work: Callable[[str, str], None], names: Names
) -> None:
    kept = backups.write_backup(names, backups.BY_HAND, 1, names.snapshot.read_bytes(), Disk())
    again = backups.write_backup(names, backups.BY_HAND, 1, names.snapshot.read_bytes(), Disk())
    assert kept != again
    for number in range(2, 9):
        work(f"2026-05-0{number}", f"يوم {number}")
    assert kept.exists()
    assert again.exists()
    assert sequences(names) == [8, 7, 6, 5, 4, 1, 1]


class Forgetful(Disk):
    """A disk that gives other bytes back than were written to a backup."""

    def __init__(self) -> None:
        super().__init__()
        self._of_backups: set[int] = set()

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        descriptor = super().open(path, flags, mode)
        self._of_backups.discard(descriptor)
        if "2026-05-09" in path.name:
            self._of_backups.add(descriptor)
        return descriptor

    def read(self, descriptor: int, size: int) -> bytes:
        piece = super().read(descriptor, size)
        return bytes(len(piece)) if descriptor in self._of_backups else piece


def test_no_older_one_goes_before_the_new_one_was_read_back(
    work: Callable[[str, str], None],
    folder: Path,
    names: Names,
    note_edit: NoteEdit,
    on_day: Callable[[str], None],
) -> None:
    for number in range(2, 7):
        work(f"2026-05-0{number}", f"يوم {number}")
    before = sequences(names)
    assert before == [6, 5, 4, 3, 2]
    on_day("2026-05-09")
    with ProjectStore.open(folder, disk=Forgetful()) as store:
        store.commit(note_edit(store, "بعد"))
        store.fold(wait=True)
        assert "could not be read back" in str(store.backup_failure)
    assert set(sequences(names)) >= set(before)


def test_two_at_once_take_two_names(
    store: ProjectStore, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = backups.free_name
    made: list[Path] = []

    def late(path: Path, disk: Disk) -> Path:
        free = taken(path, disk)
        if not made:
            made.append(free)
            backups.write_copy(free, b"another", names, disk)
        return free

    monkeypatch.setattr(backups, "free_name", late)
    path = store.back_up(backups.BY_HAND)
    assert path != made[0]
    assert made[0].read_bytes() == b"another"
    assert backups.read_backup(path, Disk())[0].sequence == 1
