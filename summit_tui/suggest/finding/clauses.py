"""Clauses behind complementisers and question words."""

from __future__ import annotations

from summit_tui.arabic import Pair
from summit_tui.model import QuoteType, Span
from summit_tui.suggest.cues.words import FoundCue, is_void
from summit_tui.suggest.finding.features.clauses import (
    CLAUSE,
    NESTED,
    WHOLE,
    clause_values,
    nested_values,
    whole_values,
)
from summit_tui.suggest.finding.features.ends import END, end_values
from summit_tui.suggest.finding.findings import LIKELY, Content, Findings
from summit_tui.suggest.finding.judging import Matter, Question
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.finding.pairs import add_pair
from summit_tui.suggest.finding.places import clause_ends, content_end, skips_to_word
from summit_tui.suggest.lexicon import CueKind, word_class
from summit_tui.suggest.quote_types import holds_speech, names_subject
from summit_tui.suggest.words.traits import COMMA, REPORTS, THAT

_RULE = "complementiser and quotation marks"
_NEAR = 4
"""Words between a negated verb of speech and its أن."""
_LEAD = 4
"""Words before a cue among which a relative pronoun makes its clause a relative one."""


def find_clause(findings: Findings, sentence: Sentence, index: int, *, nested: bool) -> None:
    """The clause behind the complementiser or question word at token ``index``, if it is told.

    ``nested``: the token lies within content that was found.
    """
    tokens = findings.tokens
    if index and tokens[index - 1].text in word_class("adverbial_that"):
        return
    if _is_untold(findings, sentence, index):
        return
    outer = findings.outer(index) if nested else None
    if outer is not None:
        _find_nested(findings, sentence, index, outer)
        return
    context = findings.context(sentence, index, content_end(findings.line, index, sentence.after))
    cue = findings.cue_for(sentence, context)
    if cue is None or (not tokens[index].is_that and _only_shows(cue)):
        return
    held = _pair_behind(findings, index)
    start = tokens[index].start if held is None else held.inner.start
    phrase = findings.subject_of(context, cue)
    values = clause_values(findings.line, context, sentence, cue, index, phrase)
    likely = findings.likely(Matter.CLAUSE, CLAUSE, values, start, tokens[index].start)
    if likely >= LIKELY:
        _add(findings, sentence, index, cue, held, likely, None)


def _only_shows(cue: FoundCue) -> bool:
    """Whether the verb shows rather than says something where a question word follows: أظهر المقطع كيف."""
    return cue.form is not None and cue.form.is_one_of("showing")


def _is_untold(findings: Findings, sentence: Sentence, index: int) -> bool:
    """Whether the clause at ``index`` belongs to a verb before it that reports nothing: لم يستبعد أن."""
    traits = findings.line.paragraph.traits
    for before in range(index - 1, max(sentence.first, index - 1 - _NEAR), -1):
        if traits[before] & (THAT | COMMA):
            return False
        if traits[before] & REPORTS:
            cue = next((cue for cue in sentence.cues if cue.first == before), None)
            return cue is not None and is_void(findings.tokens, sentence.first, cue)
    return False


def _find_nested(findings: Findings, sentence: Sentence, index: int, outer: int) -> None:
    """Somebody else's words within what somebody says."""
    line, tokens = findings.line, findings.tokens
    around = findings.contents[outer]
    if index <= around.first:
        return
    limit = min(around.after, sentence.after)
    context = findings.context(sentence, index, content_end(line, index, limit))
    cue = findings.cue_for(sentence, context, around.first)
    if cue is None or not cue.before_content or cue.is_own:
        return
    held = _pair_behind(findings, index)
    start = tokens[index].start if held is None else held.inner.start
    phrase = findings.subject_of(context, cue)
    values = nested_values(line, context, sentence, cue, index, around.type.value, around.first, phrase)
    likely = findings.likely(Matter.NESTED, NESTED, values, start, tokens[index].start)
    if likely >= LIKELY:
        _add(findings, sentence, index, cue, held, likely, outer)


def _add(
    findings: Findings,
    sentence: Sentence,
    index: int,
    cue: FoundCue,
    held: Pair | None,
    likely: float,
    outer: int | None,
) -> None:
    """Adds the clause at ``index``, or the pair behind its complementiser where that holds all of it."""
    whole = _whole(findings, sentence, index, held, cue)
    if held is not None and whole >= LIKELY:
        add_pair(findings, sentence, held, cue, _RULE, likely * whole, outer)
        return
    if outer is None:
        limit = _limit(findings, sentence, index, cue)
    else:
        limit = min(findings.contents[outer].after, sentence.after)
    _add_clause(findings, sentence, index, cue, likely * (1 - whole), limit, outer)


