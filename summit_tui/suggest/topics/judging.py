"""How sure it is that an article deals with a topic, from where the topic's terms stand in it.

One logistic regression for all topics, so that a topic of a person's own needs no training. It is trained by
``tools/train_topics.py``, which prints how well it does on outlets left out.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from summit_tui.arabic import paragraphs
from summit_tui.arabic.headings import is_heading
from summit_tui.suggest.topics.matching import Hit
from summit_tui.suggest.topics.sentences import sentence_ends
from summit_tui.suggest.topics.terms import Strength

WEIGHTS = Path(__file__).parent / "weights.json"
BIAS = "bias"
SURE_ENOUGH = 0.4
"""The least score with which a topic is suggested.

F1 is largest where that is about half of the F1 reached (Lipton, Elkan and Naryanaswamy 2014); of the
annotated articles with a score between this and a half, two of three had the topic.
"""
_LONGEST_TITLE = 200
"""Code points; the longest title of the annotated articles has 130."""


def features(text: str, hits: Sequence[Hit]) -> dict[str, float] | None:
    """What the regression looks at, for one topic; ``None`` where nothing that is there counts by itself.

    ``hits`` are in text order. ``sentences``: in how many the topic is named. ``density``: how much of it
    there is in the sentence that has the most of it; each mention has room for a weak term beside it, which
    counts half. ``title``: whether the title names it.
    """
    mentions = list(_mentions(hits))
    if not mentions:
        return None
    ends = sentence_ends(text)
    named = Counter(bisect_right(ends, hit.span.start) for hit in mentions)
    weak = (hit for hit in hits if hit.term.strength is Strength.WEAK)
    beside = Counter(bisect_right(ends, hit.span.start) for hit in weak)
    densest = max(count + min(beside[place], count) / 2 for place, count in named.items())
    return {
        "sentences": math.log(len(named)),
        "density": math.log(densest),
        "title": float(mentions[0].span.start < _title_end(text)),
    }


def _title_end(text: str) -> int:
    """Where the title ends, in code points: the first line that isn't blank, unless it is one of the text."""
    line = next(paragraphs(text), None)
    if line is None or len(line) > _LONGEST_TITLE or not is_heading(line.of(text), first=True):
        return 0
    return line.end


def _mentions(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The strong hits, those that stand together (الاتفاق النووي مع إيران) taken for one."""
    last = -2
    for hit in hits:
        if hit.term.strength is Strength.STRONG:
            if hit.first > last + 1:
                yield hit
            last = hit.last


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weights of the regression, read on first use."""
    read: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return read


def probability(looked_at: Mapping[str, float] | None, by: Mapping[str, float] | None = None) -> float:
    """How likely a person is to say that the article deals with the topic, with the weights ``by``."""
    if looked_at is None:
        return 0.0
    by = weights() if by is None else by
    total = by[BIAS] + sum(by[name] * value for name, value in looked_at.items())
    return 1 / (1 + math.exp(-total))
