"""Who is named as the source behind بحسب, a noun of speech, or a verb of relaying."""

from __future__ import annotations

from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.noun_phrases import NounPhrase, noun_phrase, quoted_name
from summit_tui.suggest.phrases.roles import Role, role_of
from summit_tui.suggest.subjects.subject import SPEAKING, is_known_family
from summit_tui.suggest.words.tokens import Token


def behind_noun(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    """The source behind بحسب or a noun of speech, past adjectives and what only leads to it."""
    source = source_behind(context, cue.after, limit, people)
    return None if source is not None and _only_describes(cue, source, people) else source


def _only_describes(cue: FoundCue, source: NounPhrase, people: People) -> bool:
    """Whether one word that nothing shows to be a name describes the noun before it: سؤال غريب."""
    if cue.kind is not CueKind.NOUN or source.first != cue.after or source.title or len(source.name) != 1:
        return False
    seen = people.known.counts.get(source.name[0], 0) > 1
    return source.role is Role.OTHER and not seen and not is_known_family(source, people)


def source_behind(context: Context, index: int, limit: int, people: People) -> NounPhrase | None:
    """The source behind token ``index``, as ``behind_noun`` finds it."""
    tokens = context.tokens
    while index < limit:
        token, skip = tokens[index], 0
        if not token.is_word:
            return quoted_name(context.paragraph, index, limit, people.known)
        if token.text[:3] == "وال" and lexicon().cue(tokens[index - 1].text) is not None:
            # Another noun joined to that of speech: الدعوة والإرشاد.
            return None
        if _leads_to_source(tokens, index):
            index += 1
            continue
        if token.text[0] == "ل" and token.text[:2] != "لل" and len(token.text) > 3:
            skip = 1
        rest = token.text[skip:]
        if token.text[:2] != "لل" and (is_noun_of_speech(rest) or token.text in ("ما", "لما")):
            index += 1
            continue
        if _describes_noun(context, index, rest, people):
            index += 1
            continue
        phrase = noun_phrase(context.paragraph, index, people.known, skip=skip, after_lam=True)
        if phrase is None or phrase.after > limit or phrase.role is Role.LAM:
            return None
        if phrase.role is Role.OTHER and rest[0] == "ت" and not is_known_family(phrase, people):
            # A verb, and no name: عن هذا السؤال تأتي.
            return None
        return _whoever_made(context, phrase, limit, people) or phrase
    return None


def _whoever_made(context: Context, phrase: NounPhrase, limit: int, people: People) -> NounPhrase | None:
    """Who announced or gathered what a source consists of: وفق حصيلة جديدة أعلنها الوزير."""
    if phrase.role not in (Role.OTHER, Role.DEFINITE) or is_known_family(phrase, people):
        return None
    tokens = context.tokens
    for index in range(phrase.after, min(phrase.after + 4, limit - 1)):
        word = tokens[index].text
        if not tokens[index].is_word or tokens[index].is_that:
            return None
        if len(word) > 4 and word.endswith(("ها", "ته", "ه")) and not word.startswith("ال"):
            if not tokens[index + 1].is_word:
                return quoted_name(context.paragraph, index + 1, limit, people.known)
            made = noun_phrase(context.paragraph, index + 1, people.known)
            if made is not None and made.after <= limit and made.role in SPEAKING:
                return made
    return None


def _describes_noun(context: Context, index: int, word: str, people: People) -> bool:
    """Whether ``word`` is an adjective of the noun of speech before it: البيان الختامي، اتهامات فورية من."""
    role = role_of(word, people.known)
    tokens = context.tokens
    if role is Role.ADJECTIVE or word in word_class("press"):
        return True
    if role is Role.DEFINITE:
        verb = lexicon().cue(tokens[index - 1].text) if index else None
        if verb is not None and verb.kind is CueKind.FINITE:
            # بحسب ما قال الدروبي: behind a verb stands its subject.
            return False
        return tokens[index - 1].text.startswith("ال") or tokens[index].text.endswith(("ه", "ي"))
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return role is Role.OTHER and following in word_class("before_source")


def _leads_to_source(tokens: tuple[Token, ...], index: int) -> bool:
    word = tokens[index].text
    if word in word_class("before_source") or word in word_class("times"):
        return True
    form = lexicon().cue(word)
    return index > 0 and tokens[index - 1].text in ("ما", "لما", "حسبما") and form is not None


def is_noun_of_speech(word: str) -> bool:
    """Whether ``word`` (folded) is a noun that reports, without a pronoun: تصريح، بيان."""
    form = lexicon().cue(word)
    return form is not None and form.kind is CueKind.NOUN and not form.pronoun


def relayed(context: Context, first: int, after: int, people: People) -> NounPhrase | None:
    """The one behind نقلا عن: أفادت الوكالة، نقلا عن الوزير، أن."""
    for index in range(first, after - 1):
        if context.tokens[index].text == "نقلا" and context.tokens[index + 1].text == "عن":
            return noun_phrase(context.paragraph, index + 2, people.known)
    return None


def source_among(context: Context, first: int, after: int, people: People) -> NounPhrase | None:
    """The one behind the last عن or لسان among the tokens, but for رفض الكشف عن اسمه."""
    for index in range(after - 1, first - 1, -1):
        if context.tokens[index].text in ("عن", "لسان"):
            if index + 1 < after and context.tokens[index + 1].text in word_class("named_by"):
                continue
            return noun_phrase(context.paragraph, index + 1, people.known)
    return None
