"""Whatever a model takes for names, tier C proposes quotes that an article can have."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from summit_tui.config.assets import seed_article
from summit_tui.model import Article, Source, text_sha256
from summit_tui.session.proposed import proposed
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.neural.entities import Entity, EntityKind, entities_in, sentence_tokens
from summit_tui.suggest.neural.suggester import NeuralSuggester
from summit_tui.suggest.suggestions import Tier

LABELS = ["O", "O", "O", *(f"{prefix}-{kind.value}" for prefix in "BI" for kind in EntityKind)]


class Random:
    """Labels words by chance."""

    def __init__(self, draw: st.DataObject) -> None:
        self.draw = draw

    def entities(self, text: str) -> list[Entity]:
        random = self.draw.draw(st.randoms(use_true_random=False))
        return [
            entity
            for tokens in sentence_tokens(text)
            for entity in entities_in(tokens, random.choices(LABELS, k=len(tokens)))
        ]

    def stop(self) -> None:
        """Nobody waits."""


@cache
def seed() -> str:
    return seed_article().read_text(encoding="utf-8")


@settings(max_examples=25)
@given(st.data())
def test_any_labels_leave_quotes_whole(data: st.DataObject) -> None:
    text = seed()
    article = Article("a", "", Source("a.txt"), text_sha256(text))
    found = NeuralSuggester(Random(data)).suggest(text)
    proposed(article, text, found)  # raises where a span isn't the article's
    by_rules = RuleSuggester().suggest(text).quotes
    assert [(quote.content, quote.cue, quote.type, quote.score) for quote in found.quotes] == [
        (quote.content, quote.cue, quote.type, quote.score) for quote in by_rules
    ]
    for quote in found.quotes:
        assert all(0 <= word.start < word.end <= len(text) for word in quote.reason.words)
        assert quote.reason.tier is Tier.RULES or quote.speakers
