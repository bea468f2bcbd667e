"""Each system call of a save fails once: nothing acknowledged is lost, and nothing half done is left."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Article, Change, Edit, Project, Quote, QuoteType, Source, Span, text_sha256
from summit_tui.store import ProjectStore, StoreError

_TEXT = "قال المتحدث إن السوق ستفتح غدا.\n" * 50
_ARTICLE = Article("a-1", "السوق", Source("a.txt"), text_sha256(_TEXT))
_QUOTE = Quote("q-1", "a-1", QuoteType.INDIRECT, (Span(12, 30),))
_CALLS = ["open", "write", "fsync", "replace", "mkdir", "fchmod", "fstat", "ftruncate", "pwrite"]


class _OneFailure:
    """Lets the call ``name`` of ``os`` fail at its ``turn``-th time, and only then."""

    def __init__(self, name: str, turn: int, number: int) -> None:
        self.real: Any = getattr(os, name)
        self.left = turn
        self.number = number
        self.paused = False

    @property
    def failed(self) -> bool:
        return self.left <= 0

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self.left -= not self.paused
        if self.left == 0 and not self.paused:
            raise OSError(self.number, os.strerror(self.number))
        return self.real(*arguments, **options)


@contextmanager
def one_failure(name: str, turn: int, number: int) -> Iterator[_OneFailure]:
    failure = _OneFailure(name, turn, number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, failure)
        yield failure


def edits() -> list[Edit]:
    noted = replace(_QUOTE, note="ملاحظة")
    at = "2026-11-24T15:00:00Z"
    return [
        Edit("e-1", "user", at, "import", (Change(None, _ARTICLE),)),
        Edit("e-2", "user", at, "new", (Change(None, _QUOTE),)),
        Edit("e-3", "user", at, "note", (Change(_QUOTE, noted),)),
    ]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("name", _CALLS)
def test_a_run_in_which_one_call_fails_loses_nothing(tmp_path: Path, name: str, number: int) -> None:
    failures = 0
    while True:
        folder = tmp_path / str(failures)
        folder.mkdir()
        with one_failure(name, failures + 1, number) as failure:
            run(folder, failure)
        if not failure.failed:
            break
        failures += 1
    assert failures > 0


def run(folder: Path, failure: _OneFailure) -> None:
    """Makes three edits, opening the project anew for each, and trying once more what fails."""
    acknowledged: list[Edit] = []
    for edit in edits():
        with opened(folder) as store:
            before = (list(store.project.entities()), list(store.history))
            assert before[1] == acknowledged
            try:
                save(store, edit)
            except StoreError as error:
                refused = str(error)
                assert (list(store.project.entities()), store.history) == before, refused
                assert history_on_the_disk(folder, failure) in (acknowledged, [*acknowledged, edit]), refused
                save(store, edit)
            acknowledged.append(edit)
            assert history_on_the_disk(folder, failure) == acknowledged


def opened(folder: Path) -> ProjectStore:
    try:
        store = ProjectStore.open(folder)
    except StoreError:
        return ProjectStore.open(folder)
    if not store.read_only:
        return store
    store.close()
    return ProjectStore.open(folder)


def save(store: ProjectStore, edit: Edit) -> None:
    store.add_text(_TEXT)
    store.commit(edit)


def history_on_the_disk(folder: Path, failure: _OneFailure) -> list[Edit]:
    failure.paused = True
    with ProjectStore.open(folder, read_only=True) as store:
        replayed = Project()
        for edit in store.history:
            replayed.apply(edit.changes)
        assert replayed == store.project
        assert all(store.text(article.sha256) == _TEXT for article in store.project.articles.values())
        assert not list((folder / ".summit").rglob("*.tmp"))
        failure.paused = False
        return store.history


def test_without_the_sync_no_failing_sync_is_met(tmp_path: Path) -> None:
    """The control: these tests reach the syncs that a save depends on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Disk, "sync", lambda _, descriptor: None)
        with one_failure("fsync", 1, errno.EIO) as failure:
            run(tmp_path, failure)
    assert not failure.failed
