"""The lexicons of topics: the person's own, else those that come with the app."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from summit_tui.config.assets import label_terms
from summit_tui.model import Topic


def terms_of(topic: Topic) -> tuple[str, ...]:
    """The lines of the topic's lexicon, those that come with the app where it has none of its own."""
    return topic.terms if topic.terms is not None else _first_terms().get(topic.id, ())


def with_terms(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """``topics``, each with the lines of its lexicon: what a suggester asks for."""
    return tuple(replace(topic, terms=terms_of(topic)) for topic in topics)


@lru_cache(maxsize=1)
def _first_terms() -> dict[str, tuple[str, ...]]:
    return label_terms()
