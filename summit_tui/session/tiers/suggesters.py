"""Which suggester an article is given to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from summit_tui.config import Paths, Settings, load_settings
from summit_tui.session.tiers.morphology_files import is_there
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.suggestions import Suggester

if TYPE_CHECKING:
    from summit_tui.suggest.neural.suggester import NeuralSuggester


def best_suggester(
    settings: Settings | None = None, paths: Paths | None = None, *, at_once: bool = False
) -> Suggester:
    """The suggester that ``settings`` ask for, by default the person's own; tier A needs nothing.

    Morphology is taken where its database is there. It takes half a second to load: ``at_once`` articles go
    without it until it is loaded, which begins behind the first; else the first one waits for it. Named
    entities are only taken where they are asked for: they need a model, and seconds an article.
    """
    paths = paths or Paths.of(os.environ)
    settings = settings or load_settings(paths.settings_file)[0]
    rules = RuleSuggester() if settings.suggester == "rules" else _by_words(settings, paths, at_once=at_once)
    return _neural(settings, paths, rules) if settings.suggester == "neural" else rules


def _by_words(settings: Settings, paths: Paths, *, at_once: bool) -> RuleSuggester:
    """The rules, with morphology where it is there or is asked for."""
    if settings.suggester != "morphology" and not is_there(paths, os.environ):
        return RuleSuggester()
    from summit_tui.session.tiers.morphology import Waiting, loading  # loaded late: many have none
    from summit_tui.suggest.morphological import MorphologySuggester

    return MorphologySuggester(loading(paths) if at_once else Waiting(loading(paths)))


def _neural(settings: Settings, paths: Paths, base: RuleSuggester) -> NeuralSuggester:
    from summit_tui.session.tiers.entities import entity_source  # loaded late: few ask for it
    from summit_tui.suggest.neural.suggester import NeuralSuggester

    return NeuralSuggester(entity_source(settings.entity_model, paths.data / "camel-tools"), base)
