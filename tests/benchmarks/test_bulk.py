"""The benchmark in its shortest form: figures come out."""

from __future__ import annotations

import re

import pytest

from tests.benchmarks import bulk


def test_figures_come_out(capsys: pytest.CaptureFixture[str]):
    assert bulk.main(["--articles", "20", "--jobs", "1"]) == 0
    out = capsys.readouterr().out
    assert re.match(r"20 articles, [0-9.]+ million characters, 1 processes: [0-9.]+ s \(", out)
    assert re.search(r"memory at the most, megabytes: program \d+, workers .*; output \d+\.\d MB", out)


def test_articles_have_ids_of_their_own_and_many_texts():
    made = list(bulk.articles(40))
    assert len({article["id"] for article in made}) == 40
    assert len({article["text"] for article in made}) > 30
