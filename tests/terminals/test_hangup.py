"""The app's driver when the terminal dies or the process is asked to end, on real pseudo-terminals."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from summit_tui.terminal.treatment import EXPLICIT_ORDER, FORMER_ARROWS, IMPLICIT_ORDER
from tests.terminals.pseudo import PseudoTerminal

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("rows_program.py")
ALTERNATE_SCREEN_ON, ALTERNATE_SCREEN_OFF = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.txt"
    path.write_text("\n".join(f"row {number}" for number in range(40)), encoding="utf-8")
    return path


def start(rows: Path, *, ended: Path | None = None, controlling: bool = True, nohup: bool = False):
    command = [sys.executable, str(PROGRAM), str(rows), *([str(ended)] if ended else [])]
    if nohup:
        command = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *command]
    return PseudoTerminal(command, environment={"PYTHONPATH": str(ROOT)}, controlling=controlling)


@pytest.mark.parametrize("controlling", [True, False], ids=["controlling", "not controlling"])
@pytest.mark.parametrize("nohup", [False, True], ids=["SIGHUP heard", "SIGHUP ignored"])
def test_closed_terminal_ends_the_app_in_order(rows: Path, tmp_path: Path, *, controlling: bool, nohup: bool):
    ended = tmp_path / "ended"
    with start(rows, ended=ended, controlling=controlling, nohup=nohup) as program:
        program.read_until(b"row 22")
        program.close()
        before = time.monotonic()
        assert program.drain_until_end(seconds=2) == 128 + signal.SIGHUP
        assert time.monotonic() - before < 2
    assert ended.read_text(encoding="utf-8") == "in order"


def test_store_10_closed_terminal_ends_an_app_that_hangs(rows: Path):
    with start(rows) as program:
        program.read_until(b"row 22")
        program.send(b"b")
        time.sleep(0.3)
        program.close()
        assert program.drain_until_end(seconds=2) == 128 + signal.SIGHUP


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_the_app_and_gives_the_terminal_back(rows: Path, tmp_path: Path, number: signal.Signals):
    ended = tmp_path / "ended"
    with start(rows, ended=ended) as program:
        program.read_until(b"row 22")
        program.signal(number)
        assert program.drain_until_end(seconds=2) == 128 + number
        assert ALTERNATE_SCREEN_OFF in program.written
        assert IMPLICIT_ORDER.encode() in program.written
    assert ended.exists()


def test_order_of_the_sequences(rows: Path):
    with start(rows) as program:
        program.read_until(b"row 22")
        program.send(b"q")
        assert program.drain_until_end(seconds=5) == 0
        written = program.written
    alternate, explicit, text = (
        written.index(part) for part in (ALTERNATE_SCREEN_ON, EXPLICIT_ORDER.encode(), b"row 0")
    )
    assert alternate < explicit < text
    implicit, arrows, normal = (
        written.index(part)
        for part in (IMPLICIT_ORDER.encode(), FORMER_ARROWS.encode(), ALTERNATE_SCREEN_OFF)
    )
    assert text < implicit < normal
    assert arrows < normal


def test_crash_gives_the_terminal_back_before_it_is_told(rows: Path):
    with start(rows) as program:
        program.read_until(b"row 22")
        program.send(b"c")
        assert program.drain_until_end(seconds=5) == 1
        written = program.written
    implicit, normal = written.index(IMPLICIT_ORDER.encode()), written.index(ALTERNATE_SCREEN_OFF)
    assert implicit < normal < written.index(b"crashed on purpose")


def test_suspending_gives_the_terminal_back_and_resuming_asks_again(rows: Path):
    with start(rows) as program:
        program.read_until(b"row 22")
        program.signal(signal.SIGTSTP)
        program.read_until(ALTERNATE_SCREEN_OFF)
        assert IMPLICIT_ORDER.encode() in program.written
        program.last_byte(quiet=0.3)
        seen = len(program.written)
        program.signal(signal.SIGCONT)
        program.last_byte(quiet=0.5)
        resumed = program.written[seen:]
        assert resumed.index(ALTERNATE_SCREEN_ON) < resumed.index(EXPLICIT_ORDER.encode())
        program.close()
        assert program.drain_until_end(seconds=2) == 128 + signal.SIGHUP
