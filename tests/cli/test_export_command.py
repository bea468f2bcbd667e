"""``summit export``: what it writes, where, and what it refuses."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest

from summit_tui.formats.reading import read_document
from summit_tui.formats.schema import schema

FULL = Path("/dev/full")


def state_of(folder):
    """Every file with its bytes and time, to see that nothing was written."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files}


def test_it_prints_one_document_and_nothing_else(summit, project):
    done = summit("export")
    assert (done.status, done.lines) == (0, [])
    document = json.loads(done.output)
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert [article["source"]["file"] for article in document["articles"]] == ["bridge.txt", "rain.txt"]
    (quote,) = document["articles"][0]["quotes"]
    assert quote["content"] == [{"start": 44, "end": 54, "text": "الجسر جاهز"}]
    assert [tag["id"] for tag in document["articles"][0]["topics"]] == ["roads"]
    assert document["articles"][0]["text"] == (project / "bridge.txt").read_text("utf-8")


def test_all_statuses_are_printed_on_request(summit, project):
    quotes = json.loads(summit("export", "--status", "all").output)["articles"][0]["quotes"]
    assert [quote["status"] for quote in quotes] == ["accepted", "suggested", "rejected"]


@pytest.mark.parametrize("arguments", [[], ["--format", "jsonl", "--status", "all"]])
def test_two_exports_are_the_same_bytes_and_write_nothing(summit, project, tmp_path, arguments):
    before = state_of(tmp_path)
    assert summit("export", *arguments).output == summit("export", *arguments).output
    assert state_of(tmp_path) == before


def test_json_lines_are_a_document_for_each_article(summit, project):
    done = summit("export", "--format", "jsonl")
    assert done.status == 0
    documents = [json.loads(line) for line in done.output.split(b"\n")[:-1]]
    assert [[article["id"] for article in document["articles"]] for document in documents] == [
        ["a-1"],
        ["a-2"],
    ]
    assert [[speaker["id"] for speaker in document["speakers"]] for document in documents] == [["mazen"], []]
    for document in documents:
        jsonschema.Draft202012Validator(schema()).validate(document)


@pytest.mark.parametrize("path", [".", "bridge.txt", "{work}/bridge.txt", ".summit", "{work}/.summit/"])
def test_a_path_leads_to_its_project(summit, project, path):
    assert summit("export", path.format(work=project)).output == summit("export").output


def test_options_for_all_may_stand_before_the_command_or_behind_it(summit, project, tmp_path):
    (tmp_path / "empty").mkdir()
    whole = summit("export").output
    for arguments in (["--project", str(project), "export"], ["export", "--project", str(project)]):
        assert summit(*arguments).output == whole
    assert summit("--project", str(tmp_path / "empty"), "export").status == 2


def test_without_a_project_it_says_so(summit, work):
    (work / "a.txt").write_text("قال نعم", "utf-8")
    for arguments in ([], ["a.txt"], ["."], ["--project", "."]):
        done = summit("export", *arguments)
        assert (done.status, done.output) == (2, b"")
        (line,) = done.lines
        assert "no project" in line
    assert [path.name for path in work.iterdir()] == ["a.txt"]


def test_a_file_is_written_whole_and_not_overwritten(summit, project, tmp_path):
    out = tmp_path / "out.json"
    done = summit("export", "--output", str(out))
    assert (done.status, done.output) == (0, b"")
    assert done.lines == [f"Exported to {out}."]
    assert out.read_bytes() == summit("export").output
    out.write_bytes(b"mine")
    done = summit("export", "--output", str(out))
    assert (done.status, out.read_bytes()) == (2, b"mine")
    (line,) = done.lines
    assert str(out) in line
    assert summit("export", "--output", str(out), "--force", "--format", "jsonl").status == 0
    assert len(out.read_bytes().splitlines()) == 2
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.json"]


def test_the_projects_own_folder_is_no_place_for_an_export(summit, project):
    before = state_of(project)
    done = summit("export", "--output", ".summit/project.json", "--force")
    assert (done.status, len(done.lines)) == (2, 1)
    assert state_of(project) == before


def test_a_place_that_cannot_be_written_is_status_3(summit, project):
    done = summit("export", "--output", "gone/out.json")
    assert (done.status, len(done.lines)) == (3, 1)


def test_a_quote_that_does_not_fit_its_text_is_status_1(summit, project):
    file = project / ".summit" / "project.json"
    tables = json.loads(file.read_text("utf-8").replace("[44,54]", "[44,540]"))
    file.write_text(json.dumps(tables), "utf-8")
    done = summit("export")
    assert (done.status, done.output) == (1, b"")
    changed, *_, line = done.lines
    assert "changed by another program" in changed
    assert "bridge.txt" in line
    assert "44-540" in line


def test_a_damaged_project_is_one_line(summit, project):
    (project / ".summit" / "project.json").write_bytes(b'{"articles": {')
    (project / ".summit" / "project.json.previous").unlink()
    done = summit("export")
    assert (done.status, done.output, len(done.lines)) == (3, b"", 1)


def test_store_21_a_damaged_project_is_rebuilt_from_the_file_before_it(summit, project):
    before = summit("export")
    file = project / ".summit" / "project.json"
    damaged = bytes(file.stat().st_size)
    file.write_bytes(damaged)
    done = summit("export")
    assert (done.status, done.output) == (0, before.output)
    (line,) = done.lines
    assert "was rebuilt" in line
    assert file.read_bytes() == damaged


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_status_3(summit, project):
    with FULL.open("wb") as full:
        done = summit("export", stdout=full)
    assert (done.status, len(done.lines)) == (3, 1)
    assert "No space left" in done.lines[0]


@pytest.mark.parametrize("shape", ["json", "jsonl"])
def test_a_reader_that_goes_away_is_no_fault(started, project, shape):
    process = started("export", "--format", shape)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 0


def test_what_was_exported_can_be_read_back(summit, project):
    read = read_document(summit("export", "--status", "all").output)
    assert [quote.id for quote in read.quotes] == ["q-1", "q-2", "q-3"]
    assert read.project().quotes["q-1"].speakers == ("mazen",)
