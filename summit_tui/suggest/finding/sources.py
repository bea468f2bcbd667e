"""Clauses with their source beside them: بحسب فلان, before or behind."""

from __future__ import annotations

from dataclasses import replace

from summit_tui.arabic import without_article
from summit_tui.model import QuoteType, Span
from summit_tui.suggest.cues.words import FoundCue, cue_at
from summit_tui.suggest.finding.features.sources import SOURCE, source_values
from summit_tui.suggest.finding.findings import LIKELY, Content, Findings
from summit_tui.suggest.finding.judging import Matter
from summit_tui.suggest.finding.lines import Sentence
from summit_tui.suggest.finding.places import content_end, is_joint, is_source, skips_to_word
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, noun_phrase
from summit_tui.suggest.quote_types import holds_speech
from summit_tui.suggest.subjects import own_phrase
from summit_tui.suggest.subjects.subject import SPEAKING

_RATHER_LIKELY = 0.7
_LEADS = frozenset(("حسب", "ما", "لما", "حسبما", "كما", "هكذا", "وذلك", "وفق", "وفقا", "بحسب", "علي"))
_NEAR = 8
_WIDEST = 12
_LEAST_SPACES = 3
"""Spaces in the shortest clause that is taken for what was said."""
_COMMAS = ("،", ",", "؛")
_STOPS = '.…؟!»"'
_OTHER_USES = ("object", "weak", "ask")
"""Uses of verbs that are rarely without what they report."""


def find_beside_source(findings: Findings, sentence: Sentence, cue: FoundCue, had: int) -> None:
    """The clause that the source ``cue`` relates, if none has that cue yet.

    ``had`` is how many contents were found before the sentence.
    """
    if not _names_source(findings, cue) or _is_measure(findings, cue):
        return
    mine = findings.contents[had:]
    if any(content.cue is not None and content.cue.first == cue.first for content in mine):
        return
    if any(content.first <= cue.first < content.after for content in mine):
        return
    if _leads(findings, sentence, cue, mine):
        _find_behind(findings, sentence, cue)
    else:
        _find_before(findings, sentence, cue, mine)


def _names_source(findings: Findings, cue: FoundCue) -> bool:
    if cue.kind is CueKind.PHRASE:
        return is_source(cue.lemma)
    if cue.kind is not CueKind.FINITE or cue.first == 0:
        return False
    return findings.tokens[cue.first - 1].text in ("ما", "لما", "حسبما", "كما", "هكذا")


def _is_measure(findings: Findings, cue: FoundCue) -> bool:
    """Whether what follows is what something goes by rather than who says it: حسب الطلب، وفقا لعدد السكان."""
    if cue.kind is not CueKind.PHRASE or cue.after >= len(findings.tokens):
        return False
    word = findings.tokens[cue.after].text
    bare = without_article(word) if word[:1] != "ل" else word[2:] if word[:2] == "لل" else word[1:]
    return bare in word_class("measures")


def _leads(findings: Findings, sentence: Sentence, cue: FoundCue, mine: list[Content]) -> bool:
    """Whether what the source says follows it: the source begins its sentence, or a part joined by و."""
    if cue.phrase is None:
        return False
    lead = findings.tokens[sentence.first : cue.first]
    if len(lead) <= 1 and all(token.is_word for token in lead):
        return True
    joined = findings.tokens[cue.first].text != cue.phrase.words[0]
    told = any(content.after >= cue.first - _NEAR for content in mine)
    return joined and lead[-1].text in ("،", ",", ".") and told


def _find_behind(findings: Findings, sentence: Sentence, cue: FoundCue) -> None:
    """وفقا لفلان and then the clause, up to its sentence's end."""
    tokens, behind = findings.tokens, cue.after
    last = sentence.after - 1
    context = findings.context(sentence, min(behind, last), tokens[last].end)
    phrase = own_phrase(context, replace(cue, before_content=False), findings.people)
    first = phrase.after if phrase is not None else behind
    within = range(first, min(first + _WIDEST, sentence.after))
    comma = next((index for index in within if tokens[index].text in ",،"), first)
    first = skips_to_word(tokens, comma, sentence.after)
    if first < last and first >= findings.until:
        _add(findings, sentence, replace(cue, before_content=True), first, sentence.after, "before")


