"""``summit check``: what it lists, what it mends, and what it leaves alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from summit_tui.model import Change, Edit, text_sha256
from summit_tui.store import ProjectStore
from tests.cli.conftest import TEXT


def state_of(folder):
    """Every file but the lock with its bytes and time, to see that nothing was written."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "lock"]
    return {path: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files}


def torn(folder):
    """Leaves the project as a kill amid an edit does."""
    journal = folder / ".summit" / "project.json.j9"
    with ProjectStore.open(folder) as store:
        quote = store.project.quotes["q-1"]
        change = Change(quote, replace(quote, note="ملاحظة"))
        store.commit(Edit("e-9", "user", "2026-01-02T03:04:05Z", "quote.note", (change,)))
        (open_one,) = (folder / ".summit").glob("project.json.j*")
        content = open_one.read_bytes()
        before = (folder / ".summit" / "project.json").read_bytes()
    (folder / ".summit" / "project.json").write_bytes(before)
    for segment in sorted((folder / ".summit" / "history").iterdir())[1:]:
        segment.unlink()
    journal = folder / ".summit" / open_one.name
    journal.write_bytes(content + b'{"n":3,"set":{')
    return journal


def dangling(folder):
    """Lets quote q-1 name a speaker and a topic that aren't there."""
    with ProjectStore.open(folder) as store:
        quote = store.project.quotes["q-1"]
        change = Change(quote, replace(quote, speakers=("mazen", "gone"), topics=("no",)))
        store.commit(Edit("e-5", "user", "2026-01-02T03:04:05Z", "test", (change,)))


@pytest.mark.parametrize("shape", ["table", "json", "jsonl"])
def test_a_whole_project_is_status_0_and_nothing_is_written(summit, project, tmp_path, shape):
    summit("check")
    before = state_of(tmp_path)
    done = summit("check", "--format", shape)
    assert done.status == 0
    assert done.lines == [
        "Looked at: articles 2, quotes 3, edits 1, backups 1.",
        "Nothing is wrong.",
    ]
    if shape == "json":
        document = json.loads(done.output)
        assert (document["findings"], document["articles"], document["edits"]) == ([], 2, 1)
    else:
        assert done.output == b""
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("path", [".", "bridge.txt", ".summit", "{work}/.summit/"])
def test_a_path_leads_to_its_project(summit, project, path):
    assert summit("check", path.format(work=project)).lines[-1] == "Nothing is wrong."


def test_without_a_project_it_says_so(summit, work):
    (work / "a.txt").write_text("قال نعم", "utf-8")
    for arguments in (["."], ["a.txt"], ["--project", "."]):
        done = summit("check", *arguments)
        assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
        assert "no project" in done.lines[0]


def test_what_a_crash_left_is_named_with_status_0(summit, project):
    journal = torn(project)
    done = summit("check")
    assert done.status == 0
    rows = [line.split("\t") for line in done.output.decode().splitlines()]
    assert {rank.strip() for rank, _ in rows} == {"left behind"}
    assert any(str(journal) in text and "being saved" in text for _, text in rows)
    assert done.lines[-1] == "Nothing is wrong."
    mended = summit("check", "--mend")
    assert mended.status == 0
    assert not journal.exists()
    assert journal.with_name(f"{journal.name}.torn").read_bytes() == b'{"n":3,"set":{'
    assert any("before-mending" in line for line in mended.lines)
    assert [line.split("\t")[0].strip() for line in mended.output.decode().splitlines()] == ["note"]
    with ProjectStore.open(project, read_only=True) as store:
        assert store.project.quotes["q-1"].note == "ملاحظة"


def test_faults_are_listed_with_status_1_and_mended_on_request(summit, project):
    dangling(project)
    before = state_of(project)
    done = summit("check", "--format", "jsonl")
    assert done.status == 1
    findings = [json.loads(line) for line in done.output.splitlines()]
    assert [(one["rank"], one["kind"], one["table"], one["id"]) for one in findings] == [
        ("fault", "reference", "quotes", "q-1"),
        ("fault", "reference", "quotes", "q-1"),
    ]
    assert findings[0]["message"] == "quotes q-1: speakers names gone, which isn't in the project."
    assert done.lines[-1] == "Faults: 2."
    assert state_of(project) == before
    mended = summit("check", "--mend", "--as", "سلمى")
    assert (mended.status, mended.output) == (0, b"")
    assert "quote q-1: ids that lead nowhere, or stood twice, were taken out." in mended.lines
    assert any("before-mending" in line for line in mended.lines)
    with ProjectStore.open(project) as store:
        assert (store.project.quotes["q-1"].speakers, store.project.quotes["q-1"].topics) == (("mazen",), ())
        assert (store.history[-1].command, store.history[-1].by) == ("project.mend", "سلمى")
        assert store.stacks.done[-1].command == "project.mend"


def test_a_lost_text_comes_back_from_the_articles_file(summit, project):
    text = project / ".summit" / "texts" / f"{text_sha256(TEXT)}.txt"
    text.write_bytes(b"\0" * 20)
    assert summit("check").status == 1
    done = summit("check", "--mend")
    assert (done.status, text.read_bytes()) == (0, TEXT.encode())
    assert "The text of bridge.txt was stored again from the file, which still has it." in done.lines


def test_what_cannot_be_mended_is_said_to_be_so(summit, project):
    text = project / ".summit" / "texts" / f"{text_sha256(TEXT)}.txt"
    text.unlink()
    (project / "bridge.txt").write_text("نص آخر", "utf-8")
    done = summit("check", "--mend")
    assert done.status == 1
    assert "What is listed could not be mended." in done.lines
    assert str(text) in done.output.decode()


def test_a_project_that_cannot_be_opened_stays_as_it_is(summit, project):
    (project / ".summit" / "project.json").write_bytes(b"{")
    (project / ".summit" / "project.json.previous").unlink()
    before = state_of(project)
    done = summit("check", "--mend")
    assert done.status == 1
    assert b"project.json" in done.output
    assert done.lines[-1] == "The project can't be opened. summit restore lists its backups."
    assert state_of(project) == before


def test_a_damaged_backup_is_set_aside(summit, project):
    (backup,) = (project / ".summit" / "backups").iterdir()
    backup.write_bytes(b"\0" * 900)
    assert summit("check").status == 1
    assert summit("check", "--mend").status == 0
    assert backup.with_name(f"{backup.name}.damaged").read_bytes() == b"\0" * 900


def test_it_looks_but_does_not_mend_while_another_holds_the_project(summit, project):
    dangling(project)
    with ProjectStore.open(project):
        looked = summit("check")
        assert looked.status == 1
        assert any("has the project open for writing" in line for line in looked.lines)
        done = summit("check", "--mend")
    assert (done.status, done.output) == (3, b"")
    assert "in use by process" in done.lines[-1]


def test_mending_and_read_only_exclude_each_other(summit, project):
    assert summit("--read-only", "check", "--mend").status == 2
