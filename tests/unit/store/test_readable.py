"""Projects of which not everything can be read: what is read without being asked for, and what by wish."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.model import Edit
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.checking import check
from summit_tui.store.restoring import put_back, readable_in

NoteEdit = Callable[[ProjectStore, str], Edit]
MakeEdit = Callable[..., Edit]


@pytest.fixture
def young(store: ProjectStore, note_edit: NoteEdit, tmp_path: Path) -> Path:
    """A project as its first session leaves it when that is killed: four edits, nothing folded yet."""
    for word in ("أ", "ب", "ج"):
        store.commit(note_edit(store, word))
    return left(store, tmp_path)


def left(store: ProjectStore, to: Path) -> Path:
    folder = to / "killed"
    shutil.copytree(store.path, folder / ".summit", ignore=shutil.ignore_patterns("lock"))
    return folder


def journal(folder: Path) -> Path:
    (found,) = (folder / ".summit").glob("project.json.j*")
    return found


def spoil(path: Path, line: int) -> bytes:
    """Changes one byte in a line of a journal, the header being number 0; returns what is there then."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b"note", b"nose", 1)
    path.write_bytes(b"".join(lines))
    return path.read_bytes()


def note_of(store: ProjectStore) -> str:
    return store.project.quotes["q-1"].note


def open_readable(folder: Path) -> int:
    """Goes on with what can be read; returns the number of the last edit that could be."""
    held = readable_in(folder)
    assert held is not None
    done = put_back(folder / ".summit" / "project.json", held)
    assert done.sequence == held.backup.sequence
    return done.sequence


def test_without_its_file_a_young_project_is_made_of_its_journal(young: Path, note_edit: NoteEdit) -> None:
    (young / ".summit" / "project.json").unlink()
    for _ in range(2):
        with ProjectStore.open(young, read_only=True) as store:
            assert (note_of(store), store.exists, store.sequence) == ("ج", True, 4)
            (line,) = store.mended
            assert "is missing. Its state was made of the edits" in str(line)
    assert any("is missing. All edits are in the journals" in str(one.message) for one in check(young).faults)
    with ProjectStore.open(young) as store:
        assert len(store.stacks.done) == 4
        store.commit(note_edit(store, "د"))
    assert check(young).findings == []
    with ProjectStore.open(young) as again:
        assert (note_of(again), again.mended, len(again.stacks.done)) == ("د", [], 5)
        assert [edit.command for edit in again.history] == ["import", *["quote.note"] * 4]


def test_where_something_else_lies_there_too_nothing_is_made_of_journals(
    young: Path, store: ProjectStore, tmp_path: Path
) -> None:
    store.fold(wait=True)
    other = tmp_path / "other"
    shutil.copytree(store.path, other / ".summit", ignore=shutil.ignore_patterns("lock"))
    (young / ".summit" / "project.json").unlink()
    (young / ".summit" / "history").mkdir()
    (segment,) = (other / ".summit" / "history").iterdir()
    shutil.copy(segment, young / ".summit" / "history")
    with pytest.raises(StoreError, match="summit restore --readable"):
        ProjectStore.open(young)


@pytest.mark.parametrize("line", [2, 3])
@pytest.mark.parametrize("is_missing", [False, True])
def test_what_stands_before_the_damage_is_opened_by_wish(
    young: Path, note_edit: NoteEdit, edit: MakeEdit, line: int, is_missing: bool
) -> None:
    torn = spoil(journal(young), line)
    name = journal(young).name
    if is_missing:
        (young / ".summit" / "project.json").unlink()
    with pytest.raises(StoreError, match="summit restore --readable"):
        ProjectStore.open(young)
    assert open_readable(young) == line - 1
    (aside,) = (young / ".summit" / "backups").iterdir()
    assert (aside / name).read_bytes() == torn
    with ProjectStore.open(young) as store:
        assert (store.mended, note_of(store)) == ([], {2: "سطر\u2028آخر\x0b", 3: "أ"}[line])
        assert len(store.stacks.done) == line - 1
        store.commit(note_edit(store, "بعد"))
        last = store.stacks.done[-1]
        store.commit(edit(*last.inverse(), command="edit.undo", undoes=last.id))
    assert check(young).faults == []


def test_later_journals_do_not_count_behind_a_damaged_one(
    store: ProjectStore, note_edit: NoteEdit, tmp_path: Path
) -> None:
    store.commit(note_edit(store, "أ"))
    store.fold(wait=True)
    for word in ("ب", "ج", "د"):
        store.commit(note_edit(store, word))
    folder = left(store, tmp_path)
    spoil(journal(folder), 2)
    with pytest.raises(StoreError, match="2 edits after number 3 can't be read"):
        ProjectStore.open(folder)
    assert open_readable(folder) == 3
    with ProjectStore.open(folder) as again:
        assert (note_of(again), again.mended, len(again.stacks.done)) == ("ب", [], 3)
    assert check(folder).faults == []


def test_a_record_that_is_no_edit_ends_what_can_be_read(young: Path, note_edit: NoteEdit) -> None:
    from summit_tui.store.records import header_line, record_line, scan, transaction_of

    found = scan(journal(young).read_bytes())
    assert found is not None
    bad = transaction_of({"set": {"_meta": {"1": {}}}})
    chain, lines = found.chains[2], found.lines[:2]
    for number in (3, 4):
        line, chain = record_line(chain, number, bad)
        lines.append(line.removesuffix(b"\n"))
    journal(young).write_bytes(header_line(found.header) + b"".join(line + b"\n" for line in lines))
    with pytest.raises(StoreError, match=r"edit number 3 isn't one.*summit restore --readable"):
        ProjectStore.open(young)
    assert open_readable(young) == 2
    with ProjectStore.open(young) as store:
        assert (note_of(store), len(store.stacks.done)) == ("أ", 2)
        store.commit(note_edit(store, "بعد"))
    assert check(young).faults == []


def test_the_history_is_read_where_neither_file_can_be(
    store: ProjectStore, note_edit: NoteEdit, folder: Path
) -> None:
    store.commit(note_edit(store, "أ"))
    store.fold(wait=True)
    store.commit(note_edit(store, "ب"))
    store.close()
    for name in ("project.json", "project.json.previous"):
        (folder / ".summit" / name).write_bytes(b"\0" * 3000)
    with pytest.raises(StoreError):
        ProjectStore.open(folder)
    assert open_readable(folder) == 3
    with ProjectStore.open(folder) as again:
        assert (note_of(again), again.mended, len(again.stacks.done)) == ("ب", [], 3)
    assert check(folder).faults == []


def test_where_nothing_can_be_read_there_is_nothing_to_open(young: Path) -> None:
    (young / ".summit" / "project.json").write_bytes(b"\0" * 3000)
    journal(young).write_bytes(b"\0" * 3000)
    assert readable_in(young) is None
