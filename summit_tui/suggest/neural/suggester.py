"""The suggester of tier C: the rules', with named entities to tell who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from summit_tui.model import Message, Speaker, Topic
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.neural.entities import Entity
from summit_tui.suggest.neural.errors import EntityError
from summit_tui.suggest.neural.refinement import EntityRefinement
from summit_tui.suggest.refining import Refine, unchanged
from summit_tui.suggest.suggestions import Suggestions, Tier


class EntitySource(Protocol):
    """Finds the named entities of a text."""

    def entities(self, text: str) -> Sequence[Entity]:
        """The named entities in text order. Raises ``EntityError``."""
        ...

    def stop(self) -> None:
        """Lets all who wait by now, in other threads, go without an answer."""
        ...


class NeuralSuggester:
    """Suggests as ``base`` does, with the named entities that ``source`` finds.

    Where they can't be had, what ``base`` suggests stands, and a notice tells why, each reason once. Waits
    for ``source``: not for the interface's thread.
    """

    def __init__(self, source: EntitySource, base: RuleSuggester | None = None) -> None:
        self._source = source
        self._base = base or RuleSuggester()
        self._told: set[Message] = set()
        self._works = True

    @property
    def tier(self) -> Tier:
        """What suggestions rest on, as the last article showed."""
        return Tier.NEURAL if self._works else self._base.tier

    def suggest(
        self, text: str, speakers: Sequence[Speaker] = (), topics: Sequence[Topic] = ()
    ) -> Suggestions:
        """What is found in ``text``; offsets are its code points."""
        refine, notices = self._refinement(text)
        return replace(self._base.suggest(text, speakers, topics, refine), notices=notices)

    def parts(
        self, text: str, speakers: Sequence[Speaker] = (), topics: Sequence[Topic] = ()
    ) -> Iterator[Suggestions]:
        """What ``suggest`` gives, line by line once the entities are there; notices come first."""
        refine, notices = self._refinement(text)
        if notices:
            yield Suggestions(notices=notices)
        yield from self._base.parts(text, speakers, topics, refine)

    def stop(self) -> None:
        """Lets runs that are under way in other threads go without named entities."""
        self._source.stop()

    def _refinement(self, text: str) -> tuple[Refine, tuple[Message, ...]]:
        try:
            refine = EntityRefinement(text, self._source.entities(text))
        except EntityError as error:
            self._works = False
            notice = Message.of_error(error)
        else:
            self._works = True
            return refine, ()
        if notice in self._told:
            return unchanged, ()
        self._told.add(notice)
        return unchanged, (notice,)
