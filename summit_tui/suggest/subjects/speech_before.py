"""Whose speech a verb with فيه takes up: تغريدة بوتين التي قال فيها، تصريح للوزير قال فيه."""

from __future__ import annotations

from summit_tui.suggest.context import Context
from summit_tui.suggest.cues.words import FoundCue
from summit_tui.suggest.people.people import People
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.subjects.behind_verbs import behind_verb
from summit_tui.suggest.subjects.sources import is_noun_of_speech, source_behind
from summit_tui.suggest.subjects.subject import SPEAKING


def speaks_in_it(context: Context, cue: FoundCue) -> bool:
    """Whether the verb takes up what was said before it: تغريدة بوتين التي قال فيها، تصريح للوزير قال فيه."""
    following = context.tokens[cue.after] if cue.after < len(context.tokens) else None
    return following is not None and following.text in ("فيه", "فيها")


def of_speech_before(context: Context, cue: FoundCue, limit: int, people: People) -> NounPhrase | None:
    """The subject behind such a verb, or whose speech the noun before it names."""
    behind = behind_verb(context, cue, limit, people)
    if behind is not None and behind.role in SPEAKING:
        return behind
    for index in range(cue.first - 1, context.sentence - 1, -1):
        word = context.tokens[index].text
        if not is_noun_of_speech(word) and not is_noun_of_speech(word.removesuffix("ا")):
            continue
        phrase = source_behind(context, index + 1, cue.first, people)
        if phrase is None or phrase.role not in SPEAKING:
            return None
        return None if context.tokens[phrase.first - 1].text == "علي" else phrase
    return None
