"""Who speaks by tier C, given the entities that a good model would find."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from summit_tui.model import Attribution, Name, Span, Speaker
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.neural.entities import Entity, EntityKind
from summit_tui.suggest.neural.errors import EndedError, EntityError, RefusedError
from summit_tui.suggest.neural.suggester import NeuralSuggester
from summit_tui.suggest.streaming import in_parts
from summit_tui.suggest.suggestions import SuggestedQuote, Tier

Names = Mapping[str, Sequence[str]]


class Source:
    """What there is nobody to wait for."""

    def stop(self) -> None:
        self.stopped = True


class Given(Source):
    """Finds the entities that it was told of, wherever they stand."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def entities(self, text: str) -> list[Entity]:
        kinds = {name: EntityKind(kind) for kind, names in self.names.items() for name in names}
        longest_first = sorted(kinds, key=len, reverse=True)
        found = re.finditer("|".join(map(re.escape, longest_first)) or r"(?!)", text)
        return [Entity(Span(*match.span()), kinds[match.group()]) for match in found]


class Failing(Source):
    """Can't find any."""

    def __init__(self, *errors: EntityError) -> None:
        self.errors = list(errors)

    def entities(self, text: str) -> list[Entity]:
        if self.errors:
            raise self.errors.pop(0)
        return []


def suggested(text: str, names: Names, speakers: Sequence[Speaker] = ()) -> list[SuggestedQuote]:
    return list(NeuralSuggester(Given(names)).suggest(text, speakers).quotes)


def told(text: str, quote: SuggestedQuote) -> tuple[str | None, list[str], Tier]:
    mention = quote.mention.of(text) if quote.mention is not None else None
    return mention, [choice.name for choice in quote.speakers], quote.reason.tier


@pytest.mark.parametrize(
    ("text", "names", "mention", "speaker"),
    [
        pytest.param(
            "أكد المزارع هفال أن المحصول ضعيف.",
            {"PERS": ["هفال"]},
            "المزارع هفال",
            "هفال",
            id="a name behind a title that the rules end with the title",
        ),
        pytest.param(
            "قال المدير العام لشركة البركة شيرزاد قاسملو الهركي إن الموسم سيكون أفضل.",
            {"PERS": ["شيرزاد قاسملو الهركي"], "ORG": ["شركة البركة"]},
            "المدير العام لشركة البركة شيرزاد قاسملو الهركي",
            "شيرزاد قاسملو الهركي",
            id="a name that goes on",
        ),
        pytest.param(
            "وقال كبير الباحثين في مركز الواحة ريبوار هركي إن الإنتاج ارتفع.",
            {"PERS": ["ريبوار هركي"], "ORG": ["مركز الواحة"]},
            "كبير الباحثين في مركز الواحة ريبوار هركي",
            "ريبوار هركي",
            id="a name behind where the title is held",
        ),
        pytest.param(
            "بحسب دانة غاز فإن الإنتاج ارتفع العام الماضي.",
            {"ORG": ["دانة غاز"]},
            "دانة غاز",
            "دانة غاز",
            id="a body that the rules don't know",
        ),
        pytest.param(
            "قال متحدث باسم دانة غاز إن الإنتاج ارتفع.",
            {"ORG": ["دانة غاز"]},
            "متحدث باسم دانة غاز",
            "متحدث باسم دانة غاز",
            id="a body's name taken for a person's",
        ),
    ],
)
def test_entities_tell_what_the_rules_miss(text: str, names: Names, mention: str, speaker: str) -> None:
    (by_rules,) = RuleSuggester().suggest(text).quotes
    (quote,) = suggested(text, names)
    assert told(text, quote) == (mention, [speaker], Tier.NEURAL)
    assert told(text, by_rules)[:2] != (mention, [speaker])
    assert quote.attribution is Attribution.EXPLICIT
    assert (quote.content, quote.cue, quote.type) == (by_rules.content, by_rules.cue, by_rules.type)
    assert any(quote.mention is not None and quote.mention.contains(word) for word in quote.reason.words)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قال شيرزاد قاسملو إن الموسم جيد.", {"PERS": ["شيرزاد قاسملو"]}),
        ("قال الرئيس إن الموسم جيد.", {"LOC": ["الموسم"]}),
        ("وأضاف أن الاجتماع مع شيرزاد قاسملو مفيد.", {"PERS": ["شيرزاد قاسملو"]}),
        ("وقال لقاسملو إن الموسم جيد. وسكت قاسملو.", {"PERS": ["لقاسملو", "قاسملو"]}),
        ("وأبلغ قاسملو أن الموسم جيد.", {"PERS": ["قاسملو"]}),
        ("أضاف مؤكدا لهفال أن الموسم جيد.", {"PERS": ["لهفال"]}),
        ("قال الخبير هفال إن الموسم جيد.", {"MISC": ["هفال"]}),
        ("قال الخبير إن الموسم جيد.", {}),
        ("وأعلن مقتل ريبوار هركي وأن السلام قريب.", {"PERS": ["ريبوار هركي"]}),
    ],
)
def test_elsewhere_the_rules_stand(text: str, names: Names) -> None:
    by_rules = RuleSuggester().suggest(text).quotes
    assert by_rules
    assert tuple(suggested(text, names)) == by_rules


