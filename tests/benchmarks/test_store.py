"""The benchmark in its shortest form: figures come out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.benchmarks import store


def test_figures_come_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--sizes", "40", "--rounds", "5", "--edits", "30", "--folder", str(tmp_path)]
    assert store.main(arguments) == 0
    out = capsys.readouterr().out
    for name in ("summit-tui", "SQLite", "plain TinyDB"):
        assert re.search(rf"{name} +[\d,]+ a second, median \d+\.\d\d ms", out)
        assert re.search(rf"{name} +opens 40 quotes in \d+ ms", out)
    assert re.search(r"an edit takes \d+\.\d\d times SQLite's \((PASS|MISS), limit 1.2\)", out)
    assert re.search(r"then it opens 40 quotes in \d+ ms", out)
