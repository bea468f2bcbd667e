"""Named entities are asked for and can't be had: the rules suggest, and one line says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from summit_tui.config import Settings
from summit_tui.i18n import load_catalogue
from summit_tui.session import entities
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
