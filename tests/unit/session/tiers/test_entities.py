from __future__ import annotations

import json
from pathlib import Path

import pytest

from summit_tui.config import Paths, Settings
from summit_tui.session.tiers import entities
from summit_tui.session.tiers.entities import While, entity_source
from summit_tui.session.tiers.suggesters import best_suggester
from summit_tui.suggest.finding.suggester import RuleSuggester
from summit_tui.suggest.neural.client import EntityClient
from summit_tui.suggest.neural.errors import EntityError
from summit_tui.suggest.neural.suggester import NeuralSuggester
from summit_tui.suggest.suggestions import Tier

TEXT = "قال المزارع هفال إن الموسم جيد."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def with_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if torch and transformers were installed."""
    monkeypatch.setattr(entities, "NEEDED", ("json",))


@pytest.fixture
def without_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if torch weren't installed."""
    monkeypatch.setattr(entities, "NEEDED", ("json", "torch_that_nobody_has"))


@pytest.mark.usefixtures("without_torch")
def test_what_is_not_installed_is_said_when_it_is_asked_for(home: Path) -> None:
    source = entity_source(None, home / "stub")
    with pytest.raises(EntityError, match="scripts/setup neural"):
        source.entities(TEXT)


@pytest.mark.usefixtures("with_torch")
def test_without_a_model_it_is_said_how_to_come_by_one(home: Path) -> None:
    for model in (None, home / "nowhere"):
        with pytest.raises(EntityError, match="camel_data -i ner-arabert"):
            entity_source(model, home / "stub").entities(TEXT)
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("with_torch")
def test_one_process_serves_all_who_ask(home: Path) -> None:
    (home / "model").mkdir()
    first = entity_source(home / "model", home / "stub")
    assert isinstance(first, EntityClient)
    assert entity_source(home / "model", home / "stub") is first
    assert first.pid is None


@pytest.mark.usefixtures("with_torch")
def test_whoever_has_given_up_has_nothing_started(home: Path) -> None:
    (home / "model").mkdir()
    client = entity_source(home / "model", home / "stub")
    assert isinstance(client, EntityClient)
    source = While(client, lambda: True)
    with pytest.raises(EntityError):
        source.entities(TEXT)
    assert client.pid is None
    source.stop()


@pytest.mark.usefixtures("with_torch")
@pytest.mark.parametrize("by", ["HOME", "CAMELTOOLS_DATA"])
@pytest.mark.parametrize("datasets", [{"arabert": {"path": "ner/mine"}}, {}, None])
def test_the_model_of_camel_tools_is_found(
    home: Path, monkeypatch: pytest.MonkeyPatch, by: str, datasets: object
) -> None:
    folder = home / ".camel_tools"
    if by == "CAMELTOOLS_DATA":
        folder = home / "data"
        monkeypatch.setenv(by, str(folder))
    model = folder / "data" / ("ner/mine" if datasets else "ner/arabert")
    model.mkdir(parents=True)
    component = {"default": "arabert", "datasets": datasets}
    catalogue = {"version": "1.6.0", "packages": {}, "components": {"NamedEntityRecognition": component}}
    (folder / "catalogue.json").write_text(json.dumps(catalogue))
    with pytest.raises(EntityError):
        entity_source(None, home / "stub").entities(TEXT)
    (model / "config.json").write_text("{}")
    assert isinstance(entity_source(None, home / "stub"), EntityClient)


def test_named_entities_are_taken_only_where_they_are_asked_for(home: Path) -> None:
    paths = Paths.of({"SUMMIT_HOME": str(home / "summit")})
    for name in ("auto", "rules", "morphology"):
        assert not isinstance(best_suggester(Settings(suggester=name), paths), NeuralSuggester)
    assert isinstance(best_suggester(Settings(suggester="neural"), paths), NeuralSuggester)


def test_the_settings_of_the_person_are_those_of_their_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_HOME", str(home))
    assert isinstance(best_suggester(), RuleSuggester)
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('suggester = "neural"\n')
    assert isinstance(best_suggester(), NeuralSuggester)


@pytest.mark.usefixtures("without_torch")
def test_what_is_missing_leaves_the_rules_standing(home: Path) -> None:
    suggester = best_suggester(Settings(suggester="neural"), Paths.of({"SUMMIT_HOME": str(home / "summit")}))
    found = suggester.suggest(TEXT)
    assert found.quotes == RuleSuggester().suggest(TEXT).quotes
    assert len(found.notices) == 1
    assert suggester.suggest(TEXT).notices == ()
    assert isinstance(suggester, NeuralSuggester)
    assert suggester.tier is Tier.RULES
