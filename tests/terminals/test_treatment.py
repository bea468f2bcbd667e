"""What the app sends a terminal by what it answers, and takes back when it leaves; answers are never keys."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest

from summit_tui.terminal.treatment import (
    EXPLICIT_ORDER,
    FORMER_ARROWS,
    IMPLICIT_ORDER,
    KONSOLE_OFF,
    KONSOLE_ON,
    MLTERM_OFF,
    MLTERM_ON,
)
from tests.terminals.pseudo import PseudoTerminal

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
QUIT = b"\x11"
NAME, ORDER, SECOND, FIRST = b"\x1b[>q", b"\x1b[8$p", b"\x1b[>c", b"\x1b[c"
LAST = b"\x1b[?62;22c"

VTE = {ORDER: b"\x1b[8;2$y", SECOND: b"\x1b[>65;8000;1c", FIRST: LAST}
XTERM = {NAME: b"\x1bP>|XTerm(379)\x1b\\", ORDER: b"\x1b[8;0$y", SECOND: b"\x1b[>41;379;0c", FIRST: LAST}
KONSOLE = {NAME: b"\x1bP>|Konsole 25.04\x1b\\", SECOND: b"\x1b[>1;25040;0c", FIRST: LAST}
MLTERM = {ORDER: b"\x1b[8;0$y", SECOND: b"\x1b[>24;279;0c", FIRST: LAST}
KITTY = {NAME: b"\x1bP>|kitty(0.41.1)\x1b\\", SECOND: b"\x1b[>1;4000;41c", FIRST: LAST}


def app(tmp_path: Path, answers: dict[bytes, bytes], *options: str, delay: float = 0.0) -> PseudoTerminal:
    article = tmp_path / "a.txt"
    article.write_text("عنوان\nقال الوزيرُ سالم الدوري: «نعم يا سادة».\n", "utf-8")
    environment = {"SUMMIT_HOME": str(tmp_path / "home"), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "summit_tui", "--lang", "en", *options, str(article)]
    return PseudoTerminal(command, environment=environment, answers=answers, delay=delay)


def written_by(program: PseudoTerminal, *, pinned: bool = False) -> str:
    with program as running:
        running.read_until(b"T\xe2\x80\x8eo\xe2\x80\x8ep" if pinned else b"Topics")
        running.last_byte(quiet=0.2)
        running.send(QUIT)
        assert running.drain_until_end(5) == 0
        return running.written.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("answers", "enter", "leave"),
    [
        (VTE, EXPLICIT_ORDER, FORMER_ARROWS + IMPLICIT_ORDER),
        (KONSOLE, KONSOLE_OFF, KONSOLE_ON),
        (MLTERM, MLTERM_OFF, MLTERM_ON),
    ],
    ids=["VTE", "Konsole", "mlterm"],
)
def test_a_terminal_that_reorders_is_stopped_and_given_back(
    tmp_path: Path, answers: dict[bytes, bytes], enter: str, leave: str
) -> None:
    written = written_by(app(tmp_path, answers))
    assert written.index("\x1b[?1049h") < written.index(enter) < written.index("Topics")
    assert written.rindex(leave) < written.rindex("\x1b[?1049l")


@pytest.mark.parametrize("answers", [XTERM, KITTY], ids=["xterm", "kitty"])
def test_others_are_sent_nothing_of_the_kind(tmp_path: Path, answers: dict[bytes, bytes]) -> None:
    written = written_by(app(tmp_path, answers))
    assert "\x1b]50;" not in written
    assert "\x1b]5379" not in written
    assert "\u200e" not in written
    assert ("\x1b[8l" in written) == (answers is KITTY)  # passed over there, and harmless


def test_who_sits_at_kitty_is_told_what_to_do(tmp_path: Path) -> None:
    assert "force_ltr" in written_by(app(tmp_path, KITTY))
    assert "force_ltr" not in written_by(app(tmp_path, XTERM))


def test_a_terminal_that_never_answers_doesnt_keep_the_app_from_starting(tmp_path: Path) -> None:
    with app(tmp_path, {}) as running:
        begun = time.perf_counter()
        running.read_until(b"Topics")
        assert time.perf_counter() - begun < 5
        running.send(QUIT)
        assert running.drain_until_end(5) == 0
        assert EXPLICIT_ORDER.encode() in running.written


@pytest.mark.parametrize(
    ("wish", "sent", "pinned"), [("off", False, False), ("lrm", False, True), ("explicit", True, False)]
)
def test_the_option_overrules_what_was_found_out(tmp_path: Path, wish: str, sent: bool, pinned: bool) -> None:
    written = written_by(app(tmp_path, VTE, "--terminal-bidi", wish), pinned=pinned)
    assert ("\x1b[8l" in written) == sent
    assert ("\u200e" in written) == pinned
    assert re.search("\x1b[^A-Za-z]*\u200e", written) is None  # never within a sequence
    assert re.search("\u200e[\u064b-\u0652]", written) is None  # nor between a letter and its diacritic


def test_the_setting_overrules_it_too_but_not_the_option(tmp_path: Path) -> None:
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('terminal_bidi = "off"\n', "utf-8")
    assert "\x1b[8l" not in written_by(app(tmp_path, VTE))
    assert "\x1b[8l" in written_by(app(tmp_path, VTE, "--terminal-bidi", "auto"))


def test_late_answers_are_no_keys_and_are_heeded(tmp_path: Path) -> None:
    """The answers hold digits and a c, which are commands."""
    with app(tmp_path, KONSOLE, delay=3.0) as running:
        running.read_until(b"Topics")
        before = len(running.written)
        running.read_until(KONSOLE_OFF.encode())
        running.last_byte(quiet=0.3)
        after = running.written[before:].decode("utf-8", "replace")
        assert "No quote is chosen" not in after
        running.send(QUIT)
        assert running.drain_until_end(5) == 0
    assert not (tmp_path / ".summit").exists()
