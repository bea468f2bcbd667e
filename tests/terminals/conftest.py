"""What tests in terminal windows share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.terminals.windows import Display

PACKAGES = {"Xvfb": "xvfb", "xdotool": "xdotool", "import": "imagemagick", "tmux": "tmux"}


@pytest.fixture
def display(require_program: Callable[..., str]) -> Iterator[Display]:
    """A virtual X display of the test's own."""
    for program in ("Xvfb", "xdotool", "import"):
        require_program(program, package=PACKAGES[program])
    with Display() as started:
        yield started


@pytest.fixture(params=["xterm", "sakura"])
def terminal(request: pytest.FixtureRequest, require_program: Callable[..., str]) -> str:
    """A terminal that leaves the order of what it gets alone, and one that reorders (VTE)."""
    require_program(request.param, package=request.param)
    return str(request.param)


@pytest.fixture
def vte(require_program: Callable[..., str]) -> str:
    """A terminal of the VTE family, which reorders unless it is told not to."""
    require_program("sakura", package="sakura")
    return "sakura"
