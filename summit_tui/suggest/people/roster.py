"""Speakers found by their ids, names and aliases: a project may have thousands, and every quote asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import overload

from summit_tui.arabic import name_words
from summit_tui.model import Speaker
from summit_tui.suggest.people.persons import family_key

_Words = tuple[str, ...]


class Roster(Sequence[Speaker]):
    """Speakers in the order in which they became known: where several fit, the first is meant."""

    def __init__(self, speakers: Iterable[Speaker] = ()) -> None:
        self._speakers = list(speakers)
        self._entered = 0
        self._by_id: dict[str, Speaker] = {}
        self._by_name: dict[_Words, Speaker] = {}
        self._by_family: dict[str, list[tuple[Speaker, _Words]]] = {}
        self._by_alias: dict[_Words, list[Speaker]] = {}

    @overload
    def __getitem__(self, index: int) -> Speaker: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Speaker]: ...
    def __getitem__(self, index: int | slice) -> Speaker | Sequence[Speaker]:
        return self._speakers[index]

    def __iter__(self) -> Iterator[Speaker]:
        return iter(self._speakers)

    def __len__(self) -> int:
        return len(self._speakers)

    def add(self, speaker: Speaker) -> None:
        """Takes up one more speaker, behind the others."""
        self._speakers.append(speaker)

    def by_id(self, speaker: str) -> Speaker | None:
        """The speaker with this id."""
        self._enter()
        return self._by_id.get(speaker)

    def by_name(self, words: _Words) -> Speaker | None:
        """The first speaker whose name, or an alias, has these words (``name_words``)."""
        self._enter()
        return self._by_name.get(words)

    def of_family(self, family: str) -> Sequence[tuple[Speaker, _Words]]:
        """Speakers, each with a name or alias of theirs whose last word may be a spelling of ``family``."""
        self._enter()
        return self._by_family.get(family_key(family), ())

    def called(self, words: _Words, *, with_titles: bool) -> list[Speaker]:
        """Those, each once, who have an alias of these words (``alias_words``).

        ``with_titles``: there may be words before it that the alias doesn't have.
        """
        self._enter()
        aliases = (words[first:] for first in range(len(words) if with_titles else 1))
        found = (speaker for alias in aliases for speaker in self._by_alias.get(alias, ()))
        return list({speaker.id: speaker for speaker in found}.values())

    def _enter(self) -> None:
        """Enters who came since somebody was looked for: in most articles nobody is."""
        for speaker in self._speakers[self._entered :]:
            self._by_id[speaker.id] = speaker
            for name in (speaker.name.ar, *speaker.aliases):
                words = name_words(name)
                self._by_name.setdefault(words, speaker)
                if words:
                    self._by_family.setdefault(family_key(words[-1]), []).append((speaker, words))
            for own in dict.fromkeys(map(alias_words, speaker.aliases)):
                if own:
                    self._by_alias.setdefault(own, []).append(speaker)
        self._entered = len(self._speakers)


def roster_of(speakers: Sequence[Speaker]) -> Roster:
    """``speakers`` where they are a roster, else one of them."""
    return speakers if isinstance(speakers, Roster) else Roster(speakers)


@lru_cache(maxsize=16_384)
def alias_words(name: str) -> _Words:
    """The words of a name as aliases are compared: أميركي and أمريكي made one."""
    return tuple(word.replace("اميرك", "امريك") for word in name_words(name))
