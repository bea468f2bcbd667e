"""What small commands import, seen in a process each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

PROGRAM = """
import os, sys
from summit_tui.cli.entry import run
status = run(sys.argv[1:], os.environ)
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(status)
"""

HEAVY = {
    "camel_tools",
    "regex",
    "rich",
    "summit_tui.arabic",
    "summit_tui.session",
    "summit_tui.store",
    "summit_tui.tui",
    "textual",
    "tinydb",
}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["schema"], 0), (["formats"], 0), (["--help"], 0), (["export", "--help"], 0), (["--none"], 2)],
    ids=["schema", "formats", "help", "help of a command", "wrong usage"],
)
def test_small_commands_import_nothing_heavy(tmp_path, arguments, status):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        env={"SUMMIT_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status
    modules = set(done.stderr.splitlines()[-1].split())
    assert "summit_tui.cli.entry" in modules
    assert not modules & HEAVY
