"""Looking through projects that crashes, other programs and people left."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from tinydb import TinyDB

from summit_tui.disk import Disk
from summit_tui.model import Article, Carried, Change, Edit, Quote, Source, Span, Topic, text_sha256
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.checking import Checked, Kind, Rank, check
from summit_tui.store.documents import edit_document
from summit_tui.store.holder import Holder
from summit_tui.store.snapshot import chunks, read_own
from tests.unit.store.conftest import TEXT

NoteEdit = Callable[[ProjectStore, str], Edit]


@pytest.fixture
def closed(store: ProjectStore, note_edit: NoteEdit, folder: Path) -> Path:
    """A project of four edits that was closed, with two backups and two segments of history."""
    store.commit(note_edit(store, "أ"))
    store.fold(wait=True)
    store.commit(note_edit(store, "ب"))
    store.commit(note_edit(store, "ج"))
    store.back_up("by-hand")
    store.close()
    return folder


@pytest.fixture
def killed(store: ProjectStore, note_edit: NoteEdit, tmp_path: Path) -> Path:
    """A project with two edits in its journal, left by a kill."""
    store.fold(wait=True)
    for word in ("أ", "ب"):
        store.commit(note_edit(store, word))
    to = tmp_path / "killed"
    shutil.copytree(store.path, to / ".summit", symlinks=True)
    gone = replace(Holder.here(None), pid=2**22 - 3, started=1)
    (to / ".summit" / "lock").write_bytes(gone.written())
    return to


def of(folder: Path, name: str) -> Path:
    return folder / ".summit" / name


def kinds(checked: Checked, rank: Rank = Rank.FAULT) -> list[Kind]:
    return [finding.kind for finding in checked.of(rank)]


def contents(folder: Path) -> dict[Path, tuple[bytes, int]]:
    files = (path for path in (folder / ".summit").rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def rewritten(folder: Path, change: Callable[[dict[str, dict[str, Any]]], None]) -> None:
    """Changes documents in the project's file as a program does that knows its checksum."""
    file = of(folder, "project.json")
    tables, meta = read_own(file.read_bytes())
    documents = {
        name: {key: json.loads(entry[entry.index(b":") + 1 :]) for key, entry in table.items()}
        for name, table in tables.documents.items()
    }
    change(documents)
    tables.documents = {
        name: {
            key: f'"{key}":{json.dumps(document, ensure_ascii=False, separators=(",", ":"))}'.encode()
            for key, document in table.items()
        }
        for name, table in documents.items()
    }
    file.write_bytes(b"".join(chunks(tables, meta)))


def test_a_whole_project_has_no_finding_and_looking_writes_nothing(closed: Path) -> None:
    before = contents(closed)
    checked = check(closed)
    assert checked.findings == []
    counted = (checked.articles, checked.quotes, checked.edits, checked.backups)
    assert counted == (1, 1, 4, 2)
    assert contents(closed) == before


def test_what_a_crash_left_is_named_and_is_no_fault(killed: Path) -> None:
    journal = max(of(killed, "").glob("project.json.j*"))
    journal.write_bytes(journal.read_bytes() + b'{"n":4,"set":{"quo' + bytes(30))
    temporary = of(killed, "project.json.0123456789abcdef.tmp")
    temporary.write_bytes(b"{")
    in_texts = of(killed, "texts") / f"{'0' * 64}.txt.0123456789abcdef.tmp"
    in_texts.write_bytes(b"")
    checked = check(killed)
    assert checked.faults == []
    left = {finding.kind: finding for finding in checked.of(Rank.LEFT)}
    assert set(left) == {Kind.TORN, Kind.FOLD, Kind.TEMPORARY, Kind.LOCK}
    assert "48 bytes" in str(left[Kind.TORN].message)
    assert "which is gone" in str(left[Kind.LOCK].message)
    assert kinds(checked, Rank.LEFT).count(Kind.TEMPORARY) == 2
    assert {finding.file for finding in checked.of(Rank.LEFT)} == {
        journal,
        temporary,
        in_texts,
        of(killed, "lock"),
    }
    assert checked.edits == 3


def test_a_fold_that_was_stopped_is_named_and_is_no_fault(
    store: ProjectStore, note_edit: NoteEdit, tmp_path: Path
) -> None:
    store.commit(note_edit(store, "أ"))
    journal = max(store.path.glob("project.json.j*"))
    content = journal.read_bytes()
    store.fold(wait=True)
    to = tmp_path / "stopped"
    shutil.copytree(store.path, to / ".summit", symlinks=True)
    of(to, journal.name).write_bytes(content)
    shutil.rmtree(of(to, "history"))
    of(to, "lock").write_bytes(b"")
    checked = check(to)
    assert (checked.faults, kinds(checked, Rank.LEFT)) == ([], [Kind.FOLD])


