"""What stands around a stretch of content: its paragraph, its sentence, and how it is introduced."""

from __future__ import annotations

from dataclasses import dataclass

from summit_tui.arabic import Pair, sentence_at
from summit_tui.model import Span
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.words.tokens import Paragraph, Token, paragraph
from summit_tui.suggest.words.traits import QUOTES, THAT


# Not frozen, as no value is that is made for each place of an article: freezing takes longer than the rest.
@dataclass(slots=True)
class Context:
    """A stretch of content and its surroundings.

    ``first`` is the index in the paragraph of the content's first token, ``after`` that of the first
    token behind it; ``sentence`` the index of the first token of the sentence in which the content
    begins. ``that`` is the complementiser that opens the content or stands right before its
    quotation mark; ``pair`` the pair of quotation marks (or parentheses) whose inside is the
    content; ``colon``: a colon stands before. ``link`` is the index of the first token of what
    connects the cue with the content: preposition, complementiser, colon, quotation mark. ``tokens`` are
    those of the paragraph.
    """

    text: str
    content: Span
    paragraph: Paragraph
    first: int
    after: int
    sentence: int
    link: int
    that: Token | None
    pair: Pair | None
    colon: bool
    tokens: tuple[Token, ...]


def context_of(text: str, content: Span) -> Context:
    """The surroundings of ``content``, which is not empty."""
    around = paragraph(text, content.start)
    sentence = sentence_at(text, content.start)
    begins = around.index_at(sentence.start if sentence is not None else content.start)
    return context_within(text, around, begins, content)


def context_within(text: str, around: Paragraph, begins: int, content: Span) -> Context:
    """The surroundings of ``content`` in a paragraph; its sentence begins at token ``begins``."""
    first = around.index_at(content.start)
    after = around.index_at(content.end)
    pair = next((pair for pair in around.pairs if _is_inside(pair, content)), None)
    link, that, colon = _link(around, first, min(begins, first))
    if pair is None and link < first and _in_parentheses(around, first, after):
        pair = Pair(Span(around.tokens[first - 1].start, around.tokens[after].end), content)
    if first < after and around.tokens[first].is_that and pair is None:
        that = around.tokens[first]
    return Context(
        text, content, around, first, after, min(begins, first), link, that, pair, colon, around.tokens
    )


def _is_inside(pair: Pair, content: Span) -> bool:
    """Whether ``content`` is what the pair holds, a stop or white space at the edges apart."""
    return pair.outer.contains(content) and (
        content.start - pair.inner.start <= 2 and pair.inner.end - content.end <= 3
    )


def _in_parentheses(around: Paragraph, first: int, after: int) -> bool:
    tokens = around.tokens
    return first > 0 and after < len(tokens) and tokens[first - 1].text == "(" and tokens[after].text == ")"


def _link(around: Paragraph, first: int, begins: int) -> tuple[int, Token | None, bool]:
    """Goes back from the content over what only connects it with its cue."""
    links = word_class("links")
    that: Token | None = None
    colon = False
    index = first
    while index > begins:
        bits, word = around.traits[index - 1], around.words[index - 1]
        if bits & QUOTES:
            end = around.tokens[index - 1].end
            if any(pair.closed and pair.outer.end == end for pair in around.pairs):
                break
        elif bits & THAT and that is None:
            that = around.tokens[index - 1]
        elif word == ":":
            colon = True
        elif word != "(" and (word not in links or (colon and len(word) == 1)):
            # A lone letter right before a colon is a name; elsewhere it may connect.
            break
        index -= 1
    return index, that, colon
