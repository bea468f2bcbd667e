"""Any number of quotation marks and parentheses on a line takes time in proportion to it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from summit_tui.arabic.quotation import pairs_in
from summit_tui.model import Span

SENTENCE = "قال الوزير سامي الحداد إن الجسر سيفتح قريبا، وأضاف أن العمل «انتهى تماما» أمس. "
LONG: dict[str, Callable[[int], str]] = {
    "sentences": lambda size: SENTENCE * (size // len(SENTENCE)),
    "opening": lambda size: "قال: " + "«" * size,
    "opening, then one closing": lambda size: "قال: " + "«" * size + " نعم»",
    "each before a word": lambda size: "قال: " + "«ا " * (size // 3),
    "straight": lambda size: "قال: " + '"' * size,
    "parentheses": lambda size: "قال " + "(" * size,
    "nested parentheses": lambda size: "قال " + "(" * (size // 2) + "ا ب ج" + ")" * (size // 2),
    "of all kinds": lambda size: "قال " + "«“\"'‘„" * (size // 6),
}


def seconds(action: Callable[[str], object], text: str) -> float:
    # Of the processor, without what collecting the garbage of other tests takes.
    gc.disable()
    try:
        before = time.process_time()
        action(text)
        return time.process_time() - before
    finally:
        gc.enable()


@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("size", [60_000])
def test_pairs_are_found_in_proportion(kind: str, size: int) -> None:
    def pairs(text: str) -> object:
        return pairs_in(text, Span(0, len(text)))

    less, more = LONG[kind](size // 4), LONG[kind](size)
    # Four times the text takes four times as long; by the square it would be sixteen.
    longer = min(seconds(pairs, more) for _ in range(3))
    assert longer < 10 * max(seconds(pairs, less), seconds(pairs, less), 0.01)
