"""store-10: a note is half typed when the terminal goes away, and is there again at the next start."""

from __future__ import annotations

import json
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
TYPED = "half a note"


@contextmanager
def opened(folder: Path, *, controlling: bool = True) -> Iterator[PseudoTerminal]:
    environment = {"SUMMIT_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    command = [sys.executable, "-m", "summit_tui", "--lang", "en", str(folder / "article.txt")]
    terminal = PseudoTerminal(
        command, columns=120, environment=environment, working_folder=folder, controlling=controlling
    )
    with terminal as app:
        app.read_until(b"Arms control")
        app.last_byte(quiet=0.4)
        yield app


@pytest.mark.parametrize("how", ["closed", "closed, and not the controlling one", "SIGTERM", "SIGHUP"])
def test_store_10_half_a_note_is_offered_again(tmp_path: Path, how: str):
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    with opened(tmp_path, controlling="not" not in how) as app:
        app.send(b"x")
        app.last_byte(quiet=0.2)
        app.send(b"\r")
        app.last_byte(quiet=0.4)
        app.send(b"\x1b")  # no speaker
        app.last_byte(quiet=0.4)
        app.send(b";" + TYPED.encode())
        app.read_until(b"Enter or Esc keeps")
        app.last_byte(quiet=0.3)
        if how.startswith("closed"):
            app.close()
        else:
            app.signal(getattr(signal, how))
        number = signal.SIGTERM if how == "SIGTERM" else signal.SIGHUP
        assert app.drain_until_end(seconds=2) == 128 + number
    (kept,) = (tmp_path / "home" / "state" / "drafts").iterdir()
    assert [draft["note"] for draft in json.loads(kept.read_bytes())] == [TYPED]
    with ProjectStore.open(tmp_path) as store:  # the lock is free
        assert not store.read_only
        assert [quote.note for quote in store.project.quotes.values()] == [""]
    with opened(tmp_path) as app:
        assert b"saved yet" in app.written
        app.send(b";")
        app.read_until(TYPED.encode())
        app.read_until(b"Not saved yet")
        app.send(b"\r")
        app.read_until(b"msaved\x1b")
        app.last_byte(quiet=0.3)
        app.send(b"\x11")
        assert app.drain_until_end(seconds=5) == 0
    with ProjectStore.open(tmp_path) as store:
        assert [quote.note for quote in store.project.quotes.values()] == [TYPED]
    assert not kept.exists()
