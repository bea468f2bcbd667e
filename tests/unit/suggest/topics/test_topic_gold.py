"""The topics that come with the app, on annotated articles beside the checkout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from summit_tui.config.assets import label_set, seed_article
from summit_tui.session.lexicons import with_terms
from summit_tui.suggest.topics import compiled, read_term
from tests.support.shared import shared_path


def tags_of(folder: Path) -> Iterator[tuple[set[str], set[str]]]:
    """For each article of a folder the topics that were found, and those that it has."""
    lexicon = compiled(with_terms(label_set()))
    for path in sorted(folder.glob("*.json")):
        for article in json.loads(path.read_text("utf-8"))["articles"]:
            found = {topic.topic for topic in lexicon.article(article["text"])}
            yield found, {tag["id"] for tag in article["topics"]}


def f1(folder: Path) -> float:
    pairs = list(tags_of(folder))
    right = sum(len(found & wanted) for found, wanted in pairs)
    return 2 * right / sum(len(found) + len(wanted) for found, wanted in pairs)


def test_the_gold_set() -> None:
    assert f1(shared_path("gold")) >= 0.9


def test_the_silver_set() -> None:
    assert f1(shared_path("silver")) >= 0.9


def test_the_article_that_comes_with_the_app_has_all_five() -> None:
    text = seed_article().read_text("utf-8")
    topics = with_terms(label_set())
    assert [topic.topic for topic in compiled(topics).article(text)] == [topic.id for topic in topics]


def test_every_line_of_the_lexicons_is_a_term_and_stands_there_once() -> None:
    for topic in with_terms(label_set()):
        assert topic.terms
        assert len(set(topic.terms)) == len(topic.terms)
        terms = [read_term(line) for line in topic.terms]
        assert None not in terms
        assert all(line == line.strip() for line in topic.terms)
