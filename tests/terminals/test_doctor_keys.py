"""The doctor in a terminal: what its keys send, and that a pick is heeded by the app the next time."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from summit_tui.terminal.treatment import (
    EXPLICIT_ORDER,
    FORMER_ARROWS,
    IMPLICIT_ORDER,
    KONSOLE_OFF,
    KONSOLE_ON,
    PLAIN_ARROWS,
)
from tests.terminals.pseudo import PseudoTerminal

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
LAST = b"\x1b[?62;22c"
VTE = {b"\x1b[8$p": b"\x1b[8;2$y", b"\x1b[>c": b"\x1b[>65;8000;1c", b"\x1b[c": LAST}
KONSOLE = {b"\x1b[>q": b"\x1bP>|Konsole 25.04\x1b\\", b"\x1b[>c": b"\x1b[>1;25040;0c", b"\x1b[c": LAST}
ENTER, LEAVE = EXPLICIT_ORDER + PLAIN_ARROWS, FORMER_ARROWS + IMPLICIT_ORDER


def summit(
    tmp_path: Path, answers: Mapping[bytes, bytes], *arguments: str, delay: float = 0.0
) -> PseudoTerminal:
    environment = {"SUMMIT_HOME": str(tmp_path / "home"), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "summit_tui", *arguments, "--lang", "en"]
    return PseudoTerminal(
        command, environment=environment, answers=answers, delay=delay, working_folder=tmp_path
    )


def after(running: PseudoTerminal, keys: bytes, *, pinned: bool = False) -> str:
    """What is written once ``keys`` were pressed, without what belongs to the time before."""
    before = len(running.written)
    running.send(keys)
    sign = "\u200e".encode() if pinned else b"\x1b["
    while sign not in running.written[before:]:
        running.read(5)
    running.last_byte(quiet=0.3)
    return running.written[before:].decode("utf-8", "replace")


def begin(running: PseudoTerminal) -> str:
    running.read_until(b"auto")
    running.last_byte(quiet=0.3)
    return running.written.decode("utf-8", "replace")


def test_each_look_is_sent_whole_and_taken_back(tmp_path: Path) -> None:
    with summit(tmp_path, VTE, "doctor") as running:
        begun = begin(running)
        assert begun.index("\x1b[?1049h") < begun.index(ENTER) < begun.index("VTE")
        off = after(running, b"3")
        assert off.count(LEAVE) == 1
        assert "\x1b[8l" not in off
        assert "embrace" in off  # all is drawn anew
        pinned = after(running, b"2", pinned=True)
        assert LEAVE not in pinned
        assert "e\u200em\u200eb" in pinned
        assert re.search("\x1b[^A-Za-z]*\u200e", pinned) is None
        explicit = after(running, b"1")
        assert explicit.count(ENTER) == 1
        assert "\u200e" not in explicit
        assert "embrace" in explicit[explicit.index(ENTER) :]
        before = len(running.written)
        running.send(b"q")
        assert running.drain_until_end(5) == 0
        left = running.written[before:].decode("utf-8", "replace")
        assert left.index(LEAVE) < left.index("\x1b[?1049l")
    assert not (tmp_path / "home" / "state").exists()
    assert not (tmp_path / ".summit").exists()


def test_a_pick_is_kept_and_heeded_by_the_app_until_it_is_forgotten(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("عنوان\nقال الوزير سالم الدوري: «نعم يا سادة».\n", "utf-8")

    def sent_by_the_app() -> str:
        with summit(tmp_path, VTE, str(article)) as running:
            running.read_until(b"Top")
            running.last_byte(quiet=0.3)
            running.send(b"\x11")
            assert running.drain_until_end(5) == 0
            return running.written.decode("utf-8", "replace")

    def after_keys(keys: bytes, told: bytes) -> None:
        with summit(tmp_path, VTE, "doctor") as running:
            begin(running)
            running.send(keys)
            running.read_until(told)
            running.send(b"q")
            assert running.drain_until_end(5) == 0

    assert ENTER in sent_by_the_app()
    after_keys(b"3\r", b"Kept")
    picks = tmp_path / "home" / "state" / "terminals.json"
    assert json.loads(picks.read_text("utf-8")) == {"vte": "off"}
    assert "\x1b[8l" not in sent_by_the_app()
    after_keys(b"a", b"Nothing")
    assert json.loads(picks.read_text("utf-8")) == {}
    assert ENTER in sent_by_the_app()


def test_late_answers_change_the_page_and_what_is_kept(tmp_path: Path) -> None:
    with summit(tmp_path, KONSOLE, "doctor", delay=3.0) as running:
        assert "unknown" in begin(running)
        running.read_until(KONSOLE_OFF.encode())
        running.read_until(b"25.04")
        running.send(b"\r")
        running.read_until(b"Kept")
        running.send(b"q")
        assert running.drain_until_end(5) == 0
        assert KONSOLE_ON.encode() in running.written
    picks = tmp_path / "home" / "state" / "terminals.json"
    assert json.loads(picks.read_text("utf-8")) == {"konsole": "explicit"}
