from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from summit_tui.cli.suggesting import _Run
from summit_tui.model import ExitStatus, UnusableInputError

NOTHING: Any = None


@pytest.mark.parametrize(
    ("done", "failed", "broken", "status"),
    [
        (3, 0, 0, ExitStatus.DONE),
        (3, 1, 1, ExitStatus.FAULT_IN_DATA),
        (3, 1, 0, ExitStatus.FAULT_IN_DATA),
        (0, 2, 1, ExitStatus.UNUSABLE_INPUT),
        (0, 2, 0, ExitStatus.COULD_NOT),
    ],
)
def test_the_status_tells_what_became_of_all(done: int, failed: int, broken: int, status: ExitStatus) -> None:
    run = _Run(NOTHING, NOTHING, None, NOTHING, done, failed, broken)
    assert run.status([Path("a")]) is status


def test_no_article_at_all_is_unusable_input() -> None:
    with pytest.raises(UnusableInputError, match="no article in a, b"):
        _Run(NOTHING, NOTHING, None, NOTHING).status([Path("a"), Path("b")])
