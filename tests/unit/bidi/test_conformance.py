"""Unicode's own conformance tests for the bidirectional algorithm, as Debian's unicode-data has them."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from summit_tui.bidi.paragraph import Direction, Paragraph
from summit_tui.bidi.reordering import visual_order
from tests.support.shared import SHARED

FOLDERS = (Path("/usr/share/unicode"), SHARED / "unicode")
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


TAKEN_OUT = 255


class Right(NamedTuple):
    """What a case must come to: levels (``TAKEN_OUT`` where rule X9 takes a character out), visual order."""

    levels: bytes
    taken_out: frozenset[int]
    order: list[int]

    @classmethod
    def parse(cls, levels: Sequence[str], order: Sequence[str]) -> Right:
        wanted = bytes([TAKEN_OUT if level == "x" else int(level) for level in levels])
        taken_out = frozenset(index for index, level in enumerate(wanted) if level == TAKEN_OUT)
        return cls(wanted, taken_out, [int(index) for index in order])


def mismatch(paragraph: Paragraph, right: Right) -> str | None:
    """What is wrong with the levels or the order of a paragraph on one line."""
    found = paragraph.line_levels(0, len(paragraph.text))
    compared, taken_out = found, right.taken_out
    if taken_out:
        compared = bytes([TAKEN_OUT if at in taken_out else level for at, level in enumerate(found)])
    if compared != right.levels:
        return f"levels {list(compared)}, not {list(right.levels)}"
    visual = visual_order(found, 1 if paragraph.direction is Direction.RTL else 0)
    if taken_out:
        visual = [index for index in visual if index not in taken_out]
    return None if visual == right.order else f"order {visual}, not {right.order}"


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_missing_file_is_told_and_fails_in_ci(monkeypatch, tmp_path, ci, outcome) -> None:
    monkeypatch.setattr(f"{__name__}.FOLDERS", (tmp_path,))
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="apt install unicode-data"):
        data_lines("BidiTest.txt")


def test_every_case_of_bidi_character_test() -> None:
    wrong: list[str] = []
    lines = data_lines("BidiCharacterTest.txt")
    for line in lines:
        codes, direction, base, levels, order = line.split(";")
        text = "".join([chr(int(code, 16)) for code in codes.split()])
        asked = {"0": Direction.LTR, "1": Direction.RTL, "2": None}[direction]
        paragraph = Paragraph.resolve(text, asked, default=Direction.LTR)
        if paragraph.direction is not [*Direction][int(base)]:
            wrong.append(f"{line}: base direction")
        problem = mismatch(paragraph, Right.parse(levels.split(), order.split()))
        if problem:
            wrong.append(f"{line}: {problem}")
    assert wrong == []
    assert len(lines) > 90_000


def cases_of_bidi_test() -> Iterator[tuple[str, Direction | None, Right]]:
    levels: list[str] = []
    right = Right.parse([], [])
    for line in data_lines("BidiTest.txt"):
        if line.startswith("@Levels:"):
            levels = line.split()[1:]
        elif line.startswith("@Reorder:"):
            right = Right.parse(levels, line.split()[1:])
        elif not line.startswith("@"):
            classes, bits = line.split(";")
            text = "".join([CHARACTER_OF[name] for name in classes.split()])
            for bit, direction in DIRECTIONS:
                if int(bits, 16) & bit:
                    yield text, direction, right


def test_every_case_of_bidi_test() -> None:
    wrong: list[str] = []
    count = 0
    for text, direction, right in cases_of_bidi_test():
        count += 1
        problem = mismatch(Paragraph.resolve(text, direction, default=Direction.LTR), right)
        if problem:
            wrong.append(f"{text!a} {direction}: {problem}")
    assert wrong == []
    assert count > 700_000
