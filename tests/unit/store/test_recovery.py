"""Projects as crashes, other programs and people leave them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Change, Edit, Entity
from summit_tui.store import ProjectStore, StoreError, recovery
from summit_tui.store.snapshot import Meta, chunks, read_own
from tests.unit.store.conftest import TEXT

NoteEdit = Callable[[ProjectStore, str], Edit]


def left_by_a_kill(store: ProjectStore, to: Path) -> Path:
    """The folder of a project as it is when the process of ``store`` is killed."""
    shutil.copytree(store.path, to / ".summit", symlinks=True)
    return to


def journal(folder: Path) -> Path:
    return max((folder / ".summit").glob("project.json.j*"), key=lambda path: path.stat().st_mtime_ns)


def contents(folder: Path) -> dict[str, bytes]:
    """Everything but who holds the lock."""
    files = (path for path in (folder / ".summit").rglob("*") if path.name != "lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.is_file()}


def note(folder: Path) -> str:
    with ProjectStore.open(folder, read_only=True) as store:
        return store.project.quotes["q-1"].note


@pytest.fixture
def killed(store: ProjectStore, note_edit: NoteEdit, tmp_path: Path) -> Path:
    """A project that was folded, edited three more times and left by a kill."""
    store.fold(wait=True)
    for word in ("أ", "ب", "ج"):
        store.commit(note_edit(store, word))
    return left_by_a_kill(store, tmp_path / "killed")


def test_everything_that_was_saved_is_there_and_looking_writes_nothing(killed: Path) -> None:
    before = contents(killed)
    for read_only in (True, False):
        with ProjectStore.open(killed, read_only=read_only) as store:
            assert store.project.quotes["q-1"].note == "ج"
            assert store.mended == []
            assert [edit.command for edit in store.history] == ["import", *["quote.note"] * 3]
    assert contents(killed) == before


def test_nothing_is_appended_to_a_journal_that_was_found(killed: Path, note_edit: NoteEdit) -> None:
    found = journal(killed)
    number = int(found.name.rpartition(".j")[2])
    store = ProjectStore.open(killed)
    store.commit(note_edit(store, "د"))
    assert not found.exists()
    content = (killed / ".summit" / f"project.json.j{number + 1}").read_bytes()
    assert content.count(b"\n") == 1 + 3 + 1
    assert note(left_by_a_kill(store, killed / "again")) == "د"
    store.close()


@pytest.mark.parametrize(
    "end", [b"", bytes(200), b'{"n":5,"set":{"quotes":{"1":{"id":"q', b"\xff" * 20 + bytes(40)]
)
def test_store_21_a_torn_end_is_kept_aside_and_told(killed: Path, note_edit: NoteEdit, end: bytes) -> None:
    found = journal(killed)
    found.write_bytes(found.read_bytes() + end)
    with ProjectStore.open(killed) as store:
        assert store.project.quotes["q-1"].note == "ج"
        assert len(store.mended) == bool(end.strip(b"\0"))
        assert all("kept as a copy" in str(line) and "\n" not in str(line) for line in store.mended)
        store.commit(note_edit(store, "د"))
    torn = [path.read_bytes() for path in (killed / ".summit").glob("*.torn")]
    assert torn == ([end] if end else [])
    with ProjectStore.open(killed) as again:
        assert (again.project.quotes["q-1"].note, again.mended) == ("د", [])


@pytest.mark.parametrize("start", range(0, 240, 40))
def test_store_21_a_snapshot_of_zeros_is_rebuilt(killed: Path, note_edit: NoteEdit, start: int) -> None:
    file = killed / ".summit" / "project.json"
    damaged = file.read_bytes()[:start] + bytes(file.stat().st_size - start)
    file.write_bytes(damaged)
    with ProjectStore.open(killed, read_only=True) as looking:
        assert looking.project.quotes["q-1"].note == "ج"
    assert file.read_bytes() == damaged
    with ProjectStore.open(killed) as store:
        (line,) = store.mended
        assert "was rebuilt" in str(line)
        store.commit(note_edit(store, "د"))
        assert len(store.history) == 5
    assert file.with_name("project.json.damaged").read_bytes() == damaged
    with ProjectStore.open(killed) as again:
        assert (again.project.quotes["q-1"].note, again.mended) == ("د", [])
        assert [edit.command for edit in again.history] == ["import", *["quote.note"] * 4]


@pytest.mark.parametrize("line", [1, 2])
def test_damage_in_the_middle_of_a_journal_is_refused_and_everything_kept(killed: Path, line: int) -> None:
    found = journal(killed)
    lines = found.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b"note", b"nose", 1)
    found.write_bytes(b"".join(lines))
    before = contents(killed)
    for read_only in (False, True):
        with pytest.raises(StoreError, match="restore the project from a backup") as raised:
            ProjectStore.open(killed, read_only=read_only)
        assert found.name in str(raised.value)
    assert contents(killed) == before


def test_store_17_a_journal_of_another_machine_is_not_replayed(
    killed: Path, tmp_path: Path, folder: Path, entities: tuple[Entity, ...], edit: Callable[..., Edit]
) -> None:
    found = journal(killed)
    copies = [
        "project (conflicted copy 2026-11-20).json",
        f"{found.name} (1)",
        f"project.sync-conflict-2026.json.{found.name.rpartition('.')[2]}",
    ]
    for name in copies:
        shutil.copy(found, found.with_name(name))
    other = ProjectStore.open(tmp_path / "other")
    other.commit(edit(*(Change(None, entity) for entity in entities)))
    foreign = journal(tmp_path / "other").read_bytes()
    other.close()
    found.write_bytes(foreign)
    with ProjectStore.open(killed) as store:
        assert store.project.quotes["q-1"].note == entities[3].note  # type: ignore[union-attr]
        (line,) = store.mended
        assert f"{found.name} doesn't go on from project.json" in str(line)
        quote = store.project.quotes["q-1"]
        store.commit(edit(Change(quote, None)))
    left = contents(killed)
    assert left[f".summit/{found.name}.strange"] == foreign
    assert all(f".summit/{name}" in left for name in copies)
    with ProjectStore.open(killed) as again:
        assert (dict(again.project.quotes), again.mended) == ({}, [])


def test_store_26_without_its_snapshot_no_new_project_is_made(killed: Path) -> None:
    (killed / ".summit" / "project.json").unlink()
    before = contents(killed)
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"missing, though .* holds 3 edits .* restore it"):
            ProjectStore.open(killed, read_only=read_only)
    assert contents(killed) == before


def test_store_26_a_journal_is_not_replayed_onto_an_older_backup(
    store: ProjectStore, note_edit: NoteEdit, tmp_path: Path
) -> None:
    store.fold(wait=True)
    backup = (store.path / "project.json").read_bytes()
    for word in "أب":
        store.commit(note_edit(store, word))
        store.fold(wait=True)
    store.commit(note_edit(store, "ج"))
    folder = left_by_a_kill(store, tmp_path / "killed")
    kept = journal(folder).read_bytes()
    (folder / ".summit" / "project.json").write_bytes(backup)
    with ProjectStore.open(folder) as again:
        assert again.project.quotes["q-1"].note not in "أبج"
        assert ["doesn't go on from" in str(line) for line in again.mended] == [True]
        again.commit(note_edit(again, "د"))
        assert again.sequence == 2
    assert kept in contents(folder).values()
    assert note(folder) == "د"


def test_store_26_onto_a_backup_of_the_same_generation_what_follows_is_replayed(
    store: ProjectStore, note_edit: NoteEdit, tmp_path: Path
) -> None:
    """The backup was made in the middle of a journal; its sequence and seed say from where to go on."""
    for word in "أبج":
        store.commit(note_edit(store, word))
    middle = left_by_a_kill(store, tmp_path / "middle")
    with ProjectStore.open(middle) as copy:
        copy.fold(wait=True)
        copy._keeper._unfolded = True
        copy.fold(wait=True)
    backup = json.loads((middle / ".summit" / "project.json").read_bytes())
    assert backup["_meta"]["1"]["sequence"] == 4
    for word in "دهو":
        store.commit(note_edit(store, word))
    folder = left_by_a_kill(store, tmp_path / "killed")
    snapshot = (middle / ".summit" / "project.json").read_bytes()
    generation = int(journal(folder).name.rpartition(".j")[2])
    tables, meta = read_own(snapshot)
    same = Meta(generation, meta.sequence, meta.seed, meta.extra)
    (folder / ".summit" / "project.json").write_bytes(b"".join(chunks(tables, same)))
    with ProjectStore.open(folder) as again:
        assert (again.project.quotes["q-1"].note, again.sequence, again.mended) == ("و", 7, [])
        again.commit(note_edit(again, "ز"))
    with ProjectStore.open(folder) as last:
        assert last.project.quotes["q-1"].note == "ز"
        assert len(list(last.history)) == 8


def test_store_26_a_snapshot_without_its_journal_opens(killed: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / ".summit"
    alone.mkdir(parents=True)
    shutil.copy(killed / ".summit" / "project.json", alone)
    with ProjectStore.open(alone.parent) as store:
        assert store.project.quotes["q-1"].id == "q-1"
        assert store.sequence == 1
        (line,) = store.mended
        assert "stands without its history" in str(line)
        assert "up to number 1, which can't be undone; whether more followed can't be told" in str(line)


def test_store_19_a_long_journal_that_was_never_folded_is_told(
    killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ProjectStore.open(killed, read_only=True) as store:
        assert store.mended == []
    monkeypatch.setattr(recovery, "_LONG", 100)
    with ProjectStore.open(killed, read_only=True) as store:
        (line,) = store.mended
        assert re.search(r"were not folded into .*; to read them took \d+\.\d s\.", str(line))


def test_a_gap_between_journals_is_refused(
    store: ProjectStore, note_edit: NoteEdit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folds fail, so that several journals follow one another; then one loses its end."""
    monkeypatch.setattr(Disk, "rename", _failing)
    for word in "أبج":
        store.commit(note_edit(store, word))
        store.fold(wait=True)
    store.commit(note_edit(store, "د"))
    monkeypatch.undo()
    folder = left_by_a_kill(store, tmp_path / "killed")
    assert note(folder) == "د"
    paths = sorted((folder / ".summit").glob("project.json.j*"))
    assert len(paths) == 4
    paths[1].write_bytes(paths[1].read_bytes()[:-20])
    before = contents(folder)
    with pytest.raises(StoreError, match="restore the project from a backup"):
        ProjectStore.open(folder)
    assert contents(folder) == before


