"""When an article or a quote gets a topic, and why."""

from __future__ import annotations

import pytest

from summit_tui.model import Name, Span, Topic
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.suggestions import Tier
from summit_tui.suggest.topics import TopicLexicon, compiled
from summit_tui.suggest.topics.judging import features
from tests.support.editing import span_of
from tests.support.topics import hits_in

WATER = Topic("water", Name("المياه"), terms=("سد", "سدود", "ري", "مياه الشرب", "?ماء", "-سد الفراغ"))
TITLE = "وزيرة المياه: السدود ممتلئة\n"
ABOUT = (
    "قالت الوزيرة ليلى الحسني إن السدود امتلأت بعد أمطار الشتاء.\n"
    "وأضافت أن سد الوادي سيمد القرى بمياه الشرب، وأن الماء لن ينقطع.\n"
)
PASSING = (
    "قال النائب سامر خوري إن المدارس تفتح أبوابها الأحد.\nوتحدث عن الطرق والجسور وعن سد قديم وعن الحدائق.\n"
)


@pytest.fixture
def lexicon() -> TopicLexicon:
    return compiled([WATER])


def score(lexicon: TopicLexicon, text: str) -> float:
    verdicts = lexicon.verdicts(text)
    return verdicts["water"].score if verdicts else 0.0


def test_what_an_article_is_about(lexicon: TopicLexicon) -> None:
    (topic,) = lexicon.article(TITLE + ABOUT)
    assert topic.topic == "water"
    assert topic.score > 0.9
    assert topic.reason.rule == "topic terms"
    assert topic.reason.tier is Tier.RULES
    words = [span.of(TITLE + ABOUT) for span in topic.reason.words]
    assert words == ["السدود", "السدود", "سد", "بمياه الشرب", "الماء"]


def test_a_passing_word_gives_no_topic(lexicon: TopicLexicon) -> None:
    assert lexicon.article("المدارس\n" + PASSING) == ()
    assert 0 < score(lexicon, "المدارس\n" + PASSING) < 0.45


def test_weak_terms_alone_give_no_topic(lexicon: TopicLexicon) -> None:
    text = "الماء والماء\nقال إن الماء ماء، وإن الماء ماء.\nوالماء ماء.\n"
    assert lexicon.article(text) == ()
    assert score(lexicon, text) == 0
    assert len(hits_in(text, lexicon)) == 8


def test_weak_terms_count_beside_others(lexicon: TopicLexicon) -> None:
    assert score(lexicon, "خبر\nقال إن السد فيه ماء.\n") > score(lexicon, "خبر\nقال إن السد فيه شيء.\n")


def test_void_terms_count_nothing(lexicon: TopicLexicon) -> None:
    text = "سد الفراغ\nقال إن سد الفراغ يحتاج إلى سد الفراغ.\nوتحدث عن سد الفراغ.\n"
    assert lexicon.article(text) == ()


def test_more_sentences_and_the_title_make_it_surer(lexicon: TopicLexicon) -> None:
    once = "خبر\nقال إن السد قريب.\nوانتهت الجلسة.\n"
    twice = "خبر\nقال إن السد قريب.\nوقال إن السد بعيد.\n"
    titled = "السد\nقال إن السد بعيد.\nوانتهت الجلسة.\n"
    plain = "خبر\nقال إن السد بعيد.\nوانتهى السد.\n"
    assert score(lexicon, once) < score(lexicon, twice)
    assert score(lexicon, plain) < score(lexicon, titled)


def test_terms_that_stand_together_are_one_mention(lexicon: TopicLexicon) -> None:
    together = "خبر\nافتتح سد الري أمس في الصباح الباكر.\n"
    apart = "خبر\nافتتح سد أمس في الصباح الباكر لأجل الري.\n"
    assert score(lexicon, together) < score(lexicon, apart)


