"""The suggester of tier B: rules until morphology is there, then both; whoever decided is told."""

from __future__ import annotations

import pytest

from summit_tui.arabic.morphology.words import Morphology
from summit_tui.model import Name, SummitError, Topic
from summit_tui.suggest.finding.model import LinearJudge
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.morphological import MorphologySuggester, SeeingSuggester, seeing_weights
from summit_tui.suggest.suggestions import Tier

TEXT = "قال المزارع هفال إن الصواريخ سقطت في الحقل، وغادر القراصنة الميناء.\n\n«الماء قليل»، قال ريبوار هركي."
LEMMAS = {"القراصنة": "قرصان", "قرصان": "قرصان", "وغادر": "غادر", "سقطت": "سقط"}
VERBS = ("غادر", "سقط")
TOPIC = Topic("piracy", Name("القرصنة"), terms=("قرصان",))


def analyses(word):
    lemma = LEMMAS.get(word)
    if lemma is None:
        return []
    pos = "verb" if lemma in VERBS else "noun"
    return [{"lex": lemma, "pos": pos, "asp": "p" if pos == "verb" else "na", "pos_lex_logprob": -3.0}]


class Given:
    """A source that has its morphology from the second question on, unless it fails."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.readied = 0

    def morphology(self):
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, SummitError):
            raise answer
        return answer

    def get_ready(self):
        self.readied += 1


@pytest.fixture
def morphology():
    return Morphology(analyses)


def test_articles_go_by_rules_until_it_is_there(morphology):
    source = Given(None, morphology)
    suggester = MorphologySuggester(source)
    assert suggester.tier is Tier.RULES
    assert suggester.suggest(TEXT) == RuleSuggester().suggest(TEXT)
    assert (suggester.tier, source.readied) == (Tier.RULES, 1)
    assert suggester.suggest(TEXT) == SeeingSuggester(morphology).suggest(TEXT)
    assert (suggester.tier, source.readied) == (Tier.MORPHOLOGY, 1)


def test_parts_are_what_the_whole_is(morphology):
    for source in (Given(morphology), Given(None)):
        suggester = MorphologySuggester(source)
        parts = [quote for part in suggester.parts(TEXT, (), [TOPIC]) for quote in part.quotes]
        latest = {(quote.type, quote.content): quote for quote in parts}
        assert tuple(latest.values()) == suggester.suggest(TEXT, (), [TOPIC]).quotes


def test_why_it_cannot_be_had_is_told_once():
    source = Given(SummitError("It is gone."))
    suggester = MorphologySuggester(source)
    first, second = suggester.suggest(TEXT), suggester.suggest(TEXT)
    assert [notice.key for notice in first.notices] == ["It is gone."]
    assert second.notices == ()
    assert first.quotes == second.quotes == RuleSuggester().suggest(TEXT).quotes
    assert (suggester.tier, source.readied) == (Tier.RULES, 0)


def test_a_notice_is_the_first_part():
    first, *_ = MorphologySuggester(Given(SummitError("It is gone."))).parts(TEXT)
    assert [notice.key for notice in first.notices] == ["It is gone."]


def test_topics_are_found_by_lemma(morphology):
    assert RuleSuggester().suggest(TEXT, (), [TOPIC]).topics == ()
    text = TEXT + "\nالقراصنة عادوا. القراصنة هربوا."
    (topic,) = SeeingSuggester(morphology).suggest(text, (), [TOPIC]).topics
    assert topic.topic == "piracy"
    assert topic.reason.tier is Tier.MORPHOLOGY


def test_reasons_tell_where_morphology_decided(morphology):
    """A model that by itself takes no pair for speech, and one with a verb in it does."""
    text = "أصدر كتاب «الماء قليل»، وآخر «سقطت القراصنة»."
    weights = {**seeing_weights().weights, "pair": {"": -4.0, "seen verbs 1": 9.0}}
    assert SeeingSuggester(Morphology(lambda _: []), LinearJudge(weights)).suggest(text).quotes == ()
    (quote,) = SeeingSuggester(morphology, LinearJudge(weights)).suggest(text).quotes
    assert text[quote.start : quote.end] == "سقطت القراصنة"
    assert quote.reason.tier is Tier.MORPHOLOGY
    weights["pair"] = {"": 4.0}
    sure = SeeingSuggester(morphology, LinearJudge(weights)).suggest(text).quotes
    assert {one.reason.tier for one in sure} == {Tier.RULES}