def test_store_23_nothing_is_appended_behind_half_a_record_that_cannot_be_cut_off(
    store: ProjectStore, note_edit: NoteEdit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Disk.write

    def part(disk: Disk, descriptor: int, content: bytes) -> int:
        write(disk, descriptor, content[:40])
        raise OSError(28, "No space left on device")

    torn = journal(tmp_path / "مشروع")
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "write", part)
        patch.setattr(Disk, "truncate", _failing)
        with pytest.raises(StoreError, match="this edit was not saved"):
            store.commit(note_edit(store, "أ"))
    size = torn.stat().st_size
    for word in "بجد":
        store.commit(note_edit(store, word))
    assert torn.stat().st_size == size
    folder = left_by_a_kill(store, tmp_path / "killed")
    with ProjectStore.open(folder) as again:
        assert again.project.quotes["q-1"].note == "د"
        assert [edit.command for edit in again.history] == ["import", *["quote.note"] * 3]
        again.commit(note_edit(again, "ه"))
    with ProjectStore.open(folder) as last:
        assert (last.project.quotes["q-1"].note, last.sequence) == ("ه", 5)


def test_store_23_a_kill_amid_a_record_leaves_no_damage_in_the_middle(
    killed: Path, note_edit: NoteEdit, tmp_path: Path
) -> None:
    found = journal(killed)
    found.write_bytes(found.read_bytes() + b'{"n":5,"set":{"quotes":{"1":{"id":"q-1"')
    store = ProjectStore.open(killed)
    store.commit(note_edit(store, "د"))
    again = left_by_a_kill(store, tmp_path / "again")
    store.close()
    with ProjectStore.open(again) as last:
        assert (last.project.quotes["q-1"].note, last.sequence) == ("د", 5)
        assert [edit.command for edit in last.history] == ["import", *["quote.note"] * 4]


