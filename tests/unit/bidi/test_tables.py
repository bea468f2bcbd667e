"""The generated tables are what the generator makes of Unicode's database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from summit_tui.bidi import tables
from summit_tui.bidi.properties import BIDI, JOINING, KIND

ROOT = Path(__file__).parents[3]
DATABASE = Path("/usr/share/unicode")


def test_the_tables_are_generated(tmp_path):
    classes = DATABASE / "extracted" / "DerivedBidiClass.txt"
    if not classes.exists() or tables.UNICODE_VERSION not in classes.read_text(encoding="utf-8")[:60]:
        pytest.skip(f"Unicode {tables.UNICODE_VERSION} is missing (Debian 12: apt install unicode-data)")
    output = tmp_path / "tables.py"
    generator = ROOT / "tools" / "generate_bidi_tables.py"
    subprocess.run([sys.executable, str(generator), str(DATABASE), str(output)], check=True)
    made = output.read_text(encoding="utf-8")
    assert made == (ROOT / "summit_tui" / "bidi" / "tables.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("char", "bidi", "kind", "joining"),
    [
        ("ب", "A", "o", "D"),
        ("ا", "A", "o", "R"),
        ("\u064e", "M", "x", "T"),
        ("\u200c", "b", "j", "U"),
        ("\u200d", "b", "z", "C"),
        ("\u0640", "A", "o", "C"),
        ("\u2067", "j", "f", "U"),
        ("\u06dd", "N", "P", "U"),
        ("\u05ff", "R", "u", "U"),
        ("😀", "O", "e", "U"),
        ("漢", "L", "w", "U"),
    ],
)
def test_properties_of_well_known_characters(char, bidi, kind, joining):
    assert (BIDI[ord(char)], KIND[ord(char)], JOINING[ord(char)]) == (bidi, kind, joining)
