"""What morphology tells of the words about a question: more features, by parts of speech.

The rules tell a verb by its first and last letters; the analyser tells one by its lemma. What counts is
whether a stretch in quotation marks, or beside a source, has a verb, so that it is a sentence; how much of it
may be names; and whether a verb stands behind أن, which then is to do something, or a noun, of which
something is told. Features of the words where a clause could end were tried: on outlets left out of the
training they bring nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summit_tui.arabic.morphology.words import Morphology, Reading
from summit_tui.model import Span
from summit_tui.suggest.finding.features.pairs import PAIR
from summit_tui.suggest.finding.features.words import Scale
from summit_tui.suggest.finding.findings import LIKELY
from summit_tui.suggest.finding.judging import Judge, Matter, Question, Templates, Values
from summit_tui.suggest.finding.lines import Line

SEEN: dict[Matter, Templates] = {
    Matter.PAIR: ("seen verbs {}", "seen verb {} cue {}", "seen verb {} size {}", "seen names {} size {}"),
    Matter.CLAUSE: ("seen behind {}",),
    Matter.NESTED: ("seen behind {}",),
    Matter.SOURCE: ("seen verbs {}", "seen first {}"),
}
"""The templates that morphology adds to those of a matter."""

_SIZE_AND_CUE = PAIR.index("size {} cue {}")
_SIZE = Scale(1, 2, 3, 4, 6, 9, 14)
_SOME = Scale(0, 1, 2)
_SHARE = Scale(0, 1, 2, 3)
_NAMES = frozenset(("unknown", "noun_prop", "foreign"))
_UNHEARD_OF = -90.0
_FAR = 12


class SeeingJudge:
    """Has ``judge`` answer with more features, about one line of ``text``.

    ``judge`` has weights for them. ``decided``, unless None, gets the offset and the start of each question
    whose answer would be another without them: that is asked too.
    """

    def __init__(
        self,
        judge: Judge,
        morphology: Morphology,
        text: str,
        line: Line,
        decided: set[int] | None = None,
    ) -> None:
        self._judge = judge
        self._morphology = morphology
        self._text = text
        self._line = line
        self._decided = decided
        self._kinds: dict[int, tuple[str, bool]] = {}

    def probability(self, question: Question) -> float:
        """How likely it is so, in 0 to 1."""
        seen = self._seen(question)
        likely = self._judge.probability(seen)
        if self._decided is not None and seen is not question:
            without = self._judge.probability(_unseen(seen, question))
            if (likely >= LIKELY) != (without >= LIKELY):
                self._decided.update((question.offset, _start(question)))
        return likely

    def choice(self, questions: Sequence[Question]) -> tuple[int, float]:
        """Which of the places, looked at in text order, it is, and how likely that is."""
        return self._judge.choice(questions)

    def certainty(self, probability: float) -> float:
        """How often content that comes out with ``probability`` is right, both in 0 to 1."""
        return self._judge.certainty(probability)

    def _seen(self, question: Question) -> Question:
        templates = SEEN.get(question.matter)
        if templates is None:
            return question
        if question.matter is Matter.PAIR:
            values = self._of_pair(question)
        elif question.matter is Matter.SOURCE:
            values = self._of_source(question)
        else:
            values = (self._kind(self._line.paragraph.index_at(_start(question)) + 1),)
        return replace(
            question, templates=(*question.templates, *templates), values=(*question.values, *values)
        )

    def _of_pair(self, question: Question) -> Values:
        """Whether what the pair holds has verbs, and how much of it may be names."""
        first = self._line.paragraph.index_at(question.offset)
        inside = [index for index in range(first, self._closing(first)) if self._line.tokens[index].is_word]
        size = _SIZE(len(inside))
        verbs = sum(self._is_verb(index) for index in inside)
        names = sum(self._kind(index) in _NAMES for index in inside)
        told = question.values[_SIZE_AND_CUE]
        cue = told[1] if isinstance(told, tuple) else told
        share = _SHARE(names * 4 // max(1, len(inside)))
        return _SOME(verbs), (min(verbs, 1), cue), (min(verbs, 1), size), (share, size)

    def _closing(self, first: int) -> int:
        """The token behind what a pair, or parentheses, hold from token ``first`` on."""
        paragraph, tokens = self._line.paragraph, self._line.tokens
        for pair in self._line.pairs:
            if paragraph.index_at(pair.inner.start) == first:
                return paragraph.index_at(pair.inner.end)
        signs = (index for index in range(first, len(tokens)) if tokens[index].text == ")")
        return next(signs, len(tokens))

    def _of_source(self, question: Question) -> Values:
        """Whether what a source says begins with a clause that has a verb."""
        tokens = self._line.tokens
        first = self._line.paragraph.index_at(question.offset)
        stop = next((i for i in range(first, len(tokens)) if tokens[i].text == "."), len(tokens))
        verbs = sum(self._is_verb(index) for index in range(first, min(first + _FAR, stop)))
        return _SOME(verbs), self._kind(first)

    def _kind(self, index: int) -> str:
        """The likeliest part of speech at token ``index``, a sign as it is, "$" behind the line."""
        return self._read(index)[0] if index < len(self._line.tokens) else "$"

    def _is_verb(self, index: int) -> bool:
        """Whether the word at token ``index`` is rather a verb than anything else."""
        return self._read(index)[1]

    def _read(self, index: int) -> tuple[str, bool]:
        read = self._kinds.get(index)
        if read is None:
            token = self._line.tokens[index]
            written = Span(token.start, token.end).of(self._text)
            read = _read(self._morphology.readings(written)) if token.is_word else (token.text, False)
            self._kinds[index] = read
        return read


def _read(readings: Sequence[Reading]) -> tuple[str, bool]:
    """The kind of a word, and whether it is a verb; one that was never counted as anything is none."""
    if not readings:
        return "unknown", False
    first = readings[0]
    is_verb = first.pos == "verb"
    return f"verb {first.aspect}" if is_verb else first.pos, is_verb and first.likelihood > _UNHEARD_OF


def _start(question: Question) -> int:
    """Where the content begins that the question is about."""
    return question.offset if question.start is None else question.start


def _unseen(seen: Question, question: Question) -> Question:
    """``seen`` with the features that were added to ``question`` left open."""
    added = len(seen.values) - len(question.values)
    return replace(seen, values=(*question.values, *(None,) * added))
