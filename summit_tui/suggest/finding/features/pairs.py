"""Whether what stands in a pair of quotation marks is speech of its own."""

from __future__ import annotations

from typing import NamedTuple, cast

from summit_tui.arabic import without_article
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.finding.features.cues import CUE, cue_values
from summit_tui.suggest.finding.features.words import Scale, shape_at, word_at
from summit_tui.suggest.finding.judging import Templates, Values
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.phrases.roles import Role, is_imperfect, role_of


class _Looks(NamedTuple):
    """What a pair and the words about it look like."""

    size: object
    size_cue: object
    size_near: object
    size_speech: object
    speech_cue: object
    verb: object
    verb_cue: object
    first_person: object
    place: object
    place_cue: object
    place_size: object
    heading_cue: object
    heading_size: object
    heading_verb_size: object
    heading_shape: object
    previous: object
    previous_shape: object
    previous_two: object
    following: object
    following_shape: object
    closed: object
    glued: object
    colon: object
    told: object
    told_place_cue: object
    first: object
    first_shape: object
    parentheses: object


class _Naming(NamedTuple):
    """What shows that a pair holds a name, or a sentence."""

    behind_name_noun: object
    name: object
    name_cue: object
    name_noun: object
    verb_heading: object
    verb_cue: object


# Each of the two once with the names of the features, once more with their values for every pair.
_LOOKS = _Looks(
    size="size {}",
    size_cue="size {} cue {}",
    size_near="size {} near {}",
    size_speech="size {} speech {}",
    speech_cue="speech {} cue {}",
    verb="verb {}",
    verb_cue="verb {} cue {}",
    first_person="first person {}",
    place="place {}",
    place_cue="place {} cue {}",
    place_size="place {} size {}",
    heading_cue="heading {} {} cue {}",
    heading_size="heading {} {} size {}",
    heading_verb_size="heading {} verb {} size {}",
    heading_shape="heading {} first shape {}",
    previous="previous {}",
    previous_shape="previous shape {}",
    previous_two="previous two {} {}",
    following="following {}",
    following_shape="following shape {}",
    closed="closed {}",
    glued="glued {} {}",
    colon="colon {}",
    told="told {}",
    told_place_cue="told {} place {} cue {}",
    first="first {}",
    first_shape="first shape {}",
    parentheses="parentheses {}",
)
_NAMING = _Naming(
    behind_name_noun="behind a name noun",
    name="name {}",
    name_cue="name {} cue {}",
    name_noun="name noun {}",
    verb_heading="opens with verb {} heading {}",
    verb_cue="opens with verb {} cue {}",
)
PAIR: Templates = cast("Templates", (*_LOOKS, *CUE, *_NAMING))
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
    looks = _Looks(
        size=size,
        size_cue=(size, linked),
        size_near=(size, near),
        size_speech=(size, speech),
        speech_cue=(speech, linked),
        verb=verb,
        verb_cue=(verb, linked),
        first_person=any(word in _FIRST_PERSON or word.endswith(("نا", "ني")) for word in words),
        place=place,
        place_cue=(place, linked),
        place_size=(place, size),
        heading_cue=(heading, title, linked),
        heading_size=(heading, title, size),
        heading_verb_size=(heading, verb, size),
        heading_shape=(heading, shape),
        previous=previous,
        previous_shape=shape_at(line, opening - 1),
        previous_two=(word_at(line, opening - 2), previous),
        following=word_at(line, closing),
        following_shape=shape_at(line, closing),
        closed=pair.closed,
        glued=(glued, previous if glued else ""),
        colon=context.colon,
        told=told,
        told_place_cue=(told, place, linked),
        first=words[0] if words else "",
        first_shape=shape,
        parentheses=line.paragraph.words[opening] == "(",
    )
    naming = _naming(line, sentence, words, opening, linked)
    return (*looks, *cue_values(line, context, cue, phrase), *naming)


def _naming(line: Line, sentence: Sentence, words: list[str], opening: int, linked: str) -> _Naming:
    """``words`` are those in the pair, which opens at token ``opening``; ``linked``: where its cue stands."""
    name, opens = _known_name(words), bool(words) and _opens_with_verb(words[0])
    return _Naming(
        behind_name_noun=_is_name_noun(word_at(line, opening - 1)) or None,
        name=name,
        name_cue=(name, linked),
        name_noun=_name_noun_before(line, sentence, opening),
        verb_heading=(opens, line.is_heading),
        verb_cue=(opens, linked),
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
