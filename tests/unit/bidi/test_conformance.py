"""Unicode's own conformance tests for the bidirectional algorithm, as Debian's unicode-data has them."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from summit_tui.bidi.paragraph import Direction, Paragraph
from summit_tui.bidi.reordering import visual_order
from tests.support.shared import SHARED

FOLDERS = (Path("/usr/share/unicode"), SHARED / "unicode")
SAMPLE = 20
CHARACTER_OF = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "ES": "+", "ET": "$", "AN": "\u0661", "CS": ",",
    "NSM": "\u0300", "BN": "\u00ad", "B": "\u2029", "S": "\t", "WS": " ", "ON": "&", "LRE": "\u202a",
    "RLE": "\u202b", "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067",
    "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip
DIRECTIONS = ((1, None), (2, Direction.LTR), (4, Direction.RTL))


def data_lines(name: str) -> list[str]:
    """The lines of a test file without comments; skips, or fails in CI, where there is no such file."""
    for folder in FOLDERS:
        plain, packed = folder / name, folder / f"{name}.gz"
        if plain.exists():
            text = plain.read_text(encoding="utf-8")
        elif packed.exists():
            text = gzip.decompress(packed.read_bytes()).decode("utf-8")
        else:
            continue
        lines = (line.split("#")[0].strip() for line in text.splitlines())
        return [line for line in lines if line]
    reason = f"{name} is missing (Debian: apt install unicode-data)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def mismatch(text: str, direction: Direction | None, levels: list[str], order: list[str]) -> str | None:
    """What is wrong with the levels or the order of a case, where ``x`` stands for what X9 takes out."""
    paragraph = Paragraph.resolve(text, direction, default=Direction.LTR)
    found = paragraph.line_levels(0, len(text))
    shown = ["x" if wanted == "x" else str(level) for level, wanted in zip(found, levels, strict=True)]
    if shown != levels:
        return f"levels {shown}, not {levels}"
    base = 1 if paragraph.direction is Direction.RTL else 0
    visual = [str(index) for index in visual_order(found, base) if levels[index] != "x"]
    return None if visual == order else f"order {visual}, not {order}"


def test_every_case_of_bidi_character_test() -> None:
    wrong: list[str] = []
    lines = data_lines("BidiCharacterTest.txt")
    for line in lines:
        codes, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        asked = {"0": Direction.LTR, "1": Direction.RTL, "2": None}[direction]
        if Paragraph.resolve(text, asked, default=Direction.LTR).direction is not [*Direction][int(base)]:
            wrong.append(f"{line}: base direction")
        problem = mismatch(text, asked, levels.split(), order.split())
        if problem:
            wrong.append(f"{line}: {problem}")
    assert wrong == []
    assert len(lines) > 90_000


def cases_of_bidi_test() -> Iterator[tuple[str, Direction | None, list[str], list[str]]]:
    levels: list[str] = []
    order: list[str] = []
    for line in data_lines("BidiTest.txt"):
        if line.startswith("@Levels:"):
            levels = line.split()[1:]
        elif line.startswith("@Reorder:"):
            order = line.split()[1:]
        elif not line.startswith("@"):
            classes, bits = line.split(";")
            text = "".join(CHARACTER_OF[name] for name in classes.split())
            for bit, direction in DIRECTIONS:
                if int(bits, 16) & bit:
                    yield text, direction, levels, order


def wrong_of_bidi_test(step: int) -> tuple[int, list[str]]:
    """How many cases there are, and what is wrong with every ``step``-th of them."""
    wrong: list[str] = []
    count = 0
    for count, (text, direction, levels, order) in enumerate(cases_of_bidi_test(), start=1):
        if count % step == 0:
            problem = mismatch(text, direction, levels, order)
            if problem:
                wrong.append(f"{text!a} {direction}: {problem}")
    return count, wrong


def test_a_twentieth_of_bidi_test() -> None:
    count, wrong = wrong_of_bidi_test(SAMPLE)
    assert wrong == []
    assert count > 700_000


@pytest.mark.slow
def test_every_case_of_bidi_test() -> None:
    count, wrong = wrong_of_bidi_test(1)
    assert wrong == []
    assert count > 700_000