def test_two_who_speak_together_are_both_named() -> None:
    text = "قال ريبوار هركي وبيستون مامند إن الموسم جيد."
    (quote,) = suggested(text, {"PERS": ["ريبوار هركي", "وبيستون مامند"]})
    assert told(text, quote) == (
        "ريبوار هركي وبيستون مامند",
        ["ريبوار هركي", "بيستون مامند"],
        Tier.NEURAL,
    )


def test_a_chain_goes_on_with_whom_an_entity_named() -> None:
    text = "بحسب دانة غاز فإن الإنتاج ارتفع العام الماضي. وأوضحت أن الأسعار ثابتة."
    quotes = suggested(text, {"ORG": ["دانة غاز"]})
    assert [told(text, quote)[1] for quote in quotes] == [["دانة غاز"], ["دانة غاز"]]


def test_a_speaker_has_the_fullest_name_in_the_article() -> None:
    text = "قال هركي إن الموسم جيد. وكان محمد عبد الكريم آل هركي قد زار المدينة.\nوأضاف هركي أن الماء شحيح."
    quotes = suggested(text, {"PERS": ["هركي", "محمد عبد الكريم آل هركي"]})
    assert {choice.name for quote in quotes for choice in quote.speakers} == {"محمد عبد الكريم آل هركي"}


def test_two_of_one_family_are_kept_apart() -> None:
    text = "قال هركي إن الموسم جيد. وصل ريبوار هركي أمس، وغادر بيستون هركي اليوم."
    quotes = suggested(text, {"PERS": ["هركي", "ريبوار هركي", "بيستون هركي"]})
    assert told(text, quotes[0])[1] == ["هركي"]


def test_a_known_speaker_is_referred_to() -> None:
    text = "أكد المزارع هفال أن المحصول ضعيف."
    known = Speaker("s-1", Name("هفال كويستان"), ("هفال",))
    (quote,) = suggested(text, {"PERS": ["هفال"]}, [known])
    (choice,) = quote.speakers
    assert (choice.speaker_id, choice.name) == ("s-1", "هفال كويستان")


def test_parts_are_what_the_whole_is() -> None:
    text = "أكد المزارع هفال أن المحصول ضعيف.\nوقال ريبوار هركي إن الإنتاج ارتفع."
    suggester = NeuralSuggester(Given({"PERS": ["هفال", "ريبوار هركي"]}))
    parts = {quote for part in in_parts(suggester, text) for quote in part.quotes}
    assert parts == set(suggester.suggest(text).quotes)
    assert len(parts) == 2


def test_without_entities_the_rules_stand_and_each_reason_is_told_once() -> None:
    text = "قال الخبير هفال إن الموسم جيد."
    source = Failing(EndedError("SIGKILL"), EndedError("SIGKILL"), RefusedError("too odd"))
    suggester = NeuralSuggester(source)
    assert suggester.tier is Tier.NEURAL
    found = [suggester.suggest(text) for _ in range(3)]
    assert {one.quotes for one in found} == {RuleSuggester().suggest(text).quotes}
    assert [len(one.notices) for one in found] == [1, 0, 1]
    (notice,) = found[0].notices
    assert notice.warning
    assert "SIGKILL" in str(notice)
    assert suggester.tier is Tier.RULES
    assert suggester.suggest(text).notices == ()
    assert suggester.tier is Tier.NEURAL


def test_whoever_is_asked_can_be_stopped() -> None:
    source = Given({})
    NeuralSuggester(source).stop()
    assert source.stopped


def test_a_notice_comes_before_the_parts() -> None:
    text = "قال الخبير هفال إن الموسم جيد."
    first, *rest = NeuralSuggester(Failing(EndedError("SIGKILL"))).parts(text)
    assert len(first.notices) == 1
    assert [quote for part in rest for quote in part.quotes]
