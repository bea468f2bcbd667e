"""The walk over a line: where content begins, and where it ends, in text order.

Each complementiser, question word, pair of quotation marks and colon is a place where content may begin.
A judge says whether it does, by the reporting word that fits best and what stands around; where a
clause ends is asked of the judge as well. What lies within content that was found is passed over, but for
somebody else's words within it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from summit_tui.arabic import Pair, without_blanks
from summit_tui.model import QuoteType, Span
from summit_tui.suggest.context import Context, context_within
from summit_tui.suggest.cue_words import FoundCue, cue_at
from summit_tui.suggest.cues import likeliest_cue
from summit_tui.suggest.finding import features
from summit_tui.suggest.finding.judging import Judge, Matter, Question
from summit_tui.suggest.finding.lines import Line, Sentence, speaking_words
from summit_tui.suggest.finding.places import (
    clause_ends,
    content_end,
    is_joint,
    is_source,
    opens_clause,
    paired_parenthesis,
    skips_to_word,
)
from summit_tui.suggest.lexicon import CueKind, word_class
from summit_tui.suggest.people import People, people_of
from summit_tui.suggest.phrases import phrase_before
from summit_tui.suggest.quote_types import holds_speech, is_speech
from summit_tui.suggest.roles import Role
from summit_tui.suggest.subjects import own_phrase

_LIKELY = 0.5
_LOWEST_SCORE = -1.5
_AS_GOOD_AS_SURE = 0.9
_RATHER_LIKELY = 0.7
_THAT_AND_PAIR = "complementiser and quotation marks"
_HEADLINE_WORDS = 14
_PAUSES = frozenset(("..", "...", "…"))
_MOST_NAME_WORDS = 4
_LEADS = frozenset(("حسب", "ما", "لما", "حسبما", "كما", "هكذا", "وذلك", "وفق", "وفقا", "بحسب", "علي"))


@dataclass(frozen=True, slots=True)
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


class LineWalk:
    """Finds the contents of one line."""

    def __init__(self, text: str, line: Line, judge: Judge, told: str) -> None:
        self.text = text
        self.line = line
        self.judge = judge
        self.told = told
        self.found: list[Content] = []
        self.tokens = line.tokens
        self.openers = {line.paragraph.index_at(pair.outer.start): pair for pair in line.pairs}
        self.until = 0

    def contents(self) -> list[Content]:
        """The contents of the line, in the order in which they were found."""
        for sentence in self.line.sentences:
            self._sentence(sentence)
        return self.found

    @property
    def people(self) -> People:
        """Who is named in the article; read only where a place needs it."""
        return people_of(self.text, self.line.paragraph.span.start)

    def _sentence(self, sentence: Sentence) -> None:
        self.until = max(self.until, sentence.first)
        had = len(self.found)
        for index in range(sentence.first, sentence.after):
            nested = index < self.until
            if self.tokens[index].is_word:
                if opens_clause(self.text, self.tokens, index):
                    self._clause(sentence, index, nested=nested)
            elif index in self.openers:
                self._pair(sentence, index, self.openers[index], nested=nested)
            elif not nested:
                self._sign(sentence, index)
        for cue in sentence.cues:
            if cue.kind in (CueKind.PHRASE, CueKind.FINITE):
                self._source(sentence, cue, had)

    def _sign(self, sentence: Sentence, index: int) -> None:
        """A colon, or parentheses, where speech may follow."""
        sign = self.tokens[index].text
        if sign == ":":
            self._colon(sentence, index)
        elif sign == "(" and (pair := paired_parenthesis(self.line, index, sentence.after)) is not None:
            self._pair(sentence, index, pair, nested=False)

    def _cue_for(self, sentence: Sentence, context: Context, lowest: int = 0) -> FoundCue | None:
        cues = [cue for cue in sentence.cues if lowest <= cue.first and cue.after <= context.link]
        return likeliest_cue(context, cues, [content.span for content in self.found[-3:]])

    def _context(self, sentence: Sentence, first: int, end: int) -> Context:
        content = Span(self.tokens[first].start, max(end, self.tokens[first].end))
        return context_within(self.text, self.line.paragraph, sentence.first, content)

    def _clause(self, sentence: Sentence, index: int, *, nested: bool) -> None:
        """A clause behind a complementiser or question word."""
        if index and self.tokens[index - 1].text in word_class("adverbial_that"):
            return
        last = content_end(self.line, index, sentence.after)
        context = self._context(sentence, index, last)
        outer = self._outer(index) if nested else None
        if outer is not None:
            self._nested_clause(sentence, index, outer)
            return
        cue = self._cue_for(sentence, context)
        if cue is None:
            return
        held = self._pair_behind(index)
        start = self.tokens[index].start if held is None else held.inner.start
        asked = features.clause_features(self.line, context, sentence, cue, index, self.people)
        likely = self.judge.probability(Question(Matter.CLAUSE, asked, start, self.tokens[index].start))
        if likely < _LIKELY:
            return
        whole = self._whole(sentence, index, held, cue)
        if held is not None and whole >= _LIKELY:
            self._add_pair(sentence, held, cue, _THAT_AND_PAIR, likely * whole)
        else:
            limit = self._limit(sentence, index, cue)
            self._add_clause(sentence, index, cue, likely * (1 - whole), limit, None)

    def _limit(self, sentence: Sentence, index: int, cue: FoundCue) -> int:
        """Where the clause at ``index`` ends at the latest.

        In a relative clause (قال فلان، الذي أعلن أنه …، إنه …) it leaves إن to the verb of saying before.
        """
        waits = any(
            other.form is not None
            and "say" in other.form.uses
            and other.kind is CueKind.FINITE
            and not any(
                content.cue is not None and content.cue.first == other.first for content in self.found
            )
            for other in sentence.cues
            if other.first < cue.first
        )
        lead = self.tokens[max(sentence.first, cue.first - 4) : cue.first]
        if not waits or not any(token.text in word_class("relatives") for token in lead):
            return sentence.after
        for later in range(index + 2, sentence.after):
            token = self.tokens[later]
            if token.is_that and token.text[0] == "ا" and "إ" in self.text[token.start : token.end]:
                commas = (place for place in range(index + 2, later) if self.tokens[place].text in ("،", ","))
                return next(commas, sentence.after)
        return sentence.after

    def _add_clause(
        self, sentence: Sentence, index: int, cue: FoundCue, likely: float, limit: int, outer: int | None
    ) -> None:
        places = clause_ends(self.line, sentence, index, limit)
        here = {found.first: found for found in sentence.cues}
        start = self.tokens[index].start
        questions = [
            Question(
                Matter.END,
                features.end_features(self.line, sentence, cue, index, place, _cue_near(here, place), number)
                if number + 1 < len(places)
                else (),
                content_end(self.line, index, place),
                start,
            )
            for number, place in enumerate(places)
        ]
        chosen, sure = self.judge.choice(questions)
        after = places[chosen]
        content = Span(self.tokens[index].start, questions[chosen].offset)
        context = context_within(self.text, self.line.paragraph, sentence.first, content)
        kind = QuoteType.MIXED if holds_speech(context) else QuoteType.INDIRECT
        self.found.append(Content(kind, context, cue, "clause", likely * sure, index, after, outer))
        if outer is None:
            self.until = max(self.until, after)

    def _pair_behind(self, index: int) -> Pair | None:
        """The pair of quotation marks that follows the complementiser at ``index`` at once."""
        following = index + 1
        while following < len(self.tokens) and self.tokens[following].text in (":", "،", "-"):
            following += 1
        return self.openers.get(following)

    def _whole(self, sentence: Sentence, index: int, pair: Pair | None, cue: FoundCue) -> float:
        """How likely the pair behind the complementiser holds the whole clause, and is direct speech."""
        if pair is None:
            return 0.0
        behind = skips_to_word(self.tokens, self.line.paragraph.index_at(pair.outer.end), sentence.after)
        if behind < sentence.after and self.tokens[behind].is_that and self.tokens[behind].text[0] == "و":
            return 0.0
        asked = features.whole_features(self.line, sentence, index, pair, cue)
        return self.judge.probability(Question(Matter.WHOLE, asked, pair.inner.start))

    def _pair(self, sentence: Sentence, index: int, pair: Pair, *, nested: bool) -> None:
        """A pair of quotation marks, with or without a cue."""
        content = without_blanks(self.text, pair.inner)
        if content is None:
            return
        context = context_within(self.text, self.line.paragraph, sentence.first, content)
        if context.pair is None:
            return
        outer = self._outer(index) if nested else None
        if outer is not None:
            self._nested_pair(sentence, pair, context, outer)
            return
        if nested:
            return
        cue = self._cue_for(sentence, context)
        if self.tokens[index].text == "(" and (cue is None or not cue.before_content):
            return
        asked = features.pair_features(
            self.line,
            context,
            sentence,
            cue,
            self.people,
            speech=is_speech(context, pair),
            told=self._told(sentence),
        )
        likely = self.judge.probability(Question(Matter.PAIR, asked, content.start))
        if likely >= _LIKELY:
            self._add_pair(sentence, pair, cue, "quotation marks", likely)

    def _add_pair(
        self,
        sentence: Sentence,
        pair: Pair,
        cue: FoundCue | None,
        rule: str,
        likely: float,
        outer: int | None = None,
    ) -> None:
        pair = self._with_reopened(sentence, pair)
        content = without_blanks(self.text, pair.inner)
        if content is None:
            return
        context = context_within(self.text, self.line.paragraph, sentence.first, content)
        if context.pair is None:
            context = replace(context, pair=pair)
        if cue is not None and cue.score < _LOWEST_SCORE:
            cue = None
        first = self.line.paragraph.index_at(content.start)
        after = self.line.paragraph.index_at(pair.outer.end)
        self.found.append(Content(QuoteType.DIRECT, context, cue, rule, likely, first, after, outer))
        if outer is None:
            self.until = max(self.until, after)

    def _with_reopened(self, sentence: Sentence, pair: Pair) -> Pair:
        """An unclosed pair with the one that opens within it: only one closing quotation mark was written."""
        if pair.closed:
            return pair
        within = next((other for other in self.line.pairs if other.outer.start == pair.outer.end), None)
        if within is None or not within.closed:
            return pair
        first = self.line.paragraph.index_at(within.inner.start)
        last = self.line.paragraph.index_at(within.inner.end)
        if first >= sentence.after:
            return pair
        if last - first > _MOST_NAME_WORDS:
            end = within.inner.end
        else:
            end = max(content_end(self.line, first - 1, sentence.after), within.outer.end)
        return Pair(
            Span(pair.outer.start, max(end, within.outer.end)), Span(pair.inner.start, end), closed=False
        )

    def _told(self, sentence: Sentence) -> str:
        """What came last before the place: in this sentence, in this line, or in the line before."""
        if not self.found:
            return self.told
        last = self.found[-1]
        where = "sentence" if last.first >= sentence.first else "line"
        return f"{where} {last.type.value}"

    def _colon(self, sentence: Sentence, index: int) -> None:
        """Speech without quotation marks behind a colon."""
        following = index + 1
        if following >= sentence.after or following in self.openers:
            return
        token = self.tokens[following]
        if token.is_that or not token.is_word:
            return
        context = self._context(sentence, following, content_end(self.line, following, sentence.after))
        if not context.colon:
            return
        cue = self._cue_for(sentence, context)
        named, head = self._named_before(sentence, index)
        if cue is None and named == "nothing":
            return
        asked = features.colon_features(
            self.line,
            context,
            sentence,
            cue,
            index,
            self.people,
            named=named,
            head=head,
            speaks=self.tokens[index - 1].text in speaking_words(self.text)
            if self.line.is_heading
            else False,
        )
        likely = self.judge.probability(Question(Matter.COLON, asked, token.start))
        if likely < _LIKELY:
            return
        after = self._speech_end(sentence)
        content = Span(token.start, content_end(self.line, following, after))
        context = context_within(self.text, self.line.paragraph, sentence.first, content)
        if cue is not None and cue.score < _LOWEST_SCORE:
            cue = None
        self.found.append(Content(QuoteType.DIRECT, context, cue, "colon", likely, following, after))
        self.until = max(self.until, after)

    def _named_before(self, sentence: Sentence, index: int) -> tuple[str, str]:
        """What the words right before a colon name, a person, title, body, place, nothing; its first word."""
        if index - sentence.first > _HEADLINE_WORDS:
            return "nothing", ""
        end = index
        pair = next((pair for pair in self.line.pairs if self._closes_before(pair, index)), None)
        if pair is not None:
            # The paper that was spoken to: سياسي قطري لـ"الراصد":
            end = self.line.paragraph.index_at(pair.outer.start)
            end -= end > sentence.first and self.tokens[end - 1].text in ("ل", "لـ")
        phrase = phrase_before(self.line.paragraph, end, sentence.first, self.people.known)
        if phrase is None:
            return "nothing", ""
        kind = "name" if phrase.name and phrase.role in (Role.NAME, Role.TITLE) else phrase.role.name.lower()
        known = bool(phrase.name) and phrase.name[-1] in self.people.known.families
        whole = "whole" if phrase.first == sentence.first else "part"
        return f"{kind} {known} {whole}", phrase.title[0] if phrase.title else ""

    def _closes_before(self, pair: Pair, index: int) -> bool:
        return pair.closed and pair.outer.end == self.tokens[index - 1].end

    def _speech_end(self, sentence: Sentence) -> int:
        """Where speech behind a colon ends: with its sentence, unless that only pauses (two dots or more)."""
        after = sentence.after
        for other in self.line.sentences:
            if other.first == after and self.tokens[after - 1].text in _PAUSES:
                after = other.after
        return after

    def _outer(self, index: int) -> int | None:
        """The index of the innermost content that holds token ``index``."""
        for number in range(len(self.found) - 1, -1, -1):
            if self.found[number].first <= index < self.found[number].after:
                return number
        return None

    def _nested_clause(self, sentence: Sentence, index: int, outer: int) -> None:
        """Somebody else's words within what somebody says."""
        around = self.found[outer]
        if index <= around.first:
            return
        limit = min(around.after, sentence.after)
        context = self._context(sentence, index, content_end(self.line, index, limit))
        cue = self._cue_for(sentence, context, around.first)
        if cue is None or not cue.before_content:
            return
        held = self._pair_behind(index)
        start = self.tokens[index].start if held is None else held.inner.start
        asked = features.nested_features(
            self.line, context, sentence, cue, index, around.type, around.first, self.people
        )
        likely = self.judge.probability(Question(Matter.NESTED, asked, start, self.tokens[index].start))
        if likely < _LIKELY:
            return
        whole = self._whole(sentence, index, held, cue)
        if held is not None and whole >= _LIKELY:
            self._add_pair(sentence, held, cue, _THAT_AND_PAIR, likely * whole, outer)
        else:
            self._add_clause(sentence, index, cue, likely * (1 - whole), limit, outer)

    def _nested_pair(self, sentence: Sentence, pair: Pair, context: Context, outer: int) -> None:
        around = self.found[outer]
        if context.first <= around.first:
            return
        cue = self._cue_for(sentence, context, around.first)
        if cue is None or not cue.before_content:
            return
        asked = features.nested_features(
            self.line, context, sentence, cue, context.first - 1, around.type, around.first, self.people
        )
        likely = self.judge.probability(Question(Matter.NESTED, asked, context.content.start))
        if context.colon and own_phrase(context, cue, self.people) is not None:
            likely = max(likely, _AS_GOOD_AS_SURE)
        if likely >= _LIKELY:
            self._add_pair(sentence, pair, cue, "quotation marks", likely, outer)

    def _source(self, sentence: Sentence, cue: FoundCue, had: int) -> None:
        """A clause with its source beside it: بحسب فلان, before or behind."""
        if not self._names_source(cue):
            return
        if any(content.cue is not None and content.cue.first == cue.first for content in self.found[had:]):
            return
        if any(content.first <= cue.first < content.after for content in self.found[had:]):
            return
        if self._leads(sentence, cue, had):
            self._source_before(sentence, cue)
        else:
            self._source_behind(sentence, cue, had)

    def _leads(self, sentence: Sentence, cue: FoundCue, had: int) -> bool:
        """Whether what the source says follows it: the source begins its sentence, or a part joined by و."""
        if cue.phrase is None:
            return False
        lead = self.tokens[sentence.first : cue.first]
        if len(lead) <= 1 and all(token.is_word for token in lead):
            return True
        joined = self.tokens[cue.first].text != cue.phrase.words[0]
        told = any(content.after >= cue.first - 8 for content in self.found[had:])
        return joined and lead[-1].text in ("،", ",", ".") and told

    def _names_source(self, cue: FoundCue) -> bool:
        if cue.kind is CueKind.PHRASE:
            return is_source(cue.lemma)
        if cue.kind is not CueKind.FINITE or cue.first == 0:
            return False
        return self.tokens[cue.first - 1].text in ("ما", "لما", "حسبما", "كما", "هكذا")

    def _source_before(self, sentence: Sentence, cue: FoundCue) -> None:
        """وفقا لفلان and then the clause, up to its sentence's end."""
        behind = cue.after
        context = self._context(
            sentence, min(behind, sentence.after - 1), self.tokens[sentence.after - 1].end
        )
        phrase = own_phrase(context, replace(cue, before_content=False), self.people)
        first = phrase.after if phrase is not None else behind
        comma = next(
            (
                index
                for index in range(first, min(first + 12, sentence.after))
                if self.tokens[index].text in ",،"
            ),
            None,
        )
        first = skips_to_word(self.tokens, comma if comma is not None else first, sentence.after)
        if first < sentence.after - 1 and first >= self.until:
            self._add_source(sentence, replace(cue, before_content=True), first, sentence.after, "before")

    def _source_behind(self, sentence: Sentence, cue: FoundCue, had: int) -> None:
        """The clause and then بحسب فلان, unless what is before was found already: it is only relayed."""
        last = cue.first - 1
        while last >= sentence.first and (not self.tokens[last].is_word or self.tokens[last].text in _LEADS):
            last -= 1
        mine = self.found[had:]
        if any(content.after > last and content.first <= last for content in mine):
            return
        first = max([sentence.first, *(content.after for content in mine if content.after <= last)])
        first = skips_to_word(self.tokens, first, last)
        if is_joint(self.tokens[first].text):
            first += 1
        phrase = self._phrase_of(cue)
        if first < last and phrase is not None:
            self._add_source(sentence, replace(phrase, before_content=False), first, last + 1, "behind")

    def _phrase_of(self, cue: FoundCue) -> FoundCue | None:
        """The phrase that leads to a verb (بحسب ما أفاد): behind what is told, it is the cue."""
        if cue.kind is CueKind.PHRASE:
            return cue
        for first in (cue.first - 1, cue.first - 2):
            phrase = cue_at(self.tokens, first, cue.after, first) if first >= 0 else None
            if phrase is not None and phrase.kind is CueKind.PHRASE:
                return phrase
        return cue

    def _add_source(self, sentence: Sentence, cue: FoundCue, first: int, after: int, where: str) -> None:
        content = Span(self.tokens[first].start, content_end(self.line, first, after))
        asked = features.source_features(self.line, sentence, cue, first, after, where)
        likely = self.judge.probability(Question(Matter.SOURCE, asked, content.start))
        if where == "before" and not self.line.is_heading:
            likely = max(likely, _RATHER_LIKELY)
        if likely < _LIKELY:
            return
        context = context_within(self.text, self.line.paragraph, sentence.first, content)
        kind = QuoteType.MIXED if holds_speech(context) else QuoteType.INDIRECT
        self.found.append(Content(kind, context, cue, f"source {where}", likely, first, after))


def _cue_near(here: dict[int, FoundCue], place: int) -> FoundCue | None:
    for index in (place, place + 1, place + 2):
        if index in here:
            return here[index]
    return None
