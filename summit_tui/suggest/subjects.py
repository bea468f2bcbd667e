"""Whose words a cue reports: the phrase in the cue's own clause, or what it points back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summit_tui.arabic import folded
from summit_tui.model import Attribution, Quote
from summit_tui.suggest.apposition import with_name_behind
from summit_tui.suggest.context import Context
from summit_tui.suggest.cue_words import FoundCue
from summit_tui.suggest.cues import cues_between
from summit_tui.suggest.gender import gender_of, may_agree
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.narrative import first_person, last_told
from summit_tui.suggest.people import People
from summit_tui.suggest.phrases import (
    NounPhrase,
    clear_of,
    letter_name,
    noun_phrase,
    phrase_before,
    quoted_name,
)
from summit_tui.suggest.roles import Role, is_imperfect, name_like, role_of
from summit_tui.suggest.tokens import Token, paragraph

_HEADLINE_WORDS = 6
_SPEAKING = (Role.NAME, Role.TITLE, Role.BODY, Role.PLACE)


@dataclass(frozen=True, slots=True)
class Subject:
    """The speaker as the text has it: a phrase near the cue, or an earlier quote whose speaker goes on.

    ``phrase`` and ``earlier`` may both be None: the text says no speaker near the cue.
    """

    attribution: Attribution
    phrase: NounPhrase | None = None
    earlier: Quote | None = None


UNKNOWN = Subject(Attribution.UNKNOWN)


def find_subject(context: Context, cue: FoundCue | None, quotes: Sequence[Quote], people: People) -> Subject:
    """Whose words the content is, as far as its cue and the text before it tell."""
    subject = _found_subject(context, cue, quotes, people)
    if subject.phrase is None:
        return subject
    phrase = subject.phrase if cue is None else clear_of(subject.phrase, cue.span, cue.first)
    if phrase is None or _is_possessed(phrase, people):
        return UNKNOWN
    limit = context.link if phrase.first < context.link else len(context.tokens)
    if cue is not None and subject.attribution is Attribution.EXPLICIT:
        phrase = with_name_behind(context.paragraph, phrase, limit, people)
    return replace(subject, phrase=phrase)


def _is_possessed(phrase: NounPhrase, people: People) -> bool:
    """Whether the words are one thing of somebody's, not somebody: أمنيتها، معلوماتنا."""
    if phrase.title or len(phrase.name) != 1 or _is_known(phrase, people) or phrase.role is not Role.OTHER:
        return False
    return len(phrase.name[0]) > 4 and phrase.name[0].endswith(("ها", "هم", "هما", "تنا", "ته", "اتي"))


def _found_subject(
    context: Context, cue: FoundCue | None, quotes: Sequence[Quote], people: People
) -> Subject:
    if cue is None:
        return _without_cue(context, quotes, people)
    if cue.form is not None and cue.form.lemma == "سئل":
        return UNKNOWN
    phrase = own_phrase(context, cue, people)
    if phrase is not None:
        return Subject(Attribution.EXPLICIT, phrase)
    if _has_pronoun_subject(context, cue) and (outer := _outer_phrase(context, cue, people)) is not None:
        return Subject(Attribution.ANAPHORIC, outer)
    if cue.kind is CueKind.FINITE:
        return _pointed_back(context, cue, quotes, people)
    return _of_main_clause(context, cue, quotes, people)


