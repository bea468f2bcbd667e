"""Tier C as a person comes by it: through the setting, with the model where it is looked for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from summit_tui.config import Paths, Settings
from summit_tui.session.tiers.suggesters import best_suggester
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.suggestions import Tier

TEXT = "أكد المزارع هفال أن الموسم جيد. وقال شيرزاد قاسملو إن الموسم جيد."


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.of({"SUMMIT_HOME": str(tmp_path / "summit")})


def test_a_model_of_ones_own(telling_model: Path, paths: Paths) -> None:
    suggester = best_suggester(Settings(suggester="neural", entity_model=telling_model), paths)
    first, second = suggester.suggest(TEXT).quotes
    assert (first.reason.tier, second.reason.tier) == (Tier.NEURAL, Tier.RULES)
    assert first.mention is not None
    assert first.mention.of(TEXT) == "المزارع هفال"
    assert [choice.name for choice in first.speakers] == ["هفال"]


@pytest.mark.parametrize("place", ["ner/arabert", "ner/other"])
def test_the_model_of_camel_tools(
    telling_model: Path, paths: Paths, home: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    data = home / ".camel_tools"
    shutil.copytree(telling_model, data / "data" / place)
    component = {"default": "arabert", "datasets": {"arabert": {"path": place}}}
    catalogue = {"version": "1.6.0", "packages": {}, "components": {"NamedEntityRecognition": component}}
    (data / "catalogue.json").write_text(json.dumps(catalogue))
    suggester = best_suggester(Settings(suggester="neural"), paths)
    found = suggester.suggest(TEXT)
    assert found.notices == ()
    assert [quote.reason.tier for quote in found.quotes] == [Tier.NEURAL, Tier.RULES]
    assert not list(paths.data.rglob("catalogue.json"))


def test_a_broken_model_leaves_the_rules_standing(tmp_path: Path, paths: Paths) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}")
    suggester = best_suggester(Settings(suggester="neural", entity_model=tmp_path / "model"), paths)
    found = [suggester.suggest(TEXT) for _ in range(2)]
    assert {one.quotes for one in found} == {RuleSuggester().suggest(TEXT).quotes}
    assert [len(one.notices) for one in found] == [1, 0]
