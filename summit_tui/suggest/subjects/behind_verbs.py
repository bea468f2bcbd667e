"""The subject right behind a verb."""

from __future__ import annotations

from functools import cache

from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.noun_phrases import (
    NounPhrase,
    letter_name,
    noun_phrase,
    plain_name,
    quoted_name,
)
from summit_tui.suggest.phrases.roles import Role, name_like
from summit_tui.suggest.subjects.sources import source_behind
from summit_tui.suggest.subjects.subject import SPEAKING, is_known_family


def behind_verb(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    """The phrase behind a verb that can be its subject and ends before token ``limit``."""
    if cue.form is not None and cue.form.person == "p":
        # Before its subject the verb is singular; a plural one has its subject before it.
        return None
    index = _first_of_subject(context, cue, limit)
    if index >= limit:
        return None
    if not context.tokens[index].is_word:
        # They tell a hearer, mostly a paper: أبلغ «الراصد» أن …
        hears = cue.form is not None and cue.form.is_one_of("telling")
        return None if hears else quoted_name(context.paragraph, index, limit, people.known)
    if context.tokens[index].text in word_class("god"):
        return plain_name(context.paragraph, index)
    if _is_letter(context, index):
        return letter_name(context.paragraph, index)
    if context.tokens[index].text in word_class("papers"):
        return _issuer(context, index, limit, people)
    return _named_at(context, cue, index, limit, people)


def _first_of_subject(context: Context, cue: FoundCue, limit: int) -> int:
    """The token that a subject can begin with, past what may stand between it and its verb."""
    tokens, index = context.tokens, cue.after
    passed = _passed()
    while index < limit and tokens[index].text in passed:
        index += 1
    if index + 2 < limit and tokens[index].text in ("فيه", "فيها"):
        index += 2 if tokens[index + 1].text == "،" else 1
    if index + 1 < limit and tokens[index].text in ("به", "بها"):
        index += 1
    index = _past_paper(context, index, limit)
    if index + 2 < limit and tokens[index].text == "علي" and tokens[index + 1].text == "لسان":
        index += 2
    return index


@cache
def _passed() -> frozenset[str]:
    """Words that may stand between a verb and its subject."""
    return word_class("times") | word_class("demonstratives") | word_class("of_whom")


def _is_letter(context: Context, index: int) -> bool:
    """Whether a letter before a colon stands for a name."""
    tokens = context.tokens
    return len(tokens[index].text) == 1 and index + 1 < len(tokens) and tokens[index + 1].text == ":"


def _named_at(context: Context, cue: FoundCue, index: int, limit: int, people: People) -> NounPhrase | None:
    phrase = noun_phrase(context.paragraph, index, people.known)
    takes_object = cue.form is not None and "object" in cue.form.uses
    if phrase is not None and takes_object and not is_known_family(phrase, people):
        phrase = noun_phrase(context.paragraph, index, people.known, before_object=True)
    if phrase is None or phrase.after > limit or not _can_speak(context, cue, phrase, people):
        return None
    return phrase


def _issuer(context: Context, index: int, limit: int, people: People) -> NounPhrase | None:
    """Who issued the paper that token ``index`` says speaks, else the paper: وذكر بيان للنقابة."""
    issuer = source_behind(context, index + 1, limit, people)
    if issuer is not None and (issuer.role in SPEAKING or is_known_family(issuer, people)):
        return issuer
    phrase = noun_phrase(context.paragraph, index, people.known)
    return phrase if phrase is not None and phrase.after <= limit else None


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


def _is_hers(context: Context, cue: FoundCue, phrase: NounPhrase) -> bool:
    """Whether the noun right behind a masculine verb is feminine, and so its object: رفض الفكرة."""
    form = cue.form
    if form is None or form.person != "m" or form.pronoun or phrase.first != cue.after:
        return False
    if form.uses.isdisjoint(("object", "weak")):
        return False
    return context.tokens[phrase.first].text.endswith("ه") and not phrase.name


def _can_speak(context: Context, cue: FoundCue, phrase: NounPhrase, people: People) -> bool:
    """Whether the words behind a verb are its subject rather than its object or an adverb."""
    if phrase.role is Role.ADJECTIVE:
        # Adjectives in the plural stand for people: الجمهوريون.
        word = context.tokens[phrase.first].text
        if phrase.after - phrase.first == 1 and people.named_last(word) is not None:
            return True
        return len(phrase.name) > 1 or (word.startswith("ال") and word.endswith(("ون", "ين")))
    if (
        phrase.role is Role.DEFINITE
        and _is_hers(context, cue, phrase)
        and not is_known_family(phrase, people)
    ):
        return False
    if phrase.role is not Role.OTHER or is_known_family(phrase, people):
        return True
    following = context.tokens[phrase.after] if phrase.after < len(context.tokens) else None
    ends = (
        following is None or not following.is_word or following.is_that or lexicon().is_stop(following.text)
    )
    like = all(name_like(word, people.known.counts) for word in phrase.name)
    plain = cue.form is not None and "object" not in cue.form.uses
    if cue.form is not None and "weak" in cue.form.uses:
        # A preposition that is a verb here needs its subject: وبين خياط أن.
        reported = following is not None and following.is_that
        return like and reported and cue.form.is_one_of("verbs_or_prepositions")
    return like and ((plain and ends) or len(phrase.name) > 1)
