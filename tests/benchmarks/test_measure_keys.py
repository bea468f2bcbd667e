"""The keys that the seed article takes, and that the figures say what was counted."""

from __future__ import annotations

import statistics

from tests.benchmarks.measure_keys import MOST, OTHERS, SEED, Counts, count, p95, table, together
from tests.support.annotator import Work


def test_a_quote_of_the_seed_takes_few_keys_from_its_selection_on() -> None:
    counted = count(SEED)
    finish = counted.part("finish")
    assert len(finish) == 31
    assert statistics.median(finish) <= 2
    assert max(finish) <= MOST == 5
    assert counted.over == 0
    assert all(keys > 0 for keys in counted.part("reach")[1:] + counted.part("select"))
    assert "\n".join(table([counted])).splitlines()[1].startswith("gold-seed")


def test_figures_are_those_of_all_quotes_together() -> None:
    short = Counts("short", [Work(list("ww"), ["x"], ["enter", "enter"], [])] * 19)
    long = Counts("long", [Work([], list("vw"), ["enter", *"اسم", "+", "enter"], ["c"])])
    both = together("both", [short, long])
    assert both.over == long.over == 1
    assert short.part("keys") == [5] * 19
    assert statistics.median(both.part("finish")) == 2
    assert (p95(both.part("finish")), p95(long.part("finish"))) == (2, 6)
    *_, row = table([both])
    assert row.split() == [
        "both",
        "20",
        "5",
        "/",
        "5",
        "2",
        "/",
        "2",
        "1",
        "/",
        "1",
        "2",
        "/",
        "2",
        "0",
        "/",
        "0",
        "6",
        "1",
    ]


def test_the_other_articles_are_nine_fixed_ones() -> None:
    assert len(set(OTHERS)) == 9
