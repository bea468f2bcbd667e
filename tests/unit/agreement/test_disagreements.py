from __future__ import annotations

from summit_tui.agreement import Annotation, Kind, Record, disagreements, marked_stretches
from summit_tui.model import QuoteType, Span

TEXT = 'قال سالم الراوي إن الجسر مفتوح "منذ أمس". وأكد نائبه أن الطريق آمن، وزار «دار الثقافة».'


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_every_kind_of_difference_is_told_with_its_words() -> None:
    expected = Annotation(
        TEXT,
        (
            Record(QuoteType.MIXED, (span('إن الجسر مفتوح "منذ أمس"'),), span("قال"), (("سالم الراوي",),)),
            Record(QuoteType.INDIRECT, (span("أن الطريق آمن"),), span("وأكد"), (("نائبه",),)),
        ),
        frozenset({"iran"}),
    )
    found = Annotation(
        TEXT,
        (
            Record(QuoteType.INDIRECT, (span("إن الجسر مفتوح"),), span("الراوي"), (("نادر",),)),
            Record(QuoteType.DIRECT, (span("دار الثقافة"),)),
        ),
        frozenset({"cyber"}),
    )
    told = {(one.kind, one.expected, one.found) for one in disagreements(expected, found)}
    assert told == {
        (Kind.EDGES, 'إن الجسر مفتوح "منذ أمس"', "إن الجسر مفتوح"),
        (Kind.TYPE, "mixed", "indirect"),
        (Kind.CUE, "قال", "الراوي"),
        (Kind.SPEAKER, "سالم الراوي", "نادر"),
        (Kind.MISSED, "أن الطريق آمن", ""),
        (Kind.SPURIOUS, "", "دار الثقافة"),
        (Kind.SPEECH_MARKS, "منذ أمس", ""),
        (Kind.SPEECH_MARKS, "", "دار الثقافة"),
        (Kind.TOPIC, "iran", ""),
        (Kind.TOPIC, "", "cyber"),
    }
    places = [one.span.start for one in disagreements(expected, found) if one.span is not None]
    assert places == sorted(places)
    assert disagreements(expected, expected) == []


def test_stretches_are_those_between_marks_of_one_style_on_one_line() -> None:
    text = 'قال "نعم" و«لا» و“ربما”\nثم "لم\nيكمل" «بعد”'
    assert [stretch.of(text) for stretch in marked_stretches(text)] == ["نعم", "لا", "ربما"]
