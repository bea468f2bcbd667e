"""Whether words are what a source beside them says."""

from __future__ import annotations

from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.finding.features.words import Scale, shape_at, word_at
from summit_tui.suggest.finding.judging import Values
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.phrases.roles import is_imperfect

SOURCE = (
    "{}",
    "{} {}",
    "{} {}",
    "{} previous {}",
    "{} size {}",
    "{} verb {}",
    "{} following {}",
    "{} sentence start {}",
    "{} rest {}",
    "{} first shape {}",
    "{} heading {}",
    "{} begins with cue {}",
    "{} that {}",
    "{} cues {}",
)
_SIZE = Scale(2, 4, 7, 12, 20, 40)
_REST = Scale(2, 4, 7, 12)
_CUES = Scale(0, 1, 2)


def source_values(
    line: Line, sentence: Sentence, cue: FoundCue, first: int, after: int, where: str
) -> Values:
    """Whether the tokens ``first`` to ``after`` are what a source ``where``, before or behind them, says."""
    told = line.tokens[first:after]
    words = [token.text for token in told if token.is_word]
    return (
        where,
        (where, cue.lemma),
        (where, cue.kind.name),
        (where, word_at(line, cue.first - 1)),
        (where, _SIZE(len(words))),
        (where, any(is_imperfect(word) or _is_past(word) for word in words)),
        (where, word_at(line, cue.after)),
        (where, first <= sentence.first + 1),
        (where, _REST(sentence.after - cue.after)),
        (where, shape_at(line, first)),
        (where, line.is_heading),
        (where, any(other.first == first for other in sentence.cues)),
        (where, any(token.is_that for token in told)),
        (where, _CUES(sum(other.first < after for other in sentence.cues))),
    )


def _is_past(word: str) -> bool:
    """Whether a word has an ending of the past: ت, وا."""
    return len(word) > 3 and word.endswith(("ت", "وا"))
