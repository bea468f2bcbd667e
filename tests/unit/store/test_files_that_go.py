"""What goes on when a project's files are moved, removed or replaced while it is open."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from summit_tui.disk import Disk
from summit_tui.model import Change, Edit, Entity
from summit_tui.store import ProjectChangedError, ProjectGoneError, ProjectStore

NoteEdit = Callable[[ProjectStore, str], Edit]


def journal(store: ProjectStore) -> Path:
    (path,) = store.path.glob("project.json.j*")
    return path


def history_of(folder: Path) -> list[str]:
    with ProjectStore.open(folder, read_only=True) as store:
        return [edit.id for edit in store.history]


@pytest.mark.parametrize("how", ["removed", "replaced", "renamed"])
def test_store_27_a_journal_that_is_gone_is_written_anew_before_the_next_edit_counts(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, how: str
) -> None:
    store.commit(note_edit(store, "أ"))
    path = journal(store)
    if how == "renamed":
        path.rename(path.with_name("mine"))
    else:
        path.unlink()
    if how == "replaced":
        path.write_bytes(b"another\n")
    store.commit(note_edit(store, "ب"))
    told = store.news()
    assert told is not None
    assert f"{path} was removed or replaced by another program" in str(told)
    assert store.news() is None
    with ProjectStore.open(folder, read_only=True) as looking:
        assert looking.project == store.project
        assert looking.history == store.history
    store.commit(note_edit(store, "ج"))
    store.close()
    assert history_of(folder) == [edit.id for edit in store.history]


def test_store_27_a_fold_keeps_what_only_a_journal_without_a_name_holds(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.commit(note_edit(store, "أ"))
    journal(store).unlink()
    store.close()
    with ProjectStore.open(folder) as again:
        assert again.project.quotes["q-1"].note == "أ"
        assert [edit.command for edit in again.history] == ["import", "quote.note"]


def test_store_27_a_journal_without_a_name_is_not_let_go_of_while_it_cannot_be_written_anew(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    store.commit(note_edit(store, "أ"))
    journal(store).unlink()
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "open", fail)
        store.fold()
    store.commit(note_edit(store, "ب"))
    with ProjectStore.open(folder, read_only=True) as looking:
        assert looking.project.quotes["q-1"].note == "ب"
        assert len(list(looking.history)) == 3


def test_store_27_a_folder_that_was_moved_is_told_and_edits_go_on_once_it_is_back(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, tmp_path: Path
) -> None:
    store.commit(note_edit(store, "أ"))
    folder.rename(tmp_path / "elsewhere")
    for _ in range(2):
        with pytest.raises(ProjectGoneError, match=r"is gone.* was not saved") as raised:
            store.commit(note_edit(store, "ب"))
        assert "still in memory" in str(raised.value)
    assert store.project.quotes["q-1"].note == "أ"
    assert not folder.exists()
    (tmp_path / "elsewhere").rename(folder)
    store.commit(note_edit(store, "ج"))
    with ProjectStore.open(folder, read_only=True) as looking:
        assert looking.project.quotes["q-1"].note == "ج"
        assert len(looking.history) == 3


@pytest.mark.parametrize("left", ["nothing", "the folder", "an older version"])
def test_store_27_what_was_saved_can_be_written_elsewhere_where_the_files_were_cleaned_away(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, tmp_path: Path, left: str
) -> None:
    """As ``git clean -fd`` and ``git checkout`` do."""
    store.fold(wait=True)
    older = (store.path / "project.json").read_bytes()
    store.commit(note_edit(store, "أ"))
    shutil.rmtree(store.path)
    if left != "nothing":
        store.path.mkdir()
    if left == "an older version":
        (store.path / "project.json").write_bytes(older)
    with pytest.raises(ProjectChangedError, match="elsewhere") as raised:
        store.commit(note_edit(store, "ب"))
    assert isinstance(raised.value, ProjectGoneError) == (left != "an older version")
    kept = store.back_up("by-hand", tmp_path / "kept.json")
    with TinyDB(kept, access_mode="r") as plain:
        assert [quote["note"] for quote in plain.table("quotes")] == ["أ"]
    store.close()
    if left == "an older version":
        assert (store.path / "project.json").read_bytes() == older
        with ProjectStore.open(folder, read_only=True) as again:
            assert again.project.quotes["q-1"].note == "أ"


def test_store_27_another_program_s_file_in_the_place_of_project_json_is_noticed_before_saved(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.fold(wait=True)
    store.commit(note_edit(store, "أ"))
    other = store.path / "other"
    other.write_bytes((store.path / "project.json").read_bytes())
    other.rename(store.path / "project.json")
    content = journal(store).read_bytes()
    with pytest.raises(ProjectChangedError, match="replaced by something else"):
        store.commit(note_edit(store, "ب"))
    assert journal(store).read_bytes() == content
    store.close()
    with ProjectStore.open(folder, read_only=True) as again:
        assert again.project.quotes["q-1"].note == "أ"


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, which is gone at the end."""
    place = tmp_path / "drive"
    place.mkdir()
    if (
        shutil.which("mount") is None
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", place], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("mounting isn't permitted here")
    try:
        yield place
    finally:
        while os.path.ismount(place):
            subprocess.run(["umount", "-l", place], check=True)


def test_store_27_a_drive_that_is_taken_away_is_told_before_saved(
    drive: Path, entities: tuple[Entity, ...], edit: Callable[..., Edit], note_edit: NoteEdit
) -> None:
    store = ProjectStore.open(drive)
    store.commit(edit(*(Change(None, entity) for entity in entities)))
    store.commit(note_edit(store, "أ"))
    subprocess.run(["umount", "-l", drive], check=True)
    with pytest.raises(ProjectGoneError, match="still in memory"):
        store.commit(note_edit(store, "ب"))
    assert store.project.quotes["q-1"].note == "أ"
    store.close()
    assert list(drive.iterdir()) == []
