"""Whatever is killed, what was acknowledged is there and the project opens."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tinydb import TinyDB

from summit_tui.model import Article, Change, Edit, Name, Project, Speaker
from summit_tui.store import ProjectStore
from tests.faults.big_project import make_big_project
from tests.faults.tally import Tally
from tests.faults.told import edits_from, ids_of

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(_ROOT)}
_DRIVER = Path(__file__).with_name("store_driver.py")
_CASES = _ROOT / "tests" / "cases" / "ann.jsonl"


class Watched:
    """A project that is killed over and over, and looked at after each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with ProjectStore.open(folder) as store:
            self.project = Project.of(list(store.project.entities()))
            self.edits = len(ids_of(store))

    def kill_once(self, chance: random.Random, seconds: float = 10) -> int:
        """Lets a driver edit, kills it at a random moment, and looks at what is there within ``seconds``.

        Returns how many edits had been acknowledged.
        """
        command = [sys.executable, str(_DRIVER), str(self.folder), str(chance.randrange(10**6))]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_ENVIRONMENT) as driver:
            assert driver.stdout is not None
            told = [driver.stdout.readline() for _ in range(chance.randrange(1, 40))]
            time.sleep(chance.random() * 0.02)
            driver.send_signal(signal.SIGKILL)
            told += driver.stdout.readlines()
        acknowledged = [line.strip() for line in told if line.endswith("\n")]
        assert acknowledged
        killed = time.monotonic()
        ProjectStore.open(self.folder).close()
        assert time.monotonic() - killed < seconds
        self.look(acknowledged)
        return len(acknowledged)

    def look(self, acknowledged: list[str], more: int = 1) -> None:
        """Fails unless these edits are there, in order and whole, and at most ``more`` not told of."""
        with ProjectStore.open(self.folder) as store:
            assert not store.read_only, store.why_read_only
            assert len(store.mended) <= 1
            assert not any("\n" in str(line) for line in store.mended)
            edits = edits_from(store, self.edits)
            ids = [edit.id for edit in edits]
            assert ids[: len(acknowledged)] == acknowledged
            assert len(ids) <= len(acknowledged) + more
            for edit in edits:
                self.project.apply(edit.changes)
                for change in edit.changes:
                    assert not isinstance(change.after, Article) or store.text(change.after.sha256)
            assert store.project == self.project
        self.edits += len(ids)

    def look_at_all_texts(self) -> None:
        with ProjectStore.open(self.folder, read_only=True) as store:
            for article in store.project.articles.values():
                assert store.text(article.sha256)

    def look_with_plain_tinydb(self) -> None:
        """The same with nothing but TinyDB, once an edit was made and the project closed."""
        speaker = Speaker(f"speaker-{self.edits}", Name("قائل"))
        edit = Edit(f"edit-{self.edits}", "user", "2026-11-24T15:00:00Z", "test", (Change(None, speaker),))
        with ProjectStore.open(self.folder) as store:
            store.commit(edit)
        self.project.apply(edit.changes)
        self.edits += 1
        with TinyDB(self.folder / ".summit" / "project.json", access_mode="r") as plain:
            assert {document["id"] for document in plain.table("quotes")} == set(self.project.quotes)


def kill_often(folder: Path, kills: int, seed: int, megabytes: float) -> int:
    """How many edits had been acknowledged in all."""
    make_big_project(folder, megabytes)
    chance, watched, acknowledged = random.Random(seed), Watched(folder), 0
    for kill in range(kills):
        acknowledged += watched.kill_once(chance)
        if kill % 6 == 5:
            watched.look_with_plain_tinydb()
    watched.look_at_all_texts()
    return acknowledged


def test_no_acknowledged_edit_is_lost_by_kill_9(tmp_path: Path) -> None:
    kill_often(tmp_path, 6, seed=1, megabytes=1)


@pytest.mark.slow
@pytest.mark.parametrize(("megabytes", "kills"), [(1, 500), (2, 250), (5, 100), (10, 50)])
def test_no_acknowledged_edit_is_lost_by_900_kills(
    tmp_path: Path, megabytes: float, kills: int, tally: Tally
) -> None:
    acknowledged = kill_often(tmp_path, kills, seed=kills, megabytes=megabytes)
    tally("kill -9 of the store", trials=kills, acknowledged=acknowledged)


def open_after_kills(folder: Path, kills: int) -> int:
    """How many edits had been acknowledged in all."""
    make_big_project(folder, 0.2)
    chance, watched = random.Random(6), Watched(folder)
    return sum(watched.kill_once(chance, seconds=1) for _ in range(kills))


def test_store_06_after_a_kill_it_opens_within_a_second(tmp_path: Path) -> None:
    open_after_kills(tmp_path, 3)


@pytest.mark.slow
def test_store_06_after_each_of_100_kills_it_opens_within_a_second(tmp_path: Path, tally: Tally) -> None:
    acknowledged = open_after_kills(tmp_path, 100)
    tally("kill -9, opened within a second", trials=100, acknowledged=acknowledged)


def kill_folds(tmp_path: Path, kills: int, megabytes: float) -> None:
    whole, folder, chance = tmp_path / "whole", tmp_path / "killed", random.Random(1)
    make_big_project(whole, megabytes)
    with ProjectStore.open(whole, read_only=True) as store:
        before = set(store.project.quotes)
    left = {quote for number, quote in enumerate(store.project.quotes) if not number % 10}
    for _ in range(kills):
        shutil.copytree(whole, folder)
        snapshot = folder / ".summit" / "project.json"
        inode = snapshot.stat().st_ino
        folded = kill_in_the_fold(folder, chance.random() * 0.03)
        assert not folded or snapshot.stat().st_ino != inode
        with ProjectStore.open(folder) as store:
            quotes = set(store.project.quotes)
            assert quotes == left
            assert ids_of(store)[-1] == "gone"
        with TinyDB(snapshot, access_mode="r") as plain:
            found = {document["id"] for document in plain.table("quotes")}
            assert found in (before, left)
        assert snapshot.read_bytes().endswith(b"}\n")
        shutil.rmtree(folder)


def kill_in_the_fold(folder: Path, after: float) -> bool:
    """Whether the fold was over when its process was killed, ``after`` seconds into it."""
    command = [sys.executable, str(_DRIVER), str(folder), "1", "fold"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, env=_ENVIRONMENT) as driver:
        assert driver.stdout is not None
        assert driver.stdout.readline() == "gone\n"
        time.sleep(after)
        driver.send_signal(signal.SIGKILL)
        return "folded\n" in driver.stdout.readlines()


def test_store_01_a_killed_fold_leaves_all_or_nothing(tmp_path: Path) -> None:
    kill_folds(tmp_path, 3, megabytes=0.5)


@pytest.mark.slow
def test_store_01_200_killed_folds_leave_all_or_nothing(tmp_path: Path, tally: Tally) -> None:
    kill_folds(tmp_path, 200, megabytes=2)
    tally("kill -9 of folds", trials=200)


def test_files_that_may_not_grow_refuse_the_edit_and_lose_none(tmp_path: Path) -> None:
    """The kernel itself refuses the write in the middle of the file (EFBIG)."""
    watched = Watched(tmp_path)
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
    watched.look([line for line in lines if not line.startswith("refused")], more=0)
    assert not list((tmp_path / ".summit").glob("**/*.tmp"))


_ANN_23 = """
import json, sys, time
from dataclasses import replace
from pathlib import Path
from summit_tui.model import *
from summit_tui.store import ProjectStore
from tests.faults.big_project import make_big_project
from tests.faults.told import edits_from, ids_of

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