def own_phrase(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The phrase in the cue's own clause: before its relative pronoun, behind it, or before it."""
    if cue.kind is CueKind.PARTICIPLE or cue.pronoun:
        return None
    limit = context.link if cue.before_content else len(context.tokens)
    if cue.kind is not CueKind.FINITE:
        return _behind_noun(context, cue, limit, people)
    if cue.form is not None and cue.form.lemma == "نقل":
        return _source_among(context, cue.after, limit, people)
    if (relayed := _relayed(context, cue.after, limit, people)) is not None:
        return relayed
    if _has_pronoun_subject(context, cue):
        return None
    if _speaks_in_it(context, cue):
        return _of_speech_before(context, cue, limit, people)
    if (taken_up := _before_relative(context, cue, people)) is not None:
        return _own_subject(context, cue, limit, people) or taken_up
    return _of_verb(context, cue, limit, people)


def _of_verb(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    """The subject of a verb in a main clause, before it or behind it."""
    if cue.first > context.sentence and context.tokens[cue.first - 1].text in ("قد", "وقد"):
        # Its subject, if it has one, stands before قد; what follows may be whom it speaks to.
        before = _before_verb(context, cue, people)
        if before is not None:
            return before
    behind = _behind_verb(context, cue, limit, people)
    if behind is not None and (acting := _acting_on(context, cue, behind, people)) is not None:
        return acting
    if behind is not None and _is_object(context, cue, behind):
        return _before_verb(context, cue, people)
    if behind is None or (behind.role is Role.OTHER and not _is_known(behind, people)):
        return _before_verb(context, cue, people) or behind
    return behind


def _speaks_in_it(context: Context, cue: FoundCue) -> bool:
    """Whether the verb takes up what was said before it: تغريدة بوتين التي قال فيها، تصريح للوزير قال فيه."""
    following = context.tokens[cue.after] if cue.after < len(context.tokens) else None
    return following is not None and following.text in ("فيه", "فيها")


def _of_speech_before(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    """The subject behind such a verb, or whose speech the noun before it names."""
    behind = _behind_verb(context, cue, limit, people)
    if behind is not None and behind.role in _SPEAKING:
        return behind
    for index in range(cue.first - 1, context.sentence - 1, -1):
        word = context.tokens[index].text
        if not _is_noun_of_speech(word) and not _is_noun_of_speech(word.removesuffix("ا")):
            continue
        phrase = _source_behind(context, index + 1, cue.first, people)
        if phrase is None or phrase.role not in _SPEAKING:
            return None
        return None if context.tokens[phrase.first - 1].text == "علي" else phrase
    return None


def _is_subordinate(context: Context, first: int, after: int) -> bool:
    """Whether the verb at these tokens stands in a relative clause, which ends before the sentence does."""
    before = context.tokens[first - 1].text if first else ""
    following = context.tokens[after].text if after < len(context.tokens) else ""
    return before in word_class("relatives") or following in ("فيه", "فيها")


def _own_subject(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    """The subject behind a verb that needs no object, in a relative clause: صواريخ قالت طهران إنها …."""
    if cue.form is None or "object" in cue.form.uses or "weak" in cue.form.uses:
        return None
    behind = _behind_verb(context, cue, limit, people)
    if behind is None or behind.role not in _SPEAKING:
        return None
    return behind if may_agree(behind, cue.form.person) else None


def _acting_on(context: Context, cue: FoundCue, behind: NounPhrase, people: People) -> NounPhrase | None:
    """The subject right before a verb whose object is the phrase behind it: طهران تتهم واشنطن."""
    if cue.form is None or "object" not in cue.form.uses or behind.role not in _SPEAKING:
        return None
    before = _before_verb(context, cue, people)
    if before is None or before.after != cue.first or before.role not in _SPEAKING:
        return None
    return before if may_agree(before, cue.form.person) else None


def _is_object(context: Context, cue: FoundCue, behind: NounPhrase) -> bool:
    """Whether the only phrase between a verb and بأن is its object, the subject being left out.

    واتهم الوزير بأنه …: accused is somebody, and nobody else is named.
    """
    form = cue.form
    if form is None or form.pronoun or "object" not in form.uses or form.lemma in word_class("telling"):
        return False
    that = context.that
    if that is None or that.text[:2] != "با" or not cue.before_content or behind.others:
        return False
    return behind.after >= context.first and len(that.text) > 3


def _has_pronoun_subject(context: Context, cue: FoundCue) -> bool:
    """Whether the verb's subject is said before it by a pronoun, so that a hearer follows: إنه أبلغ بوتين."""
    if cue.form is None or "object" not in cue.form.uses:
        return False
    before = cue.first - 1
    while before > context.sentence and context.tokens[before].text in ("قد", "كان", "كانت"):
        before -= 1
    if before < context.sentence:
        return False
    if (
        context.tokens[before].text == "حيث"
        and cue.form.lemma in word_class("telling")
        and not cue.form.pronoun
    ):
        # They need a hearer: one name alone behind them, within what somebody says, is the hearer's.
        return any(token.is_that for token in context.tokens[context.sentence : before])
    return context.tokens[before].is_that and context.tokens[before].text.endswith(
        ("ه", "ها", "هم", "هما", "هن", "نا", "ني")
    )


def _outer_phrase(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The subject of the verb that reports the clause of ``cue``: قال بايدن إنه أبلغ."""
    for outer in reversed(cues_between(context, context.sentence, cue.first)):
        if outer.kind is CueKind.FINITE:
            return own_phrase(context, outer, people)
    return None


def _behind_verb(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    index = cue.after
    tokens = context.tokens
    if cue.form is not None and cue.form.person == "p":
        # Before its subject the verb is singular; a plural one has its subject before it.
        return None
    passed = word_class("times") | word_class("demonstratives") | word_class("of_whom")
    while index < limit and tokens[index].text in passed:
        index += 1
    if index + 2 < limit and tokens[index].text in ("فيه", "فيها"):
        index += 2 if tokens[index + 1].text == "،" else 1
    index = _past_paper(context, index, limit)
    if index + 2 < limit and tokens[index].text == "علي" and tokens[index + 1].text == "لسان":
        index += 2
    if index >= limit:
        return None
    if not tokens[index].is_word:
        return quoted_name(context.paragraph, index, limit)
    if len(tokens[index].text) == 1 and index + 1 < len(tokens) and tokens[index + 1].text == ":":
        return letter_name(context.paragraph, index)
    phrase = noun_phrase(context.paragraph, index, people.known)
    if (
        phrase is not None
        and cue.form is not None
        and "object" in cue.form.uses
        and not _is_known(phrase, people)
    ):
        phrase = noun_phrase(context.paragraph, index, people.known, before_object=True)
    if phrase is None or phrase.after > limit or not _can_speak(context, cue, phrase, people):
        return None
    return phrase


def _past_paper(context: Context, index: int, limit: int) -> int:
    """Past the paper in quotation marks to which one spoke, before the subject: كشفت لـ"الراصد" مصادر."""
    tokens = context.tokens
    if index + 1 >= limit or tokens[index].text != "ل" or tokens[index + 1].is_word:
        return index
    start = tokens[index + 1].start
    pair = next((pair for pair in context.paragraph.pairs if pair.outer.start == start and pair.closed), None)
    if pair is None or len(pair.inner) > 40:
        return index
    after = context.paragraph.index_at(pair.outer.end)
    return after if after < limit and tokens[after].is_word else index


def _is_known(phrase: NounPhrase, people: People) -> bool:
    return bool(phrase.name) and phrase.name[-1] in people.known.families


def _can_speak(context: Context, cue: FoundCue, phrase: NounPhrase, people: People) -> bool:
    """Whether the words behind a verb are its subject rather than its object or an adverb."""
    if phrase.role is Role.ADJECTIVE:
        # Adjectives in the plural stand for people: الجمهوريون.
        word = context.tokens[phrase.first].text
        return len(phrase.name) > 1 or (word.startswith("ال") and word.endswith(("ون", "ين")))
    if phrase.role is not Role.OTHER or _is_known(phrase, people):
        return True
    following = context.tokens[phrase.after] if phrase.after < len(context.tokens) else None
    ends = (
        following is None or not following.is_word or following.is_that or lexicon().is_stop(following.text)
    )
    like = all(name_like(word, people.known.counts) for word in phrase.name)
    plain = cue.form is not None and "object" not in cue.form.uses
    if cue.form is not None and "weak" in cue.form.uses:
        return False
    return like and ((plain and ends) or len(phrase.name) > 1)


def _behind_noun(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    """The source behind بحسب or a noun of speech, past adjectives and what only leads to it."""
    return _source_behind(context, cue.after, limit, people)


def _source_behind(context: Context, index: int, limit: int, people: People) -> NounPhrase | None:
    tokens = context.tokens
    while index < limit:
        token, skip = tokens[index], 0
        if not token.is_word:
            return quoted_name(context.paragraph, index, limit)
        if _leads_to_source(tokens, index):
            index += 1
            continue
        if token.text[0] == "ل" and token.text[:2] != "لل" and len(token.text) > 3:
            skip = 1
        rest = token.text[skip:]
        if token.text[:2] != "لل" and (_is_noun_of_speech(rest) or token.text in ("ما", "لما")):
            index += 1
            continue
        if _describes_noun(context, index, rest, people):
            index += 1
            continue
        phrase = noun_phrase(context.paragraph, index, people.known, skip=skip, after_lam=True)
        if phrase is None or phrase.after > limit or phrase.role is Role.LAM:
            return None
        return _whoever_made(context, phrase, limit, people) or phrase
    return None


def _whoever_made(context: Context, phrase: NounPhrase, limit: int, people: People) -> NounPhrase | None:
    """Who announced or gathered what a source consists of: وفق حصيلة جديدة أعلنها الوزير."""
    if phrase.role not in (Role.OTHER, Role.DEFINITE) or _is_known(phrase, people):
        return None
    tokens = context.tokens
    for index in range(phrase.after, min(phrase.after + 4, limit - 1)):
        word = tokens[index].text
        if not tokens[index].is_word or tokens[index].is_that:
            return None
        if len(word) > 4 and word.endswith(("ها", "ته", "ه")) and not word.startswith("ال"):
            if not tokens[index + 1].is_word:
                return quoted_name(context.paragraph, index + 1, limit)
            made = noun_phrase(context.paragraph, index + 1, people.known)
            if made is not None and made.after <= limit and made.role in _SPEAKING:
                return made
    return None


def _describes_noun(context: Context, index: int, word: str, people: People) -> bool:
    """Whether ``word`` is an adjective of the noun of speech before it: البيان الختامي، اتهامات فورية من."""
    role = role_of(word, people.known)
    tokens = context.tokens
    if role is Role.ADJECTIVE or word in word_class("press"):
        return True
    if role is Role.DEFINITE:
        return tokens[index - 1].text.startswith("ال") or tokens[index].text.endswith(("ه", "ي"))
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return role is Role.OTHER and following in word_class("before_source")


def _leads_to_source(tokens: tuple[Token, ...], index: int) -> bool:
    word = tokens[index].text
    if word in word_class("before_source") or word in word_class("times"):
        return True
    form = lexicon().cue(word)
    return index > 0 and tokens[index - 1].text in ("ما", "لما", "حسبما") and form is not None


def _is_noun_of_speech(word: str) -> bool:
    form = lexicon().cue(word)
    return form is not None and form.kind is CueKind.NOUN and not form.pronoun


def _before_relative(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The phrase that الذي، التي or الذين before the verb takes up, if it is the verb's subject."""
    end = cue.first - 1
    while end > context.sentence and context.tokens[end].text in ("قد", "كان", "كانت"):
        end -= 1
    if end <= context.sentence or context.tokens[end].text not in word_class("relatives"):
        return None
    person = cue.form.person if cue.form is not None else ""
    if (context.tokens[end].text == "التي") != (person == "f"):
        return None
    if context.tokens[end - 1].text in ("،", ","):
        end -= 1
    phrase = phrase_before(context.paragraph, end, context.sentence, people.known)
    if phrase is None or phrase.role is Role.ADJECTIVE:
        return None
    return None if phrase.role is Role.DEFINITE and phrase.after - phrase.first == 1 else phrase


def _before_verb(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The phrase that a nominal sentence begins with: لكن الوزير قال; وكان الوزير قد قال."""
    end = cue.first
    while end > context.sentence and context.tokens[end - 1].text in ("قد", "كان", "كانت"):
        end -= 1
    if end > context.sentence and context.tokens[end - 1].text == "،" and end == cue.first:
        end -= 1
    phrase = phrase_before(context.paragraph, end, context.sentence, people.known)
    if phrase is None or phrase.role is Role.ADJECTIVE:
        return None
    if phrase.first > context.sentence:
        lead = context.tokens[phrase.first - 1]
        opens = any(pair.outer.start == lead.start for pair in context.paragraph.pairs)
        if opens and phrase.first - 1 > context.sentence:
            lead = context.tokens[phrase.first - 2]
        if not (lead.is_that or lead.text in word_class("clause_starters")):
            return None
    if phrase.role is Role.OTHER and phrase.name and is_imperfect(phrase.name[0]):
        return None
    if phrase.role is Role.OTHER and not _is_known(phrase, people):
        like = bool(phrase.name) and all(name_like(word, people.known.counts) for word in phrase.name)
        seen = len(phrase.name) > 1 or (like and people.known.counts.get(phrase.name[-1], 0) > 1)
        after_comma = phrase.after < cue.first and context.tokens[phrase.after].text == "،"
        return phrase if like and seen and not after_comma else None
    return phrase


def _is_told_aside(context: Context, quote: Quote) -> bool:
    """Whether the earlier quote of the sentence is told in a relative clause."""
    assert quote.cue is not None
    first = context.paragraph.index_at(quote.cue.span.start)
    return _is_subordinate(context, first, context.paragraph.index_at(quote.cue.span.end))


def _of_main_clause(context: Context, cue: FoundCue, quotes: Sequence[Quote], people: People) -> Subject:
    """The subject of the clause that a participle or قوله depends on."""
    source = _source(context, cue, people)
    if source is not None:
        return Subject(Attribution.EXPLICIT, source)
    begin = context.tokens[context.sentence].start if context.sentence < len(context.tokens) else 0
    same = [
        quote
        for quote in quotes
        if quote.cue is not None
        and begin <= quote.cue.span.start < cue.span.start
        and quote.end <= context.content.start
    ]
    main = [quote for quote in same if not _is_told_aside(context, quote)]
    earlier = max(main or same, key=_place, default=None)
    aside = earlier is not None and _is_told_aside(context, earlier)
    told = context.sentence if earlier is None or aside else context.paragraph.index_at(earlier.end)
    for verb in reversed(cues_between(context, max(told, context.sentence), cue.first)):
        if verb.kind is CueKind.FINITE and not (aside and _is_subordinate(context, verb.first, verb.after)):
            phrase = own_phrase(context, verb, people)
            if phrase is not None and phrase.after <= cue.first:
                return Subject(Attribution.EXPLICIT, phrase)
    if earlier is not None:
        return Subject(earlier.attribution, earlier=earlier)
    phrase = first_person(context.paragraph, context.sentence, cue.first, people)
    if phrase is not None:
        return Subject(Attribution.EXPLICIT, phrase)
    return _pointed_back(context, cue, quotes, people)


def _source(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The one behind عن or على لسان before قوله: نقلت الوكالة عن الوزير قوله."""
    if cue.form is None or cue.form.kind is not CueKind.NOUN or cue.form.lemma != "قال":
        return None
    source = _source_among(context, context.sentence, cue.first, people)
    return source if source is not None and (source.role in _SPEAKING or _is_known(source, people)) else None


def _relayed(context: Context, first: int, after: int, people: People) -> NounPhrase | None:
    """The one behind نقلا عن: أفادت الوكالة، نقلا عن الوزير، أن."""
    for index in range(first, after - 1):
        if context.tokens[index].text == "نقلا" and context.tokens[index + 1].text == "عن":
            return noun_phrase(context.paragraph, index + 2, people.known)
    return None


def _source_among(context: Context, first: int, after: int, people: People) -> NounPhrase | None:
    """The one behind the last عن or لسان among the tokens."""
    for index in range(after - 1, first - 1, -1):
        if context.tokens[index].text in ("عن", "لسان"):
            return noun_phrase(context.paragraph, index + 1, people.known)
    return None


def _pointed_back(context: Context, cue: FoundCue, quotes: Sequence[Quote], people: People) -> Subject:
    """A verb without a subject: who spoke last, unless somebody else came up in between."""
    before = [
        quote
        for quote in quotes
        if _place(quote) < cue.span.start
        and quote.speakers
        and not (quote.start <= cue.span.start < quote.end)
    ]
    earlier = max(before, key=_place, default=None)
    person = cue.form.person if cue.form is not None else ""
    if earlier is not None and person in ("m", "f"):
        agreeing = [quote for quote in before if _gender(context.text, quote) in (person, "", "p")]
        earlier = max(agreeing, key=_place, default=earlier)
    told_until = earlier.end if earlier is not None else 0
    between = last_told(context, told_until, cue.first, people, person)
    if between is not None:
        return Subject(Attribution.ANAPHORIC, between)
    return Subject(Attribution.ANAPHORIC, earlier=earlier)


def _gender(text: str, quote: Quote) -> str:
    """``m`` or ``f`` where the earlier quote's own verb or its mention tells it, else empty."""
    if quote.mention is not None:
        phrase = noun_phrase(
            place := paragraph(text, quote.mention.start), place.index_at(quote.mention.start)
        )
        if phrase is not None and (gender := gender_of(phrase)):
            return gender
    if quote.cue is None or quote.attribution not in (Attribution.EXPLICIT, Attribution.ANAPHORIC):
        return ""
    form = lexicon().cue(folded(quote.cue.span.of(text)))
    return form.person if form is not None and form.kind is CueKind.FINITE else ""


def _place(quote: Quote) -> int:
    """Where an earlier quote counts as spoken: at its cue or its content, whichever is later."""
    return max(quote.start, quote.cue.span.start if quote.cue is not None else 0)


def _without_cue(context: Context, quotes: Sequence[Quote], people: People) -> Subject:
    """A headline "name: words", or words in quotation marks whose speaker follows from what is around."""
    tokens = context.tokens
    if context.colon and context.link > 0:
        colon = next(i for i in range(context.first - 1, -1, -1) if tokens[i].text == ":")
        phrase = phrase_before(context.paragraph, colon, 0, people.known)
        if phrase is not None and phrase.first > 0 and colon <= _HEADLINE_WORDS:
            # ممثل الراصد في فرنسا: …، الوزير أمام البرلمان: … Who speaks begins the headline.
            whole = noun_phrase(context.paragraph, 0, people.known)
            depends = tokens[phrase.first - 1].text in word_class("prepositions") | word_class(
                "before_hearers"
            )
            described = whole is not None and whole.role is Role.TITLE and phrase.role is Role.PLACE
            if whole is not None and whole.role in _SPEAKING and (depends or described):
                phrase = whole
        if phrase is not None and colon <= _HEADLINE_WORDS + phrase.first:
            return Subject(Attribution.EXPLICIT, phrase)
    before = [quote for quote in quotes if _place(quote) < context.content.start and quote.speakers]
    earlier = max(before, key=_place, default=None)
    phrase = last_told(context, earlier.end if earlier is not None else 0, context.link, people)
    if phrase is not None:
        return Subject(Attribution.IMPLICIT, phrase)
    return Subject(Attribution.IMPLICIT, earlier=earlier) if earlier is not None else UNKNOWN
