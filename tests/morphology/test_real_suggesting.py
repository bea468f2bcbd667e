"""What morphology brings on annotated articles: it must raise the figures, or it isn't worth its weight."""

from __future__ import annotations

import pytest

from summit_tui.agreement import Figures
from summit_tui.config import Settings
from summit_tui.formats.reading import read_document
from summit_tui.session.evaluation import evaluated
from summit_tui.session.tiers.suggesters import best_suggester
from summit_tui.suggest.suggestions import Tier
from tests.support.shared import shared_path


@pytest.fixture(scope="module")
def figures(paths):
    found = {}
    for setting in ("rules", "morphology"):
        suggester = best_suggester(Settings(suggester=setting), paths)
        total = Figures()
        for folder in ("gold", "silver"):
            for path in sorted(shared_path(folder).glob("*.json")):
                document = read_document(path.read_bytes())
                total = sum((one.figures for one in evaluated(document, suggester)), total)
        found[setting] = total
    return found


@pytest.mark.parametrize("name", ["content", "indirect", "overlap", "type"])
def test_morphology_finds_more(figures, name):
    assert getattr(figures["morphology"], name).value > getattr(figures["rules"], name).value


@pytest.mark.parametrize("name", ["direct", "cue", "speaker", "speech_marks"])
def test_morphology_loses_next_to_nothing(figures, name):
    assert getattr(figures["morphology"], name).value > getattr(figures["rules"], name).value - 0.005


def test_some_suggestions_say_that_morphology_decided(paths):
    suggester = best_suggester(Settings(suggester="morphology"), paths)
    tiers = set()
    for path in [*shared_path("gold").glob("*.json"), *shared_path("silver").glob("*.json")]:
        for text in read_document(path.read_bytes()).texts.values():
            tiers.update(quote.reason.tier for quote in suggester.suggest(text).quotes)
    assert tiers == {Tier.RULES, Tier.MORPHOLOGY}
