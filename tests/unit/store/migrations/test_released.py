"""A file of every released version, as that version wrote it: it opens with all that it holds."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.model import Attribution, Change, Edit, Span
from summit_tui.store import SCHEMA, ProjectStore

FILES = {int(path.stem.rpartition("-")[2]): path for path in Path(__file__).parent.glob("version-*.json")}
COMMANDS = [
    *("project.begin", "article.add", "quote.make", "quote.speaker", "quote.note", "quote.make"),
    *("quote.delete", "edit.undo", "edit.redo", "edit.undo", "edit.undo"),
]
TOPICS, ARTICLES, SPEAKERS, QUOTES = {"roads"}, {"art-1"}, {"hala"}, {"q-1"}


def test_there_is_one_of_each_version_before_the_present_one() -> None:
    assert sorted(FILES) == list(range(1, SCHEMA))


@pytest.fixture(params=sorted(FILES))
def released(request: pytest.FixtureRequest, folder: Path) -> bytes:
    """The file of a version, in the place of a project's."""
    file = folder / ".summit" / "project.json"
    file.parent.mkdir()
    shutil.copy(FILES[request.param], file)
    return file.read_bytes()


@pytest.mark.parametrize("read_only", [True, False])
def test_it_opens_and_nothing_is_written(released: bytes, folder: Path, read_only: bool) -> None:
    with ProjectStore.open(folder, read_only=read_only) as store:
        project = store.project
        assert (set(project.topics), set(project.articles)) == (TOPICS, ARTICLES)
        assert (set(project.speakers), set(project.quotes)) == (SPEAKERS, QUOTES)
        quote = project.quotes["q-1"]
        assert (quote.content, quote.speakers) == ((Span(27, 47),), ("hala",))
        assert (quote.attribution, quote.note) == (Attribution.EXPLICIT, "سطر\u2028آخر")
        assert [edit.command for edit in store.history] == COMMANDS
        assert [edit.command for edit in store.stacks.undone] == ["quote.delete", "quote.make"]
        assert {edit.by for edit in store.history} == {"layla"}
        assert (store.mended, store.read_only) == ([], read_only)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["project.json"]
    assert (folder / ".summit" / "project.json").read_bytes() == released


def test_its_first_edit_backs_it_up_and_what_was_done_can_still_be_taken_back(
    released: bytes, folder: Path
) -> None:
    at = "2026-11-24T16:00:00Z"
    with ProjectStore.open(folder) as store:
        quote = store.project.quotes["q-1"]
        last = store.stacks.done[-1]
        assert last.command == "quote.note"
        store.commit(Edit("undo-1", "layla", at, "edit.undo", last.inverse(), undoes=last.id))
        again = store.project.quotes["q-1"]
        assert (again.note, again.speakers) == ("", ("hala",))
        changed = replace(quote, note="", unsure=True)
        store.commit(Edit("edit-1", "layla", at, "quote.unsure", (Change(again, changed),)))
    (backup,) = (folder / ".summit" / "backups").glob("*-before-schema-*.json")
    assert backup.read_bytes() == released
    with ProjectStore.open(folder) as store:
        assert [edit.command for edit in store.history] == [*COMMANDS, "edit.undo", "quote.unsure"]
        while store.stacks.done:
            edit = store.stacks.done[-1]
            inverse = Edit(f"more-{len(store.history)}", "layla", at, "edit.undo", edit.inverse(), edit.id)
            store.commit(inverse)
        assert (len(store.project.quotes), len(store.project.speakers)) == (0, 0)
