"""Which words of a paragraph report speech or writing, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summit_tui.model import Cue, Span
from summit_tui.suggest.lexicon import CueForm, CueKind, Phrase, lexicon, word_class
from summit_tui.suggest.phrases.roles import Role, role_of
from summit_tui.suggest.words.tokens import Paragraph, Token
from summit_tui.suggest.words.traits import REPORTS


# Not frozen, for speed (see ``Context``).
@dataclass(slots=True)
class FoundCue:
    """A cue in its place: token indexes of its first and after its last word in the paragraph."""

    span: Span
    lemma: str
    kind: CueKind
    form: CueForm | None
    phrase: Phrase | None
    first: int
    after: int
    before_content: bool = True
    score: float = 0.0

    @property
    def behaviour(self) -> str:
        """The same for cues that are used alike."""
        return self.form.behaviour if self.form is not None else "PHRASE "

    @property
    def pronoun(self) -> bool:
        """Whether the cue itself ends in a pronoun that is the speaker."""
        if self.form is not None:
            return self.form.kind is CueKind.NOUN and self.form.pronoun
        return self.phrase is not None and self.phrase.pronoun

    @property
    def is_own(self) -> bool:
        """Whether it is in the first person, so that within speech it tells of the speaker's own words."""
        return self.form is not None and self.form.person == "1"

    def cue(self) -> Cue:
        """The cue as the model has it."""
        return Cue(self.span, self.lemma)


_WORTH = frozenset(("الجدير", "والجدير", "جدير", "وجدير", "يجدر", "ويجدر", "تجدر", "وتجدر"))
_ADVERBIAL = frozenset(("في", "خلال", "ل", "عبر"))
_MOST_OF_SUBJECT = 3
_MOST_WITH_TITLE = 16
_MOST_ADVERBIAL = 5
"""Words behind the subject of a verb that say where it was said."""
_ASKING = frozenset(("هل", "وهل", "فهل"))


def cues_among(place: Paragraph, first: int, after: int, content_first: int | None = None) -> list[FoundCue]:
    """Every reporting word among the tokens ``first`` to ``after``, unscored, in text order.

    The verb of وفقا لما قاله is its own cue only before ``content_first``, the first token of the content
    (by default everywhere).
    """
    found: list[FoundCue] = []
    reached = first
    for index in place.showing(REPORTS, first, after):
        if index < reached:
            continue
        cue = cue_at(place.tokens, index, after, content_first)
        if cue is None:
            continue
        found.append(cue)
        reached = cue.after
        if cue.kind is CueKind.PHRASE and reached < after:
            # "بحسب بيان": the noun belongs to the phrase.
            form = lexicon().cue(place.words[reached])
            reached += form is not None and form.kind is CueKind.NOUN
    return found


def cue_at(
    tokens: Sequence[Token], index: int, limit: int, content_first: int | None = None
) -> FoundCue | None:
    """The reporting word or phrase that begins at token ``index`` and ends before ``limit``."""
    words, token = lexicon(), tokens[index]
    if not token.is_word:
        return None
    form = words.cue(token.text)
    phrases = words.phrases.get(token.text)
    if phrases is None and token.text[0] in "وف":
        phrases = words.phrases.get(token.text[1:])
    if form is None and phrases is None:
        return None
    following = tokens[index + 1].text if index + 1 < limit else ""
    for phrase in phrases or ():
        if len(phrase.words) > 1 and phrase.words[1] != following:
            continue
        if (found := _phrase_at(tokens, phrase, index, limit)) is not None:
            verb_counts = content_first is None or index < content_first
            return (_verb_behind(tokens, found, limit) if verb_counts else None) or found
    if form is None or token.text in word_class("no_cues") or _is_homograph(tokens, index):
        return None
    if form.kind is CueKind.FINITE and index and _governs_noun(tokens[index - 1]):
        return None
    return FoundCue(Span(token.start, token.end), form.lemma, form.kind, form, None, index, index + 1)


def is_void(tokens: Sequence[Token], sentence: int, cue: FoundCue) -> bool:
    """Whether the cue is negated, conditional, future or asked for, and so reports nothing that was said.

    ``sentence`` is the index of the first token of the cue's sentence.
    """
    if cue.kind is not CueKind.FINITE:
        return False
    if cue.first <= sentence:
        return False
    previous = tokens[cue.first - 1].text
    if previous in word_class("negations") or previous in word_class("conditions"):
        return True
    if previous in _ASKING:
        return True
    if previous not in ("ما", "كان", "كانت") or cue.first - 1 <= sentence:
        return False
    return tokens[cue.first - 2].text in word_class("conditions")


