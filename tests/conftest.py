"""What tests of every part share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator

import pytest
from hypothesis import settings

from tests.support.shared import NOT_THERE

# Times of single examples say little on a shared machine. In CI the same examples run every time, so that
# what fails there fails for a change; new ones are looked for by whoever works on the code.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def require_program() -> Callable[..., str]:
    """``require_program("tmux", package="tmux")`` gives the program's path.

    Where it is missing the test is skipped with the name of its Debian package.
    """

    def require(name: str, *, package: str) -> str:
        found = shutil.which(name)
        if not found:
            pytest.skip(f"{name} is missing (Debian: apt install {package})")
        return found

    return require


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI nothing is left out unseen: a skipped test fails there, with its reason.

    Only ``../shared`` may be missing there, which no checkout brings.
    """
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(call.excinfo.value) if call.excinfo else ""
        if reason != NOT_THERE:
            report.outcome = "failed"
            report.longrepr = f"skipped, which nothing may be in CI: {reason}"
    return report
