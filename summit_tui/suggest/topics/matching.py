"""Finding the terms of all topics in a text, in one pass over its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import contains

from summit_tui.model import Span
from summit_tui.suggest.topics.forms import compared, forms, readings
from summit_tui.suggest.topics.lemmas import Lemmas
from summit_tui.suggest.topics.terms import Strength, Term
from summit_tui.suggest.topics.words import WORD, separated

_MOST_MET = 200_000
"""Written words that are kept with what they are a form of; so many that memory stays below 30 MB."""
_PARTING = re.compile(r"[.!?؟؛;:،,\n\u2029…]")
"""What may not stand between two words of a term."""

Keys = frozenset[int]
_NOTHING: Keys = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of the topic with the id ``topic`` that stands at ``span``.

    Its words are those of the text from ``first`` on, counted from 0, up to ``last``, which is none of them.
    """

    topic: str
    term: Term
    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term, as the keys of its words after the first."""

    topic: str
    term: Term
    rest: tuple[int, ...]

    @property
    def is_strong(self) -> bool:
        """Whether the term counts by itself."""
        return self.term.strength is Strength.STRONG


class _Met(dict[str, Keys]):
    """Words as written, and the keys of the words of terms that each is a form of."""

    def __init__(self, vocabulary: _Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> Keys:
        if len(self) >= _MOST_MET:
            self.clear()
        self[word] = keys = self._vocabulary.keys_of(word)
        return keys


class _Vocabulary:
    """The words of all terms, each under a key, found by any of its forms."""

    def __init__(self, lemmas: Lemmas | None) -> None:
        self._lemmas = lemmas
        self._keys: dict[str, int] = {}
        self._whole: dict[str, set[int]] = {}
        self._joined: dict[str, set[int]] = {}
        self._by_lemma: dict[str, set[int]] = {}

    def add(self, word: str) -> int:
        """The key of ``word``, a word of a term."""
        key = self._keys.get(word)
        if key is None:
            key = self._keys[word] = len(self._keys)
            found = forms(word)
            for form in found.whole:
                self._whole.setdefault(form, set()).add(key)
            for form in found.joined:
                self._joined.setdefault(form, set()).add(key)
            for lemma in self._lemmas.lemmas(word)[:1] if self._lemmas is not None else ():
                self._by_lemma.setdefault(lemma, set()).add(key)
        return key

    def keys_of(self, word: str) -> Keys:
        """The keys of the words of terms that ``word``, as written, is a form of."""
        found: set[int] = set()
        for reading, before_pronoun in readings(compared(word)):
            found.update(self._whole.get(reading, ()))
            if before_pronoun:
                found.update(self._joined.get(reading, ()))
        if self._lemmas is not None and not found:
            for lemma in self._lemmas.lemmas(word)[:1]:
                found.update(self._by_lemma.get(lemma, ()))
        return frozenset(found) or _NOTHING


class Matcher:
    """The terms of several topics, ready to be looked for."""

    def __init__(self, terms: Iterable[tuple[str, Term]], lemmas: Lemmas | None = None) -> None:
        """``terms`` are pairs of a topic's id and a term of it."""
        vocabulary = _Vocabulary(lemmas)
        self._starting: dict[int, list[_Entry]] = {}
        for topic, term in terms:
            first, *rest = map(vocabulary.add, term.words)
            self._starting.setdefault(first, []).append(_Entry(topic, term, tuple(rest)))
        self._met = _Met(vocabulary)

    def hits(self, text: str, *, weak_alone: bool = True) -> list[Hit]:
        """Where terms stand in ``text``, by their starts.

        Of those of one topic that overlap, the longest is there, and of two as long the strongest. Unless
        ``weak_alone``, there are none where no strong term stands: that is told without looking closer.
        """
        written = separated(text)
        keys = list(map(self._met.__getitem__, WORD.findall(written)))
        found = list(self._following(keys))
        if not found or not (weak_alone or any(entry.is_strong for _, entry in found)):
            return []
        upto = max(place + 1 + len(entry.rest) for place, entry in found)
        spans = [match.span() for match in islice(WORD.finditer(written), upto)]
        return _without_overlaps(_standing_together(text, found, spans))

    def _following(self, keys: Sequence[Keys]) -> Iterator[tuple[int, _Entry]]:
        """The terms whose words follow one another, whatever parts them, with the place of the first."""
        starting = self._starting
        for place, here in enumerate(keys):
            if here:
                for key in here:
                    for entry in starting.get(key, ()):
                        rest = entry.rest
                        after = keys[place + 1 : place + 1 + len(rest)]
                        if len(after) == len(rest) and all(map(contains, after, rest)):
                            yield place, entry


def _standing_together(
    text: str, found: Iterable[tuple[int, _Entry]], spans: Sequence[tuple[int, int]]
) -> Iterator[Hit]:
    for place, entry in found:
        last = place + len(entry.rest)
        between = pairwise(spans[place : last + 1])
        if not any(_PARTING.search(text, before[1], after[0]) for before, after in between):
            yield Hit(entry.topic, entry.term, Span(spans[place][0], spans[last][1]), place, last + 1)


_RANK = {Strength.VOID: 0, Strength.STRONG: 1, Strength.WEAK: 2}


def _without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    taken: dict[str, set[int]] = {}
    kept = []
    order = sorted(hits, key=lambda hit: (hit.first - hit.last, _RANK[hit.term.strength], hit.first))
    for hit in order:
        words = taken.setdefault(hit.topic, set())
        covered = range(hit.first, hit.last)
        if words.isdisjoint(covered):
            words.update(covered)
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.first, hit.topic))
