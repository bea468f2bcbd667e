"""Keys that come while the app starts, or faster than it follows, do it no harm."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from tests.support.quiet import quiet_home
from tests.terminals.pseudo import PseudoTerminal

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
QUIT = b"\x11"


@pytest.fixture
def program(tmp_path: Path) -> PseudoTerminal:
    article = tmp_path / "a.txt"
    article.write_text("عنوان\nقال الوزير سالم الدوري: «نعم يا سادة».\n", "utf-8")
    environment = {**quiet_home(tmp_path / "home"), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    return PseudoTerminal([sys.executable, "-m", "summit_tui", str(article)], environment=environment)


def test_keys_during_the_start(program: PseudoTerminal) -> None:
    with program as app:
        for _ in range(60):
            app.send(b"]")
            app.read(0.01)
            time.sleep(0.005)
        app.read_until(b"Quotes")
        app.last_byte(quiet=0.3)
        app.send(QUIT)
        assert app.drain_until_end(5) == 0
        assert b"Traceback" not in app.written


def test_keys_that_come_at_once_go_where_they_would_one_by_one(
    program: PseudoTerminal, tmp_path: Path
) -> None:
    """To the quotation marks, their words, a quote, its speaker, a note, two topics, an export: one write."""
    with program as app:
        app.read_until(b"Quotes")
        app.last_byte(quiet=0.3)
        note = "ملاحظة dxu 12"
        app.send(f"]wwwwxx\r\r;{note}\r12ty\x1b".encode())
        app.last_byte(quiet=0.4)
        app.send(b"\x05\r")  # Ctrl+E
        app.last_byte(quiet=0.4)
        app.send(QUIT)
        assert app.drain_until_end(5) == 0
    (quote,) = json.loads((tmp_path / "a.json").read_text("utf-8"))["articles"][0]["quotes"]
    assert quote["content"][0]["text"] == "نعم يا سادة"
    assert quote["note"] == note
    assert len(quote["speakers"]) == 1
    assert len(quote["topics"]) == 2
    assert quote["type"] == "direct"
