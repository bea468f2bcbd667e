"""``summit backup`` and ``summit restore``."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pty
import time
from dataclasses import replace

import pytest
from tinydb import TinyDB

from summit_tui.model import Change, Edit, seeded_ids
from summit_tui.store import ProjectStore

IDS = seeded_ids(5)


def note(folder, text):
    with ProjectStore.open(folder) as store:
        quote = store.project.quotes["q-1"]
        change = Change(quote, replace(quote, note=text))
        store.commit(Edit(IDS(), "user", "2026-01-02T03:04:05Z", "quote.note", (change,)))


def note_in(folder):
    with ProjectStore.open(folder, read_only=True) as store:
        return store.project.quotes["q-1"].note


def state_of(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def listed(summit):
    return json.loads(summit("restore", "--format", "json").output)


@pytest.fixture
def backed_up(summit, project):
    """The project with a backup by hand after two edits, and a third edit."""
    note(project, "قديم")
    assert summit("backup").status == 0
    note(project, "جديد")
    (name,) = (project / ".summit" / "backups").glob("*-by-hand-edit-2.json")
    return name.name


def test_a_backup_is_a_file_that_plain_tinydb_opens(summit, project):
    note(project, "ملاحظة")
    done = summit("backup", "bridge.txt")
    (path,) = (project / ".summit" / "backups").glob("*-by-hand-edit-2.json")
    assert (done.status, done.output) == (0, b"")
    assert done.lines == [f"Backed up to {path}, up to edit number 2."]
    with TinyDB(path, access_mode="r") as plain:
        assert next(quote["note"] for quote in plain.table("quotes")) == "ملاحظة"


def test_what_is_not_folded_yet_is_in_it(summit, project):
    with ProjectStore.open(project) as store:
        quote = store.project.quotes["q-1"]
        change = Change(quote, replace(quote, note="لم تُطوَ بعد"))
        store.commit(Edit("e-2", "user", "2026-01-02T03:04:05Z", "quote.note", (change,)))
        assert summit("backup", "--to", "copy.json").status == 0
    with TinyDB(project / "copy.json", access_mode="r") as plain:
        assert next(quote["note"] for quote in plain.table("quotes")) == "لم تُطوَ بعد"


def test_a_file_that_is_there_is_not_replaced(summit, project, tmp_path):
    to = tmp_path / "mine.json"
    to.write_bytes(b"mine")
    done = summit("backup", "--to", str(to))
    assert (done.status, to.read_bytes(), len(done.lines)) == (2, b"mine", 1)
    assert summit("backup", "--to", "gone/copy.json").status == 3


def test_without_a_project_there_is_nothing_to_back_up_or_restore(summit, work):
    for arguments in (["backup", "."], ["backup", "--project", "."], ["restore", "--project", "."]):
        done = summit(*arguments)
        assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
    (work / ".summit").mkdir()
    assert summit("backup").status == 2


def test_read_only_makes_no_backup_in_the_project(summit, project, tmp_path):
    before = state_of(project)
    assert summit("--read-only", "backup").status == 2
    assert summit("--read-only", "backup", "--to", str(tmp_path / "copy.json")).status == 0
    assert summit("restore", "--read-only", "x").status == 2
    assert state_of(project) == before


def test_the_backups_are_listed_newest_first(summit, project, backed_up):
    done = summit("restore")
    assert (done.status, done.lines) == (0, [])
    rows = [[cell.strip() for cell in line.split("\t")] for line in done.output.decode().splitlines()]
    assert rows[0] == ["Backup", "Made", "Up to edit", "Size"]
    assert [(row[1], row[2]) for row in rows[1:]] == [("by hand", "2"), ("daily", "1")]
    assert [(one["why"], one["sequence"], one["schema"]) for one in listed(summit)] == [
        ("by-hand", 2, 2),
        ("daily", 1, 2),
    ]


def test_a_damaged_backup_is_told_when_they_are_listed(summit, project, backed_up):
    path = project / ".summit" / "backups" / backed_up
    path.write_bytes(path.read_bytes()[:-1])
    done = summit("restore")
    assert (done.status, len(done.lines)) == (1, 1)
    assert backed_up in done.lines[0]
    before = state_of(project)
    assert summit("restore", backed_up, "--yes").status == 2
    assert state_of(project) == before


def test_restoring_is_an_edit_after_a_copy_and_can_be_taken_back(summit, project, backed_up):
    done = summit("restore", backed_up, "--yes", "--as", "سلمى")
    assert done.status == 0
    asked, told = done.lines
    assert "after edit number 2; the last one was number 3" in asked
    assert "by one edit that can be taken back" in told
    assert note_in(project) == "قديم"
    assert [(one["why"], one["sequence"]) for one in listed(summit)[:1]] == [("before-restore", 3)]
    with ProjectStore.open(project) as store:
        edit = store.history[-1]
        assert (edit.command, edit.by, store.sequence) == ("project.restore", "سلمى", 4)
        store.commit(Edit("u-1", "user", edit.at, "edit.undo", edit.inverse(), undoes=edit.id))
    assert note_in(project) == "جديد"
    assert summit("check").status == 0


def test_what_is_so_already_is_not_restored(summit, project):
    assert summit("backup", "--to", "copy.json").status == 0
    before = state_of(project)
    done = summit("restore", "copy.json", "--yes")
    assert (done.status, len(done.lines)) == (0, 1)
    assert "nothing was changed" in done.lines[0]
    assert state_of(project) == before


def test_nothing_is_restored_without_being_agreed_to(summit, project, backed_up):
    before = state_of(project)
    done = summit("restore", backed_up)
    assert (done.status, done.output) == (2, b"")
    assert "--yes" in done.lines[-1]
    assert state_of(project) == before


@pytest.mark.parametrize(
    ("answer", "status", "text"), [("yes", 0, "قديم"), ("no", 2, "جديد"), ("", 2, "جديد")]
)
def test_a_person_is_asked(started, project, backed_up, answer, status, text):
    main, side = pty.openpty()
    process = started("restore", backed_up, stdin=side, stderr=side)
    os.close(side)
    said, end = b"", time.monotonic() + 30
    while b"yes or no" not in said and time.monotonic() < end:
        said += os.read(main, 4096)
    os.write(main, f"{answer}\n".encode())
    with contextlib.suppress(OSError):
        while piece := os.read(main, 4096):
            said += piece
    assert process.communicate(timeout=30)[0] == b""
    os.close(main)
    assert (process.returncode, note_in(project)) == (status, text)


def test_nothing_is_restored_while_another_holds_the_project(summit, project, backed_up):
    with ProjectStore.open(project):
        done = summit("restore", backed_up, "--yes")
    assert (done.status, len(done.lines)) == (3, 1)
    assert "in use by process" in done.lines[0]
    assert note_in(project) == "جديد"


def test_it_can_wait_for_who_holds_the_project(summit, started, project, backed_up):
    with ProjectStore.open(project):
        waiting = started("restore", backed_up, "--yes", "--wait")
        line = waiting.stderr.readline().decode()
    output = waiting.communicate(timeout=30)[0]
    assert "in use by process" in line
    assert (waiting.returncode, output, note_in(project)) == (0, b"", "قديم")


def test_a_damaged_project_is_put_back_and_what_was_there_kept(summit, project, backed_up):
    file = project / ".summit" / "project.json"
    file.write_bytes(b"{")
    file.with_name("project.json.previous").unlink()
    exported = summit("export")
    assert (exported.status, len(exported.lines)) == (3, 1)
    assert "summit restore lists them" in exported.lines[0]
    done = summit("restore", backed_up, "--yes")
    assert done.status == 0
    assert "made again from the journals: 1" in done.lines[-1]
    assert note_in(project) == "جديد"
    (aside,) = (project / ".summit" / "backups").glob("*-before-restore-damaged")
    assert (aside / "project.json").read_bytes() == b"{"
    assert summit("check").status == 0


def test_there_is_no_such_backup(summit, project):
    for name in ("2020-01-01-daily-edit-1.json", "../project.json.j7", ""):
        done = summit("restore", name, "--yes")
        assert (done.status, len(done.lines)) == (2, 1)


def test_a_backup_of_a_project_with_other_texts_says_so(summit, project, tmp_path):
    assert summit("backup", "--to", str(tmp_path / "copy.json")).status == 0
    other = tmp_path / "other"
    (other / ".summit").mkdir(parents=True)
    done = summit("restore", str(tmp_path / "copy.json"), "--yes", "--project", str(other))
    assert done.status == 0
    assert "Articles whose text isn't in this project: 2." in done.lines[-1]


def test_without_a_backup_what_can_be_read_is_opened_by_wish(summit, project):
    folder = project / ".summit"
    note(project, "أول")
    with ProjectStore.open(project) as store:
        for number in (3, 4, 5):
            quote = store.project.quotes["q-1"]
            change = Change(quote, replace(quote, note=f"ملاحظة {number}"))
            store.commit(Edit(IDS(), "user", "2026-01-02T03:04:05Z", "quote.note", (change,)))
        (journal,) = folder.glob("project.json.j*")
        lines = journal.read_bytes().splitlines(keepends=True)
    for path in (folder / "backups").iterdir():
        path.unlink()
    header = json.loads(lines[0])
    assert header["after"] == 2
    whole = summit("restore", "--readable", "--yes")
    assert (whole.status, whole.lines[0][-44:]) == (2, "can be opened as it is. Nothing was changed.")
    (folder / "project.json").unlink()
    lost = summit("export", "--format", "json")
    assert (lost.status, "summit restore --readable" in lost.lines[0]) == (3, True)
    before = state_of(project)
    assert summit("restore", "--readable").status == 2
    assert summit("restore", "--readable", "x", "--yes").status == 2
    assert state_of(project) == before
    done = summit("restore", "--readable", "--yes")
    assert (done.status, len(done.lines)) == (0, 2)
    assert "can be read, up to edit number 5; all is kept" in done.lines[0]
    assert "holds what can be read, up to edit number 5. What was there is in" in done.lines[1]
    assert note_in(project) == "ملاحظة 5"
    assert summit("check").status == 0
