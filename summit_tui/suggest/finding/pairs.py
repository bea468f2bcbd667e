"""Speech in quotation marks or parentheses."""

from __future__ import annotations

from dataclasses import replace

from summit_tui.arabic import Pair, without_blanks
from summit_tui.model import QuoteType, Span
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.finding.features.clauses import NESTED, nested_values
from summit_tui.suggest.finding.features.pairs import PAIR, pair_values
from summit_tui.suggest.finding.findings import LIKELY, Content, Findings, sure_cue
from summit_tui.suggest.finding.judging import Matter
from summit_tui.suggest.finding.lines import Sentence
from summit_tui.suggest.finding.places import content_end
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.phrases.noun_phrases import noun_phrase
from summit_tui.suggest.phrases.reading.reaching import LONGEST_QUOTED_NAME
from summit_tui.suggest.phrases.reading.twofold import role_at
from summit_tui.suggest.phrases.roles import Role
from summit_tui.suggest.quote_types import has_original, is_speech

_RULE = "quotation marks"
_AS_GOOD_AS_SURE = 0.9
_MOST_NAME_WORDS = 4
_MOST_BEFORE_COLON = 6
_PARTING = frozenset(("،", ",", ".", "؟", "!", "؛"))
_MOST_ASIDE = 9
"""Words that say in quotation marks or parentheses that somebody isn't named."""
_NEAR = 4
"""Words between a noun of speech and the parentheses with its words: تغريدة على الحساب المخترق (…)."""


def find_in_pair(findings: Findings, sentence: Sentence, index: int, pair: Pair, *, nested: bool) -> None:
    """What stands in a pair that opens at token ``index``, if it is speech; a cue isn't needed.

    ``nested``: the token lies within content that was found.
    """
    content = without_blanks(findings.text, pair.inner)
    outer = findings.outer(index) if nested else None
    if content is None or (nested and outer is None) or has_original(findings.text, pair):
        return
    context = findings.context_of(sentence, content)
    if context.pair is None or _asks_not_to_be_named(context) or _is_called_so(context):
        return
    if outer is not None:
        _find_nested(findings, sentence, pair, context, outer)
        return
    cue = findings.cue_for(sentence, context)
    if findings.tokens[index].text == "(" and not _introduces(findings, context, cue):
        return
    if cue is not None and (
        _names_speaker(context, cue, pair) or _is_within_title(findings, context, cue, pair)
    ):
        return
    values = pair_values(
        findings.line,
        context,
        sentence,
        cue,
        findings.subject_of(context, cue),
        speech=is_speech(context, pair),
        told=findings.told_before(sentence),
    )
    likely = findings.likely(Matter.PAIR, PAIR, values, content.start)
    if likely >= LIKELY:
        add_pair(findings, sentence, pair, cue, _RULE, likely, None)


def _asks_not_to_be_named(context: Context) -> bool:
    """Whether the words only say that the one who speaks isn't named: "فضل عدم ذكر اسمه"."""
    inside = context.paragraph.words[context.first : context.after]
    if len(inside) > _MOST_ASIDE or word_class("named_by").isdisjoint(inside):
        return False
    return not word_class("being_named").isdisjoint(inside)


def _is_called_so(context: Context) -> bool:
    """Whether the words are what something is called: خطة أطلق عليها "القبضة"."""
    words, opening = context.paragraph.words, context.first - 1
    if opening < 2 or words[opening - 1] not in word_class("named_so"):
        return False
    return not word_class("naming_verbs").isdisjoint(words[max(0, opening - 4) : opening - 1])


def _names_speaker(context: Context, cue: FoundCue, pair: Pair) -> bool:
    """Whether what stands in quotation marks right behind a verb is who speaks: وأوضح "القرنفلي" أن."""
    if cue.kind is not CueKind.FINITE or not cue.before_content or not pair.closed:
        return False
    tokens = context.tokens
    opening, after = context.first - 1, context.paragraph.index_at(pair.outer.end)
    if opening != cue.after or after - context.first - 1 > _MOST_NAME_WORDS or after + 1 >= len(tokens):
        return False
    if _leads_to_colon(context, after):
        return True
    assert cue.form is not None
    if cue.form.is_one_of("through_prepositions"):
        return True
    if "object" in cue.form.uses:
        return False
    if tokens[after].text in ("،", ",") or tokens[after].text in word_class("links"):
        after += 1
    return tokens[after].is_that and tokens[after].text[0] not in "وف"