@pytest.mark.parametrize(
    ("titled", "untitled"),
    [
        ("السد يمتلئ", "السد يمتلئ."),
        ("\n\nالسد\nقال إن النهر بعيد.", "\n\nخبر\nقال إن السد بعيد."),
        ("السد\u2029قال إن النهر بعيد.", "خبر\u2029قال إن السد بعيد."),
        ("السد يمتلئ ونحن هنا", "السد يمتلئ" + " ونحن هنا" * 40),
    ],
)
def test_the_title_is_a_first_line_that_is_none_of_the_text(
    lexicon: TopicLexicon, titled: str, untitled: str
) -> None:
    seen = [features(text, lexicon.verdicts(text)["water"].hits) for text in (titled, untitled)]
    assert [one and one["title"] for one in seen] == [1.0, 0.0]
    assert score(lexicon, titled) > score(lexicon, untitled)


@pytest.mark.parametrize("text", ["", "\n", "السد", "السد\n", "خبر بلا شيء\nلا شيء"])
def test_texts_with_little_in_them(lexicon: TopicLexicon, text: str) -> None:
    assert all(0 < topic.score <= 1 for topic in lexicon.article(text))


QUOTED = (
    TITLE
    + ABOUT
    + "وقالت: «لن نقطع الماء عن أحد».\n"
    + "وقال النائب: «الطرق مقطوعة منذ شهر».\n"
    + "وعن سد الوادي قال المهندس: «هذا عمل يطول سنين كثيرة».\n"
    + "وقال: «سنبني السد الآخر».\n"
)


@pytest.mark.parametrize(
    ("content", "gets_it"),
    [
        ("لن نقطع الماء عن أحد", True),
        ("الطرق مقطوعة منذ شهر", False),
        ("هذا عمل يطول سنين كثيرة", True),
        ("سنبني السد الآخر", True),
    ],
)
def test_topics_of_quotes(lexicon: TopicLexicon, content: str, gets_it: bool) -> None:
    found = lexicon.quote(QUOTED, (span_of(QUOTED, content),))
    assert [topic.topic for topic in found] == (["water"] if gets_it else [])


def test_why_a_quote_gets_a_topic(lexicon: TopicLexicon) -> None:
    (topic,) = lexicon.quote(QUOTED, (span_of(QUOTED, "سنبني السد الآخر"),))
    assert [span.of(QUOTED) for span in topic.reason.words] == ["السد"]


def test_a_quote_in_several_fragments(lexicon: TopicLexicon) -> None:
    text = TITLE + ABOUT + "«الطرق»، قال، «والسدود».\n"
    fragments = (span_of(text, "الطرق"), span_of(text, "والسدود"))
    assert [topic.topic for topic in lexicon.quote(text, fragments)] == ["water"]
    assert lexicon.quote(text, (fragments[0],)) == ()


def test_weak_words_in_a_quote_count_only_where_the_article_has_the_topic(lexicon: TopicLexicon) -> None:
    text = "خبر\nوقالت: «لن نقطع الماء عن أحد».\n"
    assert lexicon.quote(text, (span_of(text, "لن نقطع الماء عن أحد"),)) == ()


def test_the_suggester_gives_topics_to_the_article_and_its_quotes() -> None:
    found = RuleSuggester().suggest(QUOTED, (), [WATER])
    assert [topic.topic for topic in found.topics] == ["water"]
    of_quotes = {quote.content[0].of(QUOTED): [one.topic for one in quote.topics] for quote in found.quotes}
    assert of_quotes["سنبني السد الآخر"] == ["water"]
    assert of_quotes["الطرق مقطوعة منذ شهر"] == []
    parts = list(RuleSuggester().parts(QUOTED, (), [WATER]))
    assert tuple(topic for part in parts for topic in part.topics) == found.topics
    assert {quote.content: quote.topics for part in parts for quote in part.quotes} == {
        quote.content: quote.topics for quote in found.quotes
    }


def test_without_topics_nothing_is_looked_for() -> None:
    found = RuleSuggester().suggest(QUOTED)
    assert found.topics == ()
    assert all(quote.topics == () for quote in found.quotes)


def test_the_lexicons_are_compiled_once() -> None:
    assert compiled([WATER]) is compiled([WATER])


def test_reasons_point_into_the_text(lexicon: TopicLexicon) -> None:
    for topic in lexicon.article(QUOTED):
        assert all(isinstance(span, Span) and span.end <= len(QUOTED) for span in topic.reason.words)
