"""The lexicons that come with the app, on short news written for this test, with invented names."""

from __future__ import annotations

from pathlib import Path

import pytest

from summit_tui.config.assets import label_set
from summit_tui.session.lexicons import with_terms
from summit_tui.suggest.topics import compiled

_, *SECTIONS = (Path(__file__).parent / "news.txt").read_text("utf-8").split("## ")


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.partition(":")[0])
def test_topics_of_news(section: str) -> None:
    heading, _, text = section.partition("\n")
    expected = heading.partition(":")[2].split()
    found = compiled(with_terms(label_set())).article(text)
    assert [topic.topic for topic in found] == expected
