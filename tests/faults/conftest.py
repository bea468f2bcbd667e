"""Prints what fault tests have tried when all is over."""

from __future__ import annotations

import pytest

from tests.faults.tally import Tally

_TALLY = pytest.StashKey[Tally]()


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """The figures that are printed at the end."""
    return request.config.stash.setdefault(_TALLY, Tally())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    tally = config.stash.get(_TALLY, None)
    if tally is not None and tally.figures:
        terminalreporter.section("tried, with nothing lost, nothing half there and nothing that didn't open")
        for line in tally.lines():
            terminalreporter.write_line(line)