def test_nothing_that_a_running_writer_has_open_is_called_left_behind(
    store: ProjectStore, note_edit: NoteEdit, folder: Path
) -> None:
    store.commit(note_edit(store, "أ"))
    checked = check(folder)
    assert checked.findings == []
    assert checked.holder is not None
    store.close()
    assert check(folder).holder is None


def test_store_21_a_snapshot_of_zeros_is_a_fault_though_all_is_there(closed: Path) -> None:
    file = of(closed, "project.json")
    file.write_bytes(bytes(file.stat().st_size))
    checked = check(closed)
    assert kinds(checked) == [Kind.CHECKSUM]
    assert (checked.edits, checked.quotes) == (4, 1)


def test_another_programs_change_is_no_fault(closed: Path) -> None:
    with TinyDB(of(closed, "project.json")) as plain:
        plain.table("topics").update({"colour": "blue"})
    checked = check(closed)
    assert checked.faults == []
    assert [str(one.message) for one in checked.of(Rank.NOTE)] == [
        f"{of(closed, 'project.json')} was changed by another program, which the history knows nothing of."
    ]


def test_a_file_that_was_changed_in_its_own_layout_is_a_fault(closed: Path) -> None:
    file = of(closed, "project.json")
    content = file.read_bytes()
    assert b"Roads" in content
    file.write_bytes(content.replace(b"Roads", b"Rxads"))
    for name in ("project.json.previous", "history"):
        path = of(closed, name)
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert Kind.CHECKSUM in kinds(check(closed))


def test_a_project_that_cannot_be_opened_is_a_fault(closed: Path) -> None:
    of(closed, "project.json").write_bytes(b"{")
    of(closed, "project.json.previous").write_bytes(b"{")
    checked = check(closed)
    assert Kind.JOURNAL in kinds(checked)
    assert checked.backups == 2


@pytest.mark.parametrize("where", [0, 40, -30])
def test_a_damaged_segment_of_the_history_is_a_fault(closed: Path, where: int) -> None:
    segment = max(of(closed, "history").iterdir())
    content = bytearray(segment.read_bytes())
    content[where] ^= 1
    segment.write_bytes(content)
    assert set(kinds(check(closed))) == {Kind.HISTORY}


@pytest.mark.parametrize("which", [0, -1])
def test_a_missing_segment_is_a_fault(closed: Path, which: int) -> None:
    sorted(of(closed, "history").iterdir())[which].unlink()
    (finding,) = check(closed).faults
    assert (finding.kind, "missing from the history" in str(finding.message)) == (Kind.HISTORY, True)


def test_a_damaged_backup_is_a_fault_and_a_foreign_file_none(closed: Path) -> None:
    backup = min(of(closed, "backups").iterdir())
    backup.write_bytes(backup.read_bytes()[:600] + bytes(backup.stat().st_size - 600))
    backup.with_name("ملاحظات.txt").write_text("لا شيء", "utf-8")
    (finding,) = check(closed).faults
    assert (finding.kind, finding.file) == (Kind.BACKUP, backup)


def test_offsets_beyond_the_text_are_faults(closed: Path) -> None:
    length = len(TEXT)

    def change(tables: dict[str, dict[str, Any]]) -> None:
        tables["quotes"]["1"]["content"] = [[27, length + 1]]
        tables["quotes"]["1"]["mention"] = [length, length + 5]

    rewritten(closed, change)
    found = [finding for finding in check(closed).faults if finding.kind is Kind.OFFSETS]
    end = f"lies outside the text of أخبار/جسر.txt, which ends at {length}."
    assert [str(finding.message) for finding in found] == [
        f"quotes q-1: content 27-{length + 1} {end}",
        f"quotes q-1: mention {length}-{length + 5} {end}",
    ]


def test_offsets_that_were_moved_are_not_what_was_recorded(closed: Path) -> None:
    rewritten(closed, lambda tables: tables["quotes"]["1"].update(content=[[28, 47]]))
    (finding,) = check(closed).faults
    assert (finding.kind, finding.id) == (Kind.RECORD, "q-1")
    assert str(finding.message) == "quotes q-1: not what edit number 4 recorded, in: content."