def _failing(*_: object) -> None:
    raise OSError(5, "Input/output error")


def stops(folder: Path, work: Callable[[], object]) -> Iterator[Path]:
    """Copies of ``folder`` as it is before each call that changes something on the disk during ``work``."""
    copies: list[Path] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("open", "write", "sync", "datasync", "rename", "link", "unlink", "truncate"):
            call = getattr(Disk, name)

            def copied(*arguments: object, call: Callable[..., object] = call) -> object:
                copies.append(folder.with_name(f"{folder.name}-{len(copies)}"))
                shutil.copytree(folder, copies[-1], symlinks=True)
                return call(*arguments)

            patch.setattr(Disk, name, copied)
        work()
    yield from copies


def test_a_fold_that_is_stopped_anywhere_loses_nothing(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.fold(wait=True)
    for word in "أب":
        store.commit(note_edit(store, word))
    expected, history = store.project, list(store.history)
    copies = list(stops(folder, lambda: store.fold(wait=True)))
    assert len(copies) > 15
    for copy in copies:
        with ProjectStore.open(copy) as again:
            assert again.project == expected
            assert again.history == history
            assert [line for line in again.mended if "being saved" not in str(line)] == []
            again.commit(note_edit(again, "ج"))
            again.commit(note_edit(again, "د"))
        with ProjectStore.open(copy) as last:
            assert last.project.quotes["q-1"].note == "د"
            assert len(list(last.history)) == len(history) + 2
            assert not list((copy / ".summit").glob("project.json.j*"))


def test_taking_up_what_was_found_loses_nothing_where_it_is_stopped(
    killed: Path, note_edit: NoteEdit
) -> None:
    found = journal(killed)
    found.write_bytes(found.read_bytes() + b"torn")
    store = ProjectStore.open(killed)
    copies = list(stops(killed, lambda: store.commit(note_edit(store, "د"))))
    store.close()
    assert len(copies) > 5
    for copy in copies:
        with ProjectStore.open(copy) as again:
            assert again.project.quotes["q-1"].note in "جد"
            again.commit(note_edit(again, "ه"))
        with ProjectStore.open(copy) as last:
            assert last.project.quotes["q-1"].note == "ه"
            assert [edit.command for edit in last.history][:4] == ["import", *["quote.note"] * 3]


def test_a_first_edit_that_is_stopped_anywhere_leaves_a_project_that_opens(
    folder: Path, entities: tuple[Entity, ...], edit: Callable[..., Edit]
) -> None:
    store = ProjectStore.open(folder)
    work = edit(*(Change(None, entity) for entity in entities))
    copies = list(stops(folder, lambda: (store.add_text(TEXT), store.commit(work))))
    store.close()
    for copy in copies:
        with ProjectStore.open(copy) as again:
            assert len(again.project.quotes) in {0, 1}
            if not again.project.quotes:
                again.commit(work)
        assert note(copy) == entities[3].note  # type: ignore[union-attr]
