"""Whatever is killed, what was acknowledged is there and the project opens."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tinydb import TinyDB

from summit_tui.model import Project
from summit_tui.store import ProjectStore

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(_ROOT)}
_DRIVER = Path(__file__).with_name("store_driver.py")
_CASES = _ROOT / "tests" / "cases" / "ann.jsonl"


def run_and_kill(folder: Path, chance: random.Random) -> list[str]:
    """The ids that a driver acknowledged before it was killed at a random moment."""
    command = [sys.executable, str(_DRIVER), str(folder), str(chance.randrange(10**6))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_ENVIRONMENT) as driver:
        assert driver.stdout is not None
        acknowledged = [driver.stdout.readline() for _ in range(chance.randrange(1, 9))]
        time.sleep(chance.random() * 0.02)
        driver.send_signal(signal.SIGKILL)
        acknowledged += driver.stdout.readlines()
    return [line.strip() for line in acknowledged if line.endswith("\n")]


def check(folder: Path, acknowledged: list[str], kills: int) -> None:
    with ProjectStore.open(folder) as store:
        ids = [edit.id for edit in store.history]
        assert [name for name in ids if name in set(acknowledged)] == acknowledged
        assert len(ids) - len(acknowledged) <= kills
        replayed = Project()
        for edit in store.history:
            replayed.apply(edit.changes)
        assert replayed == store.project
        for article in store.project.articles.values():
            assert store.text(article.sha256)
    with TinyDB(folder / ".summit" / "project.json", access_mode="r") as plain:
        assert [edit["id"] for edit in plain.table("history")] == ids


def kill_often(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: list[str] = []
    for kill in range(1, kills + 1):
        acknowledged += run_and_kill(folder, chance)
        assert len(acknowledged) >= kill
        check(folder, acknowledged, kill)


def test_no_acknowledged_edit_is_lost_by_kill_9(tmp_path: Path) -> None:
    kill_often(tmp_path, 15, seed=1)


@pytest.mark.slow
def test_no_acknowledged_edit_is_lost_by_200_kills(tmp_path: Path) -> None:
    kill_often(tmp_path, 200, seed=2)


def test_files_that_may_not_grow_refuse_the_edit_and_lose_none(tmp_path: Path) -> None:
    """The kernel itself refuses the write in the middle of the file (EFBIG)."""
    result = subprocess.run(
        [sys.executable, str(_DRIVER), str(tmp_path), "3", "1500"],
        capture_output=True,
        text=True,
        env=_ENVIRONMENT,
        check=True,
        timeout=60,
    )
    lines = result.stdout.splitlines()
    refused = next(index for index, line in enumerate(lines) if line.startswith("refused"))
    assert "could not be saved: File too large" in lines[refused]
    assert refused == len(lines) - 2
    check(tmp_path, [line for line in lines if not line.startswith("refused")], kills=0)
    assert not list((tmp_path / ".summit").glob("**/*.tmp"))


_ANN_23 = """
import json, sys, time
from dataclasses import replace
from pathlib import Path
from summit_tui.model import *
from summit_tui.store import ProjectStore

case = json.loads(sys.argv[2])
text, given = case["input"]["text"], case["input"]["quote"]
span = lambda one: Span(one["start"], one["end"])
store = ProjectStore.open(Path(sys.argv[1]))
article = Article("a-1", "", Source("a.txt"), store.add_text(text))
quote = Quote(given["id"], "a-1", QuoteType.INDIRECT, tuple(map(span, given["content"])),
    Cue(span(given["cue"])), tuple(given["speakers"]), span(given["mention"]), topics=tuple(given["topics"]),
    note=given["note"], created="2026-11-24T15:00:00Z", updated="2026-11-24T15:00:00Z")
store.commit(Edit("e-1", "user", "2026-11-24T15:00:00Z", "new", (Change(None, article), Change(None, quote))))
moved = replace(quote, content=tuple(map(span, case["right"]["content"])), updated="2026-11-24T15:01:00Z")
store.commit(Edit("e-2", "user", "2026-11-24T15:01:00Z", "edge", (Change(quote, moved),)))
print("saved", flush=True)
time.sleep(60)
"""


def test_ann_23_a_moved_edge_survives_kill_9_and_can_be_undone(tmp_path: Path) -> None:
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    case = next(case for case in map(json.loads, lines) if case["id"] == "ann-23")
    right, given = case["right"], case["input"]["quote"]
    command = [sys.executable, "-c", _ANN_23, str(tmp_path), json.dumps(case)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_ENVIRONMENT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "saved\n"
        process.kill()

    def content(store: ProjectStore) -> list[dict[str, object]]:
        text = store.text(store.project.articles["a-1"].sha256)
        spans = store.project.quotes["q1"].content
        return [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]

    with ProjectStore.open(tmp_path) as store:
        quote = store.project.quotes["q1"]
        assert content(store) == right["content"]
        assert (quote.created, quote.updated) == ("2026-11-24T15:00:00Z", "2026-11-24T15:01:00Z")
        assert (quote.note, list(quote.topics), list(quote.speakers)) == (
            given["note"],
            given["topics"],
            given["speakers"],
        )
        last = store.history[-1]
        undo = type(last)("e-3", "user", "2026-11-24T15:02:00Z", "undo", last.inverse(), undoes=last.id)
        store.commit(undo)
    with ProjectStore.open(tmp_path) as store:
        assert content(store) == right["after_undo"]["content"]
        assert store.project.quotes["q1"].updated == "2026-11-24T15:00:00Z"
