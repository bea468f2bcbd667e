"""The seed article annotated in the real app, by keys alone, and exported."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from summit_tui.config.assets import seed_article
from summit_tui.i18n import load_catalogue
from summit_tui.session import Session, exported, open_session
from summit_tui.tui.app import SummitApp
from tests.support.annotator import Annotator, wanted_in
from tests.support.driving import press
from tests.support.quiet import QUIET
from tests.support.sessions import fixed_author, paths_in

GOLDEN = Path(__file__).parents[1] / "golden"
GOLD = GOLDEN / "gold-seed.json"
EXPORT = GOLDEN / "seed-export.json"


def open_seed(folder: Path, seed: int = 1) -> Session:
    """The seed article in ``folder``, where it may have been opened before."""
    folder.mkdir(parents=True, exist_ok=True)
    article = folder / "summit-2021.txt"
    shutil.copy(seed_article(), article)
    return open_session(article, paths=paths_in(folder / "home"), author=fixed_author(seed))


def keys_for_seed(folder: Path) -> list[str]:
    """The keys that annotate the seed article as the gold has it: its topics, then its quotes."""
    document = json.loads(GOLD.read_text("utf-8"))
    session = open_seed(folder)
    annotator = Annotator(session)
    keys = annotator.tag_article([topic["id"] for topic in document["articles"][0]["topics"]])
    for wanted in wanted_in(document):
        keys += annotator.annotate(wanted).keys
    session.close()
    return keys


def reduced(document: dict) -> dict:
    """What the export and the gold have to agree on."""
    names = {speaker["id"]: speaker["name"]["ar"] for speaker in document["speakers"]}
    (article,) = document["articles"]
    quotes = [
        (
            quote["type"],
            [(span["start"], span["end"], span["text"]) for span in quote["content"]],
            sorted(names[speaker] for speaker in quote["speakers"]),
        )
        for quote in article["quotes"]
    ]
    return {
        "topics": sorted(topic["id"] for topic in article["topics"]),
        "quotes": quotes,
        "text": article["text"],
    }


async def test_annotating_the_seed_by_keys_gives_the_gold_and_the_golden_export(tmp_path: Path) -> None:
    keys = keys_for_seed(tmp_path / "plan")
    session = open_seed(tmp_path / "app")
    app = SummitApp(session, load_catalogue("ar"), QUIET)
    target = tmp_path / "app" / "summit-2021.json"
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        await press(pilot, "f5", "enter")
    data = target.read_bytes()
    assert data == exported(session)
    assert reduced(json.loads(data)) == reduced(json.loads(GOLD.read_text("utf-8")))
    if os.environ.get("SUMMIT_WRITE_GOLDEN"):
        EXPORT.write_bytes(data)
    assert data == EXPORT.read_bytes()
