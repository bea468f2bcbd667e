"""Two versions of a text, and which token of the one is which of the other."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache

from summit_tui.session.revising.aligning import NONE, align
from summit_tui.session.revising.ordering import likest
from summit_tui.session.revising.sliding import slide
from summit_tui.session.revising.tokens import QUOTATION_MARK, tokens_of

_ALIKE = 0.5
"""From which likeness on a word may be a correction of another one, such as another spelling of a name."""

_MOST_CELLS = 10_000
"""Cells of the table by which replaced words are compared by their letters; more were rewritten."""

_MOST_VOTES = 50
"""How many places a word of a rewritten stretch votes for; what is more frequent says little."""

_SAME_KEY = 0.95
"""The likeness of words that differ in diacritics, or in letters that are written for one another."""


class Versions:
    """The alignment of an old and a new text. What was replaced is compared when it is first asked for."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = tokens_of(old), tokens_of(new)
        self.places = align(self.old.keys, self.new.keys)
        slide(self.old, self.new, self.places)
        self._taken = {place for place in self.places if place != NONE}
        self._compared: set[int] = set()
        self._there: dict[str, list[int]] | None = None

    def place(self, token: int) -> int:
        """Which token of the new text the old one is, also where a letter was corrected; or ``NONE``."""
        if self.places[token] == NONE and token not in self._compared:
            self._compare(token)
        return self.places[token]

    def is_free(self, token: int) -> bool:
        """Whether a token of the new text is none of the old one, as far as that was compared."""
        return token not in self._taken

    def likeness(self, before: int, after: int) -> float:
        """How like the new text's token ``after`` is to ``before``; 1 only where it is written the same."""
        if self.old.word(before) == self.new.word(after):
            return 1.0
        return _likeness(self.old.keys[before], self.new.keys[after])

    def free_after(self, token: int) -> range:
        """The tokens of the new text after ``token``, up to the next one that the old text has."""
        end = token + 1
        while end < len(self.new) and self.is_free(end):
            end += 1
        return range(token + 1, end)

    def free_before(self, token: int) -> range:
        """The tokens of the new text before ``token``, from the last one on that the old text has."""
        start = token
        while start > 0 and self.is_free(start - 1):
            start -= 1
        return range(start, token)

    def _compare(self, token: int) -> None:
        """Aligns the replaced words around ``token`` by their letters.

        They may be what follows the words before them in the new text, or what precedes the words after them;
        these differ where something was moved.
        """
        first, last = token, token + 1
        while first > 0 and self.places[first - 1] == NONE:
            first -= 1
        while last < len(self.old) and self.places[last] == NONE:
            last += 1
        self._compared.update(range(first, last))
        before = self.places[first - 1] if first else NONE
        rooms = {self.free_after(before)}
        rooms.add(self.free_before(self.places[last] if last < len(self.old) else len(self.new)))
        olds = self.old.keys[first:last]
        best: list[tuple[int, int]] = []
        best_sum = 0.0
        for room in sorted(rooms, key=lambda room: room.start):
            if not len(room) or len(olds) * len(room) > _MOST_CELLS:
                continue
            pairs = likest(olds, self.new.keys[room.start : room.stop], _likeness)
            total = sum(_likeness(olds[one], self.new.keys[room.start + other]) for one, other in pairs)
            if total > best_sum:
                best_sum = total
                best = [(first + one, room.start + other) for one, other in pairs]
        for one, place in best:
            self.take(one, place)

    def take(self, token: int, place: int) -> None:
        """Settles that the old text's ``token`` is ``place`` in the new one."""
        self.places[token] = place
        self._taken.add(place)

    def rewritten(self, tokens: range) -> bool:
        """Looks for ``tokens`` of the old text among all that is new, for what was moved and changed as well.

        Each of their words votes for the place where they would begin. Where the new text has such words,
        they are aligned with ``tokens``, and the answer is true.
        """
        there = self._free_words()
        coarse = max(len(tokens) // 4, 2)
        votes: dict[int, int] = defaultdict(int)
        for step, token in enumerate(tokens):
            for place in there.get(self.old.keys[token], ())[:_MOST_VOTES]:
                if not self.is_free(place):
                    continue
                near = (place - step) // coarse
                for bucket in (near, near + 1):
                    votes[bucket] += self.old.weight(token)
        if not votes:
            return False
        bucket = max(votes, key=lambda one: (votes[one], -one))
        start = max((bucket - 1) * coarse, 0)
        window = [
            place
            for place in range(start, min(start + len(tokens) + 2 * coarse, len(self.new)))
            if self.is_free(place)
        ]
        if len(tokens) * len(window) > _MOST_CELLS:
            return False
        olds, news = [self.old.keys[token] for token in tokens], [self.new.keys[place] for place in window]
        pairs = likest(olds, news, _likeness)
        for one, other in pairs:
            if self.places[tokens[one]] == NONE:
                self.take(tokens[one], window[other])
        return bool(pairs)

    def _free_words(self) -> dict[str, list[int]]:
        """Where the words are that were new when this was first asked for."""
        if self._there is None:
            self._there = defaultdict(list)
            for place in range(len(self.new)):
                if self.is_free(place):
                    self._there[self.new.keys[place]].append(place)
        return self._there


@lru_cache(maxsize=4096)
def _likeness(one: str, other: str) -> float:
    """How like two keys are, 0 to 1; 0 below what may be a correction. Numbers are like other numbers."""
    if one == other:
        return _SAME_KEY
    if QUOTATION_MARK in (one, other) or not (one[0].isalnum() and other[0].isalnum()):
        return 0.0
    if one[0].isdigit() and other[0].isdigit():
        return _ALIKE
    shortest, longest = sorted((len(one), len(other)))
    if 2 * shortest / (shortest + longest) < _ALIKE:
        return 0.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio * _SAME_KEY if ratio >= _ALIKE else 0.0