def test_entities_that_came_or_went_without_an_edit_are_faults(closed: Path) -> None:
    def change(tables: dict[str, dict[str, Any]]) -> None:
        tables["topics"]["9"] = {**tables["topics"]["1"], "id": "new"}
        del tables["quotes"]["1"]

    rewritten(closed, change)
    found = {(finding.kind, finding.id): str(finding.message) for finding in check(closed).faults}
    assert set(found) == {(Kind.RECORD, "new"), (Kind.RECORD, "q-1")}
    assert "no edit in the history made it" in found[Kind.RECORD, "new"]
    assert "isn't in the project" in found[Kind.RECORD, "q-1"]


@pytest.mark.parametrize("content", [None, b"", "نص آخر\n".encode(), b"\xff"])
def test_a_missing_or_damaged_text_is_a_fault(closed: Path, content: bytes | None) -> None:
    text = of(closed, "texts") / f"{text_sha256(TEXT)}.txt"
    text.unlink() if content is None else text.write_bytes(content)
    (finding,) = check(closed).faults
    assert (finding.kind, finding.table, finding.id) == (Kind.TEXT, "articles", "art-1")


def test_ids_that_lead_nowhere_or_stand_twice_are_faults(
    store: ProjectStore, folder: Path, edit: Callable[..., Edit]
) -> None:
    quote, article = store.project.quotes["q-1"], store.project.articles["art-1"]
    store.commit(
        edit(
            Change(quote, replace(quote, speakers=("gone", "hala", "hala"), topics=("no",), addressee="who")),
            Change(article, replace(article, topics=article.topics * 2)),
            Change(None, replace(quote, id="q-2", article="art-9")),
        )
    )
    store.close()
    found = sorted((finding.kind, finding.id, finding.other) for finding in check(folder).faults)
    assert found == [
        (Kind.DUPLICATE, "art-1", "roads"),
        (Kind.DUPLICATE, "q-1", "hala"),
        (Kind.REFERENCE, "q-1", "gone"),
        (Kind.REFERENCE, "q-1", "no"),
        (Kind.REFERENCE, "q-1", "who"),
        (Kind.REFERENCE, "q-2", "art-9"),
    ]


def test_what_is_there_twice_under_two_ids_is_a_fault(
    store: ProjectStore, folder: Path, edit: Callable[..., Edit]
) -> None:
    quote, article = store.project.quotes["q-1"], store.project.articles["art-1"]
    records = Article("rec-1", "سجل", Source("سجلات.jsonl"), article.sha256)
    store.commit(
        edit(
            Change(None, replace(quote, id="q-2")),
            Change(None, replace(article, id="art-2")),
            Change(None, records),
            Change(None, replace(records, id="rec-2")),
        )
    )
    store.close()
    found = [(finding.kind, finding.id, finding.other) for finding in check(folder).faults]
    assert found == [(Kind.DUPLICATE, "art-2", "art-1"), (Kind.DUPLICATE, "q-2", "q-1")]


def test_a_document_that_is_no_entity_and_an_id_that_is_taken_are_faults(closed: Path) -> None:
    def change(tables: dict[str, dict[str, Any]]) -> None:
        tables["quotes"]["2"] = {**tables["quotes"]["1"]}
        tables["quotes"]["3"] = {**tables["quotes"]["1"], "id": "hala"}
        tables["topics"]["7"] = {"id": 7}

    rewritten(closed, change)
    with pytest.raises(StoreError):
        ProjectStore.open(closed)
    found = [finding for finding in check(closed).faults if finding.kind is not Kind.RECORD]
    assert {(finding.kind, finding.table, finding.id) for finding in found} >= {
        (Kind.DUPLICATE, "quotes", "q-1"),
        (Kind.DUPLICATE, "quotes", "hala"),
        (Kind.DOCUMENT, "topics", None),
    }


def test_what_was_carried_over_has_the_former_texts_offsets(
    store: ProjectStore, folder: Path, edit: Callable[..., Edit]
) -> None:
    quote = store.project.quotes["q-1"]
    assert isinstance(quote, Quote)
    former = store.add_text(TEXT + TEXT)
    place = (Span(len(TEXT) + 27, len(TEXT) + 47),)
    fits = Carried("q-1", former, replace(quote, content=place), 0.5, 3)
    store.commit(edit(Change(None, fits)))
    lost = replace(quote, id="q-8")
    store.commit(edit(Change(None, Carried("q-8", "0" * 64, lost, 0.0, 10**6))))
    store.close()
    found = [(finding.kind, finding.table, finding.id) for finding in check(folder).faults]
    assert found == [(Kind.OFFSETS, "carried", "q-8"), (Kind.TEXT, "carried", "q-8")]


