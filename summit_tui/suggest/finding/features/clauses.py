"""Whether a clause behind a complementiser or question word is told, and whether by somebody else."""

from __future__ import annotations

from summit_tui.arabic import Pair
from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.finding.features.cues import CUE, cue_values
from summit_tui.suggest.finding.features.words import Scale, shape_at, word_at
from summit_tui.suggest.finding.judging import Values
from summit_tui.suggest.finding.lines import Line, Sentence
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.phrases.noun_phrases import NounPhrase

CLAUSE = (
    "opens {}",
    "hamza {}",
    "word {}",
    "previous {}",
    "previous two {} {}",
    "previous shape {}",
    "next {}",
    "introduced {}",
    *CUE,
    "{} opens {} {}",
    "{} previous {}",
    "near {} {} {}",
    "sentence start",
)
NESTED = (
    "outer {}",
    "named {}",
    "named {} {}",
    "person {} named {}",
    "first person {}",
    "opens with cue {} {}",
    "before cue that {}",
    "before cue shape {}",
    *CLAUSE,
)
WHOLE = (
    "sign {}",
    "stop {}",
    "behind {}",
    "behind shape {}",
    "goes on {}",
    "word behind {}",
    "pronoun {}",
    "pronoun {} opens {}",
    "pronoun {} size {}",
    "pronoun {} first {}",
    "stop {} pronoun {}",
    "stop {} size {}",
    "closed {}",
    "by {}",
)
_SIZE = Scale(1, 2, 3, 5, 9)


def clause_values(
    line: Line,
    context: Context,
    sentence: Sentence,
    cue: FoundCue | None,
    index: int,
    phrase: NounPhrase | None,
) -> Values:
    """Whether the clause that begins at token ``index`` with a complementiser or question word is told.

    ``phrase`` is the subject of the cue.
    """
    token = line.tokens[index]
    before, earlier = word_at(line, index - 1), word_at(line, index - 2)
    written = context.text[token.start : token.start + 2]
    opening = token.text if token.is_that else "question"
    hamza = "إ" if "إ" in written else "أ" if "أ" in written else "ا"
    return (
        opening,
        hamza,
        token.text,
        before,
        (earlier, before),
        shape_at(line, index - 1),
        word_at(line, index + 1),
        before in word_class("no_introductions"),
        *cue_values(line, context, cue, phrase),
        *((None, None, None) if cue is None else _with_cue(cue, opening, hamza, before, index)),
        True if index == sentence.first else None,
    )


def _with_cue(cue: FoundCue, opening: str, hamza: str, before: str, index: int) -> Values:
    near = cue.after >= index - 1
    weak = cue.form is not None and cue.form.weak
    return (cue.lemma, opening, hamza), (cue.lemma, before), (near, cue.kind.name, weak)


def nested_values(
    line: Line,
    context: Context,
    sentence: Sentence,
    cue: FoundCue,
    index: int,
    outer: str,
    opens: int,
    phrase: NounPhrase | None,
) -> Values:
    """Whether somebody else than the outer speaker says what follows token ``index`` within their words.

    ``outer`` is the type of the outer content, ``opens`` its first token.
    """
    named = "nobody" if phrase is None else phrase.role.name
    person = cue.form.person if cue.form is not None else ""
    first_person = line.paragraph.words[cue.first][:1] in "ان" and person == ""
    return (
        outer,
        named,
        (named, cue.kind.name),
        (person, named),
        first_person,
        (cue.first <= opens + 1, named),
        cue.first > 0 and line.tokens[cue.first - 1].is_that,
        shape_at(line, cue.first - 1),
        *clause_values(line, context, sentence, cue, max(0, index), phrase),
    )


def whole_values(line: Line, sentence: Sentence, index: int, pair: Pair, cue: FoundCue) -> Values:
    """Whether a pair behind the complementiser at token ``index`` holds the whole clause."""
    begin = line.paragraph.index_at(pair.inner.start)
    closing = line.paragraph.index_at(pair.outer.end)
    behind = line.tokens[closing : sentence.after]
    sign = behind[0].text if behind and not behind[0].is_word else "word" if behind else "$"
    second = next((place for place, token in enumerate(behind, closing) if token.is_word), None)
    stop = second is None or behind[0].text[0] in ".؟!"
    inside = [place for place in range(begin, closing) if line.tokens[place].is_word]
    pronoun = line.tokens[index].text.lstrip("وفبل")[2:]
    size = _SIZE(len(inside))
    return (
        sign,
        stop,
        line.tokens[second].text if second is not None else "$",
        shape_at(line, second) if second is not None else "$",
        second is not None and line.tokens[second].is_that,
        behind[0].text if behind and behind[0].is_word else "",
        pronoun,
        (pronoun, shape_at(line, inside[0]) if inside else ""),
        (pronoun, size),
        (pronoun, line.tokens[inside[0]].text if inside else ""),
        (stop, pronoun),
        (stop, size),
        pair.closed,
        cue.lemma,
    )
