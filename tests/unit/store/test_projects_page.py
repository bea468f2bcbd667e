"""What docs/projects.md says a TinyDB program can do with a project."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from summit_tui.store import ProjectStore

PAGE = Path(__file__).parents[3] / "docs" / "projects.md"


def test_the_page_s_own_program_opens_a_folded_project(store: ProjectStore, folder: Path) -> None:
    programs = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    (program,) = [one for one in programs if "TinyDB" in one]
    store.close()
    before = (store.path / "project.json").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout.splitlines() == [
        "['_meta', 'articles', 'quotes', 'speakers', 'topics']",
        "[[27, 47]] indirect",
    ]
    assert (store.path / "project.json").read_bytes() == before
