"""The app itself when its terminal dies: it ends soon, and what was shown as saved is there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminals.pseudo import PseudoTerminal

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("how", ["closed", "SIGTERM", "SIGHUP"])
def test_store_10_what_was_shown_as_saved_is_there(tmp_path: Path, how: str):
    environment = {"SUMMIT_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "summit_tui", "--lang", "en"]
    with PseudoTerminal(command, environment=environment, working_folder=tmp_path) as app:
        app.read_until(b"Arms control")
        app.last_byte(quiet=0.3)
        app.send(b"#")  # the article's third topic
        app.read_until(b"msaved\x1b")
        if how == "closed":
            app.close()
        else:
            app.signal(getattr(signal, how))
        number = signal.SIGTERM if how == "SIGTERM" else signal.SIGHUP
        assert app.drain_until_end(seconds=2) == 128 + number
    export = [
        *command[:3],
        "export",
        "--format",
        "json",
        "--project",
        str(next(tmp_path.glob("data/projects/*/.summit")).parent),
    ]
    exported = subprocess.run(
        export, env={**environment, "PATH": ""}, capture_output=True, check=True, cwd=tmp_path
    )
    article = json.loads(exported.stdout)["articles"][0]
    assert [topic["id"] for topic in article["topics"]] == ["iran"]
