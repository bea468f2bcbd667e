"""The quotes that rules find, for tests of them."""

from __future__ import annotations

from collections.abc import Sequence

from summit_tui.model import Speaker
from summit_tui.suggest.finding.judging import Judge
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.suggestions import SuggestedQuote


def quotes_in(
    text: str, speakers: Sequence[Speaker] = (), judge: Judge | None = None
) -> tuple[SuggestedQuote, ...]:
    """The quotes of ``text`` by their start; ``speakers`` are those already known."""
    return RuleSuggester(judge).suggest(text, speakers).quotes
