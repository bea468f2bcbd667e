"""An interrupt from the keyboard, or another signal's handler, amid an edit that is being saved."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from summit_tui.disk import Disk
from summit_tui.model import Change, Edit, Name, Speaker
from summit_tui.store import ProjectStore
from summit_tui.store.keeper import Keeper


class Pressed(Disk):
    """Lets Ctrl-C be pressed while a line is brought to the disk."""

    is_pressed = False

    def datasync(self, descriptor: int) -> None:
        if self.is_pressed:
            self.is_pressed = False
            os.kill(os.getpid(), signal.SIGINT)
        super().datasync(descriptor)


@pytest.fixture(autouse=True)
def usual_handler():
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def make(number: int) -> Edit:
    speaker = Speaker(f"speaker-{number}", Name(f"المتحدثة {number}"))
    return Edit(f"edit-{number}", "user", "2026-11-24T15:00:00Z", "test", (Change(None, speaker),))


def test_ctrl_c_waits_until_the_edit_is_saved(tmp_path: Path) -> None:
    disk = Pressed()
    with ProjectStore.open(tmp_path, disk=disk) as store:
        store.commit(make(1))
        disk.is_pressed = True
        with pytest.raises(KeyboardInterrupt):
            store.commit(make(2))
        assert list(store.project.speakers) == ["speaker-1", "speaker-2"]
        store.commit(make(3))
        with ProjectStore.open(tmp_path, read_only=True) as reader:
            assert [edit.id for edit in reader.history] == ["edit-1", "edit-2", "edit-3"]


def test_another_handler_s_exception_leaves_an_edit_unsaved_and_the_store_in_use(tmp_path: Path) -> None:
    def end(*_: object) -> None:
        raise SystemExit(1)

    disk = Pressed()
    with ProjectStore.open(tmp_path, disk=disk) as store:
        store.commit(make(1))
        signal.signal(signal.SIGINT, end)
        disk.is_pressed = True
        with pytest.raises(SystemExit):
            store.commit(make(2))
        assert list(store.project.speakers) == ["speaker-1"]
        store.commit(make(3))
        store.commit(make(4))
        with ProjectStore.open(tmp_path, read_only=True) as reader:
            assert [edit.id for edit in reader.history] == ["edit-1", "edit-3", "edit-4"]
            assert reader.project == store.project
    with ProjectStore.open(tmp_path) as store:
        assert [edit.id for edit in store.history] == ["edit-1", "edit-3", "edit-4"]


def test_an_interrupt_after_an_edit_was_saved_takes_it_in_no_less(tmp_path: Path, monkeypatch) -> None:
    def interrupted(keeper: Keeper) -> bool:
        raise KeyboardInterrupt

    with ProjectStore.open(tmp_path) as store:
        with monkeypatch.context() as patch:
            patch.setattr(Keeper, "fold_due", interrupted)
            with pytest.raises(KeyboardInterrupt):
                store.commit(make(1))
        assert list(store.project.speakers) == ["speaker-1"]
        assert [edit.id for edit in store.stacks.done] == ["edit-1"]
        undo = make(1)
        store.commit(Edit("undo", "user", undo.at, "undo", undo.inverse(), undoes="edit-1"))
        assert not store.project.speakers


def test_an_edit_that_was_interrupted_while_it_was_taken_in_is_whole(tmp_path: Path, monkeypatch) -> None:
    taken, take_in = [], Keeper._take_in

    def interrupted(keeper: Keeper, transaction, number: int, chain: str) -> None:
        taken.append(number)
        if len(taken) == 1:
            keeper.tables.apply(transaction)
            raise KeyboardInterrupt
        take_in(keeper, transaction, number, chain)

    with ProjectStore.open(tmp_path) as store:
        with monkeypatch.context() as patch:
            patch.setattr(Keeper, "_take_in", interrupted)
            with pytest.raises(KeyboardInterrupt):
                store.commit(make(1))
        assert taken == [1, 1]
        store.commit(make(2))
    with ProjectStore.open(tmp_path) as store:
        assert list(store.project.speakers) == ["speaker-1", "speaker-2"]
