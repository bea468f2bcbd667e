"""Projects of version 1, whose file holds the history and is replaced as a whole for each edit."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from summit_tui.disk import Disk
from summit_tui.model import Edit
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.documents import edit_document

NoteEdit = Callable[[ProjectStore, str], Edit]


def written_by_version_one(store: ProjectStore) -> bytes:
    """The file of the project in ``store`` as version 1 writes it."""
    file = store.path / "project.json"
    store.close()
    tables = json.loads(file.read_bytes())
    tables["_meta"] = {"1": {"format": "summit-project", "schema": 1}}
    tables["history"] = {str(n): edit_document(edit) for n, edit in enumerate(store.history, 1)}
    parts = []
    for name, table in tables.items():
        lines = [f'"{key}":{json.dumps(one, ensure_ascii=False)}' for key, one in table.items()]
        parts.append(json.dumps(name) + ":{\n" + ",\n".join(lines) + "\n}")
    for path in store.path.iterdir():
        if path.is_dir() and path.name != "texts":
            for inner in path.iterdir():
                inner.unlink()
            path.rmdir()
        elif path.is_file() and path.name != "lock":
            path.unlink()
    file.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")
    return file.read_bytes()


@pytest.fixture
def old(store: ProjectStore, note_edit: NoteEdit, edit: Callable[..., Edit]) -> ProjectStore:
    """A closed project with eleven edits, the last of which was taken back."""
    for number in range(9):
        store.commit(note_edit(store, str(number)))
    last = store.history[-1]
    store.commit(edit(*last.inverse(), undoes=last.id, command="edit.undo"))
    return store


def test_it_opens_with_everything_and_looking_writes_nothing(old: ProjectStore, folder: Path) -> None:
    content = written_by_version_one(old)
    for read_only in (True, False):
        with ProjectStore.open(folder, read_only=read_only) as store:
            assert store.project == old.project
            assert store.history == list(old.history)
            assert store.sequence == 11
            assert store.stacks == old.stacks
            assert store.mended == []
    assert (folder / ".summit" / "project.json").read_bytes() == content
    assert {path.name for path in (folder / ".summit").iterdir()} == {"project.json", "lock", "texts"}


def test_the_first_edit_backs_it_up_and_moves_the_history_out(
    old: ProjectStore, folder: Path, note_edit: NoteEdit, edit: Callable[..., Edit]
) -> None:
    history = list(old.history)
    content = written_by_version_one(old)
    with ProjectStore.open(folder) as store:
        undone = store.stacks.undone[-1]
        store.commit(edit(*undone.changes, redoes=undone.id, command="edit.redo"))
        store.commit(note_edit(store, "بعد"))
        done = list(store.stacks.done)
    (backup,) = (folder / ".summit" / "backups").glob("*-before-schema-2-edit-11.json")
    assert backup.read_bytes() == content
    with TinyDB(folder / ".summit" / "project.json") as plain:
        assert plain.tables() == {"_meta", "articles", "speakers", "topics", "quotes"}
        assert plain.table("_meta").get(doc_id=1)["schema"] == 2
    with ProjectStore.open(folder) as again:
        assert again.project.quotes["q-1"].note == "بعد"
        assert list(again.history)[:11] == history
        assert len(again.history) == 13
        assert list(again.stacks.done) == done
        assert [one.command for one in done] == ["import", *["quote.note"] * 10]


def test_a_document_keeps_its_number(old: ProjectStore, folder: Path, note_edit: NoteEdit) -> None:
    content = json.loads(written_by_version_one(old))
    with ProjectStore.open(folder) as store:
        store.commit(note_edit(store, "بعد"))
    after = json.loads((folder / ".summit" / "project.json").read_bytes())
    assert after["quotes"].keys() == content["quotes"].keys()
    assert after["_meta"]["1"]["next"]["quotes"] == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"changes": 5}, "changes"),
        ({"undoes": "gone"}, "undoes"),
        ({"redoes": "q-1"}, "redoes"),
        ({"id": None}, "id"),
    ],
)
def test_a_history_that_is_none_is_named_and_everything_kept(
    old: ProjectStore, folder: Path, change: dict[str, object], field: str
) -> None:
    written_by_version_one(old)
    file = folder / ".summit" / "project.json"
    tables = json.loads(file.read_bytes())
    tables["history"]["2"].update(change)
    file.write_text(json.dumps(tables), encoding="utf-8")
    content = file.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreError, match=f"damaged: table history, document 2, field {field}"):
            ProjectStore.open(folder, read_only=read_only)
    assert file.read_bytes() == content


def test_the_history_is_ordered_by_number_not_by_place(old: ProjectStore, folder: Path) -> None:
    written_by_version_one(old)
    file = folder / ".summit" / "project.json"
    tables = json.loads(file.read_bytes())
    tables["history"] = dict(sorted(tables["history"].items()))
    file.write_text(json.dumps(tables), encoding="utf-8")
    with ProjectStore.open(folder, read_only=True) as store:
        assert store.history == list(old.history)


@pytest.mark.parametrize("step", range(12))
def test_a_migration_that_is_stopped_at_any_rename_is_as_if_it_had_not_begun(
    old: ProjectStore, folder: Path, note_edit: NoteEdit, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_by_version_one(old)
    left = [step]

    class Stopped(BaseException):
        pass

    def stop(*_: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Stopped

    for name in ("rename", "link", "unlink", "sync"):
        call = getattr(Disk, name)
        monkeypatch.setattr(Disk, name, lambda *args, call=call: (stop(), call(*args))[1])
    store = ProjectStore.open(folder)
    with contextlib.suppress(Stopped):
        store.commit(note_edit(store, "بعد"))
    store._database.lock.release()
    monkeypatch.undo()
    with ProjectStore.open(folder) as again:
        assert list(again.history)[:11] == list(old.history)
        assert again.project.quotes["q-1"].note in {"7", "بعد"}
        again.commit(note_edit(again, "ثم"))
    with ProjectStore.open(folder) as last:
        assert last.project.quotes["q-1"].note == "ثم"
        assert list(last.history)[:11] == list(old.history)
