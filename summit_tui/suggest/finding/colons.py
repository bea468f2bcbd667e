"""Speech without quotation marks behind a colon, in headlines above all."""

from __future__ import annotations

from summit_tui.arabic import Pair
from summit_tui.model import QuoteType, Span
from summit_tui.suggest.finding.features.colons import COLON, colon_values
from summit_tui.suggest.finding.findings import LIKELY, Content, Findings, sure_cue
from summit_tui.suggest.finding.judging import Matter
from summit_tui.suggest.finding.lines import Sentence, speaking_words
from summit_tui.suggest.finding.places import content_end
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.phrases.noun_phrases import noun_phrase, phrase_before
from summit_tui.suggest.phrases.roles import Role

_HEADLINE_WORDS = 14
_FOOTER_WORDS = 8
"""Words before a colon among which one shows that a link or a telephone number follows."""
_PAUSES = frozenset(("..", "...", "…"))
_NOTHING = "nothing"
_UNHEARD_OF = "other False whole"
"""Words that begin a sentence of the text and that nothing shows to be a name: رابعا، ملحوظتان."""
_WHOLE = "whole"
_DASHES = frozenset(("-", "–", "—", "ـ"))


def find_behind_colon(findings: Findings, sentence: Sentence, index: int) -> None:
    """What follows the colon at token ``index``, if it is speech of whom a cue or the colon introduces."""
    line, tokens = findings.line, findings.tokens
    following = index + 1
    if following >= sentence.after or following in findings.openers or index == sentence.first:
        return
    if tokens[index - 1].text in word_class("list_openers") or _is_label(findings, sentence, index):
        return
    if findings.text[tokens[index - 1].start].islower():  # author: سالم; a name begins as in CNN, Reuters
        return
    token = tokens[following]
    if token.is_that or not token.is_word or _is_number(findings, sentence, following):
        return
    context = findings.context(sentence, following, content_end(line, following, sentence.after))
    if not context.colon:
        return
    cue = findings.cue_for(sentence, context)
    named, head = _named_before(findings, sentence, index)
    if cue is None and (named == _NOTHING or _is_byline(findings, sentence, index)):
        return
    if cue is None and not line.is_heading and (named == _UNHEARD_OF or not named.endswith(_WHOLE)):
        return
    speaks = line.is_heading and tokens[index - 1].text in speaking_words(findings.text)
    phrase = findings.subject_of(context, cue)
    values = colon_values(line, context, sentence, cue, index, phrase, named=named, head=head, speaks=speaks)
    likely = findings.likely(Matter.COLON, COLON, values, token.start)
    if likely < LIKELY:
        return
    after = _speech_end(findings, sentence)
    context = findings.context_of(sentence, Span(token.start, content_end(line, following, after)))
    findings.add(Content(QuoteType.DIRECT, context, sure_cue(cue), "colon", likely, following, after))


def _is_label(findings: Findings, sentence: Sentence, index: int) -> bool:
    """Whether what stands before the colon only says what follows: شاهد:، بالفيديو:، رابط الخبر:."""
    first, words = sentence.first, findings.line.paragraph.words
    while first < index and not findings.tokens[first].is_word:
        first += 1
    near = words[max(first, index - _FOOTER_WORDS) : index]
    if ":" not in near and not word_class("footers").isdisjoint(near):
        # Behind another colon a headline is linked to, which may have its own: رابط الخبر: القرنفلي: …
        return True
    alone = all(word.removeprefix("و") in word_class("labels") for word in words[first:index])
    return alone and first < index


def _is_number(findings: Findings, sentence: Sentence, following: int) -> bool:
    """Whether nothing but digits and signs follows, as behind the word for a telephone."""
    return all(
        token.text.isdecimal() or not token.is_word for token in findings.tokens[following : sentence.after]
    )


def _named_before(findings: Findings, sentence: Sentence, index: int) -> tuple[str, str]:
    """What the words right before a colon name, a person, title, body, place, nothing; its first word."""
    if index - sentence.first > _HEADLINE_WORDS:
        return _NOTHING, ""
    line, end = findings.line, index
    pair = next((pair for pair in line.pairs if _closes_before(findings, pair, index)), None)
    if pair is not None:
        # The paper that was spoken to: سياسي قطري لـ"الراصد":
        end = line.paragraph.index_at(pair.outer.start)
        end -= end > sentence.first and findings.tokens[end - 1].text in ("ل", "لـ")
    known = findings.people.known
    phrase = phrase_before(line.paragraph, end, sentence.first, known)
    if phrase is not None and phrase.first > sentence.first:
        before = findings.tokens[phrase.first - 1].text
        if before in word_class("prepositions") or before in word_class("before_hearers"):
            # Whom or what the one speaks to or of, who begins the headline.
            phrase = noun_phrase(line.paragraph, sentence.first, known) or phrase
    if phrase is None:
        return _NOTHING, ""
    kind = "name" if phrase.name and phrase.role in (Role.NAME, Role.TITLE) else phrase.role.name.lower()
    is_known = bool(phrase.name) and phrase.name[-1] in known.families
    # Behind another colon a headline is told: رابط الخبر: القرنفلي: …
    begins = phrase.first == sentence.first or findings.tokens[phrase.first - 1].text == ":"
    whole = _WHOLE if begins else "part"
    return f"{kind} {is_known} {whole}", phrase.title[0] if phrase.title else ""


def _is_byline(findings: Findings, sentence: Sentence, index: int) -> bool:
    """Whether a dash among the words before the colon makes them a line of who writes, and where.

    سالم القرنفلي - الراصد - الميناء: …
    """
    tokens = findings.tokens
    return any(
        tokens[place].text in _DASHES
        and (tokens[place].start > tokens[place - 1].end or tokens[place + 1].start > tokens[place].end)
        for place in range(sentence.first + 1, index)
    )


def _closes_before(findings: Findings, pair: Pair, index: int) -> bool:
    return pair.closed and pair.outer.end == findings.tokens[index - 1].end


def _speech_end(findings: Findings, sentence: Sentence) -> int:
    """Where speech behind a colon ends: with its sentence, unless that only pauses (two dots or more)."""
    after = sentence.after
    for other in findings.line.sentences:
        if other.first == after and findings.tokens[after - 1].text in _PAUSES:
            after = other.after
    return after