def _leads_to_colon(context: Context, after: int) -> bool:
    """Whether a name is followed by the colon behind which its owner speaks: وقال "القرنفلي": "لن نرحل".

    The name's pair of quotation marks ends before token ``after``; whom one speaks to, or where, may stand
    before the colon, where the name can only be somebody's: وقال "سامي البزاز" لـ"الراصد": ….
    """
    tokens, inside = context.tokens, context.paragraph.words[context.first : after - 1]
    if any(lexicon().is_stop(word) for word in inside):
        return False
    if tokens[after].text == ":":
        return True
    if any(role_at(context.paragraph, index) is not Role.NAME for index in range(context.first, after - 2)):
        return False
    for token in tokens[after : after + _MOST_BEFORE_COLON]:
        if token.text == ":":
            return len(inside) > 1
        if token.is_that or token.text in _PARTING:
            return False
    return False


def _is_within_title(findings: Findings, context: Context, cue: FoundCue, pair: Pair) -> bool:
    """Whether the pair stands in the title of the one who is named behind it: مدير "الراصد" سامي البزاز."""
    if cue.kind is not CueKind.FINITE or not cue.before_content or len(pair.inner) > LONGEST_QUOTED_NAME:
        return False
    if context.colon or context.link <= cue.after:
        return False
    phrase = noun_phrase(context.paragraph, cue.after, findings.people.known)
    return phrase is not None and phrase.name_span is not None and phrase.name_span.start >= pair.outer.end


def _introduces(findings: Findings, context: Context, cue: FoundCue | None) -> bool:
    """Whether parentheses hold speech: nothing but a subject stands between the cue and them, or a colon."""
    if cue is None or not cue.before_content:
        return False
    gap = context.link - cue.after
    if context.colon or gap <= 0 or (cue.kind is CueKind.NOUN and gap <= _NEAR):
        return True
    subject = findings.subject_of(context, cue)
    return subject is not None and subject.after >= context.link


def _find_nested(findings: Findings, sentence: Sentence, pair: Pair, context: Context, outer: int) -> None:
    """Somebody else's words in quotation marks within what somebody says."""
    around = findings.contents[outer]
    if context.first <= around.first:
        return
    cue = findings.cue_for(sentence, context, around.first)
    if cue is None or not cue.before_content or cue.is_own:
        return
    phrase = findings.subject_of(context, cue)
    values = nested_values(
        findings.line, context, sentence, cue, context.first - 1, around.type.value, around.first, phrase
    )
    likely = findings.likely(Matter.NESTED, NESTED, values, context.content.start)
    if context.colon and phrase is not None:
        likely = max(likely, _AS_GOOD_AS_SURE)
    if likely >= LIKELY:
        add_pair(findings, sentence, pair, cue, _RULE, likely, outer)


def add_pair(
    findings: Findings,
    sentence: Sentence,
    pair: Pair,
    cue: FoundCue | None,
    rule: str,
    likely: float,
    outer: int | None,
) -> None:
    """Adds what stands in ``pair`` to what was found."""
    pair = _with_reopened(findings, sentence, pair)
    content = without_blanks(findings.text, pair.inner)
    if content is None:
        return
    context = findings.context_of(sentence, content)
    if context.pair is None:
        context = replace(context, pair=pair)
    first = findings.line.paragraph.index_at(content.start)
    after = findings.line.paragraph.index_at(pair.outer.end)
    findings.add(Content(QuoteType.DIRECT, context, sure_cue(cue), rule, likely, first, after, outer))


def _with_reopened(findings: Findings, sentence: Sentence, pair: Pair) -> Pair:
    """An unclosed pair with the one that opens within it: only one closing quotation mark was written."""
    if pair.closed:
        return pair
    line = findings.line
    within = next((other for other in line.pairs if other.outer.start == pair.outer.end), None)
    if within is None or not within.closed:
        return pair
    first = line.paragraph.index_at(within.inner.start)
    last = line.paragraph.index_at(within.inner.end)
    if first >= sentence.after:
        return pair
    if last - first > _MOST_NAME_WORDS:
        end = within.inner.end
    else:
        end = max(content_end(line, first - 1, sentence.after), within.outer.end)
    return Pair(Span(pair.outer.start, max(end, within.outer.end)), Span(pair.inner.start, end), closed=False)
