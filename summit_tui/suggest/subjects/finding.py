"""Whose words a cue reports: the phrase in the cue's own clause, or what it points back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summit_tui.model import Attribution, Quote
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.choosing import cues_between
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.lexicon import CueKind
from summit_tui.suggest.people.apposition import with_name_behind, with_others_behind
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, clear_of
from summit_tui.suggest.phrases.roles import Role
from summit_tui.suggest.subjects.main_clauses import of_main_clause
from summit_tui.suggest.subjects.own import has_pronoun_subject, own_phrase
from summit_tui.suggest.subjects.pointing_back import pointed_back, without_cue
from summit_tui.suggest.subjects.subject import UNKNOWN, Subject, is_known_family

_WISHES = (("صلي", "الله"), ("عليه", "السلام"), ("عليه", "الصلاه"))


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
        phrase = with_others_behind(context.paragraph, phrase, limit, people)
    return replace(subject, phrase=phrase)


def _is_possessed(phrase: NounPhrase, people: People) -> bool:
    """Whether the words are one thing of somebody's, not somebody: أمنيتها، معلوماتنا."""
    if (
        phrase.title
        or len(phrase.name) != 1
        or is_known_family(phrase, people)
        or phrase.role is not Role.OTHER
    ):
        return False
    return len(phrase.name[0]) > 4 and phrase.name[0].endswith(("ها", "هم", "هما", "تنا", "ته", "اتي"))


def _found_subject(
    context: Context, cue: FoundCue | None, quotes: Sequence[Quote], people: People
) -> Subject:
    if cue is None:
        return without_cue(context, quotes, people)
    if cue.form is not None and (cue.form.lemma == "سئل" or cue.is_own or _is_of_prophet(context, cue)):
        # Nobody asks, or somebody speaks who isn't named: the teller, the Prophet.
        return UNKNOWN
    phrase = own_phrase(context, cue, people)
    if phrase is not None:
        return Subject(Attribution.EXPLICIT, phrase)
    if has_pronoun_subject(context, cue) and (outer := _outer_phrase(context, cue, people)) is not None:
        return Subject(Attribution.ANAPHORIC, outer)
    if cue.kind is CueKind.FINITE:
        return pointed_back(context, cue, quotes, people)
    return of_main_clause(context, cue, quotes, people)


def _is_of_prophet(context: Context, cue: FoundCue) -> bool:
    """Whether the verb's subject is told by a wish alone: قال صلى الله عليه وسلم، قال عليه السلام."""
    return context.paragraph.words[cue.after : cue.after + 2] in _WISHES


def _outer_phrase(context: Context, cue: FoundCue, people: People) -> NounPhrase | None:
    """The subject of the verb that reports the clause of ``cue``: قال بايدن إنه أبلغ."""
    for outer in reversed(cues_between(context, context.sentence, cue.first)):
        if outer.kind is CueKind.FINITE:
            return own_phrase(context, outer, people)
    return None
