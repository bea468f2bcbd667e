"""Whether rows of cells read right to left as Arabic joins: told from the finished row alone.

Letters stand in presentation forms, and a form says which neighbours it joins. In visual order an initial
form joins the letter at its left, a final one the letter at its right, a medial one both. Letters in logical
order, in reversed runs or in the wrong forms contradict one another. The forms come from Python's Unicode
data, not from the tables of the package.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tests.support.driving import cells, unsafe

_HAMZA = "\u0621"
_LAM = "\u0644"
_ALEFS = frozenset("\u0622\u0623\u0625\u0627")
_TATWEEL = "\u0640"
_FORMS = [chr(code) for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]]


def _decomposed(form: str) -> tuple[str, str]:
    """The kind of a presentation form, ``""`` where it is none, and the letters that it stands for."""
    kind, *codes = (unicodedata.decomposition(form) or " ").split(" ")
    letters = "".join(chr(int(code, 16)) for code in codes if code)
    return (kind.strip("<>"), letters) if kind.startswith("<") else ("", form)


_HAVE_INITIAL = frozenset(letters for kind, letters in map(_decomposed, _FORMS) if kind == "initial")
_HAVE_FINAL = frozenset(letters for kind, letters in map(_decomposed, _FORMS) if kind == "final")


class _Cell(NamedTuple):
    """How a cell joins: ``True``, ``False``, or ``None`` where its letter shows no form."""

    left: bool | None
    right: bool | None
    letters: str


_OTHER = _Cell(False, False, "")
_ANY = _Cell(None, None, "")


def _joins(cell: str) -> _Cell:
    if not cell:
        return _OTHER
    kind, letters = _decomposed(cell[0])
    if kind in ("isolated", "initial", "medial", "final") and unicodedata.bidirectional(cell[0]) == "AL":
        return _Cell(kind in ("initial", "medial"), kind in ("medial", "final"), letters)
    if cell[0] == _TATWEEL or (unicodedata.bidirectional(cell[0]) == "AL" and cell[0] not in _HAMZA):
        return _ANY if unicodedata.category(cell[0]) in ("Lo", "Lm") else _OTHER
    return _OTHER


def misjoined(row: str, owners: Sequence[object] | None = None, parted: Collection[str] = ()) -> list[str]:
    """Where neighbours in ``row`` contradict one another: each pair with its column.

    ``parted`` are words in visual order in which a joiner or non-joiner decides otherwise than letters would.

    ``owners`` says for each cell whose it is; between cells of two owners a word may be cut. So it may at
    the first and the last cell of an owner that isn't blank: a word that is wider than a line is cut there,
    and its letters keep joining (the case rtl-44).
    """
    found = cells(row)
    whose = [None] * len(found) if owners is None else list(owners)
    joins = [_joins(cell) for cell in found]
    excused = {*_edges(found, whose), *_within(found, parted)}
    return [
        f"{column}: {found[column] if column >= 0 else ''}|{''.join(found[column + 1 : column + 2])}"
        for column in range(-1, len(found))
        if _clash(
            joins[column] if column >= 0 else _OTHER,
            joins[column + 1] if column + 1 < len(found) else _OTHER,
        )
        and not (column in excused or _of_two(whose, column))
    ]


def _within(found: list[str], words: Collection[str]) -> Iterator[int]:
    for word in map(cells, words):
        for column in range(len(found) - len(word) + 1):
            if found[column : column + len(word)] == word:
                yield from range(column, column + len(word) - 1)


def _of_two(whose: list[object], column: int) -> bool:
    return column < 0 or column + 1 >= len(whose) or whose[column] is not whose[column + 1]


def _edges(found: list[str], whose: list[object]) -> Iterator[int]:
    """The columns after which an owner's text begins, and with which it ends."""
    for owner in {id(one): one for one in whose}.values():
        solid = [
            column
            for column, (cell, one) in enumerate(zip(found, whose, strict=True))
            if one is owner and _joins(cell) != _OTHER
        ]
        if solid:
            yield solid[0] - 1
            yield solid[-1]


def _clash(left: _Cell, right: _Cell) -> bool:
    """Whether two neighbours say different things of what is between them."""
    if left.right is None or right.left is None:
        # A letter without forms, or a tatweel: the other may join it.
        return False
    if left.right != right.left:
        return True
    if left.right:
        # What is joined and should be one cell.
        return right.letters == _LAM and left.letters in _ALEFS
    # What isn't joined, but would be: of a ligature its last letter joins what follows.
    return bool(left.letters and right.letters) and (
        right.letters[-1:] in _HAVE_INITIAL and left.letters[:1] in _HAVE_FINAL
    )


def faults(row: str, owners: Sequence[object] | None = None, parted: Collection[str] = ()) -> list[str]:
    """All that is wrong with a row as it is sent: signs that may not be there, letters that don't join."""
    return [*unsafe(row), *misjoined(row, owners, parted)]
