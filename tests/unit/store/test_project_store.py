from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import Query, TinyDB

from summit_tui.disk import Disk
from summit_tui.model import Change, Edit, EditConflictError, Entity, ExitStatus, Quote
from summit_tui.store import (
    JournalDatabase,
    ProjectChangedError,
    ProjectHeldError,
    ProjectStore,
    ReadOnlyError,
    StoreError,
)

NoteEdit = Callable[[ProjectStore, str], Edit]


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def stamps(folder: Path) -> dict[str, tuple[int, int, int, int]]:
    """Which file each name leads to, who may read it, how long it is, and when it was last written."""
    found = {name: (folder / name).stat() for name in files_in(folder)}
    return {name: (one.st_ino, one.st_mode, one.st_size, one.st_mtime_ns) for name, one in found.items()}


def test_opening_and_looking_writes_nothing(folder: Path) -> None:
    with ProjectStore.open(folder) as store:
        assert not store.exists
        assert not store.read_only
        assert (list(store.project.entities()), store.history) == ([], [])
        assert store.path == folder / ".summit"
    assert files_in(folder) == set()


def test_ann_50_opening_and_looking_writes_nothing(store: ProjectStore, folder: Path, text: str) -> None:
    store.close()
    (folder / ".summit" / "lock").unlink()
    before = stamps(folder)
    with ProjectStore.open(folder) as again:
        assert again.text(again.project.articles["art-1"].sha256) == text
    assert stamps(folder) == before


