"""Where a clause can end, and what else can be told from the tokens alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate

from summit_tui.arabic import Pair
from summit_tui.model import Span
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.words.tokens import Paragraph, Token
from summit_tui.suggest.words.traits import BRACKET, MAY_ASK, OPENS, THAT_NOT

_SIGNS = frozenset("،,؛;-–—:")
_STOPS = frozenset(".؟?!…")


def content_end(line: Line, first: int, after: int) -> int:
    """Where content of the tokens ``first`` to ``after`` ends: before the signs that end a clause."""
    tokens = line.tokens
    last = after - 1
    while last > first and not tokens[last].is_word and _is_outside(line, first, last):
        last -= 1
    return tokens[last].end


def _is_outside(line: Line, first: int, index: int) -> bool:
    """Whether a sign at the end of content is none of its own: a closing sign belongs to its opening one."""
    sign = line.tokens[index]
    if sign.text in (")", "]"):
        opening = "(" if sign.text == ")" else "["
        return not any(token.text == opening for token in line.tokens[first:index])
    if sign.text == "%":
        return False
    if sign.is_quotation_mark:
        return not any(
            pair.outer.end == sign.end and pair.outer.start >= line.tokens[first].start
            for pair in line.pairs
            if pair.closed
        )
    return True


def clause_ends(line: Line, sentence: Sentence, first: int, limit: int) -> list[tuple[int, int]]:
    """Token indexes before which a clause that begins at ``first`` may end; the last is ``limit``.

    Each with the code point at which content that ends there ends.
    """
    words, traits = line.paragraph.words, line.paragraph.traits
    cues = {cue.first for cue in sentence.cues}
    ending = word_class("clause_ends")
    found: list[tuple[int, int]] = []
    depth, held = 0, line.enclosing[first]
    whole = content_end(line, first, limit)
    for index in range(first + 1, limit):
        if traits[index] & BRACKET:
            depth = depth + 1 if words[index] in "([" else max(0, depth - 1)
        if depth or (line.enclosing[index] >= 0 and line.enclosing[index] != held) or index == first + 1:
            continue
        if _may_end(line, index, cues, ending):
            end = content_end(line, first, index)
            if end < whole:
                found.append((index, end))
    return [*found, (limit, whole)]


def _may_end(line: Line, index: int, cues: Collection[int], ending: Collection[str]) -> bool:
    token, previous = line.tokens[index], line.tokens[index - 1]
    if not token.is_word:
        return token.text in _SIGNS or token.text[0] in _STOPS
    if not previous.is_word:
        # The sign before it is a place already, but for a closing one.
        return previous.is_quotation_mark or previous.text == ")"
    return index in cues or token.text in ending


def opens_clause(text: str, paragraph: Paragraph, index: int) -> bool:
    """Whether a reported clause or question may begin at ``index``: إن، أن، بأن، ألا، هل."""
    if not paragraph.traits[index] & OPENS:
        return False
    tokens = paragraph.tokens
    token = tokens[index]
    if token.is_that:
        return not _is_letter_name(tokens, index)
    if token.text in THAT_NOT:
        return "أ" in text[token.start : token.end]
    if token.text in MAY_ASK:
        return is_question_word(tokens, index)
    return token.text in word_class("question_words")


def _is_letter_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether إن is a letter of an abbreviation: دي.إيه.إن، سي إن إن."""
    if index == 0:
        return False
    before = tokens[index - 1]
    if not before.is_word:
        return before.text == "." and before.end == tokens[index].start
    return (before.text in word_class("letter_names") and not before.is_that) or (
        before.is_that and index > 1 and tokens[index - 2].text in word_class("letter_names")
    )


def is_question_word(tokens: Sequence[Token], index: int) -> bool:
    """Whether a reported question can begin at ``index``: عما إذا، ما إذا، هل، إن كان، لماذا."""
    word = tokens[index].text
    if word in word_class("question_words"):
        return True
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if word in ("ما", "عما"):
        return word == "عما" or following in ("اذا", "ان")
    if word in ("اذا", "ان"):
        return following in ("كان", "كانت", "كانوا", "ما") and tokens[index - 1].text not in ("ما", "عما")
    return False


class Parentheses:
    """The parentheses of a line, each opening one with the one that closes it, found in one walk."""

    def __init__(self, line: Line) -> None:
        self._tokens = line.tokens
        self._closing: dict[int, int] = {}
        self._words = [0, *accumulate(token.is_word for token in line.tokens)]
        opened: list[int] = []
        for place, token in enumerate(line.tokens):
            if token.text == "(":
                opened.append(place)
            elif token.text == ")" and opened:
                self._closing[opened.pop()] = place

    def pair(self, index: int, limit: int) -> Pair | None:
        """Those that open at ``index``, as a pair that may hold speech of three words or more.

        They have to close before ``limit``.
        """
        place = self._closing.get(index, limit)
        if place >= limit or self._words[place] - self._words[index] < 3:
            return None
        outer = Span(self._tokens[index].start, self._tokens[place].end)
        return Pair(outer, Span(self._tokens[index].end, self._tokens[place].start))


def is_source(lemma: str) -> bool:
    """Whether a phrase names a source (بحسب، وفقا ل) rather than a place of speech (في بيان)."""
    return not lemma.startswith(("في ", "على لسان"))


def skips_to_word(tokens: Sequence[Token], index: int, limit: int) -> int:
    """The first word at or after ``index``, or ``limit``."""
    while index < limit and not tokens[index].is_word:
        index += 1
    return index


def is_joint(word: str) -> bool:
    """Whether a word at the beginning of a sentence only joins it to what was before: كما، لكن."""
    return word in word_class("joints")
