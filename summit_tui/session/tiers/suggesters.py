"""Which suggester an article is given to."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summit_tui.config import Paths, Settings, load_settings
from summit_tui.session.tiers.morphology_files import is_there
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.suggestions import Suggester

if TYPE_CHECKING:
    from summit_tui.session.tiers.morphology_making import Progress
    from summit_tui.suggest.neural.suggester import NeuralSuggester


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What is agreed with whoever wants suggestions at once, not the best ones late.

    ``given_up`` says whether they are wanted no more, so that nothing slow is begun for them. ``more_there``
    is called, in another thread, once what an article was read without is there or can't be had: reading it
    again may then find more.
    """

    given_up: Callable[[], bool] = lambda: False
    more_there: Callable[[], None] = lambda: None


def best_suggester(
    settings: Settings | None = None, paths: Paths | None = None, *, at_once: AtOnce | None = None
) -> Suggester:
    """The suggester that ``settings`` ask for, by default the person's own; tier A needs nothing.

    Morphology is taken where its database is there. It takes half a second to load: ``at_once`` articles go
    without it until it is loaded, which begins behind the first; else the first one waits for it. Named
    entities are only taken where they are asked for: they need a model, and seconds an article.
    """
    paths = paths or Paths.of(os.environ)
    settings = settings or load_settings(paths.settings_file)[0]
    rules = RuleSuggester() if settings.suggester == "rules" else _by_words(settings, paths, at_once)
    return _neural(settings, paths, rules, at_once) if settings.suggester == "neural" else rules


def in_one_process(settings: Settings) -> bool:
    """Whether several processes would need too much memory: each of them would load a model of its own."""
    return settings.suggester == "neural"


def make_ready(settings: Settings, paths: Paths, progress: Progress) -> None:
    """Makes, before several processes suggest, what each of them would otherwise make by itself."""
    if settings.suggester != "rules" and is_there(paths, os.environ):
        from summit_tui.session.tiers import morphology  # loaded late: many have none

        morphology.make_ready(paths, os.environ, progress)


def _by_words(settings: Settings, paths: Paths, at_once: AtOnce | None) -> RuleSuggester:
    """The rules, with morphology where it is there or is asked for."""
    if settings.suggester != "morphology" and not is_there(paths, os.environ):
        return RuleSuggester()
    from summit_tui.session.tiers.morphology import Behind, Waiting, loading  # loaded late: many have none
    from summit_tui.suggest.morphological import MorphologySuggester

    known = loading(paths)
    return MorphologySuggester(Behind(known, at_once.more_there) if at_once else Waiting(known))


def _neural(settings: Settings, paths: Paths, base: RuleSuggester, at_once: AtOnce | None) -> NeuralSuggester:
    from summit_tui.session.tiers.entities import While, entity_source  # loaded late: few ask for it
    from summit_tui.suggest.neural.suggester import NeuralSuggester

    source = entity_source(settings.entity_model, paths.data / "camel-tools")
    return NeuralSuggester(While(source, at_once.given_up) if at_once else source, base)
