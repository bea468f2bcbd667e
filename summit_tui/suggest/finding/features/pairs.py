"""Whether what stands in a pair of quotation marks is speech of its own."""

from __future__ import annotations

from summit_tui.suggest.context import Context
from summit_tui.suggest.cue_words import FoundCue
from summit_tui.suggest.finding.features.cues import CUE, cue_values
from summit_tui.suggest.finding.features.words import Scale, shape_at, word_at
from summit_tui.suggest.finding.judging import Values
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.lexicon import lexicon
from summit_tui.suggest.phrases import NounPhrase
from summit_tui.suggest.roles import is_imperfect

PAIR = (
    "size {}",
    "size {} cue {}",
    "size {} near {}",
    "size {} speech {}",
    "speech {} cue {}",
    "verb {}",
    "verb {} cue {}",
    "first person {}",
    "place {}",
    "place {} cue {}",
    "place {} size {}",
    "heading {} {} cue {}",
    "heading {} {} size {}",
    "heading {} verb {} size {}",
    "heading {} first shape {}",
    "previous {}",
    "previous shape {}",
    "previous two {} {}",
    "following {}",
    "following shape {}",
    "closed {}",
    "glued {} {}",
    "colon {}",
    "told {}",
    "told {} place {} cue {}",
    "first {}",
    "first shape {}",
    "parentheses {}",
    *CUE,
    "behind a name noun",
)
_SIZE = Scale(1, 2, 3, 4, 6, 9, 14)
_PARTICLES = frozenset(
    [
        *("لا", "لم", "لن", "قد", "لقد", "ان", "انه", "انها", "ليس", "ليست", "كان", "كانت"),
        *("يجب", "هل", "نحن", "انا", "هذا", "هذه"),
    ]
)
_FIRST_PERSON = frozenset(
    ["نحن", "انا", "لي", "لنا", "لدينا", "عندنا", "اني", "انني", "اننا", "اعتقد", "اريد", "نريد"]
)


def pair_values(
    line: Line,
    context: Context,
    sentence: Sentence,
    cue: FoundCue | None,
    phrase: NounPhrase | None,
    *,
    speech: bool,
    told: str,
) -> Values:
    """Whether what stands in a pair of quotation marks is speech of its own.

    ``phrase`` is the subject of the cue. ``speech``: the pair doesn't look like a name; ``told``: how the
    line, or the one before, went so far.
    """
    pair = context.pair
    assert pair is not None
    begin = line.paragraph.index_at(pair.inner.start)
    end = line.paragraph.index_at(pair.inner.end)
    inside = [index for index in range(begin, end) if line.tokens[index].is_word]
    words = [line.paragraph.words[index] for index in inside]
    opening, closing = begin - 1, end if not pair.closed else end + 1
    previous = word_at(line, opening - 1)
    size, place = _SIZE(len(inside)), _place(line, sentence, opening, closing)
    verb = any(is_imperfect(word) or word in _PARTICLES for word in words)
    glued = opening > 0 and line.tokens[opening - 1].end == line.tokens[opening].start
    linked = "none" if cue is None else "before" if cue.before_content else "after"
    near = cue is not None and cue.before_content and context.link <= cue.after
    heading, title = line.is_heading, line.number == 0
    shape = shape_at(line, inside[0]) if inside else ""
    return (
        size,
        (size, linked),
        (size, near),
        (size, speech),
        (speech, linked),
        verb,
        (verb, linked),
        any(word in _FIRST_PERSON or word.endswith(("نا", "ني")) for word in words),
        place,
        (place, linked),
        (place, size),
        (heading, title, linked),
        (heading, title, size),
        (heading, verb, size),
        (heading, shape),
        previous,
        shape_at(line, opening - 1),
        (word_at(line, opening - 2), previous),
        word_at(line, closing),
        shape_at(line, closing),
        pair.closed,
        (glued, previous if glued else ""),
        context.colon,
        told,
        (told, place, linked),
        words[0] if words else "",
        shape,
        line.paragraph.words[opening] == "(",
        *cue_values(line, context, cue, phrase),
        _is_name_noun(previous) or None,
    )


def _place(line: Line, sentence: Sentence, opening: int, closing: int) -> str:
    """Where in its line the pair stands."""
    if opening <= 0:
        return "whole line" if closing >= len(line.tokens) - 1 else "line start"
    return "sentence start" if opening == sentence.first else "inside"


def _is_name_noun(word: str) -> bool:
    """Whether names in quotation marks follow ``word``: قناة، صحيفة."""
    return word in lexicon().name_nouns or word.removeprefix("ال") in lexicon().name_nouns
