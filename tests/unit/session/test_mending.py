"""Setting right what a look through a project found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.model import (
    Article,
    Carried,
    Change,
    Edit,
    Name,
    Quote,
    QuoteType,
    Source,
    Span,
    Speaker,
    Status,
    Topic,
    TopicTag,
    seeded_ids,
    text_sha256,
)
from summit_tui.session.ledger import Author
from summit_tui.session.mending import mend
from summit_tui.store import ProjectStore, project_in
from summit_tui.store.backups import BEFORE_MENDING, read_backup
from summit_tui.store.checking import Kind, check
from summit_tui.store.naming import Names

TEXT = "قالت المديرة لمى الحاج إن المكتبة ستُغلق يومين.\n"
AUTHOR = Author("سلمى", seeded_ids(3))


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """``make(quote, …)`` gives the folder of a project with these further entities."""

    def project(*more: Article | Quote | Carried) -> Path:
        article = Article("a-1", "المكتبة", Source("library.txt"), text_sha256(TEXT))
        entities = (Topic("books", Name("الكتب")), Speaker("lama", Name("لمى الحاج")), article, *more)
        with ProjectStore.open(tmp_path) as store:
            store.add_text(TEXT)
            changes = tuple(Change(None, entity) for entity in entities)
            store.commit(Edit("e-1", "user", "2026-01-02T03:04:05Z", "test", changes))
        return tmp_path

    return project


QUOTE = Quote("q-1", "a-1", QuoteType.INDIRECT, (Span(23, 46),), speakers=("lama",), topics=("books",))


def test_a_project_without_a_fault_is_left_alone(make: Callable[..., Path]) -> None:
    folder = make(QUOTE)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    done = mend(project_in(folder), AUTHOR, check(folder))
    assert (done.changed, done.stopped) == ([], None)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} == before


def test_ids_are_taken_out_everywhere_by_one_edit_after_a_backup(make: Callable[..., Path]) -> None:
    tags = (
        TopicTag("books", Status.ACCEPTED, "user"),
        TopicTag("gone", Status.ACCEPTED, "user"),
        TopicTag("books", Status.SUGGESTED, "rules", 0.5),
    )
    wrong = replace(QUOTE, speakers=("lama", "gone", "lama"), topics=("no", "books"), addressee="nobody")
    other = Article("a-2", "أخرى", Source("other.txt"), text_sha256(TEXT), topics=tags)
    carried = Carried("q-2", text_sha256(TEXT), replace(wrong, id="q-2"), 0.0, 3)
    folder = make(wrong, other, carried)
    before = check(folder)
    assert len(before.faults) == 10
    done = mend(project_in(folder), AUTHOR, before)
    assert (done.checked.faults, done.stopped) == ([], None)
    with ProjectStore.open(folder) as store:
        assert store.project.quotes["q-1"] == QUOTE
        assert store.project.articles["a-2"].topics == tags[:1]
        assert store.project.carried["q-2"].quote == replace(QUOTE, id="q-2")
        (edit,) = list(store.history)[1:]
        assert (edit.command, edit.by, len(edit.changes)) == ("project.mend", "سلمى", 3)
    (copy,) = Names.of_project(folder).backups.glob(f"*-{BEFORE_MENDING}-edit-1.json")
    assert read_backup(copy, ProjectStore.open(folder)._database.disk)[0].sequence == 1


def test_what_would_have_to_be_guessed_stays(make: Callable[..., Path]) -> None:
    beyond = replace(QUOTE, content=(Span(23, 460),))
    elsewhere = replace(QUOTE, id="q-2", article="gone", speakers=("nobody",))
    folder = make(beyond, elsewhere)
    done = mend(project_in(folder), AUTHOR, check(folder))
    assert [finding.kind for finding in done.checked.faults] == [Kind.REFERENCE, Kind.OFFSETS]
    with ProjectStore.open(folder) as store:
        assert store.project.quotes["q-1"] == beyond
        assert store.project.quotes["q-2"] == replace(elsewhere, speakers=())


@pytest.mark.parametrize("written", [TEXT, "\ufeff" + TEXT.replace("\n", "\r\n"), "نص صُحح\n", None])
def test_a_text_comes_back_only_from_a_file_that_has_it(
    make: Callable[..., Path], written: str | None
) -> None:
    folder = make(QUOTE)
    text = folder / ".summit" / "texts" / f"{text_sha256(TEXT)}.txt"
    text.unlink()
    if written is not None:
        (folder / "library.txt").write_bytes(written.encode())
    done = mend(project_in(folder), AUTHOR, check(folder))
    comes_back = written is not None and "المكتبة" in written
    assert (done.checked.faults == []) == comes_back
    assert text.exists() == comes_back


def test_a_snapshot_that_was_rebuilt_is_written_anew(make: Callable[..., Path]) -> None:
    folder = make(QUOTE)
    with ProjectStore.open(folder) as store:
        change = Change(QUOTE, replace(QUOTE, note="ملاحظة"))
        store.commit(Edit("e-2", "user", "2026-01-02T03:04:05Z", "quote.note", (change,)))
    file = folder / ".summit" / "project.json"
    file.write_bytes(bytes(file.stat().st_size))
    done = mend(project_in(folder), AUTHOR, check(folder))
    assert done.checked.faults == []
    with ProjectStore.open(folder) as store:
        assert (store.mended, store.project.quotes["q-1"].note) == ([], "ملاحظة")
        assert store.history[-1].command == "project.tidy"
        assert store.stacks.done[-1].command == "quote.note"


def test_a_history_that_is_lost_begins_anew(make: Callable[..., Path]) -> None:
    folder = make(QUOTE)
    shutil.rmtree(folder / ".summit" / "history")
    assert [finding.kind for finding in check(folder).faults] == [Kind.HISTORY]
    done = mend(project_in(folder), AUTHOR, check(folder))
    assert "begins with edit number 2" in str(done.changed[-1])
    assert done.checked.faults == []
    with ProjectStore.open(folder) as store:
        assert (store.mended, store.history.start, bool(store.stacks.done)) == ([], 2, False)
        assert [edit.command for edit in store.history] == ["project.tidy"]
    assert mend(project_in(folder), AUTHOR, done.checked).changed == []


def test_what_can_not_be_opened_is_left_for_a_backup(make: Callable[..., Path]) -> None:
    folder = make(QUOTE)
    for name in ("project.json", "project.json.previous"):
        (folder / ".summit" / name).write_bytes(b"{")
    done = mend(project_in(folder), AUTHOR, check(folder))
    assert (done.changed, done.stopped is not None) == ([], True)
    assert done.checked.faults