def _governs_noun(token: Token) -> bool:
    """Whether a noun follows the word, so that إفادة in "في إفادة" isn't أفاده."""
    return token.text in word_class("prepositions") and token.text != "من"


def _verb_behind(tokens: Sequence[Token], phrase: FoundCue, limit: int) -> FoundCue | None:
    """The verb of وفقا لما قاله، حسبما أعلن, which is nearer to the source; what only relays is none."""
    index = phrase.after
    if phrase.lemma != "حسب" or tokens[phrase.after - 1].text[-1] != "ا":
        if index >= limit or tokens[index].text not in ("ما", "لما"):
            return None
        index += 1
    form = lexicon().cue(tokens[index].text) if index < limit else None
    if form is None or form.kind is not CueKind.FINITE or form.lemma == "نقل":
        return None
    token = tokens[index]
    return FoundCue(Span(token.start, token.end), form.lemma, form.kind, form, None, index, index + 1)


def _is_homograph(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word at ``index`` means something else: بين without what it reports, part of a name."""
    if (
        index
        and tokens[index - 1].text in lexicon().connectors
        and tokens[index].text not in word_class("links")
    ):
        return True
    if index and tokens[index].text.startswith("ذكر") and tokens[index - 1].text in _WORTH:
        return True
    if index and tokens[index].text in word_class("families_and_cues"):
        return tokens[index - 1].text in lexicon().first_names
    if tokens[index].text not in word_class("homographs"):
        return False
    following = tokens[index + 1 : index + 7]
    if not following:
        return True
    first = following[0]
    if first.is_that or first.is_quotation_mark or first.text in (":", "عن"):
        return False
    if tokens[index].text in word_class("verbs_or_prepositions") and _reports_of_one(tokens, index):
        return False
    after_qad = index > 0 and tokens[index - 1].text in ("قد", "وقد")
    named = after_qad or role_of(first.text) in (Role.NAME, Role.TITLE)
    return not (named and any(token.is_that or token.text in (":", "عن") for token in following))


def _reports_of_one(tokens: Sequence[Token], index: int) -> bool:
    """Whether who speaks stands between the verb that begins a clause and أن: وبين الملحم أن."""
    begins = not index or not tokens[index - 1].is_word
    begins = begins or tokens[index - 1].text in word_class("clause_starters")
    if not begins:
        return False
    titled = index + 1 < len(tokens) and role_of(tokens[index + 1].text) is Role.TITLE
    most = _MOST_WITH_TITLE if titled else _MOST_OF_SUBJECT
    for place in range(index + 1, min(index + 2 + most, len(tokens) - 1)):
        token = tokens[place]
        if token.text in ("،", ",") and place > index + 1:
            return tokens[place + 1].is_that
        if token.is_that or (token.text in _ADVERBIAL and place > index + 1 and not titled):
            return token.is_that or any(
                one.is_that for one in tokens[place + 1 : place + 1 + _MOST_ADVERBIAL]
            )
        joins = token.text[0] == "و" and place == index + 2
        form = lexicon().cue(token.text)
        verb = form is not None and form.kind is CueKind.FINITE and not form.weak
        if not token.is_word or joins or verb or (lexicon().is_stop(token.text) and not titled):
            return False
    return False


def _phrase_at(tokens: Sequence[Token], phrase: Phrase, index: int, limit: int) -> FoundCue | None:
    after = index + len(phrase.words)
    own = tokens[index:after]
    if after > limit or len(own) < len(phrase.words):
        return None
    first = own[0].text
    if first != phrase.words[0] and first[1:] != phrase.words[0]:
        return None
    if any(token.text != word for token, word in zip(own[1:], phrase.words[1:], strict=True)):
        return None
    end = own[-1].end
    if phrase.takes_lam:
        following = tokens[after] if after < len(tokens) else None
        if following is None or following.text == "لما":
            return None
        if following.text == "ل" and after + 1 < len(tokens) and tokens[after + 1].is_quotation_mark:
            # لـ before a name in quotation marks stands by itself.
            end, after = following.end, after + 1
        elif _has_glued_lam(following):
            end = following.start + 1
        else:
            return None
    return FoundCue(Span(own[0].start, end), phrase.lemma, CueKind.PHRASE, None, phrase, index, after)


def _has_glued_lam(token: Token) -> bool:
    return token.is_word and token.text[0] == "ل" and token.text[:2] != "لل" and len(token.text) > 2
