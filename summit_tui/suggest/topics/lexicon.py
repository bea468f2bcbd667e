"""The lexicons of several topics, compiled: which of them an article or a quote deals with, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from summit_tui.model import Span, Topic
from summit_tui.suggest.suggestions import Reason, SuggestedQuote, SuggestedTopic, Tier
from summit_tui.suggest.topics.judging import SURE_ENOUGH, features, probability
from summit_tui.suggest.topics.lemmas import Lemmas
from summit_tui.suggest.topics.matching import Hit, Matcher
from summit_tui.suggest.topics.quoting import quote_probability
from summit_tui.suggest.topics.terms import Strength, read_term

RULE = "topic terms"
"""The name of the rule in the reasons given here."""


@dataclass(frozen=True, slots=True)
class TopicVerdict:
    """What the words of an article say of one topic.

    ``hits`` are all of them, ``counting`` those that speak for it. ``score`` in 0 to 1 is the probability
    that the article deals with it.
    """

    topic: str
    score: float
    hits: tuple[Hit, ...]
    # Each quote of the article is judged by them.
    counting: tuple[Hit, ...] = field(init=False)

    def __post_init__(self) -> None:
        counting = tuple(hit for hit in self.hits if hit.term.strength is not Strength.VOID)
        object.__setattr__(self, "counting", counting)

    @property
    def holds(self) -> bool:
        """Whether the topic is suggested."""
        return self.score >= SURE_ENOUGH


class TopicLexicon:
    """The terms of all topics, ready to be looked for; ``compiled`` gives one that may be there already."""

    def __init__(self, topics: Sequence[tuple[str, tuple[str, ...]]], lemmas: Lemmas | None = None) -> None:
        """``topics`` are pairs of a topic's id and the lines of its lexicon."""
        terms = ((topic, term) for topic, lines in topics for term in map(read_term, lines) if term)
        self._tier = Tier.RULES if lemmas is None else Tier.MORPHOLOGY
        self._matcher = Matcher(terms, lemmas)
        self._last: tuple[str, dict[str, TopicVerdict]] = ("", {})

    def verdicts(self, text: str) -> dict[str, TopicVerdict]:
        """What ``text`` says of each topic that it has any words of, by the topic's id."""
        return self._judged(text, self._matcher.hits(text))

    def _judged(self, text: str, found: Iterable[Hit]) -> dict[str, TopicVerdict]:
        by_topic: dict[str, list[Hit]] = defaultdict(list)
        for hit in found:
            by_topic[hit.topic].append(hit)
        return {
            topic: TopicVerdict(topic, probability(features(text, hits)), tuple(hits))
            for topic, hits in sorted(by_topic.items())
        }

    def _that_may_hold(self, text: str) -> dict[str, TopicVerdict]:
        """The same without topics of which only weak terms stand there, and kept for the text's quotes."""
        read, verdicts = self._last
        if read != text:
            verdicts = self._judged(text, self._matcher.hits(text, weak_alone=False))
            self._last = (text, verdicts)
        return verdicts

    def article(self, text: str) -> tuple[SuggestedTopic, ...]:
        """The topics that the article ``text`` deals with, by their ids."""
        return tuple(
            SuggestedTopic(verdict.topic, self._reason(verdict.counting), verdict.score)
            for verdict in self._that_may_hold(text).values()
            if verdict.holds
        )

    def quote(self, text: str, content: tuple[Span, ...]) -> tuple[SuggestedTopic, ...]:
        """The topics of what is quoted as ``content`` in the article ``text``, by their ids."""
        return tuple(self._of_quote(text, content))

    def tagged(self, text: str, quotes: Iterable[SuggestedQuote]) -> tuple[SuggestedQuote, ...]:
        """``quotes``, found in the article ``text``, with the topics of each."""
        return tuple(
            replace(quote, topics=topics) if (topics := self.quote(text, quote.content)) else quote
            for quote in quotes
        )

    def _of_quote(self, text: str, content: tuple[Span, ...]) -> Iterator[SuggestedTopic]:
        for verdict in self._that_may_hold(text).values():
            score, saying = quote_probability(text, content, verdict.counting, verdict.score)
            if score >= SURE_ENOUGH:
                yield SuggestedTopic(verdict.topic, self._reason(saying), score)

    def _reason(self, hits: Iterable[Hit]) -> Reason:
        return Reason(RULE, tuple(hit.span for hit in hits), self._tier)


def compiled(topics: Sequence[Topic], lemmas: Lemmas | None = None) -> TopicLexicon:
    """The lexicons of those of ``topics`` that have terms; the last few that were asked for are kept."""
    return _compiled(tuple((topic.id, terms) for topic in topics if (terms := topic.terms)), lemmas)


@lru_cache(maxsize=8)
def _compiled(topics: tuple[tuple[str, tuple[str, ...]], ...], lemmas: Lemmas | None) -> TopicLexicon:
    return TopicLexicon(topics, lemmas)
