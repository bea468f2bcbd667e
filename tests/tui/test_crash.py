"""A fault in the app ends it in order, and reaches the command line as an exception."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.terminals.pseudo import PseudoTerminal

PROGRAM = """
import sys
from summit_tui.cli import entry
from summit_tui.tui.screens.annotate import AnnotateScreen

def fault(screen, *_):
    raise RuntimeError("a fault made for this test")

AnnotateScreen.perform = fault
entry.main()
"""


def test_a_fault_is_told_in_one_line_and_logged(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("قال الوزير: «نعم».\n", "utf-8")
    environment = {"SUMMIT_HOME": str(tmp_path / "home"), "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", PROGRAM, str(article)]
    with PseudoTerminal(command, environment=environment) as terminal:
        terminal.read_until(b"Quotes")
        terminal.send(b"w")
        status = terminal.drain_until_end(10)
    told = terminal.written.split(b"\x1b[?1049l")[-1]
    assert status == 3
    assert b"Traceback" not in told
    assert b"a fault made for this test" in told
    assert "a fault made for this test" in (tmp_path / "home" / "state" / "errors.log").read_text("utf-8")