def _find_before(findings: Findings, sentence: Sentence, cue: FoundCue, mine: list[Content]) -> None:
    """The clause and then بحسب فلان, unless what is before was found already: it is only relayed."""
    tokens = findings.tokens
    last = cue.first - 1
    while last >= sentence.first and (not tokens[last].is_word or tokens[last].text in _LEADS):
        last -= 1
    if any(content.after > last and content.first <= last for content in mine):
        return
    first = max([sentence.first, *(content.after for content in mine if content.after <= last)])
    first = skips_to_word(tokens, first, last)
    if is_joint(tokens[first].text):
        first += 1
    if first < last:
        phrase = replace(_phrase_of(findings, cue), before_content=False)
        _add(findings, sentence, phrase, first, last + 1, "behind")


def _is_as_said(findings: Findings, sentence: Sentence, content: Span, cue: FoundCue) -> bool:
    """Whether a clause and a comma stand before كما قال, and nothing behind it but who says so.

    كما أوضح الوزير أهمية السد is no source but one more thing that he said.
    """
    tokens, form = findings.tokens, cue.form
    if form is None or cue.kind is not CueKind.FINITE or not form.uses.isdisjoint(_OTHER_USES):
        return False
    lead = cue.first - 2
    if lead < sentence.first or tokens[lead + 1].text != "كما" or tokens[lead].text not in _COMMAS:
        return False
    if content.of(findings.text).count(" ") < _LEAST_SPACES:
        return False
    said = replace(cue, before_content=False)
    phrase = own_phrase(findings.context_of(sentence, content), said, findings.people)
    if phrase is None or phrase.first <= cue.first or phrase.role not in SPEAKING:
        return False
    if "say" not in form.uses and _may_hold_object(findings, phrase):
        return False
    after = phrase.after
    if after >= sentence.after or tokens[after].text in _COMMAS or tokens[after].text[0] in _STOPS:
        return True
    # قال has no object but what is said: where and to whom is told behind it.
    return "say" in form.uses and tokens[after].text[0] in "لف" and not tokens[after].is_that


def _may_hold_object(findings: Findings, phrase: NounPhrase) -> bool:
    """Whether an object may have been read into the phrase of a subject: أوضح الوزير أهمية السوق."""
    if phrase.name and phrase.name[0] in lexicon().given_names:
        return False
    place, known = findings.line.paragraph, findings.people.known
    sure = noun_phrase(place, phrase.first, known, before_object=True)
    return sure is None or sure.after < phrase.after


def _phrase_of(findings: Findings, cue: FoundCue) -> FoundCue:
    """The phrase that leads to a verb (بحسب ما أفاد): behind what is told, it is the cue."""
    if cue.kind is CueKind.PHRASE:
        return cue
    for first in (cue.first - 1, cue.first - 2):
        phrase = cue_at(findings.tokens, first, cue.after, first) if first >= 0 else None
        if phrase is not None and phrase.kind is CueKind.PHRASE:
            return phrase
    return cue


def _add(findings: Findings, sentence: Sentence, cue: FoundCue, first: int, after: int, where: str) -> None:
    """Adds the tokens ``first`` to ``after`` if they are what the source ``where``, beside them, says."""
    line = findings.line
    content = Span(findings.tokens[first].start, content_end(line, first, after))
    values = source_values(line, sentence, cue, first, after, where)
    likely = findings.likely(Matter.SOURCE, SOURCE, values, content.start)
    if not line.is_heading and (where == "before" or _is_as_said(findings, sentence, content, cue)):
        likely = max(likely, _RATHER_LIKELY)
    if likely < LIKELY:
        return
    context = findings.context_of(sentence, content)
    kind = QuoteType.MIXED if holds_speech(context) else QuoteType.INDIRECT
    # Its places were passed already, so it closes none to the sentence's other sources.
    findings.contents.append(Content(kind, context, cue, f"source {where}", likely, first, after))
