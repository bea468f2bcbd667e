"""The dictionary form of a cue that a person chose."""

from __future__ import annotations

from summit_tui.arabic import folded, words
from summit_tui.suggest.lexicon import Phrase, lexicon


def cue_lemma(cue: str) -> str | None:
    """The dictionary form of the words of ``cue``, without a conjunction; None where no list has them."""
    written = tuple(folded(word.of(cue)) for word in words(cue))
    if not written:
        return None
    for first in (written[0], written[0][1:]):
        for phrase in lexicon().phrases.get(first, ()):
            if _is_phrase((first, *written[1:]), phrase):
                return phrase.lemma
    forms = map(lexicon().cue, written)
    return next((form.lemma for form in forms if form is not None), None)


def _is_phrase(written: tuple[str, ...], phrase: Phrase) -> bool:
    return written == phrase.words or (phrase.takes_lam and written == (*phrase.words, "ل"))
