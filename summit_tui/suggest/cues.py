"""Finding the word that reports a stretch of content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summit_tui.model import Cue, Quote, Span
from summit_tui.suggest.context import Context
from summit_tui.suggest.lexicon import CueForm, CueKind, Phrase, lexicon, word_class
from summit_tui.suggest.roles import Role, role_of
from summit_tui.suggest.tokens import Token

_LOWEST_SCORE = -1.5
_STOPS = frozenset((".", "؟", "!", ":"))


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A cue in its place: token indexes of its first and after its last word in the paragraph."""

    span: Span
    lemma: str
    form: CueForm | None
    phrase: Phrase | None
    first: int
    after: int
    before_content: bool = True
    score: float = 0.0

    @property
    def kind(self) -> CueKind:
        """The kind of word."""
        return self.form.kind if self.form is not None else CueKind.PHRASE

    @property
    def pronoun(self) -> bool:
        """Whether the cue itself ends in a pronoun that is the speaker."""
        if self.form is not None:
            return self.form.kind is CueKind.NOUN and self.form.pronoun
        return self.phrase is not None and self.phrase.pronoun

    def cue(self) -> Cue:
        """The cue as the model has it."""
        return Cue(self.span, self.lemma)


def find_cue(context: Context, quotes: Sequence[Quote]) -> FoundCue | None:
    """The cue of the content, or None where the text around it has none.

    The nearest one before the content in its sentence, unless it belongs to another clause; else one
    right after the content.
    """
    candidates = [*_before(context, quotes), *_after(context)]
    best = max(candidates, key=lambda cue: cue.score, default=None)
    if best is not None and best.score > _LOWEST_SCORE:
        return best
    return _opening(context)


def _opening(context: Context) -> FoundCue | None:
    """The verb that a whole sentence begins with, where it was selected with what it reports."""
    if context.pair is not None or context.that is not None or context.colon or context.link < context.first:
        return None
    cue = _cue_at(context, context.first, context.after) if context.first < context.after else None
    if cue is None or cue.kind is not CueKind.FINITE or _is_void(context, cue):
        return None
    return _scored(cue, 0.0, before=False) if _has_own_content(context, cue) else None


def cues_between(context: Context, first: int, after: int) -> list[FoundCue]:
    """Every reporting word among the tokens ``first`` to ``after``, unscored, in text order."""
    found: list[FoundCue] = []
    index = first
    while index < after:
        cue = _cue_at(context, index, after)
        if cue is not None:
            found.append(cue)
        index = cue.after if cue is not None else index + 1
        if cue is not None and cue.kind is CueKind.PHRASE and index < after:
            # "بحسب بيان": the noun belongs to the phrase.
            form = lexicon().cue(context.tokens[index].text)
            index += form is not None and form.kind is CueKind.NOUN
    return found


def _before(context: Context, quotes: Sequence[Quote]) -> list[FoundCue]:
    passed = _passed_over(context)
    told = [quote for quote in quotes if quote.end <= context.content.start]
    scored = []
    for cue in cues_between(context, context.sentence, context.link):
        if cue.first in passed or _is_void(context, cue):
            continue
        score = _strength(context, cue) - _distance(context, cue, passed)
        if any(quote.start <= cue.span.start < quote.end for quote in told):
            score -= 3
        scored.append(_scored(cue, score, before=True))
    return scored


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
    between = [context.tokens[index] for index in range(cue.after, context.link) if index not in passed]
    commas = sum(token.text in ("،", ",", "؛") for token in between)
    loss = 0.1 * len(between) + (1.1 if cue.form is not None and cue.form.weak else 0.5) * commas
    if any(token.is_that for token in between):
        # Its own clause follows it already.
        loss += 1.5
    in_relative = any(
        context.tokens[index].text in word_class("subordinates")
        for index in range(max(context.sentence, cue.first - 3), cue.first)
    )
    if in_relative and any(token.text in ("،", ",") for token in between):
        loss += 2
    if cue.form is not None and cue.kind is CueKind.NOUN and not cue.form.pronoun and len(between) > 4:
        loss += 0.15 * (len(between) - 4)
    return loss


def _after(context: Context) -> list[FoundCue]:
    """Cues right behind the content: (...)، قال فلان; (...) بحسب فلان."""
    index = context.after
    tokens = context.tokens
    while (
        index < len(tokens) and not tokens[index].is_word and tokens[index].text not in (".", "؟", "!", ":")
    ):
        index += 1
    skipped = tokens[context.after : index]
    if index < len(tokens) and tokens[index].text in ("كما", "هكذا", "وهكذا"):
        index += 1
    cue = _cue_at(context, index, len(tokens)) if index < len(tokens) else None
    if cue is None or _is_void(context, cue):
        return []
    starts = context.link == context.sentence
    if cue.kind is CueKind.PHRASE:
        strength = 1.6 if starts else 0.7
        return [_scored(cue, strength if not cue.lemma.startswith("في ") else 0.4, before=False)]
    if cue.kind is CueKind.FINITE and starts and skipped and not _has_own_content(context, cue):
        return [_scored(cue, 1.4, before=False)]
    return []


