"""Named entities are asked for and can't be had: the rules suggest, and one line says why."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from time import monotonic

import pytest

from summit_tui.config import Settings
from summit_tui.i18n import load_catalogue
from summit_tui.session.tiers import entities
from summit_tui.suggest.neural.client import EntityClient, Patience
from summit_tui.suggest.suggestions import Tier
from summit_tui.tui.app import SummitApp
from tests.support.driving import press, status, until
from tests.support.sessions import session_on_text

TEXT = "قال المزارع إن الموسم جيد هذا العام.\n"


async def test_the_status_line_says_what_is_missing_and_the_rules_suggest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "NEEDED", ("torch_that_nobody_has",))
    monkeypatch.setenv("SUMMIT_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "config").mkdir(parents=True)
    (tmp_path / "home" / "config" / "settings.toml").write_text('suggester = "neural"\n')
    session = session_on_text(tmp_path, TEXT)
    app = SummitApp(session, load_catalogue("en"), Settings())
    async with app.run_test(size=(160, 30)) as pilot:
        await until(pilot, lambda: len(session.suggestions) == 1, "the suggestion")
        await until(pilot, lambda: "scripts/setup neural" in status(app), "the line")
        assert session.reviewing.pending.tier is Tier.RULES
        await press(pilot, "]")
        assert "scripts/setup neural" not in status(app)
    session.close()


async def test_the_app_ends_though_the_model_is_still_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = EntityClient([sys.executable, "-c", "import time; time.sleep(60)"], Patience(start=60))
    monkeypatch.setattr(entities, "entity_source", lambda *_: silent)
    monkeypatch.setenv("SUMMIT_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "config").mkdir(parents=True)
    (tmp_path / "home" / "config" / "settings.toml").write_text('suggester = "neural"\n')
    session = session_on_text(tmp_path, TEXT)
    app = SummitApp(session, load_catalogue("en"), Settings())
    async with app.run_test(size=(160, 30)) as pilot:
        await until(pilot, lambda: silent.pid is not None, "the process")
        begun = monotonic()
        await pilot.press("ctrl+q")
    await asyncio.get_running_loop().shutdown_default_executor()
    assert monotonic() - begun < 20
    silent.close()
    session.close()
