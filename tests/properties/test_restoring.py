"""Whatever was done before and after a backup, going back to it gives its state, and undo the present one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from summit_tui.model import Change, Edit, Name, Project, Speaker, Topic, seeded_ids
from summit_tui.session.ledger import Author, Ledger
from summit_tui.session.restoring import restore, wanted
from summit_tui.store import ProjectStore
from summit_tui.store.checking import check

Step = tuple[str, str, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["speaker", "topic"]),
        st.sampled_from(["one", "two", "three"]),
        st.sampled_from(["سامر", "نادين", "رياض", ""]),
    ),
    max_size=6,
)


def make(store: ProjectStore, ids: Iterable[str], steps: list[Step]) -> None:
    """Names, renames, or (where the name is empty) takes away the speaker or topic of each step."""
    for kind, name, called in steps:
        table = store.project.speakers if kind == "speaker" else store.project.topics
        before = table.get(f"{kind}-{name}")
        new = (Speaker if kind == "speaker" else Topic)(f"{kind}-{name}", Name(called))
        after = None if not called else replace(before, name=Name(called)) if before else new
        if before != after:
            change = Change(before, after)
            store.commit(Edit(next(iter(ids)), "user", "2026-01-02T03:04:05Z", "test", (change,)))


def state_in(folder: Path) -> Project:
    with ProjectStore.open(folder, read_only=True) as store:
        return Project.of(store.project.entities())


@given(before=STEPS, after=STEPS, is_open=st.booleans())
@settings(deadline=None, max_examples=25)
def test_going_back_and_undo(before: list[Step], after: list[Step], is_open: bool) -> None:
    source = seeded_ids(9)
    ids = iter(source, "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ProjectStore.open(folder) as store:
            make(store, ids, [("topic", "one", "أول"), *before])
            backup = store.back_up("by-hand")
            make(store, ids, after if is_open else [])
        if not is_open:
            with ProjectStore.open(folder) as store:
                make(store, ids, after)
        present = state_in(folder)
        held = wanted(folder, backup.name)
        restore(folder, held, Author("user", source), lambda _: None)
        assert state_in(folder) == Project.of(held.entities)
        with ProjectStore.open(folder) as store:
            if store.history[-1].command == "project.restore":
                Ledger(store, Author("user", source), ()).undo()
        assert state_in(folder) == present
        assert check(folder).faults == []
