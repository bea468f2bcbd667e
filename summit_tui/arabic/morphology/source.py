"""Database files of camel-tools (and of its earlier releases), parted into the stems and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

_TOKENIZATIONS = "###TOKENIZATIONS###"
_STEM_BACKOFF = "###STEMBACKOFF###"
_STEMS = "###STEMS###"
_AFTER_STEMS = "###TABLE AB###"
_TOKENIZED = ("d1tok", "d2tok", "d3tok", "atbtok", "d1seg", "d2seg", "d3seg", "atbseg")
# What the logarithms of probabilities were called before.
_OLD_NAME = regex.compile(r"(?<!\S)(pos_lex|pos|lex)_freq(?=[:\s]|$)")


class NoDatabaseFileError(Exception):
    """The lines are not those of a morphology database."""


@dataclass(frozen=True, slots=True)
class Parted:
    """``head``: all lines but those of the stems, with line ends. ``stems``: stem, category and features."""

    head: list[str]
    stems: list[str]


def parted(lines: Iterable[str]) -> Parted:
    """The lines of a database file, those of earlier releases made into what 1.6 of camel-tools reads.

    A section TOKENIZATIONS comes before STEMBACKOFF where there is none, and the ``*_freq`` features are
    called ``*_logprob``. Raises :class:`NoDatabaseFileError` where a section is missing.
    """
    head: list[str] = []
    stems: list[str] = []
    section = head
    for line in _mended(lines):
        if line.startswith(_AFTER_STEMS):
            section = head
        section.append(line if section is head else line.strip())
        if line.startswith(_STEMS):
            section = stems
    if not any(line.startswith(_AFTER_STEMS) for line in head) or not stems:
        raise NoDatabaseFileError
    return Parted(head, stems)


def _mended(lines: Iterable[str]) -> Iterator[str]:
    names: set[str] = set()
    tokenizations = False
    for written in lines:
        line = _OLD_NAME.sub(r"\1_logprob", written) if "_freq" in written else written
        if line.startswith("DEFINE "):
            names.add(line.split(" ", 2)[1])
        tokenizations = tokenizations or line.startswith(_TOKENIZATIONS)
        if line.startswith(_STEM_BACKOFF) and not tokenizations:
            yield f"{_TOKENIZATIONS}\n"
            if known := [name for name in _TOKENIZED if name in names]:
                yield f"TOKENIZATION {' '.join(known)}\n"
        yield line
