"""What the light commands import: in a process each, as a static graph can't see deferred imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"torch", "transformers", "numpy", "pandas", "camel_tools.data", "camel_tools.utils.charsets"}
OF_THE_APP = {"textual", "rich", "tinydb", "summit_tui.tui", "summit_tui.store"}


def imported(tmp_path: Path, *arguments: str) -> set[str]:
    """The modules that ``python -m summit_tui`` imports with ``arguments``, by Python's import timer."""
    command = [sys.executable, "-X", "importtime", "-m", "summit_tui", *arguments]
    environment = {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip() for line in lines}


@pytest.mark.parametrize("arguments", [["schema"], ["--help"], ["--version"]], ids=" ".join)
def test_light_commands_import_nothing_of_the_app(tmp_path, arguments):
    modules = imported(tmp_path, *arguments)
    assert "summit_tui.cli" in modules
    assert not modules & (HEAVY | OF_THE_APP)


def test_printing_an_article_imports_no_interface(tmp_path):
    (tmp_path / "article.txt").write_text("عنوان\n\nقال الوزير إن الاجتماع انتهى.\n", encoding="utf-8")
    modules = imported(tmp_path, "article.txt")
    assert not modules & (HEAVY | {"textual", "summit_tui.tui"})
