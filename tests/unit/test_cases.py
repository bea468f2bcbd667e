"""The small inputs that broke other programs: none is without a test."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def collected_ids() -> set[str]:
    """The cases that the names and parameters of tests speak of, in the spelling of the file."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "slow or not slow"]
    folders = ["tests/unit/bidi", "tests/unit/session"]
    listing = subprocess.run(
        [*command, *folders], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return {found.replace("_", "-") for found in re.findall(r"(?<![a-z])rtl[-_]\d\d(?!\d)", listing)}


def test_every_case_of_right_to_left_text_has_a_test():
    lines = (ROOT / "tests" / "cases" / "rtl.jsonl").read_text("utf-8").splitlines()
    cases = {json.loads(line)["id"] for line in lines}
    assert cases - collected_ids() == set()
    assert len(cases) > 30
