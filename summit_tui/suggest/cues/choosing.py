"""Finding the word that reports a stretch of content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summit_tui.model import Quote, Span
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue, cue_at, cues_among, is_void
from summit_tui.suggest.lexicon import CueKind, word_class
from summit_tui.suggest.words.traits import BRACKET, COMMA, REPORTS, THAT

_LOWEST_SCORE = -1.5


def cues_between(context: Context, first: int, after: int) -> list[FoundCue]:
    """Every reporting word among the tokens ``first`` to ``after``, unscored, in text order."""
    return cues_among(context.paragraph, first, after, context.first)


def find_cue(context: Context, quotes: Sequence[Quote]) -> FoundCue | None:
    """The cue of the content, or None where the text around it has none.

    The nearest one before the content in its sentence, unless it belongs to another clause; else one
    right after the content.
    """
    told = [Span(quote.start, quote.end) for quote in quotes if quote.end <= context.content.start]
    best = likeliest_cue(context, cues_between(context, context.sentence, context.link), told)
    if best is not None and best.score > _LOWEST_SCORE:
        return best
    return _opening(context)


def likeliest_cue(context: Context, cues: Sequence[FoundCue], told: Sequence[Span]) -> FoundCue | None:
    """The likeliest of ``cues``, those of its sentence before the content, or of one right behind it.

    ``told`` are the contents found so far: what stands in one of them seldom reports another.
    """
    best, score = None, 0.0
    for cue, likelihood in _before(context, cues, told):
        if best is None or likelihood > score:
            best, score = cue, likelihood
    behind = _after(context)
    if behind is not None and (best is None or behind.score > score):
        return behind
    return _scored(best, score, before=True) if best is not None else None


def _opening(context: Context) -> FoundCue | None:
    """The verb that a whole sentence begins with, where it was selected with what it reports."""
    if context.pair is not None or context.that is not None or context.colon or context.link < context.first:
        return None
    cue = (
        cue_at(context.tokens, context.first, context.after, context.first)
        if context.first < context.after
        else None
    )
    if cue is None or cue.kind is not CueKind.FINITE or is_void(context.tokens, context.sentence, cue):
        return None
    return _scored(cue, 0.0, before=False) if _has_own_content(context, cue) else None


def _before(
    context: Context, cues: Sequence[FoundCue], told: Sequence[Span]
) -> Iterator[tuple[FoundCue, float]]:
    """The cues that report something, each with how likely it is that of the content."""
    passed = _passed_over(context) if cues else frozenset[int]()
    for cue in cues:
        if cue.first in passed or is_void(context.tokens, context.sentence, cue):
            continue
        score = _strength(context, cue) - _distance(context, cue, passed)
        if any(content.covers(cue.span.start) for content in told):
            score -= 3
        yield cue, score


def _strength(context: Context, cue: FoundCue) -> float:
    """How likely the word is a cue at all, and of content that begins like this."""
    if cue.kind is CueKind.PHRASE:
        strength = 1.2 if cue.lemma.startswith("في ") else 2.2
        begins = context.that.text[0] if context.that is not None else "ف"
        return strength if begins == "ف" else strength - 0.8
    strength = 3.0
    assert cue.form is not None
    if cue.form.weak:
        strength = _noun_strength(context, cue) if cue.kind is CueKind.NOUN else 2.4
    if context.that is not None:
        written = context.text[context.that.start : context.that.end]
        says = "say" in cue.form.uses
        if "إ" in written and "بإ" not in written:
            strength += 1.5 if says else -0.3
        elif "أ" in written and says and cue.kind is CueKind.FINITE:
            strength -= 0.8
        if written.startswith("ب"):
            strength += 0.8 if "object" in cue.form.uses else -0.8 * (cue.kind is CueKind.NOUN)
    return strength


def _noun_strength(context: Context, cue: FoundCue) -> float:
    """قوله and بالقول are as good as a verb; في تصريح is mostly an adverbial of another cue."""
    assert cue.form is not None
    before = context.tokens[cue.first - 1].text if cue.first else ""
    if "say" in cue.form.uses:
        return 3.0
    return 0.4 if before in ("في", "خلال", "عبر") else 2.2


def _distance(context: Context, cue: FoundCue, passed: frozenset[int]) -> float:
    """What stands between the cue and the content, as a loss of score."""
    words, traits = context.paragraph.words, context.paragraph.traits
    between = [index for index in range(cue.after, context.link) if index not in passed]
    commas = sum([traits[index] == COMMA for index in between])
    weak = cue.form is not None and cue.form.weak
    loss = 0.1 * len(between) + (1.1 if weak else 0.5) * commas
    if any(traits[index] & THAT for index in between):
        # Its own clause follows it already.
        loss += 1.5
    lead = words[max(context.sentence, cue.first - 3) : cue.first]
    in_relative = commas and not word_class("subordinates").isdisjoint(lead)
    if in_relative and any(words[index] in ("،", ",") for index in between):
        loss += 2
    if cue.form is not None and cue.kind is CueKind.NOUN and not cue.form.pronoun and len(between) > 4:
        loss += 0.15 * (len(between) - 4)
    return loss


def _after(context: Context) -> FoundCue | None:
    """The cue right behind the content: (...)، قال فلان; (...) بحسب فلان."""
    index = context.after
    tokens = context.tokens
    while (
        index < len(tokens) and not tokens[index].is_word and tokens[index].text not in (".", "؟", "!", ":")
    ):
        index += 1
    skipped = index > context.after
    if index < len(tokens) and tokens[index].text in ("كما", "هكذا", "وهكذا"):
        index += 1
    if index >= len(tokens) or not context.paragraph.traits[index] & REPORTS:
        return None
    cue = cue_at(tokens, index, len(tokens), context.first)
    if cue is None or is_void(context.tokens, context.sentence, cue):
        return None
    starts = context.link == context.sentence
    if cue.kind is CueKind.PHRASE:
        strength = 1.6 if starts else 0.7
        return _scored(cue, strength if not cue.lemma.startswith("في ") else 0.4, before=False)
    if cue.kind is CueKind.FINITE and starts and skipped and not _has_own_content(context, cue):
        return _scored(cue, 1.4, before=False)
    return None


def _has_own_content(context: Context, cue: FoundCue) -> bool:
    """Whether a clause, a colon or a quotation follows the cue within a few words."""
    for token in context.tokens[cue.after : cue.after + 8]:
        if token.is_that or token.is_quotation_mark or token.text == ":":
            return True
        if not token.is_word:
            return False
    return False


def _passed_over(context: Context) -> frozenset[int]:
    """Indexes of tokens before the content that stand inside another quotation or in parentheses."""
    place = context.paragraph
    passed: set[int] = set()
    opened: int | None = None
    for index in place.showing(BRACKET, context.sentence, context.link):
        if place.words[index] in "([":
            opened = index
        elif opened is not None:
            passed.update(range(opened, index + 1))
            opened = None
    for pair in place.pairs:
        if pair.outer.end <= context.content.start and pair.closed:
            passed.update(range(place.index_at(pair.outer.start), place.index_at(pair.outer.end)))
    return frozenset(passed)


def _scored(cue: FoundCue, score: float, *, before: bool) -> FoundCue:
    return FoundCue(cue.span, cue.lemma, cue.kind, cue.form, cue.phrase, cue.first, cue.after, before, score)
