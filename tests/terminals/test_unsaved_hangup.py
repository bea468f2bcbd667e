"""Edits can't be saved when the terminal goes away: they are offered at the next start."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summit_tui.store import ProjectStore
from tests.terminals.pseudo import PseudoTerminal

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
ARTICLE = "افتتاح الميناء\nقال القبطان رامي السالم: «الميناء جاهز».\n"


@contextmanager
def opened(folder: Path) -> Iterator[PseudoTerminal]:
    environment = {"SUMMIT_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = [sys.executable, "-m", "summit_tui", "--lang", "en", str(folder / "article.txt")]
    with PseudoTerminal(command, columns=160, environment=environment, working_folder=folder) as app:
        app.read_until(b"Arms control")
        app.last_byte(quiet=0.4)
        yield app


@pytest.mark.parametrize("how", ["closed", "SIGTERM"])
def test_what_was_not_saved_is_offered_again(tmp_path: Path, how: str) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    with opened(tmp_path) as app:
        for keys in (b"x", b"\r", b"\x1b"):  # a quote, without a speaker
            app.send(keys)
            app.last_byte(quiet=0.4)
        (tmp_path / ".summit").rename(tmp_path / "aside")
        app.send(b"f")
        app.read_until(b"1 edit not saved")
        app.last_byte(quiet=0.3)
        if how == "closed":
            app.close()
        else:
            app.signal(signal.SIGTERM)
        number = signal.SIGTERM if how == "SIGTERM" else signal.SIGHUP
        assert app.drain_until_end(seconds=2) == 128 + number
        assert how == "closed" or b"offered at the next start: 1" in app.written
    (tmp_path / "aside").rename(tmp_path / ".summit")
    (kept,) = (tmp_path / "home" / "state" / "drafts").iterdir()
    with opened(tmp_path) as app:
        assert b"Ctrl+R saves them" in app.written
        app.send(b"\x12")
        app.read_until(b"Save them now")
        app.send(b"\r")
        app.read_until(b"Saved what could")
        app.last_byte(quiet=0.3)
        app.send(b"\x11")
        assert app.drain_until_end(seconds=5) == 0
    with ProjectStore.open(tmp_path) as store:
        assert [quote.unsure for quote in store.project.quotes.values()] == [True]
    assert not kept.exists()
