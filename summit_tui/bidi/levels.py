"""Embedding levels: rules W1 to I2 of UAX #9 (Unicode 15) on whole stretches at once.

Classes are bytes, one ASCII letter a code point (see ``summit_tui.bidi.properties``), so that each rule is a
search or a replacement that runs at the speed of ``re`` and ``bytes.translate``.
"""

from __future__ import annotations

import re
from functools import cache

from summit_tui.bidi.brackets import has_brackets, resolve_brackets

_EXPLICIT = re.compile(rb"[lrdefijkp]")
_REMOVED_RUN = re.compile(rb"b+")
_NONSPACING_MARKS = re.compile(rb"(^|[^M])(M+)")
_AFTER_ARABIC_LETTER = re.compile(rb"A[^LR]*")
_SEPARATOR_IN_EUROPEAN = re.compile(rb"E[SC](?=E)")
_SEPARATOR_IN_ARABIC = re.compile(rb"NC(?=N)")
_NUMBER_OR_TERMINATORS = re.compile(rb"[ET]{2,}")
_AFTER_L = re.compile(rb"L[^R]*")
_BEFORE_R = re.compile(rb"[^R]*")
_NEUTRALS_BETWEEN_L = re.compile(rb"L[OWBsijkp]+(?=L)")
_NEUTRALS_BETWEEN_R = re.compile(rb"[REN][OWBsijkp]+(?=[REN])")
_TO_NEUTRAL = bytes.maketrans(b"STC", b"OOO")
_NEUTRALS = b"OWBsijkp"
_BN = ord("b")


def embedding_levels(text: str, classes: bytes, base: int) -> bytes:
    """The level of each code point of a bidi paragraph at paragraph level ``base`` (0, 1), before rule L1.

    What rule X9 takes out has the level of what stands before it (UAX #9, 5.2).
    """
    edge = "R" if base & 1 else "L"
    if _EXPLICIT.search(classes):
        return _levels_with_controls(text, classes, base)
    if b"b" in classes:
        kept = ""
        if has_brackets(text):
            kept = "".join([char for char, value in zip(text, classes, strict=True) if value != _BN])
        levels = sequence_levels(kept, classes.replace(b"b", b""), base, edge, edge)
        return _put_back(classes, levels, base)
    return sequence_levels(text, classes, base, edge, edge)


def _put_back(classes: bytes, levels: bytes, base: int) -> bytes:
    """``levels`` of what isn't class BN, with those of BN between them."""
    parts: list[bytes] = []
    position, taken = 0, 0
    for match in _REMOVED_RUN.finditer(classes):
        length = match.start() - position
        parts.append(levels[taken : taken + length])
        taken += length
        parts.append(bytes([levels[taken - 1] if taken else base]) * (match.end() - match.start()))
        position = match.end()
    parts.append(levels[taken:])
    return b"".join(parts)


def _levels_with_controls(text: str, classes: bytes, base: int) -> bytes:
    # Few texts have controls, and those that have none needn't wait for this at the start of a program.
    from summit_tui.bidi.explicit import Explicit, kept_indexes, run_sequences

    explicit = Explicit(classes, base)
    kept = kept_indexes(classes)
    original = bytes([classes[index] for index in kept])
    current = bytes([explicit.classes[index] for index in kept])
    start_levels = bytes([explicit.levels[index] for index in kept])
    chars = "".join([text[index] for index in kept])
    levels = bytearray(len(kept))
    for sequence in run_sequences(original, start_levels, base):
        runs = sequence.runs
        resolved = sequence_levels(
            "".join([chars[start:end] for start, end in runs]),
            b"".join([current[start:end] for start, end in runs]),
            sequence.level,
            sequence.sos,
            sequence.eos,
        )
        taken = 0
        for start, end in runs:
            levels[start:end] = resolved[taken : taken + end - start]
            taken += end - start
    return _put_back(classes.translate(_TO_REMOVED), bytes(levels), base)


