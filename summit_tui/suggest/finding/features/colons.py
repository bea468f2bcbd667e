"""Whether speech without quotation marks follows a colon."""

from __future__ import annotations

from summit_tui.arabic import without_article
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.finding.features.cues import CUE, cue_values
from summit_tui.suggest.finding.features.words import Scale, shape_at, word_at
from summit_tui.suggest.finding.judging import Values
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.phrases.noun_phrases import NounPhrase

COLON = (
    "words before {}",
    "words behind {}",
    "heading {} {}",
    "heading {} {} named {}",
    "named {}",
    "head {}",
    "speaks {}",
    "speaks {} heading {} {}",
    "speaks {} named {}",
    "named {} first {}",
    "previous {}",
    "first {}",
    "next shape {}",
    "next {}",
    *CUE,
    "event {}",
    "event {} named {}",
    "opens {} named {}",
)
_BEFORE = Scale(1, 2, 3, 5, 8, 12, 20)
_BEHIND = Scale(2, 4, 6, 10)


def colon_values(
    line: Line,
    context: Context,
    sentence: Sentence,
    cue: FoundCue | None,
    index: int,
    phrase: NounPhrase | None,
    *,
    named: str,
    head: str,
    speaks: bool,
) -> Values:
    """Whether speech without quotation marks follows the colon at token ``index``.

    ``phrase`` is the subject of the cue. ``named``: what the words before the colon name; ``head`` their
    first word; ``speaks``: the word before the colon stands near verbs of speech below.
    """
    heading, title = line.is_heading, line.number == 0
    before = line.paragraph.words[sentence.first : index]
    event = any(
        word in word_class("events") or without_article(word) in word_class("events") for word in before
    )
    opens = line.paragraph.roles[index + 1].name if index + 1 < len(line.tokens) else "$"
    return (
        _BEFORE(index - sentence.first),
        _BEHIND(sentence.after - index - 1),
        (heading, title),
        (heading, title, named),
        named,
        head,
        speaks,
        (speaks, heading, title),
        (speaks, named),
        (named, sentence.first == 0),
        word_at(line, index - 1),
        word_at(line, sentence.first),
        shape_at(line, index + 1),
        word_at(line, index + 1),
        *cue_values(line, context, cue, phrase),
        event,
        (event, named),
        (opens, named),
    )
