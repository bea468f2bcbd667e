"""The benchmark of suggesting in its shortest form: figures come out."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import suggesting

pytestmark = pytest.mark.slow


def test_figures_come_out(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(suggesting, "WARM_UP", 3)
    monkeypatch.setattr(suggesting, "IN_A_ROUND", 3)
    assert suggesting.main(["--rounds", "2", "--starts", "1", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    rates = figures["characters a second"]
    assert 0 < rates["least"] <= rates["median"] <= rates["most"]
    assert len(figures["first quote, milliseconds"]) == 4
    assert all(value > 0 for value in figures["memory, megabytes"].values())
    late = figures["lateness of another thread, milliseconds"]
    assert late["median"] <= late["p99"] <= late["most"]
