"""The measure, on readings small enough to be counted by hand."""

from __future__ import annotations

import pytest

from summit_tui.agreement import Annotation, Counts, Figures, Record, Share, figures, interval
from summit_tui.model import QuoteType, Span

TEXT = 'قالت هدى الراوي: "السد آمن". وأضافت أن الماء يكفي، ونفت «إشاعات».'
SPEECH, CLAUSE = "السد آمن", "أن الماء يكفي"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def record(kind: QuoteType, words: str, cue: str | None = None, *names: str) -> Record:
    return Record(kind, (span(words),), span(cue) if cue else None, tuple((name,) for name in names))


def annotation(*records: Record, topics: frozenset[str] = frozenset()) -> Annotation:
    return Annotation(TEXT, records, topics)


EXPECTED = annotation(
    record(QuoteType.DIRECT, SPEECH, "قالت", "هدى الراوي"),
    record(QuoteType.INDIRECT, CLAUSE, "وأضافت", "هدى الراوي"),
    topics=frozenset({"iran"}),
)


def test_a_reading_agrees_with_itself() -> None:
    counted = figures(EXPECTED, EXPECTED)
    assert counted.content == Counts(2, 2, 2)
    assert counted.direct == counted.indirect == Counts(1, 1, 1)
    assert counted.mixed == Counts()
    covered = len(SPEECH) + len(CLAUSE)
    assert counted.overlap == Counts(covered, covered, covered)
    assert counted.cue == Counts(2, 2, 2)
    assert counted.type == counted.speaker == Share(2, 2)
    assert counted.speech_marks == Share(2, 2)
    assert counted.topics == Counts(1, 1, 1)


def test_nothing_found_is_precise_and_recalls_nothing() -> None:
    counted = figures(EXPECTED, annotation())
    assert counted.content == Counts(0, 0, 2)
    assert (counted.content.precision, counted.content.recall, counted.content.value) == (1.0, 0.0, 0.0)
    assert counted.speech_marks == Share(1, 2)
    assert counted.speaker == Share(0, 0)


def test_edges_type_and_speaker_are_counted_apart() -> None:
    found = annotation(
        record(QuoteType.DIRECT, SPEECH, "قالت", "الراوي"),
        record(QuoteType.DIRECT, "الماء يكفي", "ونفت", "سالم"),
    )
    counted = figures(EXPECTED, found)
    assert counted.content == Counts(1, 2, 2)
    assert counted.direct == Counts(1, 2, 1)
    assert counted.indirect == Counts(0, 0, 1)
    assert counted.overlap == Counts(len(SPEECH) + 10, len(SPEECH) + 10, len(SPEECH) + len(CLAUSE))
    assert counted.cue == Counts(1, 2, 2)
    assert counted.type == Share(1, 2)
    assert counted.speaker == Share(1, 2)


def test_records_that_share_too_little_are_no_pair() -> None:
    short = annotation(record(QuoteType.INDIRECT, "أن الم"))  # 6 of 13, more than 0.4
    shorter = annotation(record(QuoteType.INDIRECT, "أن ال"))  # 5 of 13
    assert figures(EXPECTED, short).type == Share(1, 1)
    assert figures(EXPECTED, shorter).type == Share(0, 0)


def test_each_record_is_paired_once() -> None:
    twice = annotation(record(QuoteType.DIRECT, SPEECH), record(QuoteType.DIRECT, "السد"))
    assert figures(EXPECTED, twice).type == Share(1, 1)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("هدى الراوي", 1),
        ("الوزيرة هُدى الراوي", 1),
        ("هدي الراوى", 1),
        ("هدى", 1),
        ("هدى السالم", 0),
        ("", 0),
    ],
)
def test_names_match_by_their_words(name: str, right: int) -> None:
    found = annotation(record(QuoteType.DIRECT, SPEECH, "قالت", name))
    assert figures(EXPECTED, found).speaker == Share(right, 1)


def test_every_one_of_two_speakers_has_to_be_found() -> None:
    both = annotation(record(QuoteType.DIRECT, SPEECH, None, "هدى", "سالم"))
    assert figures(both, annotation(record(QuoteType.DIRECT, SPEECH, None, "هدى"))).speaker == Share(0, 1)
    assert figures(both, both).speaker == Share(1, 1)


def test_figures_of_articles_add_up() -> None:
    one = figures(EXPECTED, EXPECTED)
    none = figures(EXPECTED, annotation())
    assert (one + none).content == Counts(2, 2, 4)
    assert (one + none).content.value == pytest.approx(2 / 3)


def test_the_interval_holds_the_value_and_is_the_same_every_time() -> None:
    articles = [figures(EXPECTED, EXPECTED), figures(EXPECTED, annotation())] * 8
    low, high = interval(articles, lambda one: one.content)
    value = sum(articles, Figures()).content.value
    assert 0 < low < value < high < 1
    assert interval(articles, lambda one: one.content) == (low, high)
    assert interval(articles[:1], lambda one: one.speech_marks) == (1.0, 1.0)
    with pytest.raises(ValueError, match="no articles"):
        interval([], lambda one: one.content)
