"""Every place where two readings of an article differ, with its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from summit_tui.agreement.pairing import paired
from summit_tui.agreement.records import Annotation, Record, same_speakers
from summit_tui.agreement.speech_marks import is_speech, marked_stretches
from summit_tui.model import Span


class Kind(StrEnum):
    """What it is that differs."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    EDGES = "edges"
    TYPE = "type"
    CUE = "cue"
    SPEAKER = "speaker"
    SPEECH_MARKS = "speech_marks"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """``expected`` and ``found`` are the words, or names, or what else either reading has; "" for nothing.

    ``span`` is where to look in the article, None for a topic.
    """

    kind: Kind
    span: Span | None
    expected: str
    found: str


def disagreements(expected: Annotation, found: Annotation) -> list[Disagreement]:
    """All that ``found`` has otherwise than ``expected``, in text order; topics at the end."""
    text = expected.text
    pairs = paired(expected.records, found.records)
    differing = [
        *_unpaired(Kind.MISSED, text, expected.records, [one for one, _ in pairs]),
        *_unpaired(Kind.SPURIOUS, text, found.records, [other for _, other in pairs]),
    ]
    for one, other in pairs:
        differing += _between(text, one, other)
    for stretch in marked_stretches(text):
        wanted = is_speech(expected, stretch)
        if wanted != is_speech(found, stretch):
            words = stretch.of(text)
            differing.append(
                Disagreement(Kind.SPEECH_MARKS, stretch, words if wanted else "", "" if wanted else words)
            )
    differing.sort(key=lambda one: (one.span or Span(0, 0), one.kind))
    differing += [
        Disagreement(Kind.TOPIC, None, topic, "") for topic in sorted(expected.topics - found.topics)
    ]
    differing += [
        Disagreement(Kind.TOPIC, None, "", topic) for topic in sorted(found.topics - expected.topics)
    ]
    return differing


def _unpaired(
    kind: Kind, text: str, records: tuple[Record, ...], paired_ones: list[Record]
) -> list[Disagreement]:
    left = Counter(records) - Counter(paired_ones)
    return [
        Disagreement(
            kind,
            record.hull,
            _content(text, record) if kind is Kind.MISSED else "",
            "" if kind is Kind.MISSED else _content(text, record),
        )
        for record in left.elements()
    ]


def _between(text: str, one: Record, other: Record) -> list[Disagreement]:
    found = []
    if one.hull != other.hull:
        found.append(Disagreement(Kind.EDGES, one.hull, _content(text, one), _content(text, other)))
    if one.type is not other.type:
        found.append(Disagreement(Kind.TYPE, one.hull, one.type, other.type))
    cues_differ = (one.cue is None) != (other.cue is None) or (
        one.cue is not None and other.cue is not None and not one.cue.overlaps(other.cue)
    )
    if cues_differ:
        found.append(Disagreement(Kind.CUE, one.hull, _words(text, one.cue), _words(text, other.cue)))
    if one.speakers and not same_speakers(one, other):
        found.append(Disagreement(Kind.SPEAKER, one.hull, _names(one), _names(other)))
    return found


def _content(text: str, record: Record) -> str:
    return " […] ".join(span.of(text) for span in record.content)


def _words(text: str, span: Span | None) -> str:
    return "" if span is None else span.of(text)


def _names(record: Record) -> str:
    return " + ".join(names[0] for names in record.speakers)
