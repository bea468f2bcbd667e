"""``summit suggest`` where named entities are asked for and can't be had."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_the_rules_suggest_and_one_line_says_why(tmp_path: Path) -> None:
    (tmp_path / "home" / "config").mkdir(parents=True)
    settings = f"suggester = \"neural\"\nentity_model = '{tmp_path / 'nowhere'}'\n"
    (tmp_path / "home" / "config" / "settings.toml").write_text(settings)
    news = tmp_path / "news"
    news.mkdir()
    for name in ("a", "b", "c"):
        (news / f"{name}.txt").write_text("قال المزارع إن الموسم جيد هذا العام.\n")
    environment = {**os.environ, "SUMMIT_HOME": str(tmp_path / "home"), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "summit_tui", "--lang", "en", "suggest", str(news), "--jobs", "2"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("clause") == 3
    assert done.stderr.count("Suggestions go without them.") == 1
    assert done.stderr.count("--jobs 2 isn't followed.") == 1
    assert len(done.stderr.splitlines()) == 2
