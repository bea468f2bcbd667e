"""Which suggester an article is given to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from summit_tui.config import Paths, Settings, load_settings
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.suggestions import Suggester

if TYPE_CHECKING:
    from summit_tui.suggest.neural.suggester import NeuralSuggester


def best_suggester(settings: Settings | None = None, paths: Paths | None = None) -> Suggester:
    """The suggester that ``settings`` ask for, by default the person's own; tier A needs nothing.

    Named entities are only taken where they are asked for: they need a model, and seconds an article.
    """
    paths = paths or Paths.of(os.environ)
    settings = settings or load_settings(paths.settings_file)[0]
    if settings.suggester == "neural":
        return _neural(settings, paths)
    return RuleSuggester()


def _neural(settings: Settings, paths: Paths) -> NeuralSuggester:
    from summit_tui.session.entities import entity_source  # loaded late: few ask for it
    from summit_tui.suggest.neural.suggester import NeuralSuggester

    return NeuralSuggester(entity_source(settings.entity_model, paths.data / "camel-tools"), RuleSuggester())
