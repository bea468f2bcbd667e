"""Whether a clause ends at a place."""

from __future__ import annotations

from summit_tui.suggest.cues.words import FoundCue, is_void
from summit_tui.suggest.finding.features.words import Scale, shape_at, word_at
from summit_tui.suggest.finding.judging import Values
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.words.traits import QUOTES, THAT

_PLACE = (
    "sign {}",
    "word {}",
    "{} word {}",
    "word {} {}",
    "following {}",
    "shape {}",
    "{} shape {}",
    "following shape {}",
    "length {}",
    "rest {}",
    "sign {} rest {}",
    "passed {}",
    "previous {}",
    "by {}",
    "by {}",
    "by {} {}",
    "by {} {} passed {}",
)
_CUE_HERE = (
    "cue {}",
    "cue {} {} {}",
    "cue {} joined {} {} {}",
    "cue {}",
    "cue {} {}",
    "cue void {}",
    "cue person {} {}",
    "cue before {}",
    "no cue",
)
END = (*_PLACE, *_CUE_HERE)
_NO_CUE: Values = (*[None] * (len(_CUE_HERE) - 1), True)

_LENGTH = Scale(2, 4, 7, 12, 20, 35)
_REST = Scale(2, 4, 7, 12, 20)
_PASSED = Scale(0, 1, 2, 4)
_ONCE = Scale(0, 1)
_SOON = 14


def end_values(
    line: Line,
    sentence: Sentence,
    cue: FoundCue,
    first: int,
    place: int,
    cue_here: FoundCue | None,
    passed: int,
) -> Values:
    """Whether a clause that began at token ``first`` ends before token ``place``.

    ``cue_here`` is the reporting word there, or behind a comma there; ``passed`` how many places before it
    were no end.
    """
    token, previous = line.tokens[place], line.tokens[place - 1]
    behind = place + (not token.is_word)
    word, following, shape = word_at(line, behind), word_at(line, behind + 1), shape_at(line, behind)
    sign = token.text if not token.is_word else "word"
    rest = _REST(sentence.after - place)
    clause = _clause_of(line, sentence, cue)
    return (
        sign,
        word,
        (sign, word),
        (word, following),
        following,
        shape,
        (sign, shape),
        shape_at(line, behind + 1),
        _LENGTH(place - first),
        rest,
        (sign, rest),
        _PASSED(passed),
        previous.text if not previous.is_word else "word",
        cue.lemma,
        cue.kind.name,
        (clause, sign),
        (clause, sign, _ONCE(passed)),
        *(_NO_CUE if cue_here is None else _cue_here(line, sentence, cue_here, behind, sign)),
    )


def _cue_here(line: Line, sentence: Sentence, cue: FoundCue, behind: int, sign: str) -> Values:
    kind, own = cue.kind.name, _has_content(line, sentence, cue)
    return (
        kind,
        (kind, own, "here" if cue.first == behind else "soon"),
        (kind, line.paragraph.words[cue.first][0] in "وف", own, sign),
        cue.lemma,
        (cue.lemma, own),
        is_void(line.tokens, sentence.first, cue),
        (cue.form.person if cue.form else "", own),
        word_at(line, cue.first - 1),
        None,
    )


def _clause_of(line: Line, sentence: Sentence, cue: FoundCue) -> str:
    """Whether the cue heads its sentence, a relative clause, or a clause further on."""
    before = word_at(line, cue.first - 1)
    if cue.first <= sentence.first + 1:
        return "main"
    if before in word_class("relatives"):
        return "relative"
    return "behind a noun" if before.endswith("ه") or before.startswith("ال") else "later"


def _has_content(line: Line, sentence: Sentence, cue: FoundCue) -> bool:
    """Whether a clause, colon or quotation follows the cue within some words."""
    words, traits = line.paragraph.words, line.paragraph.traits
    within = range(cue.after, min(sentence.after, cue.after + _SOON))
    return any(traits[index] & (THAT | QUOTES) or words[index] == ":" for index in within)
