"""Where fault tests work, and what is printed of them when all is over."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.tally import Tally

_TALLY = pytest.StashKey[Tally]()
_MEMORY = Path("/dev/shm")


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """The figures that are printed at the end."""
    return request.config.stash.setdefault(_TALLY, Tally())


@pytest.fixture
def memory_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory, where the system has such a place, for what no real disk is needed for.

    Thousands of states are laid out there that a disk may be left in, each for a moment.
    """
    if not os.access(_MEMORY, os.W_OK):
        yield tmp_path_factory.mktemp("states")
        return
    folder = Path(tempfile.mkdtemp(prefix="summit-faults-", dir=_MEMORY))
    yield folder
    shutil.rmtree(folder)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    tally = config.stash.get(_TALLY, None)
    if tally is not None and tally.figures:
        terminalreporter.section("tried, with nothing lost, nothing half there and nothing that didn't open")
        for line in tally.lines():
            terminalreporter.write_line(line)
