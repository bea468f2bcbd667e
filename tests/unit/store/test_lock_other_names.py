"""A project that is reached by two names has one writer (store-31)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.model import Edit
from summit_tui.store import ProjectHeldError, ProjectStore

NoteEdit = Callable[[ProjectStore, str], Edit]


def test_by_a_link_to_its_folder_it_is_held(store: ProjectStore, folder: Path, note_edit: NoteEdit) -> None:
    other = folder.with_name("other")
    other.symlink_to(folder)
    store.commit(note_edit(store, "أولى"))
    with pytest.raises(ProjectHeldError, match=f"process {os.getpid()} "):
        ProjectStore.open(other)
    store.close()
    with ProjectStore.open(other) as again:
        assert again.project.quotes["q-1"].note == "أولى"
        with pytest.raises(ProjectHeldError):
            ProjectStore.open(folder)


def test_by_a_hard_link_it_is_held_until_a_fold_has_parted_them(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.close()
    other = folder.with_name("other")
    (other / ".summit").mkdir(parents=True)
    (other / ".summit" / "project.json").hardlink_to(folder / ".summit" / "project.json")
    (other / ".summit" / "texts").symlink_to(folder / ".summit" / "texts")
    with ProjectStore.open(folder) as first, ProjectStore.open(other) as second:
        assert any("hard link" in str(line) for line in first.caveats)
        assert any("hard link" in str(line) for line in second.caveats)
        first.commit(note_edit(first, "في الأولى"))
        with pytest.raises(ProjectHeldError, match="under another name of the same file"):
            second.commit(note_edit(second, "في الثانية"))
        assert second.project.quotes["q-1"].note != "في الثانية"
        first.fold(wait=True)
        assert not first.caveats
        second.commit(note_edit(second, "في الثانية"))
    with ProjectStore.open(folder) as first, ProjectStore.open(other) as second:
        assert first.project.quotes["q-1"].note == "في الأولى"
        assert second.project.quotes["q-1"].note == "في الثانية"
