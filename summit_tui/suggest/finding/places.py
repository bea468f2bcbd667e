"""Where a clause can end, and what else can be told from the tokens alone."""

from __future__ import annotations

from collections.abc import Sequence

from summit_tui.arabic import Pair
from summit_tui.model import Span
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.tokens import Token

_SIGNS = frozenset("،,؛;-–—:")
_STOPS = frozenset(".؟?!…")
_OPENING = frozenset("([")


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


def clause_ends(line: Line, sentence: Sentence, first: int, limit: int) -> list[int]:
    """Token indexes before which a clause that begins at ``first`` may end; the last is ``limit``."""
    tokens = line.tokens
    cues = {cue.first for cue in sentence.cues}
    places: list[int] = []
    depth = 0
    held = line.enclosing[first]
    for index in range(first + 1, limit):
        token = tokens[index]
        if token.text in _OPENING:
            depth += 1
        elif token.text in (")", "]"):
            depth = max(0, depth - 1)
        if depth or (line.enclosing[index] >= 0 and line.enclosing[index] != held):
            continue
        if _may_end(tokens, index, cues) and index > first + 1:
            places.append(index)
    whole = content_end(line, first, limit)
    return [place for place in places if content_end(line, first, place) < whole] + [limit]


def _may_end(tokens: Sequence[Token], index: int, cues: set[int]) -> bool:
    token = tokens[index]
    if not token.is_word:
        return token.text in _SIGNS or token.text[0] in _STOPS
    if not tokens[index - 1].is_word:
        # The sign before it is a place already, but for a closing one.
        return tokens[index - 1].is_quotation_mark or tokens[index - 1].text == ")"
    return index in cues or token.text in word_class("clause_ends")


def opens_clause(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a reported clause or question may begin at ``index``: إن، أن، بأن، ألا، هل."""
    token = tokens[index]
    if token.is_that:
        return not _is_letter_name(tokens, index)
    if token.text in _ALSO_OPEN:
        return (
            "أ" in text[token.start : token.end]
            if token.text in _THAT_NOT
            else is_question_word(tokens, index)
        )
    return token.text in word_class("question_words")


_THAT_NOT = frozenset(("الا", "بالا"))
_ALSO_OPEN = _THAT_NOT | {"ما", "عما", "اذا", "ان"}


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


def paired_parenthesis(line: Line, index: int, limit: int) -> Pair | None:
    """The parentheses that open at ``index``, as a pair that may hold speech of three words or more."""
    depth = 0
    for place in range(index, limit):
        text = line.tokens[place].text
        depth += (text == "(") - (text == ")")
        if depth == 0:
            words = sum(token.is_word for token in line.tokens[index:place])
            if words < 3:
                return None
            outer = Span(line.tokens[index].start, line.tokens[place].end)
            return Pair(outer, Span(line.tokens[index].end, line.tokens[place].start))
    return None


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


def is_name_noun(word: str) -> bool:
    """Whether ``word`` stands before names in quotation marks: تنظيم، قناة."""
    nouns = lexicon().name_nouns
    return word in nouns or word.removeprefix("ال") in nouns
