"""What the program has imported by when: in a process each, as a static graph can't see deferred imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminals.pseudo import PseudoTerminal

HEAVY = {
    "torch",
    "transformers",
    "numpy",
    "pandas",
    "camel_tools.data",
    "camel_tools.morphology",
    "camel_tools.utils.charsets",
    "aiohttp",
    "textual_serve",
}
OF_THE_APP = {
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

APP = """
import sys
from pathlib import Path
from summit_tui.cli import main
try:
    main()
finally:
    Path("modules").write_text("\\n".join(sys.modules), encoding="utf-8")
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("عنوان\n\nقال الوزير إن الاجتماع انتهى.\n", encoding="utf-8")
    return path


def imported(tmp_path: Path, *arguments: str, status: int = 0) -> set[str]:
    """The modules that ``python -m summit_tui`` imports with ``arguments``, by Python's import timer."""
    command = [sys.executable, "-X", "importtime", "-m", "summit_tui", *arguments]
    environment = {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip() for line in lines}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["schema"], 0),
        (["formats"], 0),
        (["--version"], 0),
        (["--help"], 0),
        (["export", "--help"], 0),
        (["history", "--help"], 0),
        (["serve", "--help"], 0),
        (["morphology", "install", "--help"], 0),
        (["--none"], 2),
    ],
    ids=[
        "schema",
        "formats",
        "version",
        "help",
        "help of a command",
        "help of another",
        "help of a third",
        "help within a command",
        "wrong usage",
    ],
)
def test_light_commands_import_nothing_of_the_app(tmp_path, arguments, status):
    modules = imported(tmp_path, *arguments, status=status)
    assert "summit_tui.cli" in modules
    assert not modules & (HEAVY | OF_THE_APP)


def test_the_status_of_morphology_loads_none_of_it(tmp_path):
    modules = imported(tmp_path, "morphology", "status")
    assert "summit_tui.session.tiers.morphology" in modules
    assert not modules & (HEAVY | {"textual", "summit_tui.tui", "summit_tui.suggest"})


def test_printing_an_article_imports_no_interface(tmp_path, article):
    modules = imported(tmp_path, article.name)
    assert not modules & (HEAVY | {"textual", "summit_tui.tui"})


def test_suggesting_imports_no_other_tier_than_the_one_that_is_there(tmp_path, article):
    modules = imported(tmp_path, "suggest", article.name)
    assert "summit_tui.suggest.finding.suggester" in modules
    assert not modules & (HEAVY | {"textual", "summit_tui.tui", "summit_tui.suggest.neural"})


def test_app_on_an_article_imports_nothing_heavy(tmp_path, article):
    (tmp_path / "app.py").write_text(APP, encoding="utf-8")
    environment = {"HOME": str(tmp_path), "PWD": str(tmp_path)}
    command = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', str(tmp_path), sys.executable, "app.py", article.name]
    with PseudoTerminal(command, environment=environment) as terminal:
        terminal.read_until(b"Quotes")
        terminal.last_byte(0.3)
        terminal.send(b"\x11")  # ctrl+q
        assert terminal.drain_until_end(10) == 0
    modules = set((tmp_path / "modules").read_text("utf-8").splitlines())
    assert "summit_tui.tui" in modules
    assert not modules & HEAVY
