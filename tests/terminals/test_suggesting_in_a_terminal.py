"""The real app behind a pseudo-terminal: suggestions come by themselves, and leaving never waits for them."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.terminals.pseudo import PseudoTerminal

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
QUIT, ACCEPT, NEXT = b"\x11", b"=", b"0"
BAR = "┊".encode()
"""What stands beside a line with a suggestion."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return Path(shutil.copy(next((ROOT / "seeds").glob("*.txt")), folder))


def app(article: Path, tmp_path: Path) -> PseudoTerminal:
    environment = {"SUMMIT_HOME": str(tmp_path / "home"), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "summit_tui", "--lang", "en", str(article)]
    return PseudoTerminal(command, environment=environment)


def test_suggestions_come_and_are_decided_on(article: Path, tmp_path: Path) -> None:
    with app(article, tmp_path) as running:
        running.read_until(BAR)
        running.last_byte(quiet=0.5)
        running.send(NEXT)
        running.read_until(b"(rules)")
        running.send(ACCEPT)
        running.read_until(b"saved")
        running.send(QUIT)
        assert running.drain_until_end(5) == 0
        assert b"Traceback" not in running.written
    assert (article.parent / ".summit" / "project.json").exists()


@pytest.mark.parametrize("after", [0.0, 0.02, 0.05, 0.1, 0.2])
def test_leaving_while_the_suggester_loads_or_runs_ends_in_order(
    article: Path, tmp_path: Path, after: float
) -> None:
    with app(article, tmp_path) as running:
        running.read_until(b"Topics")
        time.sleep(after)
        running.send(QUIT)
        assert running.drain_until_end(5) == 0
        assert b"Traceback" not in running.written
        assert b"Error" not in running.written
    assert not (article.parent / ".summit").exists()
