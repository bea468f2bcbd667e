"""Whether what stands in a pair of quotation marks is speech of its own."""

from __future__ import annotations

from summit_tui.arabic import without_article
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.finding.features.cues import CUE, cue_values
from summit_tui.suggest.finding.features.words import Scale, shape_at, word_at
from summit_tui.suggest.finding.judging import Values
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.phrases.roles import Role, is_imperfect, role_of

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
    "name {}",
    "name {} cue {}",
    "name noun {}",
    "opens with verb {} heading {}",
    "opens with verb {} cue {}",
)
_MOST_OF_NAME = 4
_MOST_BETWEEN = 3
_SIZE = Scale(1, 2, 3, 4, 6, 9, 14)
_PARTICLES = frozenset(
    [
        *("لا", "لم", "لن", "قد", "لقد", "ان", "انه", "انها", "ليس", "ليست", "كان", "كانت"),
        *("يجب", "هل", "نحن", "انا", "هذا", "هذه", "نعم", "كلا", "اجل", "طبعا", "بالطبع", "شكرا"),
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
    name, opens = _known_name(words), bool(words) and _opens_with_verb(words[0])
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
        name,
        (name, linked),
        _name_noun_before(line, sentence, opening),
        (opens, heading),
        (opens, linked),
    )


def _place(line: Line, sentence: Sentence, opening: int, closing: int) -> str:
    """Where in its line the pair stands."""
    if opening <= 0:
        return "whole line" if closing >= len(line.tokens) - 1 else "line start"
    return "sentence start" if opening == sentence.first else "inside"


def _known_name(words: list[str]) -> str:
    """Which kind of name the words are as a whole: of a paper or network, spelt letters, or none known."""
    plain = [without_article(word) for word in words]
    if not plain:
        return "none"
    if len(plain) <= _MOST_OF_NAME and all(word in word_class("letter_names") for word in words):
        return "letters"
    if len(plain) <= _MOST_OF_NAME and all(word in word_class("media_names") for word in plain):
        return "medium"
    return "none"


def _name_noun_before(line: Line, sentence: Sentence, opening: int) -> str:
    """How many words before the opening quotation mark a noun stands that a name follows, or none.

    Only adjectives and what the noun is of may stand between: شركة الأمن السيبراني «…».
    """
    for index in range(opening - 1, max(sentence.first, opening - 1 - _MOST_BETWEEN) - 1, -1):
        token = line.tokens[index]
        if not token.is_word or token.is_that:
            break
        if _is_name_noun(token.text):
            return str(opening - 1 - index)
        if not token.text.startswith("ال") and line.paragraph.roles[index] is not Role.ADJECTIVE:
            break
    return "none"


def _opens_with_verb(word: str) -> bool:
    """Whether a word looks like an imperfect verb with ي or ت; a verbal noun has ي before its last letter."""
    if is_imperfect(word) or word in _PARTICLES:
        return True
    if word.startswith(("نت", "نست", "سن", "ست", "سي", "سا")) and len(word) > 3 and word[2] not in "اي":
        return True
    return word[0] == "ت" and len(word) > 3 and word[-2] != "ي" and role_of(word) is Role.OTHER


def _is_name_noun(word: str) -> bool:
    """Whether names in quotation marks follow ``word``: قناة، صحيفة."""
    return word in lexicon().name_nouns or word.removeprefix("ال") in lexicon().name_nouns
