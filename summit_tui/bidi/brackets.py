"""Paired brackets: definition BD16 and rule N0 of UAX #9."""

from __future__ import annotations

import re
from unicodedata import normalize

from summit_tui.bidi import tables

STACK_SIZE = 63
"""How many brackets may be open at once; with more, none of the sequence pairs (BD16)."""

_OPENING = tables.BRACKET_PAIRS[::2]
_CLOSING = tables.BRACKET_PAIRS[1::2]
# U+2329 and U+232A are canonically equivalent to U+3008 and U+3009, and pair with them.
_CLOSER_OF = dict(zip(_OPENING, normalize("NFC", _CLOSING), strict=True))
_BRACKET = re.compile("[" + re.escape(tables.BRACKET_PAIRS) + "]")
_STRONG_WITHIN = {"L": re.compile(rb"L"), "R": re.compile(rb"[REN]")}
_STRONG = re.compile(rb"[LREN]")


def has_brackets(text: str) -> bool:
    """Whether rule N0 could apply."""
    return _BRACKET.search(text) is not None


def bracket_pairs(text: str, classes: bytes) -> list[tuple[int, int]]:
    """The indexes of opening and closing brackets that pair (BD16), in order of the opening one.

    Only brackets whose class is still ON count.
    """
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        index, char = match.start(), match[0]
        if classes[index] != ord("O"):
            continue
        closer = _CLOSER_OF.get(char)
        if closer is not None:
            if len(stack) == STACK_SIZE:
                return []
            stack.append((closer, index))
            continue
        wanted = normalize("NFC", char)
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == wanted:
                pairs.append((stack[depth][1], index))
                del stack[depth:]
                break
    pairs.sort()
    return pairs


def resolve_brackets(text: str, original: bytes, classes: bytes, embedding: str, sos: str) -> bytes:
    """Rule N0 on an isolating run sequence: ``classes`` after W7, ``original`` those before W1."""
    pairs = bracket_pairs(text, classes)
    if not pairs:
        return classes
    resolved = bytearray(classes)
    opposite = "L" if embedding == "R" else "R"
    context, scanned = sos, 0
    for opening, closing in pairs:
        # Brackets before this one have their last class already: the strong class before it is found in one
        # pass over the sequence.
        for match in _STRONG.finditer(resolved, scanned, opening):
            context = "L" if match[0] == b"L" else "R"
        scanned = opening
        if _STRONG_WITHIN[embedding].search(resolved, opening + 1, closing):
            direction = embedding
        elif _STRONG_WITHIN[opposite].search(resolved, opening + 1, closing):
            direction = context
        else:
            continue
        for index in (opening, closing):
            _set_bracket(resolved, original, index, ord(direction))
    return bytes(resolved)


def _set_bracket(resolved: bytearray, original: bytes, index: int, direction: int) -> None:
    """Give the bracket, and the nonspacing marks that follow it, a direction."""
    resolved[index] = direction
    index += 1
    while index < len(original) and original[index] == ord("M"):
        resolved[index] = direction
        index += 1
