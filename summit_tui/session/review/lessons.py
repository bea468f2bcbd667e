"""What was learned, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from summit_tui.i18n import N_
from summit_tui.model import Message
from summit_tui.suggest.learning import Lesson, Part

WORDS = MappingProxyType(
    {
        "every:suggestion": N_("All suggestions"),
        "type:direct": N_("Direct quotes"),
        "type:indirect": N_("Indirect quotes"),
        "type:mixed": N_("Mixed quotes"),
        "cue:": N_("Quotes without a cue"),
        "rule:clause": N_("Reported clauses"),
        "rule:quotation marks": N_("Words in quotation marks"),
        "rule:complementiser and quotation marks": N_("Reported clauses in quotation marks"),
        "rule:colon": N_("Words behind a colon"),
        "rule:source before": N_("What a source tells, behind it"),
        "rule:source behind": N_("What a source tells, before it"),
        "attribution:anaphoric": N_("Quotes whose speaker was named before"),
        "attribution:implicit": N_("Quotes whose speaker isn't mentioned"),
        "attribution:unknown": N_("Quotes of nobody knows whom"),
        "speakers:none": N_("Quotes without a speaker"),
        "speakers:several": N_("Quotes of several speakers"),
        "length:very short": N_("Quotes of up to 3 words"),
        "length:short": N_("Quotes of 4 to 8 words"),
        "length:long": N_("Quotes of 21 to 40 words"),
        "length:very long": N_("Quotes of more than 40 words"),
        "place:heading": N_("Quotes in headings"),
        "place:nested": N_("Quotes within other words in quotation marks"),
        "marks:without cue": N_("Words in quotation marks without a cue"),
        "marks:other": N_("Words in rare quotation marks"),
    }
)
"""Traits whose value is one of few."""

_SIGNS = MappingProxyType(
    {"straight": '"…"', "doubled": "''…''", "angle": "«…»", "curly": "“…”", "single": "'…'"}
)

_MUCH = 0.7
"""Log-odds from which a lesson is said to move scores much: 0.5 becomes 0.33."""


def named(trait: str) -> Message:
    """Which suggestions have ``trait``."""
    kind, _, value = trait.partition(":")
    if trait in WORDS:
        return Message.of(WORDS[trait])
    if kind == "cue":
        return Message.of(N_("Quotes with the cue {cue}"), cue=value)
    if kind == "marks" and value in _SIGNS:
        return Message.of(N_("Words in {signs}"), signs=_SIGNS[value])
    return Message.of(N_("Suggestions of the kind {kind}"), kind=value)


def moved(lesson: Lesson) -> Message:
    """Which way a lesson moves suggestions, and whether much."""
    much = abs(lesson.weight) >= _MUCH
    if lesson.weight < 0:
        return Message.of(N_("ranked much lower") if much else N_("ranked lower"))
    return Message.of(N_("ranked much higher") if much else N_("ranked higher"))


def backed(lesson: Lesson) -> Iterator[Message]:
    """The decisions that stand behind a lesson: how many accepted, rejected, corrected, and what in those."""
    yield Message.of(N_("accepted {part} of {count}"), part=lesson.accepted, count=lesson.count)
    if lesson.rejected:
        yield Message.of(N_("rejected {part}"), part=lesson.rejected)
    if lesson.corrected:
        yield Message.of(N_("corrected {part}"), part=lesson.corrected)
    for part in Part:
        if wrong := lesson.wrong.get(part, 0):
            yield Message.of(_PARTS[part], count=wrong)


_PARTS = MappingProxyType(
    {
        Part.TYPE: N_("type wrong {count}"),
        Part.SPEAKER: N_("speaker wrong {count}"),
        Part.CUE: N_("cue wrong {count}"),
        Part.EDGES: N_("edges wrong {count}"),
    }
)