def test_ann_50_looking_writes_nothing_while_another_edits(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is edited is all saved, and the reader makes no call that changes anything."""
    changing = ("write", "truncate", "rename", "link", "unlink", "make_folder", "sync", "datasync")
    for word in "أب":
        store.commit(note_edit(store, word))
        with monkeypatch.context() as patch:
            for name in changing:
                patch.setattr(Disk, name, failing(errno.EROFS))
            with ProjectStore.open(folder, read_only=True) as looking:
                assert looking.project == store.project
                assert looking.text(looking.project.articles["art-1"].sha256)
                assert [edit.id for edit in looking.history] == [edit.id for edit in store.history]
    store.close()
    with ProjectStore.open(folder) as again:
        assert again.project == store.project


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085", "\x0b", "\r", "\r\n", "\n", "\x1e"])
def test_store_22_whatever_ends_a_line_elsewhere_comes_back_in_a_note(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, sign: str
) -> None:
    note = f"قبل{sign}بعد"
    store.commit(note_edit(store, note))
    with ProjectStore.open(folder, read_only=True) as looking:
        assert (looking.project.quotes["q-1"].note, looking.sequence, looking.mended) == (note, 2, [])
    store.commit(note_edit(store, f"{note} "))
    store.commit(note_edit(store, note))
    store.close()
    with ProjectStore.open(folder) as again:
        assert (again.project.quotes["q-1"].note, again.sequence, again.mended) == (note, 4, [])


def test_store_33_a_quote_that_is_brought_back_has_the_id_that_it_had(
    store: ProjectStore, folder: Path, edit: Callable[..., Edit]
) -> None:
    quote = store.project.quotes["q-1"]
    ten = replace(quote, id="q-10")
    store.commit(edit(*(Change(None, replace(quote, id=f"q-{number}")) for number in range(2, 11))))
    gone = edit(Change(ten, None))
    store.commit(gone)
    store.close()
    with ProjectStore.open(folder) as again:
        made = edit(Change(None, replace(quote, id="q-11")))
        again.commit(made)
        again.commit(edit(*made.inverse(), undoes=made.id))
        again.commit(edit(*gone.inverse(), undoes=gone.id))
        again.commit(edit(Change(None, replace(quote, id="q-12"))))
        assert again.project.quotes["q-10"] == ten
    with TinyDB(folder / ".summit" / "project.json", access_mode="r") as plain:
        numbers = {one["id"]: one.doc_id for one in plain.table("quotes")}
    assert (numbers["q-10"], numbers["q-12"]) == (10, 12)
    assert "q-11" not in numbers


def test_what_was_committed_is_there_after_opening_again(
    store: ProjectStore, folder: Path, entities: tuple[Entity, ...], note_edit: NoteEdit
) -> None:
    assert store.exists
    store.commit(note_edit(store, "ملاحظة"))
    with ProjectStore.open(folder, read_only=True) as again:
        assert again.project == store.project
        assert again.history == store.history
        assert [edit.command for edit in again.history] == ["import", "quote.note"]
        assert again.project.quotes["q-1"].note == "ملاحظة"
        assert again.project.speakers["hala"] == entities[1]


def test_undo_and_redo_are_commits_like_any_other(
    store: ProjectStore, folder: Path, edit: Callable[..., Edit], note_edit: NoteEdit
) -> None:
    before = store.project.quotes["q-1"]
    done = note_edit(store, "ملاحظة")
    store.commit(done)
    store.commit(edit(*done.inverse(), undoes=done.id))
    assert store.project.quotes["q-1"] == before
    store.commit(edit(*done.changes, redoes=done.id))
    store.close()
    with ProjectStore.open(folder) as again:
        assert again.project.quotes["q-1"].note == "ملاحظة"
        assert [(one.undoes, one.redoes) for one in again.history[-2:]] == [(done.id, None), (None, done.id)]


def test_deleting_and_bringing_back_keeps_the_id(
    store: ProjectStore, folder: Path, edit: Callable[..., Edit]
) -> None:
    quote = store.project.quotes["q-1"]
    deletion = edit(Change(quote, None))
    store.commit(deletion)
    assert ProjectStore.open(folder, read_only=True).project.quotes == {}
    store.commit(edit(*deletion.inverse(), undoes=deletion.id))
    assert ProjectStore.open(folder, read_only=True).project.quotes == {"q-1": quote}


def test_an_entity_changed_twice_in_one_edit_ends_as_the_last(
    store: ProjectStore, folder: Path, edit: Callable[..., Edit]
) -> None:
    quote = store.project.quotes["q-1"]
    second, third = replace(quote, note="2"), replace(quote, note="3")
    extra = replace(quote, id="q-2")
    store.commit(edit(Change(quote, second), Change(second, third), Change(None, extra), Change(extra, None)))
    assert ProjectStore.open(folder, read_only=True).project.quotes == {"q-1": third}


def test_plain_tinydb_opens_the_file_and_queries_it(store: ProjectStore, folder: Path) -> None:
    store.close()
    with TinyDB(folder / ".summit" / "project.json") as plain:
        assert plain.tables() == {"_meta", "articles", "speakers", "topics", "quotes"}
        found = plain.table("quotes").search(Query().speakers.any(["hala"]))
        assert [quote["content"] for quote in found] == [[[27, 47]]]
        assert plain.table("articles").get(Query().source.file == "أخبار/جسر.txt")["id"] == "art-1"
        (meta,) = plain.table("_meta").all()
        assert (meta["format"], meta["schema"], meta["sequence"]) == ("summit-project", 2, 1)
        plain.table("quotes").update({"note": "من برنامج آخر"}, Query().id == "q-1")
    with ProjectStore.open(folder) as again:
        assert again.project.quotes["q-1"].note == "من برنامج آخر"
        assert ["another program" in str(line) for line in again.mended] == [True]


def test_fields_of_others_in_a_document_survive_an_edit(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.close()
    with TinyDB(folder / ".summit" / "project.json") as plain:
        plain.table("quotes").update({"mine": 1})
    with ProjectStore.open(folder) as again:
        again.commit(note_edit(again, "x"))
    with TinyDB(folder / ".summit" / "project.json") as plain:
        assert [(quote["mine"], quote["note"]) for quote in plain.table("quotes")] == [(1, "x")]


def test_a_commit_is_one_write_and_one_sync_of_what_changed(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    write, sync = Disk.write, Disk.datasync
    monkeypatch.setattr(Disk, "write", lambda *args: (calls.append("write"), write(*args))[1])
    monkeypatch.setattr(Disk, "datasync", lambda *args: (calls.append("sync"), sync(*args))[1])
    before = journal(folder).stat().st_size
    content = (folder / ".summit" / "project.json").read_bytes()
    store.commit(note_edit(store, "x"))
    assert calls == ["write", "sync"]
    assert 0 < journal(folder).stat().st_size - before < 1000
    assert (folder / ".summit" / "project.json").read_bytes() == content


def journal(folder: Path) -> Path:
    (path,) = (folder / ".summit").glob("project.json.j*")
    return path


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_failed_write_changes_nothing_and_a_later_one_works(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, number: int
) -> None:
    content = journal(folder).read_bytes()
    project, history = list(store.project.entities()), list(store.history)
    edit = note_edit(store, "ملاحظة")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Disk, "write", failing(number))
        with pytest.raises(StoreError, match="could not be saved") as raised:
            store.commit(edit)
    assert os.strerror(number) in str(raised.value)
    assert raised.value.exit_status == ExitStatus.COULD_NOT
    assert journal(folder).read_bytes() == content
    assert (list(store.project.entities()), store.history) == (project, history)
    store.commit(edit)
    assert ProjectStore.open(folder, read_only=True).project.quotes["q-1"].note == "ملاحظة"


def failing(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_after_a_failed_sync_nothing_is_written_before_the_project_is_opened_again(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    history = list(store.history)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Disk, "datasync", failing(errno.EIO))
        with pytest.raises(ReadOnlyError, match="unknown what reaches the disk"):
            store.commit(note_edit(store, "one"))
    assert store.read_only
    size = journal(folder).stat().st_size
    with pytest.raises(ReadOnlyError):
        store.commit(note_edit(store, "two"))
    store.close()
    assert journal(folder).stat().st_size == size
    assert (store.history, store.project.quotes["q-1"].note) == (history, "سطر\u2028آخر\x0b")
    with ProjectStore.open(folder) as again:
        again.commit(note_edit(again, "three"))
        assert again.project.quotes["q-1"].note == "three"


def test_an_edit_that_does_not_fit_changes_nothing(
    store: ProjectStore, folder: Path, edit: Callable[..., Edit]
) -> None:
    quote = store.project.quotes["q-1"]
    content = (folder / ".summit" / "project.json").read_bytes()
    with pytest.raises(EditConflictError, match=r"nothing was changed\..* Quote q-1\.") as raised:
        store.commit(edit(Change(quote, replace(quote, note="x")), Change(None, quote)))
    assert raised.value.exit_status == ExitStatus.COULD_NOT
    assert store.project.quotes == {"q-1": quote}
    assert len(store.history) == 1
    assert (folder / ".summit" / "project.json").read_bytes() == content


def test_a_note_that_cannot_be_encoded_changes_nothing(store: ProjectStore, note_edit: NoteEdit) -> None:
    quote = store.project.quotes["q-1"]
    with pytest.raises(StoreError, match="not saved"):
        store.commit(note_edit(store, "\ud83d"))
    assert store.project.quotes["q-1"] == quote
    store.commit(note_edit(store, "🌉"))


def test_read_only_writes_nothing_and_says_why(
    store: ProjectStore, folder: Path, note_edit: NoteEdit, text: str
) -> None:
    names = files_in(folder)
    with ProjectStore.open(folder, read_only=True) as reader:
        assert reader.read_only
        with pytest.raises(ReadOnlyError, match="--read-only"):
            reader.commit(note_edit(reader, "x"))
        with pytest.raises(ReadOnlyError):
            reader.add_text("نص آخر")
        assert reader.text(reader.project.articles["art-1"].sha256) == text
    assert files_in(folder) == names


def rewrite(folder: Path, change: Callable[[dict[str, dict[str, dict[str, object]]]], object]) -> bytes:
    path = folder / ".summit" / "project.json"
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path.read_bytes()


def test_a_newer_project_opens_for_reading_only(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.close()
    content = rewrite(folder, lambda tables: tables["_meta"]["1"].update(schema=3))
    with ProjectStore.open(folder) as again:
        assert again.read_only
        assert "newer version" in str(again.why_read_only)
        assert again.project.quotes == store.project.quotes
        with pytest.raises(ReadOnlyError, match="newer version"):
            again.commit(note_edit(again, "x"))
    assert (folder / ".summit" / "project.json").read_bytes() == content


def test_a_newer_project_that_cannot_be_read_is_not_called_damaged(store: ProjectStore, folder: Path) -> None:
    store.close()

    def change(tables: dict[str, dict[str, dict[str, object]]]) -> None:
        tables["_meta"]["1"]["schema"] = 3
        tables["quotes"]["1"]["content"] = "27-47"

    rewrite(folder, change)
    with pytest.raises(StoreError, match="newer version"):
        ProjectStore.open(folder)


@pytest.mark.parametrize(
    "meta", [{}, {"1": {}}, {"1": {"schema": 1}}, {"1": {"format": "summit-project"}}, None]
)
def test_store_05_a_file_without_a_version_is_refused(
    store: ProjectStore, folder: Path, meta: object
) -> None:
    store.close()
    content = rewrite(
        folder, lambda tables: tables.pop("_meta") if meta is None else tables.update(_meta=meta)
    )
    with pytest.raises(StoreError, match="_meta"):
        ProjectStore.open(folder)
    assert (folder / ".summit" / "project.json").read_bytes() == content


def test_a_malformed_document_is_named(store: ProjectStore, folder: Path) -> None:
    store.close()
    rewrite(folder, lambda tables: tables["quotes"]["1"].update(content=[[9, 3]]))
    with pytest.raises(StoreError, match=r"table quotes, document 1, field content") as raised:
        ProjectStore.open(folder)
    assert raised.value.exit_status == ExitStatus.COULD_NOT
    rewrite(folder, lambda tables: tables["quotes"]["1"].update(content=[[3, 9]]))
    ProjectStore.open(folder).close()


def test_two_documents_with_one_id_are_named(store: ProjectStore, folder: Path) -> None:
    store.close()
    rewrite(folder, lambda tables: tables["topics"].update({"7": tables["topics"]["1"]}))
    with pytest.raises(StoreError, match="table topics, document 7, field id"):
        ProjectStore.open(folder)


def test_an_edit_that_takes_back_another_than_the_last_changes_nothing(
    store: ProjectStore, folder: Path, edit: Callable[..., Edit], note_edit: NoteEdit
) -> None:
    first = note_edit(store, "one")
    store.commit(first)
    store.commit(note_edit(store, "two"))
    content = (folder / ".summit" / "project.json").read_bytes()
    quote = store.project.quotes["q-1"]
    with pytest.raises(EditConflictError):
        store.commit(edit(Change(quote, replace(quote, note="")), undoes=first.id))
    assert store.project.quotes["q-1"].note == "two"
    assert (folder / ".summit" / "project.json").read_bytes() == content


def test_what_another_program_wrote_meanwhile_is_set_aside_and_no_edit_is_lost(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    path = folder / ".summit" / "project.json"
    store.commit(note_edit(store, "قبل"))
    with TinyDB(path) as plain:
        plain.table("quotes").insert({"note": "من برنامج آخر"})
    content = path.read_bytes()
    with pytest.raises(ProjectChangedError, match="was not saved"):
        store.commit(note_edit(store, "x"))
    store.close()
    assert path.read_bytes() == content
    with ProjectStore.open(folder) as again:
        assert again.project.quotes["q-1"].note == "قبل"
        assert ["written by another program" in str(line) for line in again.mended] == [True]
        again.commit(note_edit(again, "بعد"))
    assert (folder / ".summit" / "project.json.damaged").read_bytes() == content
    with TinyDB(path) as plain:
        assert [quote["note"] for quote in plain.table("quotes")] == ["بعد"]


def test_a_store_that_opened_before_the_project_was_made_does_not_overwrite_it(
    folder: Path, entities: tuple[Entity, ...], edit: Callable[..., Edit]
) -> None:
    first, second = ProjectStore.open(folder), ProjectStore.open(folder)
    first.commit(edit(Change(None, entities[1])))
    first.close()
    with pytest.raises(ProjectChangedError):
        second.commit(edit(Change(None, entities[2])))
    with ProjectStore.open(folder) as third:
        third.commit(edit(Change(None, entities[2])))
        assert set(third.project.speakers) == {"hala"}


def test_texts_are_kept_by_their_hash_and_verified(store: ProjectStore, folder: Path, text: str) -> None:
    sha256 = store.project.articles["art-1"].sha256
    path = folder / ".summit" / "texts" / f"{sha256}.txt"
    assert path.read_bytes() == text.encode()
    inode = path.stat().st_ino
    assert store.add_text(text) == sha256
    assert path.stat().st_ino == inode
    for damaged in (text.encode()[:-1], b"\xff" + text.encode()):
        path.write_bytes(damaged)
        with pytest.raises(StoreError, match="damaged"):
            store.text(sha256)
    assert store.add_text(text) == sha256
    assert store.text(sha256) == text
    path.unlink()
    with pytest.raises(StoreError, match="could not be read"):
        store.text(sha256)


def test_a_text_whose_folder_could_not_be_synced_is_synced_by_the_next_attempt(
    store: ProjectStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Disk, path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "sync_folder", fail)
        for _ in range(2):
            with pytest.raises(StoreError, match="not saved"):
                store.add_text("نص آخر")
    synced: list[Path] = []
    monkeypatch.setattr(Disk, "sync_folder", lambda _, path: synced.append(path))
    sha256 = store.add_text("نص آخر")
    assert synced == [folder / ".summit" / "texts"]
    assert store.text(sha256) == "نص آخر"


@pytest.mark.parametrize("text", ["", "\ufeffسطر\r\nآخر\r\n", "\0", "🌉"])
def test_a_text_comes_back_as_it_was(store: ProjectStore, text: str) -> None:
    assert store.text(store.add_text(text)) == text


def test_a_text_that_is_no_unicode_is_refused(store: ProjectStore) -> None:
    with pytest.raises(StoreError, match="character 2"):
        store.add_text("نص\ud800")


@pytest.mark.parametrize("name", ["../../secret", "", "0" * 63, "G" * 64, "0" * 64 + "\n"])
def test_a_text_is_asked_for_by_a_hash_and_nothing_else(store: ProjectStore, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.text(name)


def test_texts_do_not_leave_the_project_through_a_link(
    store: ProjectStore, folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    (folder / ".summit" / "texts").rename(outside)
    (folder / ".summit" / "texts").symlink_to(outside)
    before = files_in(outside)
    with pytest.raises(StoreError, match="symbolic link"):
        store.add_text("نص آخر")
    assert files_in(outside) == before


def test_store_11_a_project_behind_a_link_keeps_the_link(
    store: ProjectStore, folder: Path, tmp_path: Path, note_edit: NoteEdit
) -> None:
    store.close()
    (tmp_path / "vault").mkdir()
    project = folder / ".summit" / "project.json"
    project.rename(tmp_path / "vault" / "p.json")
    project.symlink_to("../../vault/p.json")
    with ProjectStore.open(folder) as again:
        again.commit(note_edit(again, "عبر الرابط"))
        with pytest.raises(ProjectHeldError, match=f"process {os.getpid()} on "):
            JournalDatabase(tmp_path / "vault" / "p.json")
    assert project.is_symlink()
    assert "عبر الرابط" in (tmp_path / "vault" / "p.json").read_text(encoding="utf-8")
    assert {name.partition("/")[0] for name in files_in(tmp_path / "vault")} == {
        "p.json",
        "p.json.previous",
        "p.json.history",
        "p.json.lock",
        "p.json.backups",
    }


def test_what_a_killed_writer_left_behind_is_cleared_away(
    store: ProjectStore, folder: Path, note_edit: NoteEdit
) -> None:
    store.close()
    (folder / ".summit" / f"project.json.{'a' * 16}.tmp").write_bytes(b"half")
    (folder / ".summit" / "texts" / f"{'0' * 64}.txt.{'b' * 16}.tmp").write_bytes(b"half")
    (folder / ".summit" / "project.json.mine.tmp").write_bytes(b"not ours")
    with ProjectStore.open(folder) as again:
        again.commit(note_edit(again, "x"))
    assert not [name for name in files_in(folder / ".summit" / "texts") if name.endswith(".tmp")]
    names = {path.name for path in (folder / ".summit").iterdir()}
    assert names == {
        "project.json.mine.tmp",
        "lock",
        "project.json",
        "texts",
        "project.json.previous",
        "history",
        "backups",
    }


def test_a_folder_that_is_a_file_is_named(
    tmp_path: Path, edit: Callable[..., Edit], entities: tuple[Entity, ...]
) -> None:
    (tmp_path / ".summit").write_text("")
    with pytest.raises(StoreError), ProjectStore.open(tmp_path) as store:
        store.commit(edit(Change(None, entities[1])))


def test_quotes_of_an_article_are_known_after_opening(store: ProjectStore, folder: Path) -> None:
    quotes = ProjectStore.open(folder, read_only=True).project.quotes_of("art-1")
    assert [quote.id for quote in quotes] == ["q-1"]
    assert isinstance(quotes[0], Quote)