_TO_REMOVED = bytes.maketrans(b"lrdef", b"bbbbb")


def sequence_levels(text: str, classes: bytes, level: int, sos: str, eos: str) -> bytes:
    """The levels of an isolating run sequence from which X9's controls are out.

    ``text`` is looked at for brackets only.
    """
    original = classes
    classes = _weak(classes, sos)
    embedding = "R" if level & 1 else "L"
    if has_brackets(text):
        classes = resolve_brackets(text, original, classes, embedding, sos)
    if classes.strip(b"R"):
        classes = _neutral(classes, embedding, sos, eos)
    return classes.translate(_implicit(level))


def _weak(classes: bytes, sos: str) -> bytes:
    """Rules W1 to W7."""
    if b"M" in classes:
        classes = _nonspacing_marks(classes, sos)
    if b"E" in classes and b"A" in classes:
        classes = _AFTER_ARABIC_LETTER.sub(lambda match: match[0].replace(b"E", b"N"), classes)
    classes = classes.replace(b"A", b"R")
    european = b"E" in classes
    if european or b"N" in classes:
        classes = _SEPARATOR_IN_EUROPEAN.sub(b"EE", classes)
        classes = _SEPARATOR_IN_ARABIC.sub(b"NN", classes)
    if european and b"T" in classes:
        classes = _NUMBER_OR_TERMINATORS.sub(_joined_to_number, classes)
    classes = classes.translate(_TO_NEUTRAL)
    if european:
        classes = _european_to_latin(classes, sos)
    return classes


def _nonspacing_marks(classes: bytes, sos: str) -> bytes:
    """Rule W1. One to three diacritics on an Arabic letter, the common case, take plain replacements."""
    for _ in range(3):
        classes = classes.replace(b"AM", b"AA")
    if b"M" not in classes:
        return classes

    def taken(match: re.Match[bytes]) -> bytes:
        before, marks = match[1], match[2]
        if not before:
            return sos.encode("ascii") * len(marks)
        return before + (b"O" if before in b"ijkp" else before) * len(marks)

    return _NONSPACING_MARKS.sub(taken, classes)


def _joined_to_number(match: re.Match[bytes]) -> bytes:
    """Rule W5 on a run of EN and ET."""
    run = match[0]
    return b"E" * len(run) if b"E" in run else run


def _european_to_latin(classes: bytes, sos: str) -> bytes:
    """Rule W7."""
    if sos == "L":
        match = _BEFORE_R.match(classes)
        end = match.end() if match else 0
        classes = classes[:end].replace(b"E", b"L") + classes[end:]
    if b"L" in classes and b"E" in classes:
        classes = _AFTER_L.sub(lambda match: match[0].replace(b"E", b"L"), classes)
    return classes


def _neutral(classes: bytes, embedding: str, sos: str, eos: str) -> bytes:
    """Rules N1 and N2; ``sos`` and ``eos`` stand at the ends while neutrals are looked at."""
    between = _NEUTRALS_BETWEEN_L if embedding == "R" else _NEUTRALS_BETWEEN_R
    other = b"L" if embedding == "R" else b"R"
    bounded = sos.encode("ascii") + classes + eos.encode("ascii")
    if embedding == "L" or b"L" in bounded:
        bounded = between.sub(lambda match: match[0][:1] + other * (len(match[0]) - 1), bounded)
    return bounded[1:-1].translate(_TO_EMBEDDING[embedding])


_TO_EMBEDDING = {
    direction: bytes.maketrans(_NEUTRALS, direction.encode("ascii") * len(_NEUTRALS)) for direction in "LR"
}


@cache
def _implicit(level: int) -> bytes:
    """Rules I1 and I2, as a table for ``bytes.translate``."""
    levels = (
        [level + 1, level, level + 1, level + 1] if level & 1 else [level, level + 1, level + 2, level + 2]
    )
    return bytes.maketrans(b"LREN", bytes(levels))
