from __future__ import annotations

from dataclasses import replace

import pytest

from summit_tui.formats.check import MisfitError
from summit_tui.model import (
    ID_PATTERN,
    Attribution,
    Cue,
    Origin,
    Quote,
    QuoteType,
    Source,
    Span,
    Status,
    TopicTag,
)
from summit_tui.session.proposed import derived_article, proposed, proposed_quote
from summit_tui.session.review.queue import undecided
from summit_tui.suggest import SpeakerChoice
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.suggestions import Reason, SuggestedQuote, SuggestedTopic, Suggestions, Tier

TEXT = (
    "قال وزير النقل سالم الدوري إن الميناء سيستقبل 40 سفينة في الشهر. "
    "وأضاف: «لن نرفع الرسوم هذا العام».\n"
    "وقالت النائبة هدى الناصري: «الأرقام مبالغ فيها».\n"
)
ARTICLE = derived_article(Source("a.txt"), TEXT, "الميناء")


def suggestion(
    words: str,
    *names: str | SpeakerChoice,
    kind: QuoteType = QuoteType.DIRECT,
    tier: Tier = Tier.RULES,
    score: float = 0.9,
    topics: tuple[str, ...] = (),
) -> SuggestedQuote:
    start = TEXT.index(words)
    reason = Reason("marks", (), tier)
    return SuggestedQuote(
        type=kind,
        content=(Span(start, start + len(words)),),
        cue=Cue(Span(0, 3), "قال"),
        mention=Span(4, 26),
        attribution=Attribution.EXPLICIT,
        speakers=tuple(SpeakerChoice(None, name, 0.7) if isinstance(name, str) else name for name in names),
        reason=reason,
        score=score,
        topics=tuple(SuggestedTopic(topic, reason, 0.5) for topic in topics),
    )


FEES, FIGURES = "لن نرفع الرسوم هذا العام", "الأرقام مبالغ فيها"


def test_a_suggestion_becomes_a_quote_that_says_where_it_comes_from() -> None:
    quote, brought = proposed_quote(
        ARTICLE, suggestion(FEES, "سالم الدوري", score=0.87654, topics=("ports",))
    )
    assert (quote.status, quote.by, quote.created, quote.updated) == (Status.SUGGESTED, "rules", None, None)
    assert quote.origin == Origin("rule", "marks", 0.877)
    assert (quote.cue, quote.mention) == (Cue(Span(0, 3), "قال"), Span(4, 26))
    assert quote.topics == ("ports",)
    assert quote.speakers == tuple(speaker.id for speaker in brought)
    assert [speaker.name.ar for speaker in brought] == ["سالم الدوري"]


def test_what_a_model_suggests_says_so() -> None:
    quote, _ = proposed_quote(ARTICLE, suggestion(FEES, tier=Tier.NEURAL))
    assert (quote.by, quote.origin) == ("model", Origin("model", "marks", 0.9))


def test_ids_follow_the_contract_and_are_the_same_at_any_time() -> None:
    suggestions = RuleSuggester().suggest(TEXT)
    first, second = (proposed(ARTICLE, TEXT, suggestions) for _ in range(2))
    assert first == second
    assert len(first.quotes) > 1
    ids = [ARTICLE.id, *(quote.id for quote in first.quotes), *(speaker.id for speaker in first.speakers)]
    assert all(ID_PATTERN.fullmatch(one) for one in ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "other",
    [
        derived_article(Source("b.txt"), TEXT, "الميناء"),
        derived_article(Source("a.txt", id="7"), TEXT, "الميناء"),
        derived_article(Source("a.txt"), TEXT, "الميناء", line=7),
        derived_article(Source("a.txt"), TEXT + " ", "الميناء"),
    ],
    ids=["another file", "a record's id", "a line", "another text"],
)
def test_articles_with_the_same_text_stay_two(other: object) -> None:
    found = Suggestions((suggestion(FEES, "سالم الدوري"),))
    one, two = proposed(ARTICLE, TEXT, found), proposed(other, TEXT, found)
    assert one.article.id != two.article.id
    assert one.quotes[0].id != two.quotes[0].id
    assert one.speakers[0].id != two.speakers[0].id


