"""A forked child has its parent's store in memory, and leaves the files to the parent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from summit_tui.store import ProjectStore

_BEGIN = """
import os, sys, time
from pathlib import Path
from summit_tui.model import Change, Edit, Name, Speaker
from summit_tui.store import ProjectStore, ReadOnlyError

def make(number):
    speaker = Speaker(f"speaker-{number}", Name(f"المتحدثة {number}"))
    return Edit(f"edit-{number}", "user", "2026-11-24T15:00:00Z", "test", (Change(None, speaker),))

folder = Path(sys.argv[1])
store = ProjectStore.open(folder)
store.commit(make(1))
reading, writing = os.pipe()
"""


def run(script: str, folder: Path) -> None:
    subprocess.run([sys.executable, "-c", _BEGIN + script, str(folder)], check=True, timeout=20)


def ids(folder: Path) -> list[str]:
    with ProjectStore.open(folder, read_only=True) as store:
        assert list(store.project.speakers) == [f"speaker-{n + 1}" for n in range(len(store.history))]
        return [edit.id for edit in store.history]


def test_a_child_that_closes_the_store_folds_nothing_and_the_parent_goes_on(tmp_path: Path) -> None:
    script = """
child = os.fork()
if child == 0:
    with store:
        os.read(reading, 1)
        store.fold(wait=True)
    os._exit(0)
store.commit(make(2))
before = store.path.joinpath("project.json").read_bytes()
os.write(writing, b"x")
os.waitpid(child, 0)
assert store.path.joinpath("project.json").read_bytes() == before
store.commit(make(3))
os._exit(0)
"""
    run(script, tmp_path)
    assert ids(tmp_path) == ["edit-1", "edit-2", "edit-3"]


def test_a_child_writes_nothing_though_its_parent_has_closed_the_project(tmp_path: Path) -> None:
    script = """
child = os.fork()
if child == 0:
    os.read(reading, 1)
    assert store.read_only
    try:
        store.commit(make(3))
    except ReadOnlyError as error:
        assert "this one was forked from" in str(error)
        assert list(store.project.speakers) == ["speaker-1"]
        store.close()
        with ProjectStore.open(folder) as own:
            own.commit(make(3))
        os._exit(0)
    os._exit(1)
store.commit(make(2))
store.close()
os.write(writing, b"x")
assert os.waitpid(child, 0)[1] == 0
"""
    run(script, tmp_path)
    assert ids(tmp_path) == ["edit-1", "edit-2", "edit-3"]
