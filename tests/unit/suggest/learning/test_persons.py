"""Persons who decide in ways of their own: what is learned of them ranks later articles better."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

import pytest

from summit_tui.model import Article, Source, text_sha256
from summit_tui.session.proposed import proposed
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.learning import Decision, Verdict, learn, traits
from tests.support.ranking import Scored, average_precision, brier_score
from tests.support.shared import shared_path


@dataclass(frozen=True)
class Suggestion:
    """One as it comes, and what a person who goes by the guide would do with it."""

    traits: tuple[str, ...]
    score: float
    due: Verdict


Articles = list[list[Suggestion]]
Person = Callable[[Suggestion], Verdict]


def by_the_guide(suggestion: Suggestion) -> Verdict:
    return suggestion.due


def who_rejects(*kinds: str) -> Person:
    """A person who wants nothing with one of these traits, and else goes by the guide."""

    def decide(suggestion: Suggestion) -> Verdict:
        return suggestion.due if not set(kinds) & set(suggestion.traits) else Verdict.REJECTED

    return decide


@dataclass(frozen=True)
class Measured:
    """What came out over the later half of the articles."""

    before: list[Scored]
    after: list[Scored]
    held: int
    wrongly_held: int


def taught(articles: Articles, person: Person) -> Measured:
    """Lets the person decide on half of the articles, then rates the others with what was learned."""
    half = len(articles) // 2
    learned = learn(
        Decision(one.traits, one.score, person(one)) for article in articles[:half] for one in article
    )
    later = [one for article in articles[half:] for one in article]
    accepted = [person(one) is Verdict.ACCEPTED for one in later]
    scores = [learned.score(one.traits, one.score) for one in later]
    held = [one for one, score in zip(later, scores, strict=True) if score < learned.threshold]
    return Measured(
        [(one.score, due) for one, due in zip(later, accepted, strict=True)],
        list(zip(scores, accepted, strict=True)),
        len(held),
        sum(person(one) is not Verdict.REJECTED for one in held),
    )


def assert_better(measured: Measured) -> None:
    assert average_precision(measured.after) > average_precision(measured.before)
    assert brier_score(measured.after) < brier_score(measured.before)
    assert measured.wrongly_held <= 0.15 * measured.held


def assert_no_worse(measured: Measured) -> None:
    assert average_precision(measured.after) > average_precision(measured.before) - 0.005
    assert brier_score(measured.after) < brier_score(measured.before) + 0.001
    assert measured.wrongly_held == 0


# Of our own: suggestions without texts, whose scores mean what they say.


def made_up(seed: int, articles: int = 60) -> Articles:
    random = Random(seed)
    return [[_made_up(random) for _ in range(random.randint(4, 20))] for _ in range(articles)]


def _made_up(random: Random) -> Suggestion:
    score = random.choice((0.5, 0.7, 0.85, 0.95, 0.99))
    own = ["every:suggestion", random.choice(("rule:clause", "rule:colon", "rule:quotation marks"))]
    own.append(f"cue:{random.choice(('قال', 'أضاف', 'أكد', 'ذكر', ''))}")
    own += [trait for trait in ("place:heading", "length:short", "place:nested") if random.random() < 0.2]
    due = Verdict.ACCEPTED if random.random() < score else Verdict.REJECTED
    return Suggestion(tuple(own), score, due)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", ["place:heading", "cue:", "cue:أكد", "rule:colon", "length:short"])
def test_who_rejects_a_kind_is_understood(kind: str, seed: int) -> None:
    assert_better(taught(made_up(seed), who_rejects(kind)))


@pytest.mark.parametrize("seed", range(3))
def test_who_decides_as_scores_say_changes_next_to_nothing(seed: int) -> None:
    measured = taught(made_up(seed), by_the_guide)
    assert brier_score(measured.after) < brier_score(measured.before) + 0.005
    assert measured.held == 0


# On the annotated articles beside the checkout.


@cache
def annotated() -> Articles:
    files = [path for name in ("gold", "silver") for path in sorted(shared_path(name).glob("*.json"))]
    return [_article(json.loads(path.read_text("utf-8"))["articles"][0], str(path)) for path in files]


def _article(annotation: dict[str, Any], file: str) -> list[Suggestion]:
    text = annotation["text"]
    article = Article(text_sha256(file)[:32], "", Source(file), text_sha256(text))
    due = [
        (quote["content"][0]["start"], quote["content"][-1]["end"], quote["type"])
        for quote in annotation["quotes"]
    ]
    return [
        Suggestion(traits(quote, text), quote.origin.score, _due(quote.start, quote.end, due))
        for quote in proposed(article, text, RuleSuggester().suggest(text)).quotes
    ]


def _due(start: int, end: int, due: list[tuple[int, int, str]]) -> Verdict:
    if any((start, end) == (one[0], one[1]) for one in due):
        return Verdict.ACCEPTED
    for first, last, _ in due:
        if min(end, last) - max(start, first) >= 0.4 * max(end - start, last - first):
            return Verdict.CORRECTED
    return Verdict.REJECTED


PERSONS = {
    "no headlines": who_rejects("place:heading"),
    "no pairs without a cue": who_rejects("marks:without cue"),
    "direct quotes only": who_rejects("type:indirect", "type:mixed"),
    "no short ones": who_rejects("length:very short", "length:short"),
}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", PERSONS)
def test_later_articles_are_ranked_as_the_person_would(name: str, seed: int) -> None:
    articles = annotated()[:]
    Random(seed).shuffle(articles)
    assert_better(taught(articles, PERSONS[name]))


@pytest.mark.parametrize("seed", range(2))
def test_a_person_who_goes_by_the_guide_makes_nothing_worse(seed: int) -> None:
    articles = annotated()[:]
    Random(seed).shuffle(articles)
    assert_no_worse(taught(articles, by_the_guide))
