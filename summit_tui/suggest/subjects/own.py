"""The subject in the clause of a reporting word: before its relative pronoun, behind it, or before it."""

from __future__ import annotations

from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.lexicon import CueKind, word_class
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.gender import may_agree
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, phrase_before
from summit_tui.suggest.phrases.roles import Role, is_imperfect, name_like
from summit_tui.suggest.subjects.behind_verbs import behind_verb
from summit_tui.suggest.subjects.sources import behind_noun, relayed, source_among
from summit_tui.suggest.subjects.speech_before import of_speech_before, speaks_in_it
from summit_tui.suggest.subjects.subject import SPEAKING, is_known_family


def own_phrase(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The phrase in the cue's own clause: before its relative pronoun, behind it, or before it."""
    if cue.kind is CueKind.PARTICIPLE or cue.pronoun or (cue.form is not None and cue.form.person == "1"):
        return None
    limit = context.link if cue.before_content else len(context.tokens)
    if cue.kind is not CueKind.FINITE:
        return behind_noun(context, cue, limit, people)
    if cue.form is not None and cue.form.lemma == "نقل":
        return source_among(context, cue.after, limit, people)
    if (from_whom := relayed(context, cue.after, limit, people)) is not None:
        return from_whom
    if has_pronoun_subject(context, cue):
        return None
    if speaks_in_it(context, cue):
        return of_speech_before(context, cue, limit, people)
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
    behind = behind_verb(context, cue, limit, people)
    if behind is not None and (acting := _acting_on(context, cue, behind, people)) is not None:
        return acting
    if behind is not None and _is_object(context, cue, behind):
        return _before_verb(context, cue, people)
    if behind is None or (behind.role is Role.OTHER and not is_known_family(behind, people)):
        return _before_verb(context, cue, people) or behind
    return behind


def _own_subject(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    """The subject behind a verb that needs no object, in a relative clause: صواريخ قالت طهران إنها …."""
    if cue.form is None or "object" in cue.form.uses or "weak" in cue.form.uses:
        return None
    behind = behind_verb(context, cue, limit, people)
    if behind is None or behind.role not in SPEAKING:
        return None
    return behind if may_agree(behind, cue.form.person) else None


def _acting_on(context: Context, cue: FoundCue, behind: NounPhrase, people: People) -> NounPhrase | None:
    """The subject right before a verb whose object is the phrase behind it: طهران تتهم واشنطن."""
    if cue.form is None or "object" not in cue.form.uses or behind.role not in SPEAKING:
        return None
    before = _before_verb(context, cue, people)
    if before is None or before.after != cue.first or before.role not in SPEAKING:
        return None
    return before if may_agree(before, cue.form.person) else None


def _is_object(context: Context, cue: FoundCue, behind: NounPhrase) -> bool:
    """Whether the only phrase between a verb and بأن is its object, the subject being left out.

    واتهم الوزير بأنه …: accused is somebody, and nobody else is named.
    """
    form = cue.form
    if form is None or form.pronoun or "object" not in form.uses:
        return False
    that = context.that
    if that is None and form.is_one_of("of_somebody_with"):
        by = cue.before_content and context.link < context.first and context.tokens[context.link].text == "ب"
        return by and not behind.others and behind.after >= context.link
    if that is None or that.text[:2] != "با" or not cue.before_content or behind.others:
        return False
    return behind.after >= context.first and len(that.text) > 3


def has_pronoun_subject(context: Context, cue: FoundCue) -> bool:
    """Whether the verb's subject is said before it by a pronoun, so that a hearer follows: إنه أبلغ بوتين."""
    if cue.form is None or "object" not in cue.form.uses:
        return False
    before = cue.first - 1
    while before > context.sentence and context.tokens[before].text in ("قد", "كان", "كانت"):
        before -= 1
    if before < context.sentence:
        return False
    if context.tokens[before].text == "حيث" and cue.form.is_one_of("telling") and not cue.form.pronoun:
        # They need a hearer: one name alone behind them, within what somebody says, is the hearer's.
        return any(token.is_that for token in context.tokens[context.sentence : before])
    return context.tokens[before].is_that and context.tokens[before].text.endswith(
        ("ه", "ها", "هم", "هما", "هن", "نا", "ني")
    )


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
    if phrase.role is Role.OTHER and not is_known_family(phrase, people):
        like = bool(phrase.name) and all(name_like(word, people.known.counts) for word in phrase.name)
        seen = len(phrase.name) > 1 or (like and people.known.counts.get(phrase.name[-1], 0) > 1)
        after_comma = phrase.after < cue.first and context.tokens[phrase.after].text == "،"
        return phrase if like and seen and not after_comma else None
    return phrase
