"""The type of a stretch of content: direct, indirect or mixed."""

from __future__ import annotations

import regex

from summit_tui.arabic import Pair
from summit_tui.model import QuoteType
from summit_tui.suggest.context import Context
from summit_tui.suggest.lexicon import lexicon, word_class

_NOT_SPEECH = regex.compile(r"[\p{N}\p{P}\p{S}\s]*|[\p{Latin}\p{N}\p{P}\p{S}\s]+")


_ORIGINAL = regex.compile(r"\s?\((?=[^()]*\p{Latin})[\p{Latin}\p{N}\p{P}\p{S}\s]+\)")
"""A name's or a term's original behind it, in parentheses: "تشيك بوينت" (Check Point)."""
_MOST_NAME_WORDS = 5
_MOST_KUNYA_WORDS = 3


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
    return any(is_speech(context, pair) for pair in held)


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
