"""What was found in a line so far, and what every rule that looks for content there needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from summit_tui.model import QuoteType, Span
from summit_tui.suggest.context import Context, context_within
from summit_tui.suggest.cues.choosing import likeliest_cue
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.finding.judging import Judge, Matter, Question, Templates, Values
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.people.people import People, people_of
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.subjects import own_phrase

LIKELY = 0.5
"""The probability from which content counts as found."""
_LOWEST_SCORE = -1.5
_REMEMBERED = 3


# Not frozen, for speed (see ``Context``).
@dataclass(slots=True)
class Content:
    """A stretch of content that was found, with its surroundings.

    ``probability``: that it is one, and begins and ends there. ``rule`` names how it was found.
    ``outer`` is the index, among the contents of its line, of the one that it stands in.
    """

    type: QuoteType
    context: Context
    cue: FoundCue | None
    rule: str
    probability: float
    first: int
    after: int
    outer: int | None = None

    @property
    def span(self) -> Span:
        """The content's place in the text."""
        return self.context.content


class Findings:
    """The contents of one line, in the order in which they are found.

    ``told`` says what came last in the line before. ``openers`` has the pairs of quotation marks by the token
    that opens them. Tokens before ``until`` lie within content that was found.
    """

    def __init__(self, text: str, line: Line, judge: Judge, told: str) -> None:
        self.text = text
        self.line = line
        self.judge = judge
        self.told = told
        self.tokens = line.tokens
        self.openers = {line.paragraph.index_at(pair.outer.start): pair for pair in line.pairs}
        self.contents: list[Content] = []
        self.until = 0

    @cached_property
    def people(self) -> People:
        """Who is named in the article; read only where a place needs it."""
        return people_of(self.text, self.line.paragraph.span.start)

    def add(self, content: Content) -> None:
        """Takes up what was found; what lies within it is passed over from then on."""
        self.contents.append(content)
        if content.outer is None:
            self.until = max(self.until, content.after)

    def context(self, sentence: Sentence, first: int, end: int) -> Context:
        """The surroundings of content that begins at token ``first`` and ends at code point ``end``."""
        content = Span(self.tokens[first].start, max(end, self.tokens[first].end))
        return self.context_of(sentence, content)

    def context_of(self, sentence: Sentence, content: Span) -> Context:
        """The surroundings of ``content``."""
        return context_within(self.text, self.line.paragraph, sentence.first, content)

    def cue_for(self, sentence: Sentence, context: Context, lowest: int = 0) -> FoundCue | None:
        """The likeliest cue of its sentence, from token ``lowest`` on, or right behind the content."""
        cues = [cue for cue in sentence.cues if lowest <= cue.first and cue.after <= context.link]
        return likeliest_cue(context, cues, [content.span for content in self.contents[-_REMEMBERED:]])

    def subject_of(self, context: Context, cue: FoundCue | None) -> NounPhrase | None:
        """The phrase in the clause of a cue that stands before the content."""
        if cue is None or not cue.before_content:
            return None
        return own_phrase(context, cue, self.people)

    def outer(self, index: int) -> int | None:
        """The index of the innermost content that holds token ``index``."""
        for number in range(len(self.contents) - 1, -1, -1):
            if self.contents[number].first <= index < self.contents[number].after:
                return number
        return None

    def told_before(self, sentence: Sentence) -> str:
        """What came last: in this sentence, in this line, or in the line before."""
        if not self.contents:
            return self.told
        last = self.contents[-1]
        where = "sentence" if last.first >= sentence.first else "line"
        return f"{where} {last.type.value}"

    def likely(
        self, matter: Matter, templates: Templates, values: Values, offset: int, start: int | None = None
    ) -> float:
        """What the judge says to a question (see ``Question``)."""
        return self.judge.probability(Question(matter, templates, values, offset, start))


def sure_cue(cue: FoundCue | None) -> FoundCue | None:
    """The cue, unless it is so unlikely that the content has rather none."""
    return None if cue is None or cue.score < _LOWEST_SCORE else cue
