"""An app in a browser's window whose server is gone: it ends, whatever it is doing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summit_tui.terminal.detection import WEB_DRIVER
from summit_tui.tui.browser import STATUS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def program(tmp_path):
    """A Textual program behind the app's driver, with pipes to where its server would be."""
    rows = tmp_path / "rows"
    rows.write_text("\n".join(map(str, range(50))), encoding="utf-8")
    command = [
        sys.executable,
        str(ROOT / "tests" / "terminals" / "rows_program.py"),
        str(rows),
        str(tmp_path / "ended"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TEXTUAL_DRIVER": WEB_DRIVER}
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    yield process
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()


def send(program, keys):
    program.stdin.write(b"D" + len(keys).to_bytes(4, "big") + keys)
    program.stdin.flush()


def read_until(program, text):
    read = b""
    while text not in read:
        data = os.read(program.stdout.fileno(), 1 << 16)
        assert data, program.stderr.read()
        read += data


def test_it_ends_in_order_when_its_input_ends(program, tmp_path):
    read_until(program, b"23")
    program.stdin.close()
    assert program.wait(5) == STATUS
    assert (tmp_path / "ended").exists()


def test_it_ends_in_order_when_nothing_can_be_written_any_more(program, tmp_path):
    read_until(program, b"23")
    program.stdout.close()
    send(program, b"\x1b[B")  # down: a row has to be drawn
    assert program.wait(5) == STATUS
    assert program.stderr.read() == b""
    assert (tmp_path / "ended").exists()


def test_it_ends_when_it_is_blocked(program, tmp_path):
    read_until(program, b"23")
    send(program, b"b")
    time.sleep(0.5)  # so that it is blocked when its input ends
    program.stdin.close()
    assert program.wait(5) == STATUS
    assert not (tmp_path / "ended").exists()
