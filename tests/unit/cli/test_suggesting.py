from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summit_tui.cli import entry
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


@pytest.mark.parametrize(
    ("arguments", "told"),
    [([], ""), (["--save"], "Interrupted before anything was saved.\n")],
    ids=["printed", "saved"],
)
def test_an_interrupt_before_anything_was_found_is_told_where_it_was_to_be_saved(
    tmp_path: Path, monkeypatch: Any, capsys: Any, arguments: list[str], told: str
) -> None:
    (tmp_path / "a.txt").write_text("لا كلام هنا.", "utf-8")

    def interrupted(*_: Any, **__: Any) -> Iterator[Any]:
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr("summit_tui.cli.suggesting.suggest_in", interrupted)
    environment = {"SUMMIT_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}
    assert entry.run(["suggest", str(tmp_path), *arguments], environment) == ExitStatus.INTERRUPTED
    assert capsys.readouterr() == ("", told)
