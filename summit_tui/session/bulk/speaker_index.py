"""Finding, among many speakers, those who may be named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from summit_tui.arabic import folded, name_words, without_article
from summit_tui.model import Speaker
from summit_tui.suggest.people.persons import family_key

_FEW: Final = 50
"""So many speakers are looked at faster than the words of a text."""

_WORD: Final = re.compile(r"\w+")
_GLUED: Final = "وفبلكس"


class SpeakerIndex:
    """Finds among many speakers those who may be named in a text, so that a suggester needn't look at all."""

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        self._speakers = tuple(speakers)
        self._places: dict[str, set[int]] = {}
        for place, speaker in enumerate(self._speakers):
            for name in (speaker.name.ar, *speaker.aliases):
                if words := name_words(name):
                    self._places.setdefault(_skeleton(words[-1]), set()).add(place)

    def mentioned_in(self, text: str) -> tuple[Speaker, ...]:
        """Those of whom some name's last word stands in ``text``, in any spelling; maybe some too many."""
        if len(self._speakers) <= _FEW:
            return self._speakers
        places: set[int] = set()
        for word in set(_WORD.findall(folded(text))):
            for form in _without_clitics(word):
                places |= self._places.get(_skeleton(without_article(form)), set())
        return tuple(self._speakers[place] for place in sorted(places))


def _skeleton(word: str) -> str:
    """A folded word without what spellings of a foreign name differ in: its long vowels."""
    return family_key(word) or word


def _without_clitics(word: str) -> Iterator[str]:
    """A word as it stands, and without up to two letters that may be glued to it."""
    yield word
    for length in (1, 2):
        if len(word) > length + 1 and all(letter in _GLUED for letter in word[:length]):
            yield word[length:]
