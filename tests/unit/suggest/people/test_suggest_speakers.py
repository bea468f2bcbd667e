"""Who said the last quote of short invented news: a line of speakers.txt each, by the rule that tells it."""

from pathlib import Path

import pytest

from tests.support.finding import quotes_in


def articles():
    lines = (Path(__file__).parent / "speakers.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            text, names = line.replace("⏎", "\n").split(" | ")
            yield pytest.param(text, names.split(" + "), id=text[-40:])


@pytest.mark.parametrize(("text", "names"), list(articles()))
def test_the_last_quote_is_said_by(text, names):
    quotes = quotes_in(text)
    assert [choice.name for choice in quotes[-1].speakers] == names


@pytest.mark.parametrize(("text", "names"), list(articles()))
def test_mentions_are_words_of_the_text(text, names):
    for quote in quotes_in(text):
        if quote.mention is not None:
            written = quote.mention.of(text)
            assert written == written.strip()
            assert not written.startswith(("،", ".", ":"))
