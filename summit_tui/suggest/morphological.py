"""The suggester of tier B: the rules', with what morphology tells of the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol

from summit_tui.arabic.morphology.words import Morphology
from summit_tui.model import Message, Speaker, SummitError, Topic
from summit_tui.suggest.finding import model
from summit_tui.suggest.finding.judging import Judge
from summit_tui.suggest.finding.lines import Line
from summit_tui.suggest.finding.model import LinearJudge
from summit_tui.suggest.finding.seeing import SeeingJudge
from summit_tui.suggest.finding.suggester import RuleSuggester, quotes_by_line
from summit_tui.suggest.refining import Refine, unchanged
from summit_tui.suggest.suggestions import SuggestedQuote, Suggestions, Tier
from summit_tui.suggest.topics import TopicLexicon, compiled

WEIGHTS = Path(model.__file__).parent / "weights-morphology.json"
"""Weights of all features, those that morphology adds among them."""


class MorphologySource(Protocol):
    """Has the morphology, or gets it."""

    def morphology(self) -> Morphology | None:
        """The morphology; None where it isn't there yet. Raises ``SummitError`` where it can't be had."""
        ...

    def get_ready(self) -> None:
        """Called when an article was read without it, so that the next needn't be."""
        ...


class SeeingSuggester(RuleSuggester):
    """Finds quotes and topics with ``morphology``."""

    tier = Tier.MORPHOLOGY

    def __init__(self, morphology: Morphology, judge: LinearJudge | None = None) -> None:
        """``judge`` has weights for what morphology sees: the package's if None."""
        super().__init__(judge or seeing_weights())
        self._morphology = morphology

    def _lines(
        self, text: str, speakers: Sequence[Speaker], refine: Refine
    ) -> Iterator[list[SuggestedQuote]]:
        decided: set[int] = set()
        judge = self._judge or seeing_weights()
        judge_of = partial(_seeing, judge, self._morphology, decided)
        for quotes in quotes_by_line(text, speakers, judge, refine, judge_of):
            yield list(_marked(quotes, decided))

    def _lexicon(self, topics: Sequence[Topic]) -> TopicLexicon:
        return compiled(topics, self._morphology)


class MorphologySuggester(RuleSuggester):
    """Suggests with the morphology that ``source`` has, an article at a time; by rules while it has none.

    Where it can't be had, a notice tells why, once.
    """

    def __init__(self, source: MorphologySource) -> None:
        super().__init__()
        self._source = source
        self._rules = RuleSuggester()
        self._seeing: SeeingSuggester | None = None
        self._told = False

    @property
    def tier(self) -> Tier:  # type: ignore[override]
        """What suggestions rest on, as far as is known by now."""
        return (self._seeing or self._rules).tier

    def suggest(
        self,
        text: str,
        speakers: Sequence[Speaker] = (),
        topics: Sequence[Topic] = (),
        refine: Refine = unchanged,
    ) -> Suggestions:
        """What is found in ``text``; offsets are its code points."""
        suggester, notices = self._suggester()
        found = suggester.suggest(text, speakers, topics, refine)
        self._get_ready()
        return replace(found, notices=(*notices, *found.notices))

    def parts(
        self,
        text: str,
        speakers: Sequence[Speaker] = (),
        topics: Sequence[Topic] = (),
        refine: Refine = unchanged,
    ) -> Iterator[Suggestions]:
        """What ``suggest`` gives, line by line; a notice comes first."""
        suggester, notices = self._suggester()
        if notices:
            yield Suggestions(notices=notices)
        yield from suggester.parts(text, speakers, topics, refine)
        self._get_ready()

    def _suggester(self) -> tuple[RuleSuggester, tuple[Message, ...]]:
        if self._seeing is not None or self._told:
            return self._seeing or self._rules, ()
        try:
            morphology = self._source.morphology()
        except SummitError as error:
            self._told = True
            return self._rules, (Message.of_error(error),)
        if morphology is None:
            return self._rules, ()
        self._seeing = SeeingSuggester(morphology)
        return self._seeing, ()

    def _get_ready(self) -> None:
        if self._seeing is None and not self._told:
            self._source.get_ready()


@lru_cache(maxsize=1)
def seeing_weights() -> LinearJudge:
    """The model that comes with the package for what morphology sees, read on first use."""
    return model.read_judge(WEIGHTS)


def _seeing(judge: Judge, morphology: Morphology, decided: set[int], text: str, line: Line) -> SeeingJudge:
    return SeeingJudge(judge, morphology, text, line, decided)


def _marked(quotes: Iterable[SuggestedQuote], decided: set[int]) -> Iterator[SuggestedQuote]:
    """``quotes``, their reasons of this tier where morphology made the difference."""
    for quote in quotes:
        if quote.start in decided:
            yield replace(quote, reason=replace(quote.reason, tier=Tier.MORPHOLOGY))
        else:
            yield quote
