"""Where exactly something was added or taken away, when the words around it leave a choice.

``a b . [c d .] e`` and ``a b [. c d] . e`` are equally good alignments, but a person sees whole lines and
sentences come and go. As the lossless clean-up of Neil Fraser's diff-match-patch does, the stretch is slid to
the best place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summit_tui.session.revising.aligning import NONE
from summit_tui.session.revising.tokens import QUOTATION_MARK, Tokens

_ENDS = frozenset((".", "!", "?", "…", ":", QUOTATION_MARK))
_FURTHEST = 200
"""Tokens that a stretch is slid by, at the most."""


def slide(old: Tokens, new: Tokens, places: list[int]) -> None:
    """Slides what was taken away, then what was added, to the beginning of a line or of a sentence."""
    _slide_lost(old, places)
    added = _inverse(places, len(new))
    _slide_lost(new, added)
    places[:] = _inverse(added, len(old))


def _inverse(places: Sequence[int], length: int) -> list[int]:
    inverse = [NONE] * length
    for token, place in enumerate(places):
        if place != NONE:
            inverse[place] = token
    return inverse


def _slide_lost(tokens: Tokens, places: list[int]) -> None:
    for first, last in list(_gaps(places)):
        steps = [
            *_steps(tokens.keys, places, first, last, -1),
            0,
            *_steps(tokens.keys, places, first, last, 1),
        ]
        _move(places, first, last, max(steps, key=lambda step: (_begins(tokens, first + step), step)))


def _move(places: list[int], first: int, last: int, step: int) -> None:
    """Slides the stretch by ``step`` tokens: what is matched on one side of it is matched on the other."""
    for one in range(abs(step)):
        if step < 0:
            gone, come = first - 1 - one, last - 1 - one
        else:
            gone, come = last + one, first + one
        places[come], places[gone] = places[gone], NONE


def _gaps(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of which nothing is left, though what was before and after them is side by side."""
    first = 0
    while first < len(places):
        last = first
        while last < len(places) and places[last] == NONE:
            last += 1
        before = places[first - 1] if first else NONE
        if last > first and (last == len(places) or places[last] == before + 1):
            yield first, last
        first = last + 1


def _steps(keys: Sequence[str], places: Sequence[int], first: int, last: int, way: int) -> Iterator[int]:
    """By how many tokens the stretch can be slid in a direction: as far as the same words come again."""
    for step in range(1, _FURTHEST + 1):
        gone, come = (first - step, last - step) if way < 0 else (last + step - 1, first + step - 1)
        if not (0 <= gone < len(keys) and 0 <= come < len(keys)) or keys[gone] != keys[come]:
            return
        matched = gone
        if places[matched] == NONE or (step > 1 and places[matched] != places[matched - way] + way):
            return
        yield way * step


def _begins(tokens: Tokens, token: int) -> int:
    """How well something begins at ``token``: with a line, with a sentence, anywhere."""
    if token == 0 or token >= len(tokens):
        return 2
    if "\n" in tokens.text[tokens.ends[token - 1] : tokens.starts[token]]:
        return 2
    return int(tokens.keys[token - 1] in _ENDS)
