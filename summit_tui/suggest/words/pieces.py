"""What stands between spaces, read once for all: its words folded, with what they show by themselves.

No token holds a space, so a paragraph is put together from pieces most of which stood in other ones before.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from summit_tui.arabic import folded
from summit_tui.arabic.word_spans import WORD_PATTERN
from summit_tui.suggest.lexicon import ALI, ANN
from summit_tui.suggest.phrases.roles import Role, role_of
from summit_tui.suggest.words.traits import traits_of, traits_of_sign

Piece = tuple[int, int, str, bool, bool, bool, int, Role]
"""A token: where it begins and ends between the spaces, what ``Token`` has from ``text`` on, traits and role.

A plain tuple, since tens of thousands are kept, and each is unpacked wherever its word stands."""

_SIGN = r"&(?:\w+|\#\w+);|''|‘‘|’’|\.{2,}|[^\s\p{Default_Ignorable_Code_Point}]"
_TOKEN = regex.compile(rf"(?P<word>{WORD_PATTERN})|{_SIGN}", regex.VERBOSE)
_DIACRITIC = regex.compile(r"\p{M}")
_PART = regex.compile(r"[^_]+")
_QUOTATION_MARKS = frozenset(['"', "«", "»", "“", "”", "„", "‟", "‹", "›", "''", "‘‘", "’’", "'", "‘", "’"])
_THAT = regex.compile(r"[وف]?[بل]?ان(?:ه|ها|هم|هما|هن|ك|كم|ني|نا|ي|نه)?")
_ENDS = frozenset("،.؛:؟!")
_ALI_WRITTEN = "علي"
_UPON = "على"
_LONGEST_KEPT = 40
"""Code points: what is longer between spaces seldom comes again."""
_MOST_KEPT = 65_536


class Chunks(dict[str, tuple[Piece, ...]]):
    """What stands between spaces, with its tokens: none holds a space, so most were read before.

    A table that fills itself, since every word of an article is looked up.
    """

    def __missing__(self, chunk: str) -> tuple[Piece, ...]:
        read = _pieces(chunk)
        if len(chunk) < _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = read
        return read


@lru_cache(maxsize=1)
def chunks_read() -> Chunks:
    """Those that were read lately."""
    return Chunks()


def tells_yeh(text: str) -> bool:
    """Whether the writer of ``text`` tells ي from ى, by the word that has both spellings oftenest."""
    return _UPON in text


def pieces_of(written: str, *, yeh_told: bool = False) -> tuple[list[str], list[tuple[Piece, ...]]]:
    """What stands between spaces, and the tokens of each; ``yeh_told``: its writer tells ي from ى."""
    chunks = written.split(" ")
    read = list(map(chunks_read().__getitem__, chunks))
    if _DIACRITIC.match(written):
        read[0] = _pieces(chunks[0], before="\n")
    if _ALI_WRITTEN in written and (yeh_told or "ى" in written):
        read = [_telling_yeh(chunk, pieces) for chunk, pieces in zip(chunks, read, strict=True)]
    return chunks, read


def is_quotation_mark(sign: str) -> bool:
    """Whether a sign is one of a pair that may hold speech (HTML entities too)."""
    return sign in _QUOTATION_MARKS or sign[0] == "&"


def _pieces(chunk: str, before: str = " ") -> tuple[Piece, ...]:
    """The tokens of what stands between spaces: offsets in it, what a token has, what its word shows.

    ``before`` is the character before it: a diacritic on a space is no part of a word.
    """
    if chunk.isalpha():
        # Most by far, and without a pattern in a third of the time.
        whole = _read(chunk)
        return ((0, len(chunk), whole[0], True, *whole[1:]),) if whole[0] else ()
    if chunk[-1:] in _ENDS and chunk[:-1].isalpha():
        return (*_pieces(chunk[:-1]), _sign(chunk[-1], len(chunk) - 1))
    found: list[Piece] = []
    for match in _TOKEN.finditer(before + chunk, 1):
        first = match.start() - 1
        if match.lastgroup is None:
            found.append(_sign(match.group(), first))
            continue
        for part in _PART.finditer(match.group()):
            plain, that, tanwin, traits, role = _read(part.group())
            start, end = first + part.start(), first + part.end()
            if plain:
                found.append((start, end, plain, True, that, tanwin, traits, role))
    return tuple(found)


def _sign(sign: str, first: int) -> Piece:
    traits = traits_of_sign(sign, quotes=is_quotation_mark(sign))
    return (first, first + len(sign), sign, False, False, False, traits, Role.STOP)


def _telling_yeh(chunk: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The tokens where the writer tells ي from ى, so that علي is the name."""
    if _ALI_WRITTEN not in chunk:
        return pieces
    role = role_of(ALI)
    ali = (ALI, True, False, False, traits_of(ALI, role, is_that=False), role)
    return tuple(
        (piece[0], piece[1], *ali) if chunk[piece[0] : piece[1]] == _ALI_WRITTEN else piece
        for piece in pieces
    )


@lru_cache(maxsize=32_768)
def _read(word: str) -> tuple[str, bool, bool, int, Role]:
    """The folded word, whether it is a complementiser, whether it ends in tanwin, its traits and its role."""
    plain = word if word == ANN else folded(word)
    if not plain:
        return plain, False, False, 0, Role.STOP
    that = "ان" in plain and _THAT.fullmatch(plain) is not None
    tanwin, role = word.endswith(("ً", "ًا")), role_of(plain)
    traits = traits_of(plain, role, is_that=that)
    if that or (role is Role.OTHER and tanwin):
        role = Role.STOP
    return plain, that, tanwin, traits, role
