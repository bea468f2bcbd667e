"""The measure: precision, recall and F1 of one reading against another that counts as right.

Defined once for all articles together (micro): what is counted of each article is added up.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

from summit_tui.agreement.pairing import paired
from summit_tui.agreement.records import Annotation, Record, same_speakers
from summit_tui.agreement.speech_marks import is_speech, marked_stretches
from summit_tui.model import QuoteType


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are ``right`` of those ``found`` and of those ``expected``."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """In 0 to 1; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """In 0 to 1; 1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def value(self) -> float:
        """F1, in 0 to 1."""
        both = self.found + self.expected
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``all`` are ``right``."""

    right: int = 0
    all: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.all + other.all)

    @property
    def value(self) -> float:
        """In 0 to 1; 1 of none."""
        return self.right / self.all if self.all else 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted.

    ``content``: the first start and the last end are equal; ``direct``, ``indirect``, ``mixed``: the same
    among records of that type in both readings. ``overlap``: code points covered by any record. Of pairs of
    records (``pairing``): ``cue``, whether the cues overlap at all; ``type``; ``speaker``, where speakers are
    expected, whether each is among those found. ``speech_marks``: pairs of quotation marks inside a record
    or not. ``topics`` of the article.
    """

    content: Counts = Counts()
    direct: Counts = Counts()
    indirect: Counts = Counts()
    mixed: Counts = Counts()
    overlap: Counts = Counts()
    cue: Counts = Counts()
    type: Share = Share()
    speaker: Share = Share()
    speech_marks: Share = Share()
    topics: Counts = Counts()

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            **{field.name: getattr(self, field.name) + getattr(other, field.name) for field in fields(self)}
        )


def figures(expected: Annotation, found: Annotation) -> Figures:
    """What is counted of one article; both readings are of the same text."""
    pairs = paired(expected.records, found.records)
    with_speakers = [(one, other) for one, other in pairs if one.speakers]
    stretches = marked_stretches(expected.text)
    return Figures(
        content=_exact(expected.records, found.records),
        **{kind.value: _exact_of(kind, expected, found) for kind in QuoteType},
        overlap=_overlap(expected, found),
        cue=Counts(
            sum(_cues_overlap(one, other) for one, other in pairs),
            sum(record.cue is not None for record in found.records),
            sum(record.cue is not None for record in expected.records),
        ),
        type=Share(sum(one.type is other.type for one, other in pairs), len(pairs)),
        speaker=Share(sum(same_speakers(one, other) for one, other in with_speakers), len(with_speakers)),
        speech_marks=Share(
            sum(is_speech(expected, stretch) == is_speech(found, stretch) for stretch in stretches),
            len(stretches),
        ),
        topics=Counts(len(expected.topics & found.topics), len(found.topics), len(expected.topics)),
    )


def _exact(expected: Iterable[Record], found: Iterable[Record]) -> Counts:
    wanted = Counter(record.hull for record in expected)
    there = Counter(record.hull for record in found)
    return Counts((wanted & there).total(), there.total(), wanted.total())


def _exact_of(kind: QuoteType, expected: Annotation, found: Annotation) -> Counts:
    return _exact(
        (record for record in expected.records if record.type is kind),
        (record for record in found.records if record.type is kind),
    )


def _cues_overlap(one: Record, other: Record) -> bool:
    return one.cue is not None and other.cue is not None and one.cue.overlaps(other.cue)


def _covered(annotation: Annotation) -> bytearray:
    covered = bytearray(len(annotation.text))
    for record in annotation.records:
        for span in record.content:
            covered[span.start : span.end] = b"\1" * len(span)
    return covered


def _overlap(expected: Annotation, found: Annotation) -> Counts:
    wanted, there = _covered(expected), _covered(found)
    both = sum(one & other for one, other in zip(wanted, there, strict=True))
    return Counts(both, sum(there), sum(wanted))


def interval(
    articles: Sequence[Figures],
    pick: Callable[[Figures], Counts | Share],
    *,
    samples: int = 2000,
    seed: int = 0,
) -> tuple[float, float]:
    """Where the value of what ``pick`` takes lies in 95 of 100 samples of the articles.

    The percentile bootstrap, articles drawn with replacement (Efron 1979). Raises ``ValueError`` where there
    is no article.
    """
    if not articles:
        raise ValueError("no articles to draw from")
    counted = [pick(article) for article in articles]
    draw = random.Random(seed)
    values = sorted(_sum(draw.choices(counted, k=len(counted))).value for _ in range(samples))
    return values[int(samples * 0.025)], values[int(samples * 0.975)]


def _sum(counted: Sequence[Counts | Share]) -> Counts | Share:
    first = counted[0]
    if isinstance(first, Share):
        shares = [one for one in counted if isinstance(one, Share)]
        return Share(sum(one.right for one in shares), sum(one.all for one in shares))
    counts = [one for one in counted if isinstance(one, Counts)]
    return Counts(
        sum(one.right for one in counts),
        sum(one.found for one in counts),
        sum(one.expected for one in counts),
    )
