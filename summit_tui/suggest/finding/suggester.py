"""The suggester of tier A: rules over words, lexicons, and a small linear model where rules stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from summit_tui.model import Speaker, Topic
from summit_tui.suggest.finding.attributing import Attributing
from summit_tui.suggest.finding.judging import Judge
from summit_tui.suggest.finding.lines import Line, lines_of
from summit_tui.suggest.finding.model import trained_judge
from summit_tui.suggest.finding.walk import LineWalk
from summit_tui.suggest.refining import Refine, unchanged
from summit_tui.suggest.suggestions import SuggestedQuote, Suggestions, Tier

if TYPE_CHECKING:
    from summit_tui.suggest.topics import TopicLexicon

JudgeOf = Callable[[str, Line], Judge]
"""Who answers what is asked of a line of a text."""


class RuleSuggester:
    """Finds quotes by rules, and topics by their terms.

    ``judge`` answers what rules leave open: the package's model if None.
    """

    tier: Tier = Tier.RULES

    def __init__(self, judge: Judge | None = None) -> None:
        self._judge = judge

    def suggest(
        self,
        text: str,
        speakers: Sequence[Speaker] = (),
        topics: Sequence[Topic] = (),
        refine: Refine = unchanged,
    ) -> Suggestions:
        """What is found in ``text``; offsets are its code points."""
        lexicon = self._lexicon(topics)
        quotes = _in_order(self._lines(text, speakers, refine))
        return Suggestions(lexicon.tagged(text, quotes), lexicon.article(text))

    def parts(
        self,
        text: str,
        speakers: Sequence[Speaker] = (),
        topics: Sequence[Topic] = (),
        refine: Refine = unchanged,
    ) -> Iterator[Suggestions]:
        """What ``suggest`` gives, line by line, and the article's topics behind the first line with quotes.

        Those first quotes come twice, at first without topics: compiling the lexicons takes longer than
        finding them.
        """
        quotes_of_lines = self._lines(text, speakers, refine)
        first = next(quotes_of_lines, [])
        if first:
            yield Suggestions(tuple(first))
        lexicon = self._lexicon(topics)
        yield Suggestions(lexicon.tagged(text, first), lexicon.article(text))
        for quotes in quotes_of_lines:
            yield Suggestions(lexicon.tagged(text, quotes))

    def _lines(
        self, text: str, speakers: Sequence[Speaker], refine: Refine
    ) -> Iterator[list[SuggestedQuote]]:
        """The quotes of each line that has some."""
        return quotes_by_line(text, speakers, self._judge, refine)

    def _lexicon(self, topics: Sequence[Topic]) -> TopicLexicon:
        """The terms of ``topics``."""
        from summit_tui.suggest.topics import compiled  # loaded when the first quotes are on their way

        return compiled(topics)


def _in_order(lines: Iterable[list[SuggestedQuote]]) -> tuple[SuggestedQuote, ...]:
    found = [quote for quotes in lines for quote in quotes]
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def quotes_by_line(
    text: str,
    speakers: Sequence[Speaker] = (),
    judge: Judge | None = None,
    refine: Refine = unchanged,
    judge_of: JudgeOf | None = None,
) -> Iterator[list[SuggestedQuote]]:
    """The quotes of each line that has some, as soon as they are found.

    ``judge_of`` gives who answers about a line, ``judge`` if None.
    """
    judge = judge or trained_judge()
    attributing = Attributing(text, speakers, judge, refine)
    told = "nothing"
    for line in lines_of(text):
        walk = LineWalk(text, line, judge if judge_of is None else judge_of(text, line), told)
        contents = sorted(walk.contents(), key=lambda content: (content.span.start, -content.span.end))
        told = f"before {contents[-1].type.value}" if contents else "nothing"
        found = [attributing.quote(content, is_heading=line.is_heading) for content in contents]
        if ready := [quote for quote in found if quote is not None]:
            yield ready
    if settled := attributing.settled():
        yield settled
