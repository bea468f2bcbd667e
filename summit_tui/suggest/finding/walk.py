"""The walk over a line: where content begins, and where it ends, in text order.

Each complementiser, question word, pair of quotation marks and colon is a place where content may begin.
A judge says whether it does, by the reporting word that fits best and what stands around; where a
clause ends is asked of the judge as well. What lies within content that was found is passed over, but for
somebody else's words within it.
"""

from __future__ import annotations

from summit_tui.suggest.finding.clauses import find_clause
from summit_tui.suggest.finding.colons import find_behind_colon
from summit_tui.suggest.finding.findings import Content, Findings
from summit_tui.suggest.finding.judging import Judge
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.finding.pairs import find_in_pair
from summit_tui.suggest.finding.places import Parentheses, opens_clause
from summit_tui.suggest.finding.sources import find_beside_source
from summit_tui.suggest.lexicon import CueKind
from summit_tui.suggest.words.traits import OPENS


class LineWalk:
    """Finds the contents of one line; ``told`` says what came last in the line before."""

    def __init__(self, text: str, line: Line, judge: Judge, told: str) -> None:
        self.findings = Findings(text, line, judge, told)
        self._parentheses: Parentheses | None = None

    def contents(self) -> list[Content]:
        """The contents of the line, in the order in which they were found."""
        for sentence in self.findings.line.sentences:
            self._sentence(sentence)
        return self.findings.contents

    def _sentence(self, sentence: Sentence) -> None:
        findings = self.findings
        findings.until = max(findings.until, sentence.first)
        had = len(findings.contents)
        opening = findings.line.paragraph.showing(OPENS, sentence.first, sentence.after)
        pairs = (index for index in findings.openers if sentence.first <= index < sentence.after)
        for index in sorted({*opening, *pairs}):
            self._place(sentence, index)
        for cue in sentence.cues:
            if cue.kind in (CueKind.PHRASE, CueKind.FINITE):
                find_beside_source(findings, sentence, cue, had)

    def _place(self, sentence: Sentence, index: int) -> None:
        """A token with which or behind which content may begin."""
        findings = self.findings
        nested = index < findings.until
        if findings.tokens[index].is_word:
            if opens_clause(findings.text, findings.line.paragraph, index):
                find_clause(findings, sentence, index, nested=nested)
        elif index in findings.openers:
            find_in_pair(findings, sentence, index, findings.openers[index], nested=nested)
        elif not nested:
            self._sign(sentence, index)

    def _sign(self, sentence: Sentence, index: int) -> None:
        """A colon, or parentheses, where speech may follow."""
        sign = self.findings.tokens[index].text
        if sign == ":":
            find_behind_colon(self.findings, sentence, index)
        elif sign == "(":
            if self._parentheses is None:
                self._parentheses = Parentheses(self.findings.line)
            pair = self._parentheses.pair(index, sentence.after)
            if pair is not None:
                find_in_pair(self.findings, sentence, index, pair, nested=False)
