"""What the cue of a place tells: its word, how far it is, and what stands between it and the content."""

from __future__ import annotations

from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.finding.features.words import Scale, word_at
from summit_tui.suggest.finding.judging import Values
from summit_tui.suggest.finding.lines import Line
from summit_tui.suggest.lexicon import word_class
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.phrases.roles import is_imperfect
from summit_tui.suggest.words.traits import COMMA, THAT

_OWN = (
    "cue none",
    "{} {}",
    "{} {}",
    "cue word {}",
    "{} {}",
    "{} score {}",
    "score {}",
    "before cue {}",
    "weak {}",
    "commas after {}",
)
_BETWEEN = (
    "distance {}",
    "commas {}",
    "another clause between",
    "verbs between {}",
    "relative between",
    "link {}",
    "link {} {}",
    "near {} {}",
    "near {} {} {} colon {}",
    "sentence begins with cue {} {}",
    "gap {}",
    "gap {} {}",
    "subject {} {}",
)
CUE = (*_OWN, *_BETWEEN)
_NO_CUE: Values = (True, *[None] * (len(CUE) - 1))
_NOTHING_BETWEEN: Values = (None,) * len(_BETWEEN)

_SCORE = Scale(-2, -1, 0, 1, 2, 3)
_SCORE_IN_HALVES = Scale(-6, -4, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7)
_DISTANCE = Scale(0, 1, 2, 3, 5, 8, 12, 18, 30)
_COMMAS = Scale(0, 1, 2, 3)
_VERBS = Scale(0, 1)
_GAP = Scale(-1, 0, 1, 2, 4, 8, 14)


def cue_values(line: Line, context: Context, cue: FoundCue | None, phrase: NounPhrase | None) -> Values:
    """The values of ``CUE``; ``phrase`` is the subject of a cue that stands before the content."""
    if cue is None:
        return _NO_CUE
    where, use = "before" if cue.before_content else "after", cue.behaviour
    own = (
        None,
        (where, cue.kind.name),
        (where, cue.lemma),
        line.paragraph.words[cue.first],
        (where, use),
        (use, _SCORE(int(cue.score))),
        _SCORE_IN_HALVES(int(cue.score * 2)),
        word_at(line, cue.first - 1),
        where if cue.form is not None and cue.form.weak else None,
    )
    if not cue.before_content:
        return (*own, word_at(line, context.after), *_NOTHING_BETWEEN)
    return (*own, None, *_between(line, context, cue, use, phrase))


def _between(line: Line, context: Context, cue: FoundCue, use: str, phrase: NounPhrase | None) -> Values:
    words = line.paragraph.words[cue.after : context.link]
    traits = line.paragraph.traits[cue.after : context.link]
    linking = [token.text for token in line.tokens[context.link : context.first] if token.is_word][:3]
    link = " ".join(linking)
    near = len(words) <= 1 or not any(token.is_word for token in line.tokens[cue.after : context.link])
    reached = cue.after if phrase is None or phrase.after <= cue.after else phrase.after
    gap = _GAP(context.link - reached)
    return (
        _DISTANCE(len(words)),
        _COMMAS(traits.count(COMMA)),
        any(bits & THAT for bits in traits) or None,
        _VERBS(sum([is_imperfect(word) for word in words])),
        None if word_class("relatives").isdisjoint(words) else True,
        link,
        (cue.lemma, link),
        (near, use),
        (near, use, linking[0] if linking else "", context.colon),
        (cue.first == context.sentence, use),
        gap,
        (gap, use),
        ("none" if phrase is None else phrase.role.name, use),
    )