def test_a_records_id_and_a_line_of_the_same_digits_differ() -> None:
    by_id = derived_article(Source("a.jsonl", id="7"), TEXT, "", line=3)
    assert by_id.id != derived_article(Source("a.jsonl"), TEXT, "", line=7).id
    assert by_id.id == derived_article(Source("a.jsonl", id="7"), TEXT, "", line=4).id


def test_type_and_offsets_tell_quotes_apart() -> None:
    same = suggestion(FEES)
    kinds = [same, replace(same, type=QuoteType.MIXED), replace(same, content=(Span(0, 5),))]
    found = proposed(ARTICLE, TEXT, Suggestions((*kinds, same)))
    assert len(found.quotes) == 3
    assert [quote.order for quote in found.quotes] == sorted(quote.order for quote in found.quotes)


def test_the_same_new_name_is_one_speaker_however_it_is_spelt() -> None:
    found = proposed(
        ARTICLE,
        TEXT,
        Suggestions((suggestion(FEES, "أحمد سالم", "هدى"), suggestion(FIGURES, "احمد سالم", "أحمد سالم"))),
    )
    assert [speaker.name.ar for speaker in found.speakers] == ["أحمد سالم", "هدى"]
    assert [len(quote.speakers) for quote in found.quotes] == [2, 1]


def test_known_speakers_are_referred_to_and_nameless_ones_left_out() -> None:
    known = SpeakerChoice("s-1", "سالم الدوري", 0.9)
    found = proposed(ARTICLE, TEXT, Suggestions((suggestion(FEES, known, known, " "),)))
    assert found.quotes[0].speakers == ("s-1",)
    assert found.speakers == ()


def test_touching_fragments_become_one() -> None:
    apart = replace(suggestion(FEES), content=(Span(3, 5), Span(5, 9), Span(11, 14)))
    quote, _ = proposed_quote(ARTICLE, apart)
    assert quote.content == (Span(3, 9), Span(11, 14))


def test_what_doesnt_fit_the_text_is_refused() -> None:
    beyond = replace(suggestion(FEES), content=(Span(3, len(TEXT) + 1),))
    with pytest.raises(MisfitError):
        proposed(ARTICLE, TEXT, Suggestions((beyond,)))


def test_topics_are_suggested_anew_and_decided_ones_stay() -> None:
    decided = (TopicTag("a", Status.ACCEPTED, "sara"), TopicTag("b", Status.REJECTED, "sara"))
    article = replace(ARTICLE, topics=(*decided, TopicTag("old", Status.SUGGESTED, "rules", 0.5)))
    reason = Reason("terms")
    topics = tuple(SuggestedTopic(topic, reason, 0.75) for topic in ("b", "c", "a", "c"))
    found = proposed(article, TEXT, Suggestions(topics=topics))
    assert found.article.topics == (*decided, TopicTag("c", Status.SUGGESTED, "rules", 0.75))
    assert replace(found.article, topics=()) == ARTICLE


def decided(name: str, start: int, end: int, status: Status) -> Quote:
    return Quote(name, ARTICLE.id, QuoteType.DIRECT, (Span(start, end),), status=status)


@pytest.mark.parametrize(
    ("known", "comes"),
    [
        (decided("x", 10, 50, Status.REJECTED), False),
        (decided("x", 10, 50, Status.ACCEPTED), False),
        (decided("x", 10, 50, Status.SUGGESTED), True),
        (decided("x", 12, 47, Status.ACCEPTED), False),
        (decided("x", 12, 47, Status.REJECTED), True),
        (decided("x", 20, 30, Status.ACCEPTED), True),
        (decided("x", 50, 60, Status.ACCEPTED), True),
        (decided("new", 70, 90, Status.ACCEPTED), False),
        (decided("new", 70, 90, Status.REJECTED), False),
    ],
    ids=[
        "rejected",
        "accepted",
        "only suggested",
        "accepted with other edges",
        "another one rejected beside it",
        "speech within it",
        "what follows",
        "accepted and moved",
        "moved and rejected",
    ],
)
def test_what_was_decided_never_comes_back(known: Quote, comes: bool) -> None:
    new = decided("new", 10, 50, Status.SUGGESTED)
    assert undecided([new], [known]) == ([new] if comes else [])
