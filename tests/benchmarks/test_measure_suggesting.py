"""The measure of the first suggestion in its shortest form; what it comes to, a quiet machine has to say."""

from __future__ import annotations

import pytest

from tests.benchmarks import measure_suggesting

pytestmark = pytest.mark.terminal


def test_figures_come_out(capsys: pytest.CaptureFixture[str]):
    assert measure_suggesting.main(["--rounds", "1"]) == 0
    assert "text to first suggestion, milliseconds: median" in capsys.readouterr().out


def test_the_first_suggestion_keeps_nobody_waiting():
    assert min(measure_suggesting.seconds_to_first_suggestion() for _ in range(3)) < 1
