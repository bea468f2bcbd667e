"""The seed article annotated in the real program, in a terminal, by keys alone and in two sittings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support.annotator import Annotator, wanted_in
from tests.support.quiet import quiet_home
from tests.terminals.tmux import Rows, Tmux
from tests.tui.test_seed_by_keys import GOLD, open_seed, reduced

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).parents[2]
BATCH = 40
NAMES = {
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "enter": "Enter",
    "escape": "Escape",
    "space": "Space",
    "f5": "F5",
    "ctrl+q": "C-q",
    ";": "\\;",
}


def keys_of_sittings(folder: Path) -> tuple[list[str], list[str], int]:
    """The keys up to the middle, those from there after a new start, and how many quotes the first make."""
    document = json.loads(GOLD.read_text("utf-8"))
    quotes = wanted_in(document)
    half = len(quotes) // 2
    session = open_seed(folder)
    annotator = Annotator(session)
    first = annotator.tag_article([topic["id"] for topic in document["articles"][0]["topics"]])
    for wanted in quotes[:half]:
        first += annotator.annotate(wanted).keys
    session.close()
    session = open_seed(folder, seed=2)
    annotator = Annotator(session)
    second = [key for wanted in quotes[half:] for key in annotator.annotate(wanted).keys]
    session.close()
    return first, second, half


def send(tmux: Tmux, keys: Sequence[str]) -> None:
    """Sends keys as fast as the terminal takes them, but for one Escape: with what follows it is Alt."""
    batch: list[str] = []
    for key in keys:
        batch.append(NAMES.get(key, key))
        if key == "escape" or len(batch) == BATCH:
            tmux.press(*batch)
            tmux.settled_rows(quiet=0.15)
            batch.clear()
    if batch:
        tmux.press(*batch)


def saved_with(quotes: int) -> Callable[[Rows], bool]:
    """Whether the screen shows that many quotes and that they are saved."""

    def shown(rows: Rows) -> bool:
        return any(f"Quotes {quotes}" in row for row in rows) and any(row.endswith("saved") for row in rows)

    return shown


def test_the_seed_in_two_sittings_gives_the_gold(tmp_path: Path, require_program: Callable[..., str]) -> None:
    require_program("tmux", package="tmux")
    first, second, half = keys_of_sittings(tmp_path / "plan")
    folder = tmp_path / "articles"
    open_seed(folder).close()
    gold = json.loads(GOLD.read_text("utf-8"))
    environment = {
        **quiet_home(tmp_path / "home"),
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "COLORTERM": "truecolor",
    }
    command = [sys.executable, "-m", "summit_tui", str(folder / "summit-2021.txt")]
    with Tmux(command, environment=environment) as tmux:
        tmux.settled_rows()
        send(tmux, first)
        tmux.wait_for(saved_with(half), f"{half} quotes")
        tmux.press(NAMES["ctrl+q"])
        assert tmux.wait_for_end() == 0
        tmux.restart()
        tmux.wait_for(saved_with(half), "what was made before")
        send(tmux, second)
        tmux.wait_for(saved_with(len(gold["articles"][0]["quotes"])), "all quotes")
        tmux.press(NAMES["f5"])
        tmux.wait_for(lambda rows: any("Export to" in row for row in rows), "the dialog of export")
        tmux.press("Enter")
        tmux.wait_for(lambda rows: any("Exported to" in row for row in rows), "the export")
        tmux.press(NAMES["ctrl+q"])
        assert tmux.wait_for_end() == 0
    exported = json.loads((folder / "summit-2021.json").read_text("utf-8"))
    assert reduced(exported) == reduced(gold)
