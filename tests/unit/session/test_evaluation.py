from __future__ import annotations

from collections.abc import Sequence

from summit_tui.agreement import Counts, Kind, Share
from summit_tui.formats.reading import read_document
from summit_tui.model import Attribution, Cue, QuoteType, Span, Speaker, Topic
from summit_tui.session.evaluation import Evaluated, Fault, evaluated
from summit_tui.suggest import SpeakerChoice
from summit_tui.suggest.suggestions import Reason, SuggestedQuote, SuggestedTopic, Suggestions

TEXT = (
    "الجسر\n"
    "قال سالم الدوري: «الجسر جاهز»، وأضاف أن المرور يبدأ غدا.\n"
    "وقالت هدى الناصري إن الأرقام كبيرة. سمي «جسر الوادي».\n"
)


def at(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def gold_quote(name: str, kind: str, content: str, cue: str, speaker: str, status: str = "accepted") -> dict:
    return {
        "id": name,
        "type": kind,
        "content": [at(content)],
        "cue": at(cue),
        "speakers": [speaker],
        "status": status,
        "by": "gold",
    }


GOLD = {
    "format": "summit-annotations",
    "version": 1,
    "topics": [{"id": "roads", "name": {"ar": "الطرق"}}],
    "speakers": [
        {"id": "salem", "name": {"ar": "سالم الدوري"}},
        {"id": "huda", "name": {"ar": "هدى الناصري"}, "aliases": ["الناصري"]},
    ],
    "articles": [
        {
            "id": "a",
            "title": "الجسر",
            "source": {"file": "a.txt", "url": "https://www.example.org/1"},
            "text": TEXT,
            "topics": [{"id": "roads", "status": "accepted", "by": "gold"}],
            "quotes": [
                gold_quote("1", "direct", "الجسر جاهز", "قال", "salem"),
                gold_quote("2", "indirect", "أن المرور يبدأ غدا", "وأضاف", "salem"),
                gold_quote("3", "indirect", "إن الأرقام كبيرة", "وقالت", "huda"),
                gold_quote("4", "direct", "جسر الوادي", "سمي", "huda", "rejected"),
            ],
        }
    ],
}


class Says:
    """Suggests what it was made with."""

    def __init__(self, *quotes: SuggestedQuote, topics: Sequence[str] = ()) -> None:
        tags = tuple(SuggestedTopic(topic, Reason("terms"), 0.6) for topic in topics)
        self.suggestions = Suggestions(quotes, tags)
        self.asked: list[tuple[object, ...]] = []

    def suggest(
        self, text: str, speakers: Sequence[Speaker] = (), topics: Sequence[Topic] = ()
    ) -> Suggestions:
        self.asked.append((text, tuple(speakers), tuple(topics)))
        return self.suggestions


def suggested(
    content: str, cue: str | None, name: str, kind: QuoteType = QuoteType.DIRECT, rule: str = "marks"
) -> SuggestedQuote:
    return SuggestedQuote(
        kind,
        (span(content),),
        Cue(span(cue)) if cue else None,
        None,
        Attribution.EXPLICIT,
        (SpeakerChoice(None, name, 0.7),),
        Reason(rule),
        0.8,
    )


def evaluate(suggester: Says) -> Evaluated:
    (result,) = evaluated(read_document(GOLD), suggester)
    return result


def test_what_is_accepted_counts_and_the_suggester_is_given_the_text_alone() -> None:
    suggester = Says(
        suggested("الجسر جاهز", "قال", "سالم الدوري"),
        suggested("أن المرور يبدأ غدا", "وأضاف", "الدوري", QuoteType.INDIRECT),
        suggested("إن الأرقام كبيرة", "وقالت", "هدى الناصري", QuoteType.INDIRECT),
        topics=["roads"],
    )
    result = evaluate(suggester)
    figures = result.figures
    assert figures.content == figures.cue == Counts(3, 3, 3)
    assert figures.speaker == figures.type == Share(3, 3)
    assert figures.speech_marks == Share(2, 2)
    assert figures.topics == Counts(1, 1, 1)
    assert result.faults == ()
    assert suggester.asked == [(TEXT, (), ())]


def test_every_fault_says_where_it_is_and_which_rule_it_was() -> None:
    result = evaluate(
        Says(
            suggested("الجسر جاهز", "وأضاف", "هدى الناصري", QuoteType.MIXED, "colon"),
            suggested("إن الأرقام كبيرة. سمي", "وقالت", "هدى", QuoteType.INDIRECT, "clause"),
            suggested("جسر الوادي", None, "هدى", rule="quotation marks"),
            topics=["rain"],
        )
    )

    def seen(fault: Fault) -> tuple[object, ...]:
        return fault.difference.kind, fault.line, fault.words, fault.rule, fault.score

    ready, traffic, figures, name = "الجسر جاهز", "أن المرور يبدأ غدا", "إن الأرقام كبيرة", "جسر الوادي"
    assert sorted(map(seen, result.faults), key=str) == sorted(
        [
            (Kind.TYPE, 2, ready, "colon", 0.8),
            (Kind.CUE, 2, ready, "colon", 0.8),
            (Kind.SPEAKER, 2, ready, "colon", 0.8),
            (Kind.MISSED, 2, traffic, None, None),
            (Kind.EDGES, 3, figures, "clause", 0.8),
            (Kind.SPURIOUS, 3, name, "quotation marks", 0.8),
            (Kind.SPEECH_MARKS, 3, name, "quotation marks", 0.8),
            (Kind.TOPIC, None, "roads", None, None),
            (Kind.TOPIC, None, "rain", "terms", 0.6),
        ],
        key=str,
    )


def test_the_outlet_is_told_by_the_source() -> None:
    assert evaluate(Says()).outlet == "example.org"


def test_a_suggester_that_finds_nothing_misses_all() -> None:
    result = evaluate(Says())
    assert result.figures.content == Counts(0, 0, 3)
    assert [fault.difference.kind for fault in result.faults].count(Kind.MISSED) == 3
