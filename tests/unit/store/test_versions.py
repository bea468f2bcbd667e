"""Journals of newer versions, and what may be left of older ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.model import Edit
from summit_tui.store import ProjectStore, ReadOnlyError
from tests.unit.store.test_recovery import contents, journal, left_by_a_kill

NoteEdit = Callable[[ProjectStore, str], Edit]


@pytest.fixture
def killed(store: ProjectStore, note_edit: NoteEdit, tmp_path: Path) -> Path:
    """A project that was folded, edited twice and left by a kill."""
    store.commit(note_edit(store, "أ"))
    store.fold(wait=True)
    for word in "بج":
        store.commit(note_edit(store, word))
    return left_by_a_kill(store, tmp_path / "killed")


def test_a_journal_of_a_newer_version_opens_the_project_for_reading_only(
    killed: Path, note_edit: NoteEdit
) -> None:
    path = journal(killed)
    path.write_bytes(path.read_bytes().replace(b'{"journal":1,', b'{"journal":2,'))
    before = contents(killed)
    with ProjectStore.open(killed) as store:
        assert f"{path} was written by a newer version" in str(store.why_read_only)
        assert "\n" not in str(store.why_read_only)
        assert store.project.quotes["q-1"].note == "أ"
        assert store.mended == []
        with pytest.raises(ReadOnlyError, match="newer version"):
            store.commit(note_edit(store, "د"))
    assert contents(killed) == before


def test_an_older_journal_that_cannot_be_read_is_kept(killed: Path, note_edit: NoteEdit) -> None:
    path = journal(killed).with_name("project.json.j1")
    content = b'{"journal":1,"damaged\n{"n":1}\n'
    path.write_bytes(content)
    with ProjectStore.open(killed) as store:
        store.commit(note_edit(store, "د"))
    assert contents(killed)[".summit/project.json.j1.strange"] == content


@pytest.mark.parametrize("content", [b"", bytes(300), b'{"journal":1,"gen'])
def test_an_older_journal_that_nothing_was_ever_saved_in_is_cleared_away(
    killed: Path, note_edit: NoteEdit, content: bytes
) -> None:
    journal(killed).with_name("project.json.j1").write_bytes(content)
    with ProjectStore.open(killed) as store:
        store.commit(note_edit(store, "د"))
    assert not [name for name in contents(killed) if ".j" in name.replace(".json", "")]
