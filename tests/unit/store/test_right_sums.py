"""Files whose sums are right and whose content is not: told in one line, and left as they are."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from summit_tui.formats.document import export_document
from summit_tui.model import Change, Edit, Name, Speaker, UnusableInputError
from summit_tui.store import ProjectStore, StoreError
from summit_tui.store.checking import check
from summit_tui.store.restoring import put_back, read_held
from tests.faults.signing import signed_journal, signed_snapshot
from tests.unit.store.test_recovery import left_by_a_kill

NoteEdit = Callable[[ProjectStore, str], Edit]
QUOTE = '"1":{"id":"q-1","article":"art-1"'


@pytest.fixture
def killed(store: ProjectStore, note_edit: NoteEdit, tmp_path: Path) -> Path:
    """A project with a snapshot, a segment of the history and a journal of two edits."""
    store.fold(wait=True)
    for word in ("أ", "ب"):
        store.commit(note_edit(store, word))
    return left_by_a_kill(store, tmp_path / "killed")


def used(folder: Path) -> str:
    """Uses the project in every way; returns what is told where that isn't possible."""
    with ProjectStore.open(folder, read_only=True) as store:
        export_document(store.project, store.text, "all")
        list(store.history)
        list(store.stacks.done)
        list(store.stacks.undone)
    return ""


def told(folder: Path) -> str:
    with pytest.raises(StoreError) as caught:
        used(folder)
    line = str(caught.value)
    assert "\n" not in line
    return line


SNAPSHOTS = {
    "a quote without an article": (QUOTE, '"1":{"id":"q-1"'),
    "an article of another kind": (QUOTE, '"1":{"id":"q-1","article":7'),
    "an id named twice": (QUOTE, QUOTE + ',"id":"q-2"'),
    "an article named twice": (QUOTE, QUOTE + ',"article":"art-2"'),
    "an id that is none": (QUOTE, '"1":{"id":["q-1"],"article":"art-1"'),
    "no document": (QUOTE, '"1":5,"2":{"id":"q-1","article":"art-1"'),
    "two documents in one": (QUOTE, '"1":{"id":"q-1"}\n{"article":"art-1"'),
    "no JSON": (QUOTE, '"1":{"id":"q-1","article":"art-1",,'),
    "a document's id that is none": (QUOTE, '"x":{"id":"q-1","article":"art-1"'),
    "a table that is a number": ('"quotes":{\n', "7:{\n"),
    "half of a pair as a table": ('"quotes":{\n', '"\\ud800":{\n'),
    "a deep document": (QUOTE, '"1":{"id":"q-1","x":' + "[" * 5000 + ',"article":"art-1"'),
    "a huge number": (QUOTE, QUOTE + ',"x":' + "9" * 6000),
    "a generation below zero": ('"generation":', '"generation":-'),
    "a sum that is none": ('"seed":"', '"seed":"ا'),
    "half of a pair that is kept": ('"undo":', '"x":"\\ud800","undo":'),
}


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_snapshot_is_read_as_if_anybody_had_written_it(killed: Path, name: str) -> None:
    before, after = SNAPSHOTS[name]
    project = killed / ".summit"
    for path in (*project.glob("project.json.j*"), project / "project.json.previous"):
        path.unlink(missing_ok=True)
    file = project / "project.json"
    content = file.read_text("utf-8")
    assert content.count(before) == 1
    damaged = signed_snapshot(content.replace(before, after).encode())
    file.write_bytes(damaged)
    assert str(file) in told(killed)
    assert check(killed).faults
    with contextlib.suppress(UnusableInputError):  # what is named twice isn't looked at there
        read_held(file)
    assert file.read_bytes() == damaged


NUMBERS = {
    "a generation": ('"generation":', '"generation":10000000000000'),
    "edits": ('"sequence":', '"sequence":10000000000000'),
    "ids to come": ('"next":{"articles":2', f'"next":{{"articles":{2**62}'),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_nothing_is_saved_that_could_not_be_read_for_its_number(killed: Path, name: str) -> None:
    before, after = NUMBERS[name]
    project = killed / ".summit"
    for path in (*project.glob("project.json.j*"), project / "project.json.previous"):
        path.unlink(missing_ok=True)
    file = project / "project.json"
    content = file.read_text("utf-8")
    assert content.count(before) == 1
    damaged = signed_snapshot(content.replace(before, after).encode())
    file.write_bytes(damaged)
    with ProjectStore.open(killed) as store:
        speaker = Speaker("new", Name("ريم"))
        edit = Edit("e-9", "user", "2026-11-24T15:00:00Z", "test", (Change(None, speaker),))
        with pytest.raises(StoreError, match="too large for anything new"):
            store.commit(edit)
        assert "new" not in store.project.speakers
    with pytest.raises(StoreError, match="too large for anything new"):
        put_back(file, read_held(file))
    assert file.read_bytes() == damaged
    assert list(project.glob("project.json.j*")) == []


JOURNALS = {
    "the storage's own table": ('"set":{', '"set":{"_meta":{"1":{}},'),
    "a document's id that is none": ('"set":{"quotes":{"1":', '"set":{"quotes":{"x":'),
    "a table that is a list": ('"set":{', '"drop":[[]],"set":{'),
    "half of a pair": ('"note":"ب"', '"note":"\\ud800"'),
    "half of a pair as a table": ('"set":{', '"set":{"\\ud800":{},'),
    "what is set is a list": ('"set":{"quotes":{', '"set":[{"quotes":{'),
    "no number": ('"note":"ب"', '"note":NaN'),
}


@pytest.mark.parametrize("name", JOURNALS)
def test_a_journal_is_read_as_if_anybody_had_written_it(killed: Path, name: str) -> None:
    before, after = JOURNALS[name]
    (file,) = (killed / ".summit").glob("project.json.j*")
    head, _, last = file.read_text("utf-8").rstrip("\n").rpartition("\n")
    assert before in last
    damaged = signed_journal(f"{head}\n{last.replace(before, after, 1)}\n".encode())
    file.write_bytes(damaged)
    assert file.name in told(killed)
    assert check(killed).faults
    assert file.read_bytes() == damaged


@pytest.mark.parametrize("field", ["generation", "after", "chain", "extra", "journal"])
def test_a_header_that_says_nonsense_is_none(killed: Path, field: str) -> None:
    (file,) = (killed / ".summit").glob("project.json.j*")
    header, _, rest = file.read_bytes().partition(b"\n")
    for value in (None, [], -1, "ا", 2**70, {}):
        members = {**json.loads(header), field: value}
        if members == json.loads(header) or (field, value) == ("extra", {}):
            continue
        line = json.dumps(members, separators=(",", ":")).encode()
        file.write_bytes(signed_journal(line + b"\n" + rest))
        try:
            with ProjectStore.open(killed, read_only=True) as store:
                assert store.project.quotes["q-1"].note != "ب"
        except StoreError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either is right


def test_edits_that_lead_in_a_circle_end(killed: Path) -> None:
    for file in (*(killed / ".summit" / "history").iterdir(), *(killed / ".summit").glob("project.json.j*")):
        content = file.read_text("utf-8")
        file.write_bytes(signed_journal(re.sub(r'"below":\d+', '"below":3', content).encode()))
    with ProjectStore.open(killed, read_only=True) as store:
        assert len(list(store.stacks.done)) <= 3
