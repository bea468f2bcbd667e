"""What becomes of quotes when their article was corrected, correction by correction."""

from __future__ import annotations

import pytest

from summit_tui.session.revising.carrying import Carrying, carried
from summit_tui.session.revising.versions import Versions
from tests.support.corrections import ARTICLE, CORRECTIONS, QUOTES, words


def _outcome(carrying: Carrying, text: str) -> str:
    return "lost" if carrying.after is None else f"{carrying.certainty:.2f} {words(text, carrying.after)}"


@pytest.mark.parametrize("name", CORRECTIONS)
def test_quotes_come_over(name: str) -> None:
    correction = CORRECTIONS[name]
    text = correction.correct(ARTICLE)
    versions = Versions(ARTICLE, text)
    for quote in QUOTES.values():
        carrying = carried(versions, quote)
        told = f"{quote.id}: {_outcome(carrying, text)}"
        if quote.id in correction.lost:
            assert carrying.after is None, told
            assert carrying.certainty == 0
            assert 0 <= carrying.at <= len(text)
            continue
        assert carrying.after is not None, told
        spoken = tuple(" ".join(one.split()) for one in words(text, carrying.after))
        if quote.id in correction.changed:
            assert spoken == correction.changed[quote.id], told
            assert 0.5 <= carrying.certainty < 1, told
        else:
            assert spoken == words(ARTICLE, quote), told
            assert carrying.certainty == 1, told
