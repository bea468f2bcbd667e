"""Symbolic links in a project's folder: nothing is ever written, renamed or removed where they lead."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summit_tui.model import Change, Edit, Entity, text_sha256
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.naming import Names
from summit_tui.store.restoring import put_back, read_held
from tests.unit.store.conftest import TEXT
from tests.unit.store.migrations.test_one_to_two import written_by_version_one

NoteEdit = Callable[[ProjectStore, str], Edit]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that isn't the project's, with a file in it."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "mine.txt").write_text("ليس للمشروع", "utf-8")
    return folder


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def led_away(folder: Path, outside: Path) -> None:
    """Moves what is in ``folder`` there, and makes ``folder`` a link."""
    if folder.exists():
        for path in folder.iterdir():
            path.rename(outside / path.name)
        folder.rmdir()
    folder.symlink_to(outside)


@pytest.mark.parametrize("name", ["history", "backups", "texts"])
def test_a_folder_of_the_project_that_is_a_link_is_not_written_to(
    store: ProjectStore, folder: Path, outside: Path, note_edit: NoteEdit, name: str
) -> None:
    store.close()
    led_away(folder / ".summit" / name, outside)
    before = state_of(outside)
    for word in ("أ", "ب"):
        with ProjectStore.open(folder) as again:
            again.commit(note_edit(again, word))
    assert state_of(outside) == before
    with ProjectStore.open(folder, read_only=True) as again:
        assert again.project.quotes["q-1"].note == "ب"
        assert [edit.command for edit in again.history] == ["import", "quote.note", "quote.note"]


def test_a_history_that_leads_out_fails_no_edit_and_is_told(
    store: ProjectStore, folder: Path, outside: Path, note_edit: NoteEdit
) -> None:
    store.close()
    led_away(folder / ".summit" / "history", outside)
    with ProjectStore.open(folder) as again:
        again.commit(note_edit(again, "أ"))
        again.fold(wait=True)
        again.commit(note_edit(again, "ب"))
        assert "symbolic link" in str(again.fold_failure)


@pytest.mark.parametrize("name", ["project.json.previous", "project.json.damaged", "project.json.j9"])
def test_a_file_of_the_project_that_is_a_link_leads_to_no_other(
    store: ProjectStore, folder: Path, outside: Path, note_edit: NoteEdit, name: str
) -> None:
    store.close()
    path = folder / ".summit" / name
    path.unlink(missing_ok=True)
    path.symlink_to(outside / "mine.txt")
    before = state_of(outside)
    try:
        with ProjectStore.open(folder) as again:
            again.commit(note_edit(again, "أ"))
    except StoreError as error:
        assert name in str(error)  # noqa: PT017 - a link in the place of a journal is refused
    assert state_of(outside) == before


def test_a_text_that_is_a_link_is_not_written_through(
    folder: Path, outside: Path, entities: tuple[Entity, ...], edit: Callable[..., Edit]
) -> None:
    (folder / ".summit" / "texts").mkdir(parents=True)
    (folder / ".summit" / "texts" / f"{text_sha256(TEXT)}.txt").symlink_to(outside / "mine.txt")
    before = state_of(outside)
    with ProjectStore.open(folder) as store, pytest.raises(StoreError, match="symbolic link"):
        store.add_text(TEXT)
    assert state_of(outside) == before


@pytest.mark.parametrize("what", ["the folder", "the segment"])
def test_a_migration_does_not_write_through_a_link(
    store: ProjectStore, folder: Path, outside: Path, note_edit: NoteEdit, what: str
) -> None:
    store.commit(note_edit(store, "أ"))
    written_by_version_one(store)
    history = folder / ".summit" / "history"
    if what == "the folder":
        history.symlink_to(outside)
    else:
        history.mkdir()
        (history / "000000000001.jsonl").symlink_to(outside / "mine.txt")
    before, file = state_of(outside), (folder / ".summit" / "project.json").read_bytes()
    with ProjectStore.open(folder) as again, pytest.raises(StoreError, match="symbolic link"):
        again.commit(note_edit(again, "ب"))
    assert state_of(outside) == before
    assert (folder / ".summit" / "project.json").read_bytes() == file


def test_restoring_takes_nothing_away_where_a_link_leads(
    store: ProjectStore, folder: Path, outside: Path, note_edit: NoteEdit
) -> None:
    backup = store.back_up("by-hand")
    store.commit(note_edit(store, "أ"))
    store.close()
    project = folder / ".summit"
    led_away(project / "history", outside)
    before = state_of(outside)
    (project / "project.json").write_bytes(b"{")
    with pytest.raises(StoreError, match="symbolic link"):
        put_back(project / "project.json", read_held(backup))
    assert state_of(outside) == before


@pytest.mark.parametrize("leads_to", ["a folder", "nothing"])
def test_no_project_is_made_where_a_link_leads(
    folder: Path, outside: Path, entities: tuple[Entity, ...], edit: Callable[..., Edit], leads_to: str
) -> None:
    (folder / ".summit").symlink_to(outside if leads_to == "a folder" else outside / "gone" / "too")
    before = state_of(outside)
    with ProjectStore.open(folder) as store:
        with pytest.raises(StoreError, match="symbolic link"):
            store.add_text(TEXT)
        with pytest.raises(StoreError, match="symbolic link"):
            store.commit(edit(Change(None, entities[1])))
    assert state_of(outside) == before


def test_a_project_that_is_there_may_be_reached_by_a_link(
    store: ProjectStore, folder: Path, tmp_path: Path, note_edit: NoteEdit
) -> None:
    store.close()
    (folder / ".summit").rename(tmp_path / "kept")
    (folder / ".summit").symlink_to(tmp_path / "kept")
    with ProjectStore.open(folder) as again:
        again.commit(note_edit(again, "أ"))
    assert (folder / ".summit").is_symlink()
    with ProjectStore.open(folder, read_only=True) as again:
        assert again.project.quotes["q-1"].note == "أ"


def test_a_temporary_file_never_follows_a_link(
    store: ProjectStore, folder: Path, outside: Path, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    for name in ("project.json", "project.json.previous"):
        (folder / ".summit" / f"{name}.{'00' * 8}.tmp").symlink_to(outside / "mine.txt")
    before = state_of(outside)
    store.commit(note_edit(store, "أ"))
    store.fold(wait=True)
    assert state_of(outside) == before
    assert store.project.quotes["q-1"].note == "أ"


def test_where_the_file_is_a_link_what_belongs_to_it_lies_beside_its_target(
    store: ProjectStore, folder: Path, tmp_path: Path, note_edit: NoteEdit
) -> None:
    store.close()
    project = folder / ".summit" / "project.json"
    (tmp_path / "vault").mkdir()
    project.rename(tmp_path / "vault" / "p.json")
    project.symlink_to(os.path.relpath(tmp_path / "vault" / "p.json", project.parent))
    before = {path.name for path in folder.rglob("*")}
    with ProjectStore.open(folder) as again:
        again.commit(note_edit(again, "أ"))
    assert {path.name for path in folder.rglob("*")} == before
    assert all(path.name.startswith("p.json") for path in (tmp_path / "vault").iterdir())
    names = Names.of(project)
    assert names.folder == tmp_path / "vault"


@pytest.fixture
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.parametrize("umask", [0o077, 0o027, 0o002, 0], indirect=True, ids=oct)
def test_files_and_folders_are_made_with_the_persons_umask(
    umask: int,
    folder: Path,
    entities: tuple[Entity, ...],
    edit: Callable[..., Edit],
    note_edit: NoteEdit,
) -> None:
    with ProjectStore.open(folder) as store:
        store.add_text(TEXT)
        store.commit(edit(*(Change(None, entity) for entity in entities)))
        store.fold(wait=True)
        store.commit(note_edit(store, "أ"))
        store.back_up("by-hand")
        there = [folder / ".summit", *(folder / ".summit").rglob("*")]
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in there}
    assert len(modes) > 9
    for path, mode in modes.items():
        assert mode == (0o777 if path.is_dir() else 0o666) & ~umask, path
