"""The type of a stretch of content: direct, indirect or mixed."""

from __future__ import annotations

import regex

from summit_tui.arabic import Pair
from summit_tui.model import QuoteType
from summit_tui.suggest.context import Context
from summit_tui.suggest.lexicon import lexicon

_NOT_SPEECH = regex.compile(r"[\p{N}\p{P}\p{S}\s]*|[\p{Latin}\p{N}\p{P}\p{S}\s]+")


def quote_type(context: Context) -> QuoteType:
    """Direct in quotation marks or behind a colon, else a clause, mixed where it holds speech in marks."""
    if context.pair is not None:
        return QuoteType.DIRECT
    held = [pair for pair in context.paragraph.pairs if context.content.contains(pair.outer)]
    holds_speech = any(_is_speech(context, pair) for pair in held)
    if context.opens_with_that or context.that is not None:
        return QuoteType.MIXED if holds_speech else QuoteType.INDIRECT
    if context.colon or _within_pair(context):
        return QuoteType.DIRECT
    return QuoteType.MIXED if holds_speech else QuoteType.INDIRECT


def _within_pair(context: Context) -> bool:
    return any(pair.inner.contains(context.content) for pair in context.paragraph.pairs)


def _is_speech(context: Context, pair: Pair) -> bool:
    """Whether the pair holds the speaker's words rather than a name, a number or a term."""
    if _NOT_SPEECH.fullmatch(pair.inner.of(context.text)):
        return False
    words = lexicon()
    begin = context.paragraph.index_at(pair.inner.start)
    inside = [
        token.text
        for token in context.tokens[begin : context.paragraph.index_at(pair.inner.end)]
        if token.is_word
    ]
    if not inside or all(_bare(word) in words.plain_names or word in words.plain_names for word in inside):
        return False
    before = context.tokens[begin - 2].text if begin >= 2 else ""
    return not (len(inside) <= 4 and (_bare(before) in words.name_nouns or before in words.name_nouns))


def _bare(word: str) -> str:
    for prefix in ("وال", "بال", "لل", "ال", "و", "ب", "ل"):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return word[len(prefix) :]
    return word
