"""How a project is looked at after something went wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

from tinydb import TinyDB

from summit_tui.model import PROJECT_FOLDER, Change, Edit, Entity, Name, Project, Speaker, SummitError
from summit_tui.store import ProjectStore
from summit_tui.store.checking import Kind, check
from tests.faults.disk_log import DiskLog
from tests.faults.power_cut import Cut
from tests.faults.small_run import AT, SmallRun
from tests.faults.told import ids_of


def examine(
    folder: Path, run: SmallRun, acknowledged: int, tried: int, but: frozenset[Kind] = frozenset()
) -> int:
    """Opens what is in ``folder``; after how many of the run's edits it is.

    Fails unless a look through it finds no fault, but for some kinds, and it opens with every acknowledged
    edit, none half there, and can be worked on.
    """
    # The edits of a run are made by chance, and may well make the same quote twice.
    faults = [str(one.message) for one in check(folder).faults if one.kind not in but | {Kind.DUPLICATE}]
    assert not faults, faults
    with ProjectStore.open(folder) as store:
        assert not store.read_only, store.why_read_only
        number = run.edits_in(store, acknowledged, tried)
        speaker = Speaker("zz-last", Name("آخر من قال"))
        store.commit(Edit("zz-edit", "user", AT, "test", (Change(None, speaker),)))
    expected: list[Entity] = [*run.states[number].entities(), speaker]
    with ProjectStore.open(folder, read_only=True) as again:
        assert again.project == Project.of(expected)
        assert ids_of(again) == [*(edit.id for edit in run.edits[:number]), "zz-edit"]
    with TinyDB(folder / PROJECT_FOLDER / "project.json", access_mode="r") as plain:
        assert len(plain.table("quotes")) == len(run.states[number].quotes)
        assert {document["id"] for document in plain.table("speakers")} == set(again.project.speakers)
    left = list((folder / PROJECT_FOLDER).rglob("*.tmp"))
    assert not left, left
    return number


def examine_cut(scratch: Path, cut: Cut, run: SmallRun, log: DiskLog) -> int:
    """Fails, saying which cut it was, unless the state that it left is sound. 1, for one state."""
    root = lay_out(scratch, cut, log)
    unused = DiskLog(scratch / "none")
    try:
        with unused.recording():
            examine(root, run, cut.acknowledged, cut.tried)
    except (AssertionError, SummitError, OSError, ValueError, KeyError, TypeError) as error:
        raise AssertionError(f"cut {cut.how}: {cut.acknowledged} acknowledged, {error!r}") from error
    shutil.rmtree(scratch)
    return 1


def lay_out(scratch: Path, cut: Cut, log: DiskLog) -> Path:
    root = scratch / log.root.name
    root.mkdir(parents=True)
    cut.lay_out(root, log.root)
    return root
