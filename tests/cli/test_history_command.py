"""``summit history``: who changed what when, and shortening it by wish."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summit_tui.model import Change, Edit
from summit_tui.store import ProjectStore
from tests.cli.conftest import Done
from tests.support.editing import files_in
from tests.terminals.pseudo import PseudoTerminal

Summit = Callable[..., Done]


@pytest.fixture
def noted(project: Path) -> Path:
    """The project with five notes on a quote, the last one undone."""
    with ProjectStore.open(project) as store:
        for number in range(5):
            quote = store.project.quotes["q-1"]
            changes = (Change(quote, replace(quote, note=f"ملاحظة {number}")),)
            store.commit(Edit(f"n-{number}", "ليلى", f"2026-01-02T03:05:0{number}Z", "quote.note", changes))
        last = store.stacks.done[-1]
        store.commit(
            Edit("undo", "user", "2026-01-02T03:06:00Z", "edit.undo", last.inverse(), undoes=last.id)
        )
    return project


def test_the_last_edit_stands_first_with_who_and_what(summit: Summit, noted: Path) -> None:
    done = summit("history")
    assert (done.status, done.lines) == (0, [])
    lines = done.output.decode("utf-8").split("\n")
    assert lines[0] == "7\t2026-01-02T03:06:00Z\tuser\tUndo"
    assert lines[1:3] == ["\tquote “الجسر جاهز”", "\tnote: ملاحظة 4 → ملاحظة 3"]
    assert lines[3] == "6\t2026-01-02T03:05:04Z\tليلى\tNote (undone)"
    assert "1\t2026-01-02T03:04:05Z\tuser\ttest" in lines


def test_of_one_quote(summit: Summit, noted: Path) -> None:
    lines = summit("history", "--quote", "q-1", "bridge.txt").output.decode("utf-8").split("\n")
    assert lines[1] == "\tnote: ملاحظة 4 → ملاحظة 3"
    assert sum(line[:1].isdigit() for line in lines) == 7
    done = summit("history", "--quote", "no-such")
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
    assert "no-such" in done.lines[0]


def test_a_quote_whose_history_is_lost_is_known_all_the_same(summit: Summit, noted: Path) -> None:
    shutil.rmtree(noted / ".summit" / "history")
    done = summit("history", "--quote", "q-1")
    assert (done.status, done.output) == (0, b"")
    assert "stands without its history" in done.lines[0]
    assert "or are lost: 7." in done.lines[1]
    assert summit("check").status == 1
    mended = summit("check", "--mend")
    assert any("begins with edit number 8 from this on" in line for line in mended.lines)
    assert summit("check").status == 0


@pytest.mark.parametrize("options", [["--keep", "3"], ["--yes"], ["--keep", "3", "--yes"]])
def test_nobody_thinks_it_is_shortened_without_being_asked_for(
    summit: Summit, noted: Path, options: list[str]
) -> None:
    before = without_lock(noted)
    done = summit("history", *options)
    assert (done.status, done.output, len(done.lines)) == (2, b"", 1)
    assert "--compact" in done.lines[0]
    assert without_lock(noted) == before


def test_json_lines_are_an_edit_each_and_nothing_is_written(summit: Summit, noted: Path) -> None:
    before = files_in(noted)
    done = summit("history", "--format", "jsonl")
    assert done.lines == []
    edits = [json.loads(line) for line in done.output.split(b"\n")[:-1]]
    assert [edit["sequence"] for edit in edits] == list(range(1, 8))
    assert edits[1]["by"] == "ليلى"
    assert edits[1]["changes"][0]["before"]["note"] == ""
    assert edits[1]["changes"][0]["after"]["note"] == "ملاحظة 0"
    assert edits[-1]["undoes"] == "n-4"
    assert json.loads(summit("history", "--format", "json").output) == edits
    assert files_in(noted) == before


def test_it_is_read_while_another_writes(summit: Summit, noted: Path) -> None:
    with ProjectStore.open(noted) as store:
        quote = store.project.quotes["q-1"]
        store.commit(
            Edit("more", "user", "2026-01-02T03:07:00Z", "test", (Change(quote, replace(quote, note="")),))
        )
        assert summit("history").output.startswith(b"8\t")


@pytest.mark.parametrize("arguments", [[], ["--compact", "--yes"], ["--format", "jsonl"]])
def test_without_a_project_it_says_so(summit: Summit, work: Path, arguments: list[str]) -> None:
    (work / "a.txt").write_text("قال نعم", "utf-8")
    done = summit("history", *arguments)
    assert (done.status, done.output) == (2, b"")
    (line,) = done.lines
    assert "no project" in line
    assert files_in(work).keys() == {"a.txt"}


def test_shortening_says_what_goes_and_backs_up_before(summit: Summit, noted: Path) -> None:
    exported = summit("export", "--status", "all").output
    done = summit("history", "--compact", "--keep", "2", "--yes", "--as", "سعاد")
    assert done.status == 0
    assert done.output == b""
    assert [line for line in done.lines if "5 edits go out of the history, and 2 stay" in line]
    assert [line for line in done.lines if "5 edits were taken out" in line]
    (backup,) = (noted / ".summit" / "backups").glob("*before-shortening*")
    assert any(str(backup) in line for line in done.lines)
    assert summit("export", "--status", "all").output == exported
    assert "before shortening the history" in summit("restore").output.decode("utf-8")
    after = summit("history", "--format", "jsonl")
    edits = [json.loads(line) for line in after.output.split(b"\n")[:-1]]
    assert [(edit["sequence"], edit["by"]) for edit in edits] == [(6, "ليلى"), (7, "user"), (8, "سعاد")]
    (line,) = after.lines
    assert line.endswith(": 5.")
    with ProjectStore.open(noted) as store:
        assert not store.stacks.done
        assert [edit.id for edit in store.stacks.undone] == ["n-4"]


def test_it_shortens_nothing_where_nobody_can_be_asked(summit: Summit, noted: Path) -> None:
    before = without_lock(noted)
    done = summit("history", "--compact", "--keep", "0")
    assert done.status == 2
    assert "--yes" in done.lines[-1]
    assert without_lock(noted) == before
    assert "nothing was taken out" in summit("history", "--compact").lines[0]
    assert summit("history", "--compact", "--keep", "-1").status == 2
    assert summit("history", "--compact", "--read-only", "--yes", "--keep", "0").status == 3
    assert without_lock(noted) == before


def without_lock(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file but the lock, into which its holder writes a name."""
    return {name: found for name, found in files_in(folder).items() if not name.endswith("/lock")}


@pytest.mark.parametrize(("answer", "status"), [("no", 2), ("نعم", 0)])
def test_it_asks_on_a_terminal(noted: Path, tmp_path: Path, answer: str, status: int) -> None:
    command = [sys.executable, "-m", "summit_tui", "history", "--compact", "--keep", "1", str(noted)]
    with PseudoTerminal(command, environment={"HOME": str(tmp_path), "LANG": "C.UTF-8"}) as terminal:
        terminal.read_until(b"yes or no:")
        terminal.send(f"{answer}\n".encode())
        assert terminal.drain_until_end(20) == status
    with ProjectStore.open(noted, read_only=True) as store:
        assert store.history.start == (7 if status == 0 else 1)


def test_a_project_that_another_holds_is_not_shortened(summit: Summit, noted: Path) -> None:
    with ProjectStore.open(noted):
        done = summit("history", "--compact", "--yes", "--keep", "0")
    assert done.status == 3
    assert "in use by process" in done.lines[-1]


def test_in_arabic(summit: Summit, noted: Path) -> None:
    assert "ملاحظة 4" in summit("history", "--lang", "ar").output.decode("utf-8")
