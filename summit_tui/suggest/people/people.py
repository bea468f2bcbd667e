"""Who is named in an article: persons with all their names and titles, and where each is mentioned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from summit_tui.model import Span
from summit_tui.suggest.lexicon import lexicon, word_class
from summit_tui.suggest.people.persons import Person, person_for, persons_among
from summit_tui.suggest.phrases.named import is_construct, is_full_name, phrases_among
from summit_tui.suggest.phrases.noun_phrases import NounPhrase
from summit_tui.suggest.phrases.roles import Knowledge, Role
from summit_tui.suggest.words.tokens import paragraphs_read

_SCOPE = 30_000


@dataclass(frozen=True, slots=True)
class Description:
    """A speaker's description without a name: its folded words without definite articles."""

    words: tuple[str, ...]
    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class People:
    """The persons and descriptions found in (a part of) an article; offsets are the article's."""

    persons: tuple[Person, ...]
    descriptions: tuple[Description, ...]
    known: Knowledge

    def by_name(self, words: tuple[str, ...]) -> Person | None:
        """The person whose name has these words, or whose family name is spelt nearly so."""
        return person_for(self.persons, words) or self._by_given_name(words)

    def _by_given_name(self, words: tuple[str, ...]) -> Person | None:
        """The only person who has a given name that stands alone."""
        if len(words) != 1 or words[0] not in lexicon().given_names:
            return None
        called = [one for one in self.persons if one.words[0] == words[0]]
        return called[0] if len(called) == 1 else None

    def named_last(self, word: str) -> Person | None:
        """The person of a name of two words or more that ends with ``word``."""
        return next((one for one in self.persons if len(one.words) > 1 and one.words[-1] == word), None)

    def at(self, span: Span) -> Person | None:
        """The person mentioned in ``span``."""
        for person in self.persons:
            if any(mention.overlaps(span) for mention in person.mentions):
                return person
        return None


def people_of(text: str, around: int) -> People:
    """Who is named in ``text``, or within 30,000 code points of ``around`` in a longer one."""
    if len(text) <= 2 * _SCOPE:
        return _people(text, 0)
    # Whole steps, so that neighbouring places share what was found.
    return _people(text, max(0, (around // _SCOPE) * _SCOPE - _SCOPE // 2))


@lru_cache(maxsize=8)
def _people(text: str, start: int) -> People:
    """Who is named in the paragraphs of ``text`` from ``start`` on, as far as is looked at at once."""
    places = list(paragraphs_read(text, Span(start, min(len(text), start + 2 * _SCOPE))))
    counts = Counter([token.text for place in places for token in place.tokens if token.is_word])
    at_first = [list(phrases_among(place, Knowledge(counts))) for place in places]
    known = _known(counts, [phrase for found in at_first for phrase in found if len(phrase.name) > 1])
    familiar = frozenset(word for word in counts if word in known.families or word[1:] in known.families)
    phrases = [
        phrase
        for place, found in zip(places, at_first, strict=True)
        for phrase in (found if familiar.isdisjoint(place.words) else phrases_among(place, known, familiar))
    ]
    persons = persons_among(text, phrases, known)
    for person in persons:
        person.mentions[:] = sorted(set(person.mentions))
    described = (phrase for phrase in phrases if not phrase.name or is_construct(phrase, known))
    descriptions = [Description(phrase.title + phrase.name, phrase.span, phrase.role) for phrase in described]
    return People(tuple(persons), tuple(descriptions), known)


def _known(counts: Counter[str], named: list[NounPhrase]) -> Knowledge:
    """What names of two words or more, and how often each word stands there, tell of the words."""
    trusted = [phrase.name for phrase in named if is_full_name(phrase, counts)]
    return Knowledge(
        counts,
        frozenset(name[-1] for name in trusted) | (word_class("families") & counts.keys()),
        frozenset(name[-1] for name in trusted if name[0] in lexicon().given_names),
    )