def _pair_behind(findings: Findings, index: int) -> Pair | None:
    """The pair of quotation marks that follows the complementiser at ``index`` at once."""
    following = index + 1
    while following < len(findings.tokens) and findings.tokens[following].text in (":", "،", "-"):
        following += 1
    return findings.openers.get(following)


def _whole(findings: Findings, sentence: Sentence, index: int, pair: Pair | None, cue: FoundCue) -> float:
    """How likely the pair behind the complementiser holds the whole clause, and is direct speech."""
    if pair is None:
        return 0.0
    line, tokens = findings.line, findings.tokens
    if names_subject(line.paragraph, pair):
        return 0.0
    behind = skips_to_word(tokens, line.paragraph.index_at(pair.outer.end), sentence.after)
    if behind < sentence.after and tokens[behind].is_that and tokens[behind].text[0] == "و":
        return 0.0
    values = whole_values(line, sentence, index, pair, cue)
    return findings.likely(Matter.WHOLE, WHOLE, values, pair.inner.start)


def _limit(findings: Findings, sentence: Sentence, index: int, cue: FoundCue) -> int:
    """Where the clause at ``index`` ends at the latest.

    In a relative clause (قال فلان، الذي أعلن أنه …، إنه …) it leaves إن to the verb of saying before.
    """
    tokens = findings.tokens
    lead = findings.line.paragraph.words[max(sentence.first, cue.first - _LEAD) : cue.first]
    if word_class("relatives").isdisjoint(lead) or not _waits(findings, sentence, cue):
        return sentence.after
    for later in range(index + 2, sentence.after):
        token = tokens[later]
        if token.is_that and token.text[0] == "ا" and "إ" in findings.text[token.start : token.end]:
            commas = (place for place in range(index + 2, later) if tokens[place].text in ("،", ","))
            return next(commas, sentence.after)
    return sentence.after


def _waits(findings: Findings, sentence: Sentence, cue: FoundCue) -> bool:
    """Whether a verb of saying before ``cue`` has no content so far."""
    taken = {content.cue.first for content in findings.contents if content.cue is not None}
    return any(
        other.form is not None and "say" in other.form.uses and other.kind is CueKind.FINITE
        for other in sentence.cues
        if other.first < cue.first and other.first not in taken
    )


def _add_clause(
    findings: Findings,
    sentence: Sentence,
    index: int,
    cue: FoundCue,
    likely: float,
    limit: int,
    outer: int | None,
) -> None:
    line = findings.line
    start = findings.tokens[index].start
    places = clause_ends(line, sentence, index, limit)
    here = {found.first: found for found in sentence.cues}
    questions = [
        Question(
            Matter.END,
            END,
            # The last place is taken where none before it was: nothing is asked about it.
            end_values(line, sentence, cue, index, place, _cue_near(here, place), number)
            if number + 1 < len(places)
            else (),
            end,
            start,
        )
        for number, (place, end) in enumerate(places)
    ]
    chosen, sure = findings.judge.choice(questions)
    turn = next(
        (number for number in range(chosen) if _turns(line, sentence, here, places[number][0])), chosen
    )
    after, end = places[turn]
    context = findings.context_of(sentence, Span(start, end))
    kind = QuoteType.MIXED if holds_speech(context) else QuoteType.INDIRECT
    findings.add(Content(kind, context, cue, "clause", likely * sure, index, after, outer))


def _turns(line: Line, sentence: Sentence, here: dict[int, FoundCue], place: int) -> bool:
    """Whether the teller takes over at token ``place``, with what the one who spoke didn't say.

    لكنه لم يستبعد أن …: the pronoun is the speaker, and nothing is reported.
    """
    words, traits = line.paragraph.words, line.paragraph.traits
    first = place if line.tokens[place].is_word else place + 1
    cue = here.get(first + 2)
    if cue is None or words[first] not in word_class("turns"):
        return False
    told = any(traits[index] & THAT for index in range(cue.after, min(cue.after + _NEAR, sentence.after)))
    return told and is_void(line.tokens, sentence.first, cue)


def _cue_near(here: dict[int, FoundCue], place: int) -> FoundCue | None:
    for index in (place, place + 1, place + 2):
        if index in here:
            return here[index]
    return None