def test_another_programs_writing_ends_what_is_compared_with_the_history(
    closed: Path, note_edit: NoteEdit
) -> None:
    file = of(closed, "project.json")
    data = json.loads(file.read_bytes())
    data["topics"]["1"]["name"]["en"] = "Streets"
    file.write_bytes(json.dumps(data).encode())
    with ProjectStore.open(closed) as store:
        store.commit(note_edit(store, "بعد"))
        assert isinstance(store.project.topics["roads"], Topic)
    checked = check(closed)
    assert checked.faults == []
    assert any("another program wrote" in str(finding.message) for finding in checked.of(Rank.NOTE))


def test_a_journal_of_another_project_is_a_fault(killed: Path) -> None:
    journal = max(of(killed, "").glob("project.json.j*"))
    content = journal.read_bytes()
    journal.with_name("project.json.j99").write_bytes(content.replace(b'"chain":"', b'"chain":"0', 1))
    assert Kind.JOURNAL in kinds(check(killed))


def test_a_newer_versions_project_is_not_judged(closed: Path) -> None:
    file = of(closed, "project.json")
    tables, meta = read_own(file.read_bytes())
    newer = meta._replace(extra={**meta.extra, "schema": 3})
    file.write_bytes(b"".join(chunks(tables, newer)))
    with pytest.raises(StoreError, match="newer version"):
        check(closed)


def test_a_folder_in_which_nothing_was_saved(tmp_path: Path) -> None:
    (tmp_path / ".summit").mkdir()
    checked = check(tmp_path, Disk())
    assert (checked.exists, checked.findings) == (False, [])


def test_a_project_of_version_1_is_looked_through(closed: Path) -> None:
    file = of(closed, "project.json")
    tables = json.loads(file.read_bytes())
    with ProjectStore.open(closed, read_only=True) as store:
        edits = [edit_document(edit) for edit in store.history]
    tables["history"] = {str(number): document for number, document in enumerate(edits, 1)}
    tables["_meta"] = {"1": {"format": "summit-project", "schema": 1}}
    for name in ("history", "backups"):
        shutil.rmtree(of(closed, name))
    of(closed, "project.json.previous").unlink()
    file.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    checked = check(closed)
    assert (checked.findings, checked.edits, checked.quotes) == ([], 4, 1)
    tables["history"]["2"]["at"] = 7
    file.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    assert kinds(check(closed)) == [Kind.HISTORY]


def test_a_project_that_is_reached_by_a_link(closed: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    for name in ("project.json", "project.json.previous", "history", "backups", "lock"):
        suffix = name.removeprefix("project.json").lstrip(".")
        of(closed, name).rename(shared / (f"p.json.{suffix}" if suffix else "p.json"))
    of(closed, "project.json").symlink_to(shared / "p.json")
    (shared / "other.json.0123456789abcdef.tmp").write_bytes(b"")
    assert check(closed).findings == []
    segment = min((shared / "p.json.history").iterdir())
    segment.unlink()
    assert kinds(check(closed)) == [Kind.HISTORY]


def test_a_history_that_was_shortened_by_wish_is_no_fault(
    closed: Path, edit: Callable[..., Edit], note_edit: NoteEdit
) -> None:
    with ProjectStore.open(closed) as store:
        store.shorten_history(edit(command="history.compact"), 1)
        store.commit(note_edit(store, "بعد"))
    checked = check(closed)
    assert checked.faults == []
    (note,) = checked.of(Rank.NOTE)
    assert "begins with edit number" in str(note.message)


def test_a_writer_at_work_is_no_fault(closed: Path, note_edit: NoteEdit) -> None:
    stop = Event()

    def write() -> None:
        with ProjectStore.open(closed) as store:
            for number in count():
                store.commit(note_edit(store, str(number)))
                if number % 3 == 0:
                    store.fold()
                if stop.is_set():
                    return

    writer = Thread(target=write)
    writer.start()
    try:
        for _ in range(15):
            checked = check(closed)
            assert [str(finding.message) for finding in checked.faults] == []
            assert checked.of(Rank.LEFT) == []
    finally:
        stop.set()
        writer.join()
    assert check(closed).findings == []
