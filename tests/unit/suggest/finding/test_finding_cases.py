"""The records of tests/cases/arabic.jsonl, found in the text alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summit_tui.formats.decoding import decode
from tests.support.finding import quotes_in

LINES = (Path(__file__).parents[3] / "cases" / "arabic.jsonl").read_text(encoding="utf-8").splitlines()
CASES = {case["id"]: case for case in map(json.loads, LINES) if "records" in case["right"]}
MISSED = {
    "ar-35": "the adverbial behind the clause (بعد فيضان …) is taken into it",
    "ar-40": "a verb joined by و without a cue's content (ورد على السؤال) is taken into the clause",
}
"""Cases that don't come out right, and the fault."""


def text_of(name: str) -> str:
    """The case's text; some are the bytes of a file, which is decoded as an article is."""
    written: str = CASES[name]["input"]
    if not written.startswith("hex:"):
        return written
    return decode(bytes.fromhex(written.removeprefix("hex:")), name).text


def cases() -> list[object]:
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=MISSED[name], strict=True))
        if name in MISSED
        else name
        for name in CASES
    ]


@pytest.mark.parametrize("name", cases())
def test_every_record_and_no_other(name: str) -> None:
    text = text_of(name)
    found = [
        (
            [quote.start, quote.end, text[quote.start : quote.end]],
            quote.type.value,
            [quote.cue.span.start, quote.cue.span.end, quote.cue.span.of(text)] if quote.cue else None,
            [choice.name for choice in quote.speakers],
        )
        for quote in quotes_in(text)
    ]
    expected = [
        (record["content"], record["type"], record["cue"], [record["speaker"]])
        for record in CASES[name]["right"]["records"]
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_nine_in_ten_come_out_right() -> None:
    assert len(MISSED) <= len(CASES) / 10
