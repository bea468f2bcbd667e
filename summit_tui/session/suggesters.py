"""Which suggester an article is given to."""

from __future__ import annotations

from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.suggestions import Suggester


def best_suggester() -> Suggester:
    """The best suggester that is there: tier A needs nothing but the package."""
    return RuleSuggester()