def _has_own_content(context: Context, cue: FoundCue) -> bool:
    """Whether a clause, a colon or a quotation follows the cue within a few words."""
    for token in context.tokens[cue.after : cue.after + 8]:
        if token.is_that or token.is_quotation_mark or token.text == ":":
            return True
        if not token.is_word:
            return False
    return False


def _cue_at(context: Context, index: int, limit: int) -> FoundCue | None:
    words, token = lexicon(), context.tokens[index]
    if not token.is_word:
        return None
    for phrase in words.phrases.get(token.text, words.phrases.get(token.text[1:], ())):
        if (found := _phrase_at(context, phrase, index, limit)) is not None:
            return (_verb_behind(context, found, limit) if index < context.first else None) or found
    form = words.cue(token.text)
    if form is None or token.text in word_class("no_cues") or _is_homograph(context, index):
        return None
    if form.kind is CueKind.FINITE and index and _governs_noun(context.tokens[index - 1]):
        return None
    return FoundCue(Span(token.start, token.end), form.lemma, form, None, index, index + 1)


def _governs_noun(token: Token) -> bool:
    """Whether a noun follows the word, so that إفادة in "في إفادة" isn't أفاده."""
    return token.text in word_class("prepositions") and token.text != "من"


def _verb_behind(context: Context, phrase: FoundCue, limit: int) -> FoundCue | None:
    """The verb of وفقا لما قاله، حسبما أعلن, which is nearer to the source; what only relays is none."""
    index = phrase.after
    tokens = context.tokens
    if phrase.lemma != "حسب" or tokens[phrase.after - 1].text[-1] != "ا":
        if index >= limit or tokens[index].text not in ("ما", "لما"):
            return None
        index += 1
    form = lexicon().cue(tokens[index].text) if index < limit else None
    if form is None or form.kind is not CueKind.FINITE or form.lemma == "نقل":
        return None
    token = tokens[index]
    return FoundCue(Span(token.start, token.end), form.lemma, form, None, index, index + 1)


def _is_homograph(context: Context, index: int) -> bool:
    """Whether the word at ``index`` means something else: بين without what it reports, part of a name."""
    tokens = context.tokens
    if (
        index
        and tokens[index - 1].text in lexicon().connectors
        and tokens[index].text not in word_class("links")
    ):
        return True
    if tokens[index].text not in word_class("homographs"):
        return False
    following = tokens[index + 1 : index + 7]
    if not following:
        return True
    first = following[0]
    if first.is_that or first.is_quotation_mark or first.text in (":", "عن"):
        return False
    after_qad = index > 0 and tokens[index - 1].text in ("قد", "وقد")
    named = after_qad or role_of(first.text) in (Role.NAME, Role.TITLE)
    return not (named and any(token.is_that or token.text in (":", "عن") for token in following))


def _phrase_at(context: Context, phrase: Phrase, index: int, limit: int) -> FoundCue | None:
    after = index + len(phrase.words)
    tokens = context.tokens[index:after]
    if after > limit or len(tokens) < len(phrase.words):
        return None
    first = tokens[0].text
    if first != phrase.words[0] and first[1:] != phrase.words[0]:
        return None
    if any(token.text != word for token, word in zip(tokens[1:], phrase.words[1:], strict=True)):
        return None
    end = tokens[-1].end
    if phrase.takes_lam:
        following = context.tokens[after] if after < len(context.tokens) else None
        if following is None or not _has_glued_lam(following) or following.text == "لما":
            return None
        end = following.start + 1
    return FoundCue(Span(tokens[0].start, end), phrase.lemma, None, phrase, index, after)


def _has_glued_lam(token: Token) -> bool:
    return token.is_word and token.text[0] == "ل" and token.text[:2] != "لل" and len(token.text) > 2


def _is_void(context: Context, cue: FoundCue) -> bool:
    """Whether the cue is negated, conditional or future, and so reports nothing that was said."""
    if cue.kind is not CueKind.FINITE:
        return False
    before = [token.text for token in context.tokens[max(context.sentence, cue.first - 2) : cue.first]]
    if before and before[-1] in word_class("negations") | word_class("conditions"):
        return True
    return len(before) > 1 and before[-2] in word_class("conditions") and before[-1] in ("ما", "كان", "كانت")


def _passed_over(context: Context) -> frozenset[int]:
    """Indexes of tokens before the content that stand inside another quotation or in parentheses."""
    passed: set[int] = set()
    opened: int | None = None
    for index in range(context.sentence, context.link):
        token = context.tokens[index]
        if token.text in ("(", "["):
            opened = index
        elif token.text in (")", "]") and opened is not None:
            passed.update(range(opened, index + 1))
            opened = None
    for pair in context.paragraph.pairs:
        if pair.outer.end <= context.content.start and pair.closed:
            begin = context.paragraph.index_at(pair.outer.start)
            passed.update(range(begin, context.paragraph.index_at(pair.outer.end)))
    return frozenset(passed)


def _scored(cue: FoundCue, score: float, *, before: bool) -> FoundCue:
    return replace(cue, before_content=before, score=score)
