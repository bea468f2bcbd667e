"""Finding quotes beside a loop over the same characters on the same machine: it may not fall far behind."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from summit_tui.model import Name, Speaker
from tests.support.finding import quotes_in

SEED = Path(__file__).parents[4] / "seeds" / "summit-2021.txt"
TIMES_THE_LOOP = 120
"""Usually about 40: what takes three times as long has been slowed down by something."""


def texts() -> list[str]:
    """The paragraphs of the seed article in ever new orders: no text is read twice."""
    draw = random.Random(5)
    paragraphs = SEED.read_text(encoding="utf-8").split("\n")
    return ["\n".join(draw.sample(paragraphs, len(paragraphs))) for _ in range(6)]


def seconds(work: Callable[[str], object], articles: list[str]) -> float:
    """Of the processor, whatever else runs."""
    begun = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - begun


def counted(text: str) -> dict[str, int]:
    """The loop: how often each character occurs, counted in plain Python."""
    counts: dict[str, int] = {}
    for character in text:
        counts[character] = counts.get(character, 0) + 1
    return counts


def test_suggesting_takes_no_more_than_so_many_plain_loops() -> None:
    quotes_in(SEED.read_text(encoding="utf-8"))
    articles = texts()
    ratios = [seconds(quotes_in, [one]) / seconds(counted, [one] * 5) * 5 for one in articles]
    assert min(ratios) < TIMES_THE_LOOP, f"{min(ratios):.0f} times the loop"


def test_many_known_speakers_make_a_long_article_hardly_slower() -> None:
    names = [f"{given} {family}" for given in GIVEN for family in families(150)]
    known = [Speaker(f"s{place}", Name(name), (f"وزير {name}",)) for place, name in enumerate(names)]
    assert len(known) > 1_000
    alone = min(seconds(quotes_in, [article]) for article in texts())
    among = min(seconds(partial(quotes_in, speakers=known), [article]) for article in texts())
    assert among < 3 * alone, f"{1000 * alone:.0f} and {1000 * among:.0f} ms"


GIVEN = ("سالم", "خالد", "مريم", "هدى", "نبيل", "وسيم", "رامي")


def families(number: int) -> list[str]:
    """Invented family names, none of which is another one's spelling."""
    draw = random.Random(3)
    return ["ال" + "".join(draw.sample("بتثجحخدرسشصضطعفقكلمنه", 5)) for _ in range(number)]


@pytest.mark.parametrize(
    "repeated", ["(", "«", "(ا ب ج)", "قال الوزير سامي الحداد إن العمل «انتهى تماما» أمس. "]
)
def test_quotation_marks_and_sentences_without_end_take_time_in_proportion(repeated: str) -> None:
    # By the square of the length it would be a minute.
    assert seconds(quotes_in, ["قال " + repeated * (40_000 // len(repeated))]) < 8
