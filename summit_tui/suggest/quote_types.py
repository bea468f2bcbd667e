"""The type of a stretch of content: direct, indirect or mixed."""

from __future__ import annotations

import regex

from summit_tui.arabic import Pair
from summit_tui.model import QuoteType
from summit_tui.suggest.context import Context
from summit_tui.suggest.lexicon import CueKind, lexicon, word_class
from summit_tui.suggest.phrases.roles import Role, is_imperfect
from summit_tui.suggest.words.tokens import Paragraph, Token

_NOT_SPEECH = regex.compile(r"[\p{N}\p{P}\p{S}\s]*|[\p{Latin}\p{N}\p{P}\p{S}\s]+")


_ORIGINAL = regex.compile(r"\s?\((?=[^()]*\p{Latin})[\p{Latin}\p{N}\p{P}\p{S}\s]+\)")
"""A name's or a term's original behind it, in parentheses: "تشيك بوينت" (Check Point)."""
_MOST_NAME_WORDS = 5
_MOST_KUNYA_WORDS = 3
_MOST_SUBJECT_WORDS = 4
_NAMES = (Role.NAME, Role.PLACE)
_AUXILIARIES = ("قد", "كان", "كانت")


def quote_type(context: Context) -> QuoteType:
    """Direct in quotation marks or behind a colon, else a clause, mixed where it holds speech in marks."""
    if context.pair is not None or _opens_behind_mark(context):
        return QuoteType.DIRECT
    if context.that is None and (context.colon or _within_pair(context)):
        return QuoteType.DIRECT
    return QuoteType.MIXED if holds_speech(context) else QuoteType.INDIRECT


def holds_speech(context: Context) -> bool:
    """Whether a pair of quotation marks within the content holds the speaker's words."""
    held = (pair for pair in context.paragraph.pairs if context.content.contains(pair.outer))
    return any(is_speech(context, pair) and not _acts(context.paragraph, pair) for pair in held)


def names_subject(place: Paragraph, pair: Pair) -> bool:
    """Whether the pair holds the noun that a clause behind أن begins with: أن «الراصد» أغلقت أبوابها.

    One noun, or several of which the last is definite, are no whole clause where what they do or are follows.
    """
    tokens, first, after = place.tokens, place.index_at(pair.inner.start), place.index_at(pair.outer.end)
    if not pair.closed or first < 2 or after >= len(tokens) or not tokens[after].is_word:
        return False
    inside, roles = place.words[first : after - 1], place.roles[first : after - 1]
    if not 0 < len(inside) <= _MOST_SUBJECT_WORDS or not _is_bare_that(tokens[first - 2]):
        return False
    if any(role in (Role.VERB, Role.STOP) for role in roles):
        return False
    definite = [word.startswith("ال") or role in _NAMES for word, role in zip(inside, roles, strict=True)]
    return definite[-1] and (all(definite) or not definite[0])


def _is_bare_that(token: Token) -> bool:
    """Whether ``token`` is أن or إن, perhaps with a particle before it, and without a pronoun."""
    return token.is_that and token.text.lstrip("وفبل") == "ان"


def _acts(place: Paragraph, pair: Pair) -> bool:
    """Whether the pair names whose deed follows it at once: أن «الراصد» أغلقت, but أن «السلام» بعيد."""
    if not names_subject(place, pair):
        return False
    after = place.index_at(pair.outer.end)
    word = place.words[after]
    if word in word_class("negations") or word in _AUXILIARIES:
        return True
    form = lexicon().cue(word)
    finite = form is not None and form.kind is CueKind.FINITE
    if finite or is_imperfect(word) or (word[0] == "س" and word[1:2] in "يتن" and len(word) > 4):
        return True
    return len(word) > 3 and word[-1] == "ت"


def _opens_behind_mark(context: Context) -> bool:
    """Whether an opening quotation mark stands right before the content, wherever its pair may end."""
    if context.first == 0 or not context.tokens[context.first - 1].is_quotation_mark:
        return False
    mark = context.tokens[context.first - 1]
    return not any(pair.outer.end == mark.end and pair.closed for pair in context.paragraph.pairs)


def _within_pair(context: Context) -> bool:
    return any(pair.inner.contains(context.content) for pair in context.paragraph.pairs)


def has_original(text: str, pair: Pair) -> bool:
    """Whether the words that a foreign name or term has in its own language stand behind the pair."""
    few = pair.inner.of(text).count(" ") < _MOST_NAME_WORDS
    return few and _ORIGINAL.match(text, pair.outer.end) is not None


def is_speech(context: Context, pair: Pair) -> bool:
    """Whether the pair holds the speaker's words rather than a name, a number or a term."""
    if _NOT_SPEECH.fullmatch(pair.inner.of(context.text)) or has_original(context.text, pair):
        return False
    words = lexicon()
    begin = context.paragraph.index_at(pair.inner.start)
    inside = [
        token.text
        for token in context.tokens[begin : context.paragraph.index_at(pair.inner.end)]
        if token.is_word
    ]
    if all(_is_plain_name(word) for word in inside) or _is_kunya(inside):
        return False
    if len(inside) > _MOST_NAME_WORDS or any(words.is_stop(word) for word in inside):
        return True
    before = [token.text for token in context.tokens[max(0, begin - 3) : max(0, begin - 1)] if token.is_word]
    return not any(_is_name_noun(word) for word in (*before, inside[0]))


def _is_plain_name(word: str) -> bool:
    """Whether the word is a known name, or a letter or its name (جي آر يو)."""
    names = lexicon().plain_names
    return len(word) == 1 or word in names or _bare(word) in names or word in word_class("letter_names")


def _is_kunya(inside: list[str]) -> bool:
    """Whether the words are what somebody is called after a child: "أم منصور"."""
    return 1 < len(inside) <= _MOST_KUNYA_WORDS and inside[0] in ("ابو", "ام")


def _is_name_noun(word: str) -> bool:
    nouns = lexicon().name_nouns
    return word in nouns or _bare(word) in nouns


def _bare(word: str) -> str:
    for prefix in ("وال", "بال", "لل", "ال", "و", "ب", "ل"):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return word[len(prefix) :]
    return word
